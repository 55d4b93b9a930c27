"""Lists of people are erased when their time is over: nothing of names and addresses is left anywhere, counts are."""

import json
from datetime import date, datetime, timedelta
from unittest import mock

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from savienojums.accounts.models import Person
from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.events import retention
from savienojums.events.actions import registrations as acts
from savienojums.events.actions import registrations_desk as desk
from savienojums.events.actions import retention as erasing
from savienojums.events.actions.erased import ErasedForGood
from savienojums.events.actions.gatherings import change_event
from savienojums.events.actions.invitations import invite_people
from savienojums.events.actions.registering import set_registering
from savienojums.events.actions.rides import Journey, Rider, RidesClosed, add_ride
from savienojums.events.jobs import retention as jobs
from savienojums.events.models import (
    Attendance,
    CheckLine,
    DatePoll,
    Event,
    EventInvitation,
    Feedback,
    KeptCounts,
    Message,
    MixCell,
    MixChoice,
    PollAnswer,
    Registration,
    Ride,
    RideLetter,
    WorkGroup,
)
from savienojums.events.models.focus import FocusGroup
from savienojums.events.queries import retention as queries
from savienojums.events.queries.invitations import Invited
from savienojums.events.queries.table import funders_table
from savienojums.journal.actions import record
from savienojums.journal.models import Record
from savienojums.network.models import Place, Project
from savienojums.worker import load_jobs, work_off
from tests import make
from tests.events.focus import focus_group, note, quote, voices
from tests.events.listing import LATER, ask, party

SECRETS = ("ZINTABERZA", "zintaberza", "29123456", "slepenapiezime")


# --- until when -----------------------------------------------------------------------


def test_without_a_project_lists_are_kept_for_a_year():
    held = date(2026, 12, 14)
    found = retention.kept_until(held, has_project=False, project_ends_on=None, lists_kept_until=None)
    assert found == date(2027, 12, 14)


def test_a_project_says_itself_until_when_its_funder_may_ask():
    said = {"has_project": True, "project_ends_on": date(2026, 3, 31), "lists_kept_until": date(2029, 5, 1)}
    assert retention.kept_until(date(2024, 6, 1), **said) == date(2029, 5, 1)
    said["lists_kept_until"] = None
    assert retention.kept_until(date(2024, 6, 1), **said) == date(2031, 3, 31)
    said["project_ends_on"] = None
    assert retention.kept_until(date(2024, 2, 29), **said) == date(2029, 2, 28)


def test_days_that_lie_beyond_all_counting_are_the_last_day_there_is():
    said = {"has_project": True, "project_ends_on": date(9999, 12, 31), "lists_kept_until": None}
    assert retention.kept_until(date(2026, 1, 1), **said) == date.max
    assert retention.months_after(date(9999, 12, 31), 1) == date.max
    assert retention.day_after(date.max) == date.max
    assert retention.day_after(date(2026, 2, 28)) == date(2026, 3, 1)


def test_an_earlier_day_that_was_promised_holds_but_never_before_the_event_is_over():
    held = date(2026, 12, 14)
    said = {"has_project": True, "project_ends_on": None, "lists_kept_until": date(2032, 1, 1)}
    assert retention.kept_until(held, **said, promised=date(2026, 12, 20)) == date(2026, 12, 20)
    assert retention.kept_until(held, **said, promised=date(2026, 12, 1)) == held
    assert retention.kept_until(held, **said, promised=date(2040, 1, 1)) == date(2032, 1, 1)


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.booleans(), st.none() | st.dates(date(2010, 1, 1), date(2040, 1, 1)),
       st.none() | st.dates(date(2010, 1, 1), date(2040, 1, 1)))  # fmt: skip
def test_no_list_goes_before_the_event_is_a_month_past(held, has_project, ends, until):
    found = retention.kept_until(held, has_project=has_project, project_ends_on=ends, lists_kept_until=until)
    assert found >= retention.months_after(held, 1) > held


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 130))
def test_so_many_months_later_is_the_same_day_or_the_last_one(day, months):
    found = retention.months_after(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found + timedelta(days=1)).day == 1


# --- erased ---------------------------------------------------------------------------


def everything_kept():
    """All cells of all tables as one text."""
    words = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            words += [str(row) for row in cursor.fetchall()]
    return "\n".join(words)


@pytest.fixture
def past(db, contact, mailoutbox):
    """An event with everything about one person that the house can hold, told through its acts, letters sent."""
    load_jobs()
    make.membership(contact, make.organisation("Rīkotājs"))
    event = make.event(takes_registrations=True, capacity=2, organisers=[contact.memberships.get().organisation])
    place = make.place()
    name, email = f"Zinta {SECRETS[0]}", f"{SECRETS[1]}@selija.test"
    details = {"email": email, "phone": SECRETS[2], "note": SECRETS[3], "answers": {"diet": SECRETS[3]}, "place": place}
    made = ask(event, name, f"Viesis {SECRETS[0]}", **details)
    waiter = ask(event, f"Otra {SECRETS[0]}", email=f"otra.{email}")
    desk.enter_list(by=contact, event=event, parties=[party(name, email=f"papirs.{email}")], at=LATER)
    acts.cancel_registration(by=None, registration=made, token=made.token, at=LATER)
    work_off()
    assert len(mailoutbox) >= 3
    row = Attendance.objects.get(registration=waiter)
    Attendance.objects.filter(pk=row.pk).update(came_at=event.starts_at, came_by="code", certificate_code="abc")
    CheckLine.objects.create(
        event=event, key="k1", attendance=row, came=True, said_at=LATER, taken_at=LATER, way="code"
    )
    _everything_else(event, name, email, place, row)
    assert all(secret in everything_kept() for secret in SECRETS)
    return event


def _everything_else(event, name, email, place, row):
    EventInvitation.objects.create(event=event, email=f"cita.{email}", name=name)
    ride = Ride.objects.create(event=event, kind="need", name=name, email=email, place=place)
    RideLetter.objects.create(ride=ride, sender_name=name, sender_email=email, text=SECRETS[3])
    poll = DatePoll.objects.create(slug="kad", title="Kad?", event=event)
    PollAnswer.objects.create(poll=poll, name=name, wishes={}, answered_at=LATER)
    group = FocusGroup.objects.create(event=event, theme="Jaunieši")
    MixChoice.objects.create(attendance=row, cell=MixCell.objects.create(focus_group=group, wanted=2))
    WorkGroup.objects.create(event=event, name="1. galds").people.add(row)


AFTER = datetime(2027, 12, 16, 6, 0, tzinfo=make.NOW.tzinfo)


def erase(at):
    with mock.patch.object(jobs, "now", return_value=at):
        jobs.erase_people_of_old_events()


def test_a_year_later_nothing_of_names_and_addresses_is_left_in_any_table(past):
    counts = json.loads(json.dumps(funders_table(past).kept()))
    erase(AFTER)
    kept = everything_kept()
    assert [secret for secret in SECRETS if secret in kept] == []
    past.refresh_from_db()
    assert past.erased_at == AFTER
    for model in (Registration, Attendance, CheckLine, EventInvitation, Ride, RideLetter, PollAnswer, MixChoice):
        assert model.objects.count() == 0, model.__name__
    assert KeptCounts.objects.get().table == counts
    assert funders_table(past).came == 1


def test_the_day_before_everything_is_there(past):
    erase(AFTER - timedelta(days=2))
    assert Registration.objects.count() == 3
    assert KeptCounts.objects.count() == 0


def test_the_journal_keeps_how_many_were_erased_and_no_code_of_anybody(past):
    row_code, public_id = Attendance.objects.first().row_code, Registration.objects.first().public_id
    erase(AFTER)
    line = Record.objects.get(verb="events.people_erased")
    assert (line.by_system, line.particulars) == (True, {"registrations": 3, "people": 4})
    assert row_code not in everything_kept()
    assert public_id not in everything_kept()


def test_erased_twice_is_erased_once(past):
    erase(AFTER)
    erase(AFTER + timedelta(days=1))
    erasing.erase_people(by=SYSTEM, event=past, at=AFTER)
    assert Record.objects.filter(verb="events.people_erased").count() == 1
    past.refresh_from_db()
    assert past.erased_at == AFTER


def test_what_the_funder_may_ask_for_stays(past):
    project = Project.objects.create(name="Salas", lists_kept_until=date(2030, 1, 1))
    Event.objects.update(project=project)
    assert queries.erased_on(Event.objects.get()) == date(2030, 1, 2)
    erase(AFTER)
    assert Registration.objects.count() == 3
    erase(datetime(2030, 1, 2, 6, 0, tzinfo=make.NOW.tzinfo))
    assert Registration.objects.count() == 0


def test_who_registered_themselves_stands_nowhere_in_the_journal(past, outsider, contact):
    made = ask(past, "Anna", by=outsider, email=outsider.email)
    acts.cancel_registration(by=outsider, registration=made, at=LATER)
    record("events.ride_withdrawn", by=outsider, subject=Ride.objects.get(), at=LATER, audience="editors")
    assert Record.objects.filter(by=outsider).count() == 3
    erase(AFTER)
    assert Record.objects.filter(by=outsider).count() == 0
    assert Record.objects.filter(by=contact, verb="events.list_entered").count() == 1


def test_letters_and_free_words_go_with_the_list_even_if_nobody_is_left_on_it(past):
    Message.objects.create(event=past, readers="all", subject="Jaunumi", text=f"Sveika, {SECRETS[0]}", written_at=LATER)
    Feedback.objects.create(
        event=past, useful=5, organised=4, best=SECRETS[0], better=SECRETS[3], said_on=date(2026, 12, 15)
    )
    for model in (Attendance, Registration, EventInvitation, Ride, PollAnswer):
        model.objects.all().delete()
    erase(AFTER)
    assert [secret for secret in SECRETS[3:] if secret in everything_kept()] == []
    letter, said = Message.objects.get(), Feedback.objects.get()
    assert (letter.subject, letter.text) == ("Jaunumi", "")
    assert (said.useful, said.organised, said.best, said.better) == (5, 4, "", "")


def test_a_focus_group_is_erased_on_the_day_its_people_were_promised(contact):
    group = focus_group(contact, "Zinta Ozola", "Anna Bērza", "Anna Liepa", kept_until=date(2026, 12, 20), event={})
    project = Project.objects.create(name="Salas", lists_kept_until=date(2040, 1, 1))
    Event.objects.update(project=project)
    voices(group)
    group.event.attendances.filter(name="Zinta Ozola").update(consented_at=LATER)
    stretch = note(group, "Zinta: brauc Anna. Liepai nav auto.")
    said = quote(stretch, "brauc Anna", "Transports", voice="P1")
    assert queries.erased_on(Event.objects.get()) == date(2026, 12, 21)
    erase(datetime(2026, 12, 20, 6, 0, tzinfo=make.NOW.tzinfo))
    assert Attendance.objects.count() == 3
    erase(datetime(2026, 12, 21, 6, 0, tzinfo=make.NOW.tzinfo))
    assert (Attendance.objects.count(), Registration.objects.count()) == (0, 0)
    # The notes are kept, as the consent says: without names.
    stretch.refresh_from_db()
    said.refresh_from_db()
    assert stretch.text == "P1: brauc […]. P3 nav auto."
    assert (said.text, said.stands) == ("brauc […]", True)
    assert list(group.voices.values_list("attendance", "consented")) == [(None, True), (None, False), (None, False)]


def test_one_event_that_cannot_be_erased_stops_no_other(past, monkeypatch):
    other = make.event("Cits", takes_registrations=True)
    ask(other, "Anna")

    whole = erasing.erase_people

    def erase_or_fail(*, by, event, at):
        if event == past:
            message = "Ne šodien."
            raise ValueError(message)
        whole(by=by, event=event, at=at)

    monkeypatch.setattr(jobs.actions, "erase_people", erase_or_fail)
    with pytest.raises(ExceptionGroup, match=past.slug):
        erase(AFTER)
    assert list(Event.objects.filter(erased_at=None)) == [past]


def test_a_project_that_keeps_its_lists_for_ever_keeps_nobody_else_s(past):
    other = make.event("Cits", takes_registrations=True)
    ask(other, "Anna")
    project = Project.objects.create(name="Mūžība", lists_kept_until=date.max)
    Event.objects.filter(pk=other.pk).update(project=project)
    assert queries.erased_on(Event.objects.get(pk=other.pk)) == date.max
    erase(AFTER)
    assert list(Event.objects.filter(erased_at=None)) == [other]


def test_an_erased_event_is_neither_moved_nor_takes_anybody_again(past, coordinator):
    erase(AFTER)
    past.refresh_from_db()
    later = {"starts_at": AFTER + timedelta(days=10), "ends_at": AFTER + timedelta(days=10, hours=2)}
    with pytest.raises(ErasedForGood):
        change_event(by=coordinator, event=past, details=later, at=AFTER)
    change_event(by=coordinator, event=past, details={"summary": {"lv": "Tā bija."}}, at=AFTER)
    set_registering(by=coordinator, event=past, details={"takes_registrations": False}, at=AFTER)
    for details in ({"takes_registrations": True}, {"offers_rides": True}):
        with pytest.raises(ErasedForGood):
            set_registering(by=coordinator, event=past, details=details, at=AFTER)
    # Wherever its day may lie, nobody is written down for it.
    Event.objects.update(**later, takes_registrations=True, offers_rides=True)
    past.refresh_from_db()
    with pytest.raises(acts.RegistrationClosed):
        ask(past, "Anna", at=AFTER)
    with pytest.raises(ErasedForGood):
        invite_people(by=coordinator, event=past, invited=[Invited("anna@selija.test")], at=AFTER)
    journey = Journey(Place.objects.get())
    with pytest.raises(RidesClosed):
        add_ride(by=None, event=past, kind="need", journey=journey, rider=Rider("Anna", "anna@selija.test"), at=AFTER)
    assert (Registration.objects.count(), EventInvitation.objects.count(), Ride.objects.count()) == (0, 0, 0)


def test_events_without_people_are_left_alone(db):
    make.event()
    erase(AFTER)
    assert Event.objects.get().erased_at is None


def test_people_cannot_erase(past, administrator, coordinator):
    for person in (administrator, coordinator, None):
        with pytest.raises(NotAllowed):
            erasing.erase_people(by=person, event=past, at=AFTER)
    assert Person.objects.count() == 3
