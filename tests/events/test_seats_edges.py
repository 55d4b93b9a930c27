"""Where seats could be given twice, a secret told or a person lost: the edges of lists, doors and merged rows."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from savienojums.core.clock import now
from savienojums.events.actions import arrivals, gatherings
from savienojums.events.actions import registrations as acts
from savienojums.events.actions import registrations_desk as desk
from savienojums.events.models import Attendance, Registration
from savienojums.events.parties import Guest, Party
from savienojums.events.queries import calendars
from savienojums.events.queries.arrivals import has_seats_left
from savienojums.events.queries.registrations_seats import seat_counts
from tests import make
from tests.events.listing import LATER, ask, seats, waiting
from tests.events.pages.test_registering import coming, opened, text

pytestmark = pytest.mark.django_db
CODE = "abcabcabcabc"
SECRET = "https://tiksanas.test/SLEPENI"


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def small(db):
    """Two seats, and a door."""
    return make.event(takes_registrations=True, capacity=2, door_code=CODE)


@pytest.fixture
def hybrid(db):
    """One seat in the room, and as many at home as like."""
    return make.event(takes_registrations=True, capacity=1, mode="hybrid", door_code=CODE)


def at_home(event, name="Anna Ozola", email="majas@selija.test"):
    party = Party(name=name, people=(Guest(name, online=True),), email=email)
    return acts.register(by=None, event=event, party=party, at=make.NOW)


def rows_of(made):
    return list(made.people.order_by("pk"))


def change(made, *guests, at=LATER, **details):
    party = Party(name=made.name, people=tuple(guests), email=made.email, **details)
    acts.change_registration(by=None, registration=made, token=made.token, party=party, at=at)


def arrive(event, *names):
    rows = list(Attendance.objects.filter(event=event, name__in=names))
    arrivals.arrive(by=None, event=event, rows=rows, token=CODE, at=event.starts_at)


def came(event):
    return set(event.attendances.came().values_list("name", flat=True))


# --- the address of the online meeting ------------------------------------------------


def test_the_calendar_file_tells_the_online_address_to_those_with_a_seat_alone(client):
    event = coming("Tiešsaiste", takes_registrations=True, capacity=1, mode="hybrid", online_url=SECRET)
    sits, waits = ask(event, "Anna A"), ask(event, "Bella B")

    def told(made):
        return SECRET in client.get(f"/events/registrations/{made.token}/event.ics").content.decode().replace(
            "\r\n ", ""
        )

    assert (told(sits), told(waits)) == (True, False)
    acts.cancel_registration(by=None, registration=sits, token=sits.token, at=now())
    assert (told(sits), told(waits)) == (False, True)


# --- rows made one --------------------------------------------------------------------


def test_merging_with_a_row_at_home_takes_no_seat_in_the_room(hybrid, coordinator):
    ask(hybrid, "Pirmā P")
    waits, home = ask(hybrid, "Anna Ozola", email="a@selija.test"), at_home(hybrid)
    one, other = waits.people.get(), home.people.get()
    desk.merge_attendances(by=coordinator, attendance=one, other=other, at=LATER)
    counts = seat_counts(hybrid, LATER)
    assert (counts.taken, counts.online, counts.waiting) == (1, 1, 0)
    assert waits.people.get().online


def test_merging_into_a_cancelled_registration_keeps_the_one_that_stands(small, coordinator):
    old = ask(small, email="a@selija.test")
    acts.cancel_registration(by=None, registration=old, token=old.token, at=make.NOW)
    new = ask(small, email="b@selija.test")
    desk.merge_attendances(by=coordinator, attendance=old.people.get(), other=new.people.get(), at=LATER)
    new.refresh_from_db()
    old.refresh_from_db()
    row = Attendance.objects.get(event=small)
    assert (row.seat, row.registration, new.cancelled_at, old.cancelled_at) == ("accepted", new, None, make.NOW)


# --- another kind of event ------------------------------------------------------------


def test_those_at_home_are_not_moved_into_a_room_that_is_too_small(hybrid, coordinator):
    at_home(hybrid, "Anna A", "a@selija.test")
    at_home(hybrid, "Bella B", "b@selija.test")
    with pytest.raises(gatherings.TooManyForTheRoom, match="2"):
        gatherings.change_event(by=coordinator, event=hybrid, details={"mode": "in_place"}, at=LATER)
    hybrid.refresh_from_db()
    assert hybrid.mode == "hybrid"
    hybrid.capacity = 2
    hybrid.save()
    changed = gatherings.change_event(by=coordinator, event=hybrid, details={"mode": "in_place"}, at=LATER)
    assert (changed.mode, seat_counts(changed, LATER).left) == ("in_place", 0)


# --- a party changed --------------------------------------------------------------------


def test_the_seat_of_one_who_has_come_is_not_given_to_another_of_the_party(small):
    made = ask(small, "Anna A", "Anda A")
    first, second = rows_of(made)
    Attendance.objects.filter(pk=first.pk).update(came_at=LATER, came_by="sheet")
    with pytest.raises(acts.NoSeatsForMore):
        change(made, Guest("Anda A", row=second.row_code), Guest("Agra A"))
    change(made, Guest("Agra A", row=second.row_code))
    assert seats(small) == {"Anna A": "accepted", "Agra A": "accepted"}


def test_a_party_of_which_one_has_a_seat_changes_its_telephone_and_the_other_goes_on_waiting(small, coordinator):
    ask(small, "Cita C")
    made = ask(small, "Anna A", "Anda A")
    first, second = rows_of(made)
    desk.give_seat(by=coordinator, attendance=first, at=LATER)
    both = [Guest(row.name, row=row.row_code) for row in (first, second)]
    change(made, *both, phone="29123456")
    made.refresh_from_db()
    assert (made.phone, seats(small)["Anna A"], waiting(small)) == ("29123456", "accepted", ["Anda A"])
    change(made, *both, Guest("Agra A"))
    assert waiting(small) == ["Anda A", "Agra A"]
    change(made, both[1])
    assert seats(small) == {"Cita C": "accepted", "Anda A": "accepted"}


# --- the door ---------------------------------------------------------------------------


def test_one_free_seat_at_the_door_is_given_to_one_of_those_who_wait(small):
    ask(small, "Anna A")
    gone = ask(small, "Bella B")
    for name in ("Cita C", "Dora D", "Elza E"):
        ask(small, name)
    small.attendances.filter(registration=gone).update(seat="gone")
    arrive(small, "Cita C")
    with pytest.raises(arrivals.NoSeatLeft):
        arrive(small, "Dora D")
    with pytest.raises(arrivals.NoSeatLeft):
        arrive(small, "Bella B")
    arrive(small, "Cita C")
    arrive(small, "Anna A")
    assert came(small) == {"Anna A", "Cita C"}
    assert seats(small) == {"Anna A": "accepted", "Bella B": "gone", "Cita C": "accepted", "Dora D": "waiting",
                            "Elza E": "waiting"}  # fmt: skip


def test_a_waiting_party_comes_in_together_or_not_at_all(small):
    ask(small, "Anna A")
    ask(small, "Bella B", "Baiba B")
    with pytest.raises(arrivals.NoSeatLeft):
        arrive(small, "Bella B", "Baiba B")
    arrive(small, "Bella B")
    assert came(small) == {"Bella B"}


def test_who_cancelled_and_comes_all_the_same_is_registered_again(small):
    made = ask(small, "Anna A")
    acts.cancel_registration(by=None, registration=made, token=made.token, at=LATER)
    arrive(small, "Anna A")
    made.refresh_from_db()
    assert (made.cancelled_at, seats(small), came(small)) == (None, {"Anna A": "accepted"}, {"Anna A"})


def test_whom_the_organisers_let_in_above_the_number_takes_no_second_seat(small, coordinator):
    ask(small, "Anna A")
    gone = ask(small, "Bella B")
    ask(small, "Cita C")
    ask(small, "Dora D")
    small.attendances.filter(registration=gone).update(seat="gone")
    Attendance.objects.filter(name="Cita C").update(came_at=LATER, came_by="desk")
    with pytest.raises(arrivals.NoSeatLeft):
        arrive(small, "Dora D")


def test_those_at_home_leave_the_seats_of_the_room_free(hybrid):
    at_home(hybrid)
    assert has_seats_left(hybrid)
    assert calendars.shelf().seats_of(hybrid) == seat_counts(hybrid, LATER).left == 1
    arrive(hybrid, "Anna Ozola")
    assert came(hybrid) == {"Anna Ozola"}


def test_a_closed_door_tells_nothing_of_anyone(client):
    event = coming("Slēgts", takes_registrations=True, door_code=CODE)
    make.registration(event, "Anna A", "Anda A", email="anna@selija.test")
    said = []
    for who in ("anna@selija.test", "nav@selija.test", event.attendances.first().row_code):
        answer = client.post(reverse("door", args=[CODE]), {"who": who, "opened": opened("events.door")})
        said.append((answer.status_code, text(answer).replace(who, "")))
    assert said[0][0] == 422
    assert len(set(said)) == 1


# --- the desk ---------------------------------------------------------------------------


def test_without_a_known_word_nobody_is_taken_off_the_list(client, coordinator, small):
    row = ask(small, "Anna A").people.get()
    client.force_login(coordinator)
    where = reverse("event_seat", args=[small.slug, row.row_code])
    for said in ({}, {"seat": ""}, {"seat": "?"}):
        assert client.post(where, said).status_code == 302
    assert seats(small) == {"Anna A": "accepted"}
    assert Registration.objects.standing().count() == 1
    client.post(where, {"seat": "gone"})
    assert seats(small) == {"Anna A": "gone"}
