"""What meetings hold about a person, given to them, and what of it goes when they go."""

import pytest

from savienojums.accounts import personal as everything
from savienojums.events import personal
from savienojums.events.models import Attendance, DatePoll, EventInvitation, PollAnswer, Registration, Ride, RideLetter
from savienojums.journal.models import Record
from tests import make
from tests.events.listing import LATER, ask, seats

pytestmark = pytest.mark.django_db


@pytest.fixture
def known(outsider):
    """An event at which one person did all one can do, beside somebody else who did the same."""
    event = make.event(takes_registrations=True)
    place = make.place()
    for person, email, name in ((outsider, outsider.email, outsider.name), (None, "cits@selija.test", "Cits Cilvēks")):
        ask(event, name, f"Viesis {name}", by=person, email=email, phone="29123456", note="piezīme",
            organisation_name=f"Saimniecība {name}")  # fmt: skip
        EventInvitation.objects.create(event=event, email=f"{email}", name=name)
        ride = Ride.objects.create(event=event, kind="need", name=name, email=email, place=place)
        RideLetter.objects.create(ride=ride, sender_name=name, sender_email=email, text="Vai ir vieta?")
        poll = DatePoll.objects.create(slug=f"kad-{name[:4].lower()}", title="Kad?")
        PollAnswer.objects.create(poll=poll, name=name, person=person, wishes={}, answered_at=LATER)
    return event


def test_everything_is_told_to_the_one_it_is_about_and_nothing_of_others(known, outsider):
    held = {part.key: part.rows for part in personal.held(outsider)}
    assert {key: len(rows) for key, rows in held.items()} == {
        "event_registrations": 1, "event_people": 2, "event_invitations": 1, "rides": 1, "ride_letters": 1,
        "poll_answers": 1,
    }  # fmt: skip
    told = str(held)
    assert "29123456" in told
    assert "Cits Cilvēks" not in told
    assert "cits@selija.test" not in told
    for part in personal.held(outsider):
        assert all(set(row) == set(part.labels) for row in part.rows)


def test_who_goes_is_in_no_list_and_their_guests_keep_their_seats(known, outsider):
    everything.forget_everywhere(outsider, LATER)
    assert seats(known) == {
        f"Viesis {outsider.name}": "accepted",
        "Cits Cilvēks": "accepted",
        "Viesis Cits Cilvēks": "accepted",
    }
    left = Registration.objects.exclude(email="cits@selija.test").get()
    assert (left.name, left.email, left.phone, left.note, left.person) == ("–", "", "", "", None)
    assert left.organisation_name == ""
    assert [row.email for row in EventInvitation.objects.all()] == ["cits@selija.test"]
    assert [row.email for row in Ride.objects.all()] == ["cits@selija.test"]
    assert [row.sender_email for row in RideLetter.objects.all()] == ["cits@selija.test"]
    assert [row.person for row in PollAnswer.objects.all()] == [None]
    assert left.public_id not in str(list(Record.objects.values_list("particulars", flat=True)))


def test_who_came_is_counted_still_and_known_no_more(known, outsider):
    Attendance.objects.filter(name=outsider.name).update(came_at=LATER, came_by="sheet", certificate_code="xyz")
    personal.forget(outsider, LATER)
    row = Attendance.objects.get(came_at=LATER)
    assert (row.name, row.sort_name, row.registration, row.certificate_code) == ("–", "", None, None)
    assert row.organisation_name == ""


def test_a_registration_made_before_the_account_goes_with_it(outsider):
    event = make.event(takes_registrations=True)
    ask(event, "Anna", email=outsider.email)
    personal.forget(outsider, LATER)
    assert Registration.objects.count() == 0
    assert Attendance.objects.count() == 0
