"""Many ask for few seats at the very same moment, each in a connection of its own: never more people than seats."""

import sqlite3
import threading

import pytest
from django.db import connection, connections

from savienojums.events.actions import arrivals
from savienojums.events.actions import registrations as acts
from savienojums.events.models import Attendance, Event, Registration
from savienojums.events.queries.registrations import place_in_line
from tests import make
from tests.events.listing import LATER, ask, party

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, SEATS = 24, 7


@pytest.fixture(autouse=True)
def _a_file_to_meet_in(tmp_path, transactional_db):
    """On SQLite the tests' database lies in memory, where nobody waits for a lock; here it lies in a file, as in life."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    kept, name = connection.connection, connection.settings_dict["NAME"]
    with sqlite3.connect(tmp_path / "seats.sqlite3") as file:
        kept.backup(file)
    file.close()
    connection.settings_dict["NAME"], connection.connection = str(tmp_path / "seats.sqlite3"), None
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"], connection.connection = name, kept


def at_once(*works):
    """Do all of this at the same time; what went wrong."""
    ready, wrong = threading.Barrier(len(works)), []

    def run(work):
        try:
            ready.wait(timeout=30)
            work()
        except Exception as trouble:  # noqa: BLE001 - it is told to the test, whatever it is
            wrong.append(trouble)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return wrong


def asking(event, number):
    mine = Event.objects.get(pk=event.pk)
    given = party(f"Cilvēks {number}", email=f"c{number}@selija.test")
    return lambda: acts.register(by=None, event=mine, party=given, at=make.NOW)


def test_so_many_get_seats_as_there_are_and_the_others_wait_in_order():
    event = make.event(takes_registrations=True, capacity=SEATS)
    wrong = at_once(*[asking(event, number) for number in range(PEOPLE)])
    assert wrong == []
    rows = list(Registration.objects.order_by("asked_at").prefetch_related("people"))
    moments = [row.asked_at for row in rows]
    assert len(set(moments)) == len(rows) == PEOPLE
    states = [row.people.all()[0].seat for row in rows]
    assert states == ["accepted"] * SEATS + ["waiting"] * (PEOPLE - SEATS)
    assert [place_in_line(row) for row in rows[SEATS:]] == list(range(1, PEOPLE - SEATS + 1))


def test_one_mailbox_that_presses_twice_registers_once():
    event = make.event(takes_registrations=True, capacity=SEATS)
    assert at_once(*[asking(event, 1) for _press in range(6)]) == []
    assert Registration.objects.count() == Attendance.objects.count() == 1


def test_those_who_cancel_while_others_ask_leave_neither_an_empty_nor_a_double_seat():
    event = make.event(takes_registrations=True, capacity=SEATS)
    there = [ask(event, f"Agrais {number}", email=f"a{number}@selija.test") for number in range(SEATS + 3)]

    def leaving(made):
        mine = Registration.objects.select_related("event").get(pk=made.pk)
        return lambda: acts.cancel_registration(by=None, registration=mine, token=mine.token, at=LATER)

    works = [leaving(made) for made in there[::2]] + [asking(event, number) for number in range(8)]
    assert at_once(*works) == []
    assert Attendance.objects.seated().count() == SEATS
    # Nobody who waits asked before somebody who has a seat: all came alone.
    last_seated = Registration.objects.filter(people__seat="accepted").latest("asked_at").asked_at
    first_waiting = Registration.objects.filter(people__seat="waiting").earliest("asked_at").asked_at
    assert last_seated < first_waiting


def test_those_who_wait_and_stand_at_the_door_at_once_share_the_seats_that_are_free():
    event = make.event(takes_registrations=True, capacity=2, door_code="abcabcabcabc")
    there = [ask(event, f"Agrais {number}", email=f"a{number}@selija.test") for number in range(7)]
    Attendance.objects.filter(registration=there[0]).update(seat="gone")

    def arriving(made):
        mine, rows = Event.objects.get(pk=event.pk), list(made.people.all())
        return lambda: arrivals.arrive(by=None, event=mine, rows=rows, token=mine.door_code, at=mine.starts_at)

    wrong = at_once(*[arriving(made) for made in there[1:]])
    assert [type(each) for each in wrong] == [arrivals.NoSeatLeft] * 4
    assert Attendance.objects.seated().count() == Attendance.objects.came().count() == 2
