"""The leaders' page of a workshop and the screen in the room."""

import pytest
from django.contrib.contenttypes.models import ContentType

from savienojums.core.documents.keeping import press
from savienojums.events.documents.work import table_cards
from savienojums.events.models import Event, WorkClock, WorkGroup, WorkStep
from tests import make

pytestmark = pytest.mark.django_db
HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def event(contact, client):
    made = make.event("Darbnīca", kind="workshop", made_by=contact)
    make.registration(made, "Anna Ozola", "Jānis Bērziņš")
    client.force_login(contact)
    return made


@pytest.fixture
def base(event):
    return f"/events/{event.slug}/workshop/"


@pytest.fixture
def step(event):
    return WorkStep.objects.create(event=event, title="Idejas", text="Pa vienai uz lapiņas", minutes=20, position=1)


def test_nobody_but_organisers_leads(client, base, step, outsider):
    group = WorkGroup.objects.create(event=step.event, name="Upe")
    pages = (base, f"{base}steps/{step.public_id}/", f"{base}groups/{group.public_id}/", f"{base}cards.pdf")
    doors = ("groups/", "dealing/", "seats/", "steps/", "clock/", "screen/", "names/")
    client.force_login(outsider)
    for address in pages:
        page = client.get(address)
        assert page.status_code == 404
        assert "Ozola" not in page.content.decode()
    for rest in doors:
        assert client.post(base + rest).status_code == 404
        assert client.get(base + rest).status_code == 405


def test_groups_are_made_filled_and_changed(client, base, event):
    assert client.post(f"{base}groups/", {"count": "31"}).status_code == 409
    client.post(f"{base}groups/", {"count": "2"})
    client.post(f"{base}dealing/", {"way": "mixed"})
    assert [group.people.count() for group in event.work_groups.all()] == [1, 1]
    assert client.post(f"{base}dealing/", {"way": "x"}).status_code == 409
    anna, group = event.attendances.get(name="Anna Ozola"), event.work_groups.first()
    client.post(f"{base}seats/", {anna.public_id: group.public_id})
    assert anna in group.people.all()
    assert client.post(f"{base}seats/", {anna.public_id: "nekas"}).status_code == 409
    one = f"{base}groups/{group.public_id}/"
    assert client.post(one, {"name": ""}).status_code == 422
    client.post(one, {"name": "Upe", "task": "Idejas"})
    assert "Upe" in client.get(base).content.decode()
    client.post(one, {"_method": "DELETE"})
    assert event.work_groups.count() == 1
    assert "bez grupas" in client.get(base).content.decode()


def test_steps_come_change_and_go(client, base, event):
    assert "Pievienot posmu" in client.get(base).content.decode()
    assert client.post(f"{base}steps/", {"title": "Idejas"}).status_code == 422
    client.post(f"{base}steps/", {"title": "Idejas", "minutes": "20"})
    client.post(f"{base}steps/", {"title": "Sveiki", "minutes": "5", "place": "1"})
    assert [each.title for each in event.work_steps.all()] == ["Sveiki", "Idejas"]
    assert "kopā 25 minūtes" in client.get(base).content.decode()
    one = f"{base}steps/{event.work_steps.last().public_id}/"
    assert client.post(one, {"title": "Idejas", "minutes": "481"}).status_code == 422
    client.post(one, {"title": "Labas idejas", "minutes": "15", "place": "1"})
    assert [each.title for each in event.work_steps.all()] == ["Labas idejas", "Sveiki"]
    client.post(one, {"_method": "DELETE"})
    assert event.work_steps.count() == 1


def test_the_clock_is_led_with_and_without_script(client, base, step):
    other = WorkStep.objects.create(event=step.event, title="Stāsti", minutes=10, position=2)
    assert client.post(f"{base}clock/", {"do": "start"}).status_code == 302
    page = client.get(base).content.decode()
    assert "data-runs" in page
    part = client.post(f"{base}clock/", {"do": "turn", "step": other.public_id}, **HTMX).content.decode()
    assert "<html" not in part
    assert "Stāsti" in part
    client.post(f"{base}clock/", {"do": "add", "minutes": "5"})
    client.post(f"{base}clock/", {"do": "pause"})
    clock = WorkClock.objects.get()
    assert (clock.step, clock.added, clock.paused_at is not None) == (other, 300, True)
    client.post(f"{base}clock/", {"do": "stop"})
    assert WorkClock.objects.get().step is None
    assert client.post(f"{base}clock/", {"do": "fly"}).status_code == 409
    assert client.post(f"{base}clock/", {"do": "turn", "step": "x"}).status_code == 404


def test_the_screen_needs_no_account_and_names_nobody_unless_allowed(client, base, step):
    group = WorkGroup.objects.create(event=step.event, name="Upe")
    group.people.set(step.event.attendances.all())
    client.post(f"{base}screen/")
    client.post(f"{base}clock/", {"do": "start"})
    address = f"/events/screen/{WorkClock.objects.get().screen_code}/"
    assert address in client.get(base).content.decode()
    client.post(f"{base}names/", {"shown": "on"})
    client.logout()
    page = client.get(address)
    shown = page.content.decode()
    assert "Anna, Jānis" in shown
    assert "Ozola" not in shown
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in shown
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-cache" in page["Cache-Control"]
    part = client.get(address, **HTMX).content.decode()
    assert part.strip().startswith("<main")
    assert "20:00" in part or "19:5" in part
    clock = WorkClock.objects.get()
    clock.shows_people = False
    clock.save()
    assert "Anna" not in client.get(address).content.decode()


def test_a_closed_or_renewed_screen_leads_nowhere(client, base, event):
    client.post(f"{base}screen/")
    first = f"/events/screen/{WorkClock.objects.get().screen_code}/"
    client.post(f"{base}screen/")
    assert client.get(first).status_code == 404
    second = f"/events/screen/{WorkClock.objects.get().screen_code}/"
    assert client.get(second).status_code == 200
    client.post(f"{base}screen/", {"_method": "DELETE"})
    assert client.get(second).status_code == 404
    assert client.post(second).status_code == 405


def test_the_end_is_told_in_words(client, base, step):
    client.post(f"{base}screen/")
    WorkClock.objects.update(step=step, started_at="2026-11-23T00:00Z")
    page = client.get(f"/events/screen/{WorkClock.objects.get().screen_code}/").content.decode()
    assert "data-over" in page
    assert "Laiks beidzies" in page
    assert ">0:00<" in page


def test_cards_for_the_tables_are_printed(client, base, event):
    assert client.get(f"{base}cards.pdf").status_code == 409
    WorkGroup.objects.create(event=event, name="Upe", task="Idejas")
    told = table_cards(event, list(event.work_groups.all()))
    assert told["cards"] == [{"name": "Upe", "task": "Idejas"}]
    assert press("events/documents/work_cards", told).startswith(b"%PDF-")


def test_as_many_questions_for_three_groups_as_for_one(client, base, step, django_assert_num_queries):
    event = step.event
    ContentType.objects.get_for_model(Event)
    client.post(f"{base}screen/")
    client.post(f"{base}names/", {"shown": "on"})
    screen = f"/events/screen/{WorkClock.objects.get().screen_code}/"

    def ask():
        client.get(base)
        with django_assert_num_queries(12):
            client.get(base)
        client.get(screen)
        with django_assert_num_queries(6):
            client.get(screen)

    for number in range(3):
        group = WorkGroup.objects.create(event=event, name=f"Upe {number}")
        made = make.registration(event, f"Ilze {number}", email=f"i{number}@selija.test")
        group.people.set(made.people.all())
        WorkStep.objects.create(event=event, title="Vēl", minutes=5, position=number)
        if number in (0, 2):
            ask()
