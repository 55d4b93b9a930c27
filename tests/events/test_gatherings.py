"""An event's life: made, changed, published, cancelled, restored, copied – and who is told."""

from datetime import UTC, datetime, timedelta

import pytest

from savienojums.core.clock import RIGA
from savienojums.core.refusal import NotAllowed
from savienojums.events import questions as own
from savienojums.events.actions import gatherings as actions
from savienojums.events.actions.copying import copy_event
from savienojums.events.actions.registering import (
    ClosesAfterTheEnd,
    SeatsAreTaken,
    TooManyQuestions,
    TooManyReserved,
    set_questions,
    set_registering,
)
from savienojums.events.jobs.gatherings import tell_those_who_come
from savienojums.events.models import Event, MixCell, ProgrammeItem, SeatReserve, WorkStep
from savienojums.events.models.focus import FocusGroup
from savienojums.events.queries.changes import changes_of
from savienojums.events.queries.facts import changes_seen
from savienojums.events.queries.gatherings import drafts_of, events_of, unfinished_of
from savienojums.events.queries.history import history_of
from savienojums.events.queries.spoken import short_mark
from savienojums.journal.models import Record
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
BEGINS = datetime(2026, 12, 14, 14, 0, tzinfo=RIGA)
ENDS = datetime(2026, 12, 14, 17, 0, tzinfo=RIGA)


def details(**said):
    return {"kind": "forum", "title": {"lv": "Sēlijas NVO forums"}, "starts_at": BEGINS, "ends_at": ENDS, **said}


@pytest.fixture
def hosts(contact):
    organisation = make.organisation("Biedrība „Ūdenszīmes”")
    make.membership(contact, organisation)
    return organisation


@pytest.fixture
def event(hosts):
    return make.event(organisers=[hosts], venue="Silene")


def verbs():
    return list(Record.objects.order_by("id").values_list("verb", flat=True))


# --- making -------------------------------------------------------------------


def test_who_acts_for_an_organisation_makes_a_draft_in_its_name(contact, hosts):
    theme = make.theme()
    made = actions.make_event(by=contact, details=details(organisers=[hosts], themes=[theme]), at=NOW)
    assert made.is_draft
    assert made.slug == "selijas-nvo-forums-2026"
    assert list(made.organisers.all()) == [hosts]
    assert list(made.themes.all()) == [theme]
    line = Record.objects.get()
    assert line.verb == "events.event_made"
    assert line.on_behalf["name"] == "Biedrība „Ūdenszīmes”"
    assert line.audience == "editors"


def test_who_acts_for_nobody_makes_no_events(outsider, hosts):
    with pytest.raises(NotAllowed):
        actions.make_event(by=outsider, details=details(organisers=[hosts]), at=NOW)
    with pytest.raises(NotAllowed):
        actions.make_event(by=None, details=details(organisers=[hosts]), at=NOW)


def test_one_makes_no_events_in_the_name_of_others_alone(contact, hosts):
    other = make.organisation("Cita biedrība")
    with pytest.raises(actions.NotTheirOrganisation):
        actions.make_event(by=contact, details=details(organisers=[other]), at=NOW)
    assert actions.make_event(by=contact, details=details(organisers=[hosts, other]), at=NOW).pk


def test_a_coordinator_makes_events_for_anybody(coordinator):
    assert actions.make_event(by=coordinator, details=details(), at=NOW).made_by == coordinator


def test_an_event_ends_after_it_began(contact, hosts):
    with pytest.raises(actions.EndsBeforeItBegins):
        actions.make_event(by=contact, details=details(organisers=[hosts], ends_at=BEGINS), at=NOW)


def test_two_events_of_one_name_have_two_addresses(coordinator):
    first = actions.make_event(by=coordinator, details=details(), at=NOW)
    second = actions.make_event(by=coordinator, details=details(), at=NOW)
    assert (first.slug, second.slug) == ("selijas-nvo-forums-2026", "selijas-nvo-forums-2026-2")


def test_no_event_takes_a_word_of_the_room(coordinator):
    made = actions.make_event(by=coordinator, details=details(title={"lv": "Map"}), at=NOW)
    assert made.slug == "map-2026"


# --- changing -----------------------------------------------------------------


def test_another_place_gives_the_mark_with_old_and_new(contact, event):
    actions.change_event(by=contact, event=event, details={"venue": "Saliena"}, at=NOW)
    changed = Event.objects.get()
    assert (changed.change_count, changed.changed_at) == (1, NOW)
    (told,) = changes_of(changed)
    assert [(each.label, each.old, each.new) for each in told.changes] == [("Kur", "Silene", "Saliena")]
    assert told.day == "23. novembris"
    assert "23. novembris" in short_mark(changed)
    line = Record.objects.get()
    assert line.audience == "everyone"
    assert line.particulars["changes"]["venue"] == ["Silene", "Saliena"]


def test_another_hour_of_the_same_day_is_said_in_hours_alone(contact, event):
    later = {"starts_at": event.starts_at + timedelta(hours=1)}
    actions.change_event(by=contact, event=event, details=later, at=NOW)
    (told,) = changes_of(Event.objects.get())
    (change,) = told.changes
    assert change.old == "14:00–17:00"
    assert change.new == "15:00–17:00"


def test_small_changes_are_told_to_nobody(contact, event):
    actions.change_event(by=contact, event=event, details={"text": "Jauns teksts", "title": {"lv": "Cits"}}, at=NOW)
    changed = Event.objects.get()
    assert (changed.change_count, changed.changed_at) == (0, None)
    assert changes_of(changed) == []
    assert Record.objects.get().audience == "editors"


def test_changes_of_a_draft_leave_no_mark(contact, hosts):
    draft = make.event(organisers=[hosts], published_at=None, venue="Silene")
    actions.change_event(by=contact, event=draft, details={"venue": "Saliena"}, at=NOW)
    actions.publish_event(by=contact, event=draft, at=NOW)
    assert changes_of(Event.objects.get()) == []


def test_what_is_over_is_put_right_without_a_mark(contact, hosts):
    past = make.event(
        organisers=[hosts],
        starts_at=datetime(2025, 10, 11, 9, tzinfo=UTC),
        ends_at=datetime(2025, 10, 11, 12, tzinfo=UTC),
    )
    actions.change_event(by=contact, event=past, details={"venue": "Viesīte"}, at=NOW)
    assert Event.objects.get().change_count == 0


def test_nothing_changed_writes_nothing(contact, event):
    actions.change_event(by=contact, event=event, details={"venue": "Silene"}, at=NOW)
    assert verbs() == []


def test_the_address_of_an_online_meeting_is_not_in_the_journal(contact, event):
    actions.change_event(by=contact, event=event, details={"online_url": "https://zoom.test/secret"}, at=NOW)
    assert Record.objects.get().particulars["changes"]["online_url"] == [False, True]
    assert "secret" not in str(Record.objects.get().particulars)


def test_programme_and_deadlines_move_with_the_day_by_the_clock(contact, hosts):
    """From winter time into summer time: ten o'clock stays ten o'clock."""
    event = make.event(
        organisers=[hosts],
        starts_at=datetime(2027, 3, 20, 10, 0, tzinfo=RIGA),
        ends_at=datetime(2027, 3, 20, 16, 0, tzinfo=RIGA),
        registration_closes_at=datetime(2027, 3, 15, 23, 59, tzinfo=RIGA),
    )
    ProgrammeItem.objects.create(
        event=event, title={"lv": "Kafija"}, starts_at=datetime(2027, 3, 20, 10, 30, tzinfo=RIGA)
    )
    moved = {"starts_at": datetime(2027, 4, 3, 10, 0, tzinfo=RIGA), "ends_at": datetime(2027, 4, 3, 16, 0, tzinfo=RIGA)}
    changed = actions.change_event(by=contact, event=event, details=moved, at=NOW)
    assert ProgrammeItem.objects.get().starts_at == datetime(2027, 4, 3, 10, 30, tzinfo=RIGA)
    assert changed.registration_closes_at == datetime(2027, 3, 29, 23, 59, tzinfo=RIGA)


def test_a_list_does_not_close_after_the_new_end(contact, hosts):
    event = make.event(organisers=[hosts], registration_closes_at=datetime(2026, 12, 14, 16, 30, tzinfo=RIGA))
    sooner = {"ends_at": datetime(2026, 12, 14, 15, 0, tzinfo=RIGA)}
    assert actions.change_event(by=contact, event=event, details=sooner, at=NOW).registration_closes_at is None


def test_what_another_saved_meanwhile_stays(contact, coordinator, event):
    seen = changes_seen(event)
    actions.change_event(by=coordinator, event=event, details={"venue": "Saliena"}, at=NOW)
    ours = {"venue": "Silene", "text": "Mūsu teksts"}
    changed = actions.change_event(by=contact, event=event, details=ours, seen=seen, at=NOW)
    assert (changed.venue, changed.text) == ("Saliena", "Mūsu teksts")


def test_two_who_change_one_line_have_to_choose(contact, coordinator, event):
    seen = changes_seen(event)
    actions.change_event(by=coordinator, event=event, details={"venue": "Saliena"}, at=NOW)
    with pytest.raises(actions.ChangedMeanwhile) as refusal:
        actions.change_event(by=contact, event=event, details={"venue": "Medumi"}, seen=seen, at=NOW)
    assert refusal.value.conflicts == {"venue": "Saliena"}
    assert actions.change_event(
        by=contact, event=event, details={"venue": "Medumi"}, seen=refusal.value.seen, at=NOW
    ).venue == "Medumi"  # fmt: skip


def test_others_change_nothing(outsider, event):
    for act in (
        lambda: actions.change_event(by=outsider, event=event, details={"venue": "X"}, at=NOW),
        lambda: actions.publish_event(by=outsider, event=event, at=NOW),
        lambda: actions.cancel_event(by=outsider, event=event, why="", at=NOW),
        lambda: actions.restore_event(by=outsider, event=event, at=NOW),
        lambda: actions.delete_draft(by=outsider, event=event, at=NOW),
        lambda: copy_event(by=outsider, event=event, starts_at=BEGINS, at=NOW),
        lambda: set_registering(by=outsider, event=event, details={}, at=NOW),
        lambda: set_questions(by=outsider, event=event, questions=[], at=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert verbs() == []


# --- publishing, cancelling, restoring, deleting --------------------------------


def test_a_draft_is_published_once(contact, hosts):
    draft = make.event(organisers=[hosts], published_at=None, venue="Viesīte")
    actions.publish_event(by=contact, event=draft, at=NOW)
    assert Event.objects.get().published_at == NOW
    assert Record.objects.get().audience == "everyone"
    with pytest.raises(actions.AlreadyPublished):
        actions.publish_event(by=contact, event=draft, at=NOW)


def test_nobody_is_called_to_nowhere(contact, hosts):
    draft = make.event(organisers=[hosts], published_at=None)
    with pytest.raises(actions.NowhereYet):
        actions.publish_event(by=contact, event=draft, at=NOW)
    actions.change_event(by=contact, event=draft, details={"mode": "online"}, at=NOW)
    actions.publish_event(by=contact, event=draft, at=NOW)


def test_cancelled_and_restored_counts_twice(contact, event):
    actions.cancel_event(by=contact, event=event, why="Vētra.", at=NOW)
    found = Event.objects.get()
    assert (found.cancelled_at, found.cancelled_why, found.change_count) == (NOW, "Vētra.", 1)
    assert short_mark(found) == "Atcelts"
    with pytest.raises(actions.IsCancelled):
        actions.cancel_event(by=contact, event=event, why="", at=NOW)
    actions.restore_event(by=contact, event=event, at=NOW)
    found = Event.objects.get()
    assert (found.cancelled_at, found.cancelled_why, found.change_count) == (None, "", 2)
    with pytest.raises(actions.NotCancelled):
        actions.restore_event(by=contact, event=event, at=NOW)
    assert verbs() == ["events.event_cancelled", "events.event_restored"]


def test_drafts_and_what_is_over_are_not_cancelled(contact, hosts):
    with pytest.raises(actions.IsDraft):
        actions.cancel_event(by=contact, event=make.event(organisers=[hosts], published_at=None), why="", at=NOW)
    event = make.event(organisers=[hosts])
    with pytest.raises(actions.IsOver):
        actions.cancel_event(by=contact, event=event, why="", at=event.ends_at)


def test_a_draft_nobody_knows_of_goes(contact, hosts):
    draft = make.event(organisers=[hosts], published_at=None)
    actions.delete_draft(by=contact, event=draft, at=NOW)
    assert not Event.objects.exists()
    assert verbs() == ["events.draft_deleted"]


def test_what_people_know_of_is_not_deleted(contact, hosts, event):
    with pytest.raises(actions.IsKnown):
        actions.delete_draft(by=contact, event=event, at=NOW)
    draft = make.event(organisers=[hosts], published_at=None)
    make.registration(draft)
    with pytest.raises(actions.IsKnown):
        actions.delete_draft(by=contact, event=draft, at=NOW)


# --- copying ----------------------------------------------------------------------


def test_a_copy_has_the_parts_and_not_the_people(contact, hosts):
    event = make.event(
        organisers=[hosts], capacity=40, takes_registrations=True, reminders=[7, 1], offers_rides=True, venue="Viesīte",
        questions=[{"key": "diet", "kind": "text", "label": {"lv": "Ko ēdat?"}}], door_code="secret",
        registration_closes_at=datetime(2026, 12, 10, 23, 59, tzinfo=RIGA), change_count=3, changed_at=NOW,
    )  # fmt: skip
    make.registration(event)
    ProgrammeItem.objects.create(event=event, title={"lv": "Kafija"}, starts_at=BEGINS + timedelta(minutes=30))
    SeatReserve.objects.create(event=event, name={"lv": "Kopienām"}, kinds=["association"], seats=10)
    WorkStep.objects.create(event=event, title="Ideja", minutes=20)
    group = FocusGroup.objects.create(event=event, theme="Transports", guide="Kā braucat?")
    MixCell.objects.create(focus_group=group, kind="jaunie vecāki", wanted=2)
    starts_at = datetime(2027, 6, 14, 15, 0, tzinfo=RIGA)
    copy = copy_event(by=contact, event=event, starts_at=starts_at, at=NOW)
    assert copy.is_draft
    assert (copy.starts_at, copy.ends_at) == (starts_at, datetime(2027, 6, 14, 18, 0, tzinfo=RIGA))
    assert (copy.capacity, copy.takes_registrations, copy.reminders, copy.offers_rides) == (40, True, [7, 1], True)
    assert (copy.venue, copy.questions) == ("Viesīte", event.questions)
    assert (copy.door_code, copy.change_count, copy.changed_at) == ("", 0, None)
    assert copy.registration_closes_at == datetime(2027, 6, 11, 0, 59, tzinfo=RIGA)
    assert copy.programme.get().starts_at == starts_at + timedelta(minutes=30)
    assert copy.reserves.get().seats == 10
    assert copy.work_steps.get().minutes == 20
    assert copy.focus_group.mix.get().kind == "jaunie vecāki"
    assert list(copy.organisers.all()) == [hosts]
    assert not copy.registrations.exists()
    assert event.programme.get().starts_at == BEGINS + timedelta(minutes=30)


# --- registering --------------------------------------------------------------------


def test_seats_and_reserves_are_kept(contact, event):
    reserve = {"name": {"lv": "Kopienām"}, "kinds": ["association"], "seats": 10}
    said = {"takes_registrations": True, "capacity": 30, "reserves": [reserve]}
    set_registering(by=contact, event=event, details=said, at=NOW)
    found = Event.objects.get()
    assert (found.takes_registrations, found.capacity) == (True, 30)
    kept = found.reserves.get()
    set_registering(by=contact, event=event, details={"reserves": [{**reserve, "seats": 12}]}, at=NOW)
    assert (SeatReserve.objects.get().pk, SeatReserve.objects.get().seats) == (kept.pk, 12)
    set_registering(by=contact, event=event, details={"reserves": []}, at=NOW)
    assert not SeatReserve.objects.exists()
    assert verbs() == ["events.registering_set"] * 3


def test_no_fewer_seats_than_people_who_have_one(contact, event):
    make.registration(event, "Anna Ozola", "Jānis Bērziņš")
    with pytest.raises(SeatsAreTaken):
        set_registering(by=contact, event=event, details={"capacity": 1}, at=NOW)
    set_registering(by=contact, event=event, details={"capacity": 2}, at=NOW)


def test_a_list_closes_before_the_end_and_keeps_no_more_seats_than_there_are(contact, event):
    late = {"registration_closes_at": event.ends_at + timedelta(minutes=1)}
    with pytest.raises(ClosesAfterTheEnd):
        set_registering(by=contact, event=event, details=late, at=NOW)
    many = {"capacity": 5, "reserves": [{"name": {"lv": "A"}, "kinds": ["library"], "seats": 6}]}
    with pytest.raises(TooManyReserved):
        set_registering(by=contact, event=event, details=many, at=NOW)


def test_twelve_questions_are_the_most(contact, event):
    asked = [own.Question(f"q{number}", "text", own.in_languages("Ko?")) for number in range(13)]
    with pytest.raises(TooManyQuestions):
        set_questions(by=contact, event=event, questions=asked, at=NOW)
    set_questions(by=contact, event=event, questions=asked[:12], at=NOW)
    assert own.of(Event.objects.get().questions) == asked[:12]


# --- telling ------------------------------------------------------------------------


def test_those_who_come_are_told_once_what_was_and_is(contact, event, mailoutbox):
    make.registration(event, email="anna@selija.test")
    make.registration(event, "Ivan", email="ivan@selija.test", language="ru")
    make.registration(event, "Gone", email="gone@selija.test", cancelled_at=NOW)
    make.registration(event, "Paper", email="")
    actions.change_event(by=contact, event=event, details={"venue": "Saliena"}, at=NOW)
    line = Record.objects.get(verb="events.event_changed")
    tell_those_who_come(line.pk)
    tell_those_who_come(line.pk)
    assert sorted(letter.to[0] for letter in mailoutbox) == ["anna@selija.test", "ivan@selija.test"]
    letter = next(letter for letter in mailoutbox if letter.to == ["anna@selija.test"])
    assert "Sēlijas NVO forums" in letter.subject
    assert "Silene" in letter.body
    assert "Saliena" in letter.body
    assert "/events/registrations/" in letter.body


def test_small_changes_send_no_letters(contact, event, mailoutbox):
    make.registration(event)
    actions.change_event(by=contact, event=event, details={"text": "Cits"}, at=NOW)
    tell_those_who_come(Record.objects.get().pk)
    assert mailoutbox == []


def test_cancelling_and_restoring_are_told_with_the_reason(contact, event, mailoutbox):
    make.registration(event)
    actions.cancel_event(by=contact, event=event, why="Vētra nopostīja jumtu.", at=NOW)
    tell_those_who_come(Record.objects.get(verb="events.event_cancelled").pk)
    assert "Vētra nopostīja jumtu." in mailoutbox[0].body
    actions.restore_event(by=contact, event=event, at=NOW)
    tell_those_who_come(Record.objects.get(verb="events.event_restored").pk)
    assert "14:00–17:00" in mailoutbox[1].body


# --- questions others ask -------------------------------------------------------------


def test_an_organisation_has_coming_and_held_events_without_drafts(hosts, event):
    past = make.event(
        "V forums", organisers=[hosts],
        starts_at=datetime(2025, 10, 11, 9, tzinfo=UTC), ends_at=datetime(2025, 10, 11, 12, tzinfo=UTC),
    )  # fmt: skip
    make.event("Melnraksts", organisers=[hosts], published_at=None)
    make.event("Iekšējs", organisers=[hosts], circle="members")
    make.event("Cits")
    found = events_of(None, hosts, NOW)
    assert (found.coming, found.held) == ([event], [past])


def test_ones_drafts_and_what_is_unfinished(contact, outsider, hosts, event):
    draft = make.event("Melnraksts", organisers=[hosts], published_at=None)
    make.registration(event)
    assert drafts_of(contact) == [draft]
    assert drafts_of(outsider) == []
    assert unfinished_of(contact, NOW) == []
    assert unfinished_of(contact, event.ends_at) == [event]
    event.attendances.update(came_at=event.starts_at)
    assert unfinished_of(contact, event.ends_at) == []


def test_organisers_read_what_happened_and_readers_do_not(contact, client, event):
    actions.change_event(by=contact, event=event, details={"venue": "Saliena"}, at=NOW)
    actions.cancel_event(by=contact, event=event, why="Vētra.", at=NOW)
    cancelled, changed = history_of(event)
    assert "Vētra." in cancelled.text
    assert changed.changes == [("Ēka vai tikšanās vieta", "Silene", "Saliena")]
    assert changed.behalf == "Biedrība „Ūdenszīmes”"
    client.force_login(contact)
    assert 'class="history"' in client.get(f"/events/{event.slug}/desk/").content.decode()
    assert 'class="history"' not in client.get(event.get_absolute_url()).content.decode()


def test_who_waits_for_a_seat_is_not_sent_the_address_of_the_meeting(contact, event, mailoutbox):
    waiting = make.registration(event, email="gaida@selija.test")
    waiting.people.update(seat="waiting")
    make.registration(event, email="nak@selija.test")
    details = {"mode": "hybrid", "online_url": "https://zoom.test/istaba"}
    actions.change_event(by=contact, event=event, details=details, at=NOW)
    tell_those_who_come(Record.objects.get(verb="events.event_changed").pk)
    letters = {letter.to[0]: letter.body for letter in mailoutbox}
    assert "zoom.test" not in letters["gaida@selija.test"]
    assert "zoom.test" in letters["nak@selija.test"]
