"""What only a browser can break in focus groups and workshops: selecting, saving by itself, a clock without a line."""

import pytest
from django.urls import reverse

from savienojums.core.clock import now
from savienojums.events.actions import work, work_clock
from savienojums.events.models import Code, MixCell, Quote
from tests import make
from tests.events.focus import NAMES, focus_group, note, quote, voices

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def leaders_page(page_at, signed_in_as, contact):
    """A page of somebody who made an event."""

    def open_page(path, **looks):
        page = page_at(**looks)
        signed_in_as(page, contact)
        page.goto(path)
        return page

    return open_page


@pytest.fixture
def group(contact):
    made = focus_group(contact, *NAMES, guide="Kā Jūs braucat?")
    voices(made)
    return made


@pytest.fixture
def workshop(contact):
    made = make.event("Darbnīca", kind="workshop", made_by=contact)
    for title in ("Idejas", "Stāsti"):
        work.add_work_step(by=contact, event=made, step=work.Step(title, "", 10), at=now())
    work.make_work_groups(by=contact, event=made, count=3, at=now())
    return made


def test_selected_words_become_a_quote_without_the_mouse_leaving_the_notes(leaders_page, group):
    Code.objects.create(name="Transports")
    stretch = note(group, "P1: Autobuss nebrauc. P2: Autobuss ir dārgs.")
    page = leaders_page(reverse("event_coding", args=[group.event.slug]))
    page.evaluate(
        """() => {
            const text = document.querySelector("[data-note]").firstChild, range = document.createRange();
            range.setStart(text, 26); range.setEnd(text, 43);
            getSelection().removeAllRanges(); getSelection().addRange(range);
        }"""
    )
    for key in ("q", "p", "2", "1", "Control+Enter"):
        page.keyboard.press(key)
    page.wait_for_selector("mark")
    made = Quote.objects.get()
    assert (made.text, made.voice) == ("Autobuss ir dārgs", "P2")
    assert made.begins == stretch.text.rindex("Autobuss")
    assert [code.name for code in made.codes.all()] == ["Transports"]


def test_notes_save_themselves_and_warn_of_names(leaders_page, group):
    stretch = note(group, "", question="Kā Jūs braucat?")
    page = leaders_page(reverse("event_notes", args=[group.event.slug]))
    page.fill("textarea", "Jānim ir auto")
    page.wait_for_selector(".note-names")
    stretch.refresh_from_db()
    assert stretch.text == "Jānim ir auto"
    page.fill("textarea", "Jānim ir auto, Ilzei nav")
    page.click(".note-names button")
    page.wait_for_selector("#messages .notice-success")
    stretch.refresh_from_db()
    assert stretch.text == "P2 ir auto, P3 nav"
    assert page.input_value("textarea") == "P2 ir auto, P3 nav"


def test_the_clock_on_the_wall_goes_on_without_a_line(page_at, workshop, contact):
    work_clock.start_clock(by=contact, event=workshop, at=now())
    code = work_clock.renew_screen(by=contact, event=workshop, at=now()).screen_code
    page = page_at(1920, height=1080, path=reverse("screen", args=[code]))
    page.context.set_offline(True)
    page.wait_for_selector("[data-broken-line]:visible", timeout=20_000)
    before = page.inner_text("[data-digits]")
    page.locator("[data-digits]").filter(has_not_text=before).wait_for()
    page.context.set_offline(False)
    work_clock.turn_clock(by=contact, event=workshop, step=workshop.work_steps.last(), at=now())
    page.wait_for_selector("h1:text-is('Stāsti')", timeout=20_000)
    assert not page.is_visible("[data-broken-line]")


def test_the_leader_turns_the_clock_in_place(leaders_page, workshop):
    page = leaders_page(reverse("event_work", args=[workshop.slug]))
    page.click("text=Sākt")
    page.wait_for_selector("[data-runs]")
    page.click("#clock >> text=Tālāk")
    page.wait_for_selector("#clock strong:text-is('Stāsti')")
    assert page.url.endswith("/workshop/")


@pytest.mark.parametrize("dark", [False, True])
def test_everyone_can_use_these_pages(leaders_page, axe, fits, group, workshop, contact, dark):
    MixCell.objects.create(focus_group=group, wanted=2, kind="skolēni")
    quote(note(group, "P1: Anna brauc"), "brauc", "Transports", voice="P1")
    group.released_at = now()
    group.save()
    work_clock.start_clock(by=contact, event=workshop, at=now())
    code = work_clock.renew_screen(by=contact, event=workshop, at=now()).screen_code
    focus, slug = group.event.slug, workshop.slug
    paths = [
        *(reverse(name, args=[focus]) for name in ("event_focus", "event_focus_form", "event_focus_people", "event_notes")),
        *(reverse(name, args=[focus]) for name in ("event_coding", "event_findings")),
        reverse("event_quote", args=[focus, Quote.objects.get().public_id]),
        reverse("codes"), reverse("code", args=[Code.objects.get().public_id]),
        reverse("registration_consent", args=[group.event.registrations.get().token]),
        reverse("event_work", args=[slug]), reverse("screen", args=[code]),
    ]  # fmt: skip
    page = leaders_page("/", dark=dark)
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        for path in paths:
            page.goto(path)
            axe(page)
            fits(page)
