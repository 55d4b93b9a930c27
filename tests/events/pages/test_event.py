"""The page of an event, and the shell of the organisers' desk."""

from datetime import timedelta

import pytest

from savienojums.events.actions import gatherings
from savienojums.events.models import Event, EventInvitation, Minutes
from savienojums.events.queries.desk_figures import numbers_of
from savienojums.events.queries.gatherings import desk_of
from savienojums.network.models import Project
from tests import make

pytestmark = pytest.mark.django_db


def test_the_page_says_what_when_where_and_by_whom(client):
    organisation = make.organisation("Elkšņu kopiena")
    project = Project.objects.create(
        name="Saknes un spārni", number="2026.LV/1", funder_sentence={"lv": "Finansē Sabiedrības integrācijas fonds."}
    )
    event = make.event(venue="Elkšņu saieta nams", organisers=[organisation], project=project, text="Nāciet **visi**.")
    page = client.get(event.get_absolute_url()).content.decode()
    assert "Sēlijas NVO forums" in page
    assert "Pirmdiena, 2026. gada 14. decembris, 14:00–17:00" in page
    assert "Elkšņu saieta nams" in page
    assert "Elkšņu kopiena" in page
    assert "Saknes un spārni (2026.LV/1)" in page
    assert "Finansē Sabiedrības integrācijas fonds." in page
    assert "<strong>visi</strong>" in page


def test_a_draft_is_nobodys_but_its_makers(client, contact):
    event = make.event("Slepens", published_at=None, made_by=contact)
    assert client.get(event.get_absolute_url()).status_code == 404
    client.force_login(contact)
    assert "Slepens" in client.get(event.get_absolute_url()).content.decode()


def test_each_change_stands_on_a_line_of_its_own_with_only_what_differs(client, coordinator):
    event = make.event(venue="Elkšņu nams")
    later = {"starts_at": event.starts_at + timedelta(hours=1), "ends_at": event.ends_at + timedelta(hours=1)}
    gatherings.change_event(by=coordinator, event=event, details={**later, "venue": "Skola"}, at=make.NOW)
    page = client.get(event.get_absolute_url())
    (changed,) = page.context["changed"]
    assert [(each.old, each.new) for each in changed.changes] == [
        ("14:00–17:00", "15:00–18:00"),
        ("Elkšņu nams", "Skola"),
    ]
    lines = page.content.decode().partition("event-changed-lines")[2].partition("</ul>")[0]
    assert lines.count("<li>") == 2


def test_a_moved_day_strikes_out_only_the_day(client, coordinator):
    event = make.event()
    later = {"starts_at": event.starts_at + timedelta(days=2), "ends_at": event.ends_at + timedelta(days=2)}
    gatherings.change_event(by=coordinator, event=event, details=later, at=make.NOW)
    ((change,),) = [each.changes for each in client.get(event.get_absolute_url()).context["changed"]]
    assert (change.old, change.new) == ("14. decembris", "Trešdiena, 2026. gada 16. decembris, 14:00–17:00")


def test_the_desk_is_its_organisers(client, contact, outsider):
    event = make.event(made_by=contact)
    client.force_login(outsider)
    assert client.get(f"/events/{event.slug}/desk/").status_code == 404
    client.force_login(contact)
    page = client.get(f"/events/{event.slug}/desk/").content.decode()
    assert 'aria-current="page"' in page


def test_the_desk_says_how_many_there_are_and_what_comes_next(contact, django_assert_num_queries):
    event = make.event(made_by=contact, capacity=30, takes_registrations=True)
    make.registration(event)
    waiting = make.registration(event, "Zane Liepa", email="zane@selija.test")
    waiting.people.update(seat="waiting")
    EventInvitation.objects.create(event=event, email="a@example.org")
    Event.objects.filter(pk=event.pk).update(registration_closes_at=event.starts_at - timedelta(days=1))
    event.refresh_from_db()

    def told(at):
        desk = desk_of(event, at)
        return [(each.value, each.label) for each in desk["figures"]], desk["next"] and desk["next"].title

    listed = [("1", "sarakstā, 30 vietas"), ("1", "rindā"), ("1", "uzaicinājums")]
    assert told(make.NOW) == (listed, "Pieteikšanās beidzas: 2026. gada 13. decembris, 14:00")
    assert told(event.starts_at) == ([*listed, ("0", "ieradās")], "Atzīmēt, kas ieradās")
    assert told(event.ends_at)[1] == "Atzīmēt, kas ieradās"
    event.attendances.filter(seat="accepted").update(came_at=event.starts_at)
    assert told(event.ends_at) == ([*listed, ("1", "ieradās")], "Pabeigt protokolu")
    Minutes.objects.create(event=event, closed_at=event.ends_at)
    assert told(event.ends_at)[1] is None
    with django_assert_num_queries(2):
        numbers_of(event)


def test_a_desk_nobody_registered_at_shows_no_empty_numbers(contact):
    event = make.event(made_by=contact)
    desk = desk_of(event, make.NOW)
    assert (desk["figures"], desk["next"]) == ([], None)
