"""Following, walked in a real browser: asked for without an account, one mail when it matters, one click to stop."""

import email
import re
from contextlib import ExitStack
from datetime import date, datetime, time, timedelta
from email import policy
from unittest import mock
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from django.core.cache import cache

from savienojums.accounts.models import Person
from savienojums.core.clock import RIGA
from savienojums.core.clock import now as this_moment
from savienojums.demo.world import fill
from savienojums.journal.queue import pass_over_lines
from savienojums.support.jobs.following import tell_followers
from savienojums.support.models import Follow, Measure, Round
from savienojums.worker import load_jobs, work_off

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SEARCH = "/support/?place=rubenes-pagasts&kind=grant"
NAME, PAGE = "Sēlijas kultūras programma 2026", "/support/selijas-kulturas-programma/"
DOORS = ("views.rounds", "views.editing", "views.following", "views.alerts", "jobs.following")
TODAY = this_moment().astimezone(RIGA).date()


class Days:
    """The clock of the doors: it goes when the test says so."""

    def __init__(self):
        self.at = datetime.combine(TODAY, time(10), tzinfo=RIGA)

    def now(self):
        return self.at

    def morning(self):
        """The next day at seven: the chore, and the worker; at ten people come."""
        self.at = datetime.combine(self.at.date() + timedelta(days=1), time(7), tzinfo=RIGA)
        tell_followers()
        work_off()
        self.at += timedelta(hours=3)


@pytest.fixture
def measure(transactional_db):
    """The demo region; of all rounds only those of this measure, so that no other day of the year speaks up."""
    fill()
    # As the demo does: of the past that was told nothing follows today.
    pass_over_lines(this_moment())
    cache.clear()
    Round.objects.exclude(measure__slug=PAGE.split("/")[2]).delete()
    return Measure.objects.get(slug=PAGE.split("/")[2])


@pytest.fixture
def days():
    load_jobs()
    clock = Days()
    with ExitStack() as stack:
        for door in DOORS:
            stack.enter_context(mock.patch(f"savienojums.support.{door}.now", clock.now))
        yield clock


@pytest.fixture
def outbox(settings, tmp_path):
    """Letters as they lie in the outbox of a first installation, read as a mail program reads them."""
    settings.EMAIL_BACKEND, settings.OUTBOX = "savienojums.core.mail.OutboxBackend", tmp_path / "outbox"

    def letters():
        files = sorted(settings.OUTBOX.glob("*.eml"))
        return [email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    return letters


def path_in(letter, noun):
    """The address of that page in a letter, without its host: the browser of the test asks another one."""
    return re.search(rf"https?://[^/\s]+(/support/{noun}/\S+/)", letter.get_content()).group(1)


def subjects(outbox):
    return [letter["Subject"].strip() for letter in outbox()][1:]


def follow(visitor, outbox):
    """Without an account; no reminders, for they have their own days."""
    visitor.goto(SEARCH)
    visitor.click("text=Sekot e-pastā")
    visitor.wait_for_url("**/following/new/**")
    assert "Ne vairāk kā viena ziņa dienā" in visitor.locator("main").inner_text()
    visitor.fill("input[name=email]", "anna@pasts.example")
    for box in visitor.locator("input[name=reminders]").all():
        box.uncheck()
    visitor.click("main form button:text-is('Sekot')")
    visitor.wait_for_url("**/following/receipt/")
    work_off()
    (letter,) = outbox()
    visitor.goto(path_in(letter, "following"))
    assert Follow.objects.get().state() == "asked", "opening a link confirms nothing"
    visitor.click("text=Jā, vēlos šīs ziņas")
    visitor.wait_for_selector("text=Ziņas par to sūtām uz anna@pasts.example.")


def write_round(editor, address, **fields):
    """An editor writes a round and saves it."""
    editor.goto(address)
    for name, words in fields.items():
        editor.fill(f"input[name={name}]", words)
    editor.click(".editing-save button")
    editor.wait_for_url(f"**{PAGE}editing/")


def move(editor, measure, day):
    """The deadline of the round is another day."""
    made = measure.rounds.order_by("-closes_on").first()
    write_round(editor, f"{PAGE}rounds/{made.public_id}/", closes_on=f"{day:%d.%m.%Y}.")


def reword(editor):
    editor.goto(f"{PAGE}editing/")
    editor.locator("textarea[name=notes]").evaluate("field => field.closest('details')?.setAttribute('open', '')")
    editor.fill("textarea[name=notes]", "Tas pats, citiem vārdiem.")
    editor.locator(".editing-save button").first.click()
    editor.wait_for_load_state()


def test_a_visitor_follows_a_search_hears_what_matters_and_stops_by_one_click(
    page_at, signed_in_as, measure, days, outbox, live_server
):
    visitor, editor = page_at(360), page_at(1440)
    signed_in_as(editor, Person.objects.get(email="redaktore@selija.example"))
    follow(visitor, outbox)
    days.morning()
    assert subjects(outbox) == []

    day = TODAY + timedelta(days=150)
    write_round(
        editor, f"{PAGE}rounds/", opens_on=f"{TODAY:%d.%m.%Y}.", closes_on=f"{day:%d.%m.%Y}.", closes_hour="12:00"
    )
    days.morning()
    days.morning()
    assert subjects(outbox) == [f"{NAME}: izsludināta kārta"]
    assert "plkst. 12:00" in outbox()[-1].get_content()

    reword(editor)
    days.morning()
    assert subjects(outbox)[1:] == [], "a wording mails nobody"

    move(editor, measure, day - timedelta(days=10))
    days.morning()
    days.morning()
    assert subjects(outbox)[1:] == [f"{NAME}: termiņš tagad ir agrāk"]
    since = re.search(r"/support/selijas-kulturas-programma/\?since=\S+", outbox()[-1].get_content()).group(0)
    visitor.goto(since)
    assert NAME in visitor.locator("h1").inner_text()

    one_click(outbox()[-1], live_server)
    assert Follow.objects.get().state() == "stopped"
    move(editor, measure, day - timedelta(days=20))
    days.morning()
    assert len(subjects(outbox)) == 2

    stop_by_hand(visitor, outbox()[-1])
    move(editor, measure, day - timedelta(days=30))
    days.morning()
    assert len(subjects(outbox)) == 2


def one_click(letter, live_server):
    """What a mail program does when its own button is pressed: it has no cookie and has seen no page."""
    assert letter["List-Unsubscribe-Post"].strip() == "List-Unsubscribe=One-Click"
    address = re.search(r"<https?://[^/]+(/[^>]+)>", letter["List-Unsubscribe"]).group(1)
    words = urlencode({"List-Unsubscribe": "One-Click"}).encode()
    with urlopen(Request(live_server.url + address, words, method="POST")) as answer:  # noqa: S310 -- our own server
        assert answer.status == 200


def stop_by_hand(visitor, letter):
    """Follow again from the page of the mail, then stop by the page's own button."""
    end = path_in(letter, "alerts").rstrip("/")
    end = end if end.endswith("/end") else f"{end}/end"
    visitor.goto(f"{end}/")
    visitor.click("main h3 a")
    visitor.click("text=Sekot atkal")
    visitor.wait_for_selector("text=Ziņas par to sūtām uz")
    assert Follow.objects.get().state() == "running"
    visitor.goto(f"{end}/")
    assert Follow.objects.get().state() == "running", "opening a link stops nothing"
    visitor.click("text=Pārtraukt visu")
    visitor.wait_for_selector("text=Šādas ziņas Jums vairs nesūtīsim.")
    assert Follow.objects.get().state() == "stopped"


def test_a_letter_in_the_outbox_is_one_that_mail_programs_read_well(page_at, signed_in_as, measure, days, outbox):
    visitor, editor = page_at(360, script=False), page_at(1440)
    signed_in_as(editor, Person.objects.get(email="redaktore@selija.example"))
    follow(visitor, outbox)
    days.morning()
    day = date(TODAY.year + 1, 12, 1)
    write_round(
        editor, f"{PAGE}rounds/", opens_on=f"{TODAY:%d.%m.%Y}.", closes_on=f"{day:%d.%m.%Y}.", closes_hour="12:00"
    )
    days.morning()
    letter = outbox()[-1]
    text = letter.get_content()
    assert (letter.get_content_type(), letter.get_content_charset()) == ("text/plain", "utf-8")
    assert f"Pieteikties var līdz {day.year}. gada 1. decembrim, plkst. 12:00." in text
    assert max(len(line) for line in text.splitlines() if "http" not in line) <= 76
