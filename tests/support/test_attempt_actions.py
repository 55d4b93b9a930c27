"""Wanting to try for a measure: who may, what is kept, what is refused, what is told to whom."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from savienojums.core.marks import marks
from savienojums.core.refusal import NotAllowed
from savienojums.journal.models import Record
from savienojums.support.actions import attempts
from savienojums.support.models import Attempt, AttemptNote
from tests import make

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(hours=1)


@pytest.fixture
def community(contact):
    organisation = make.organisation("Biedrība „Ūdenszīmes”")
    make.membership(contact, organisation)
    return organisation


@pytest.fixture
def colleague(community):
    someone = make.person("kolege@selija.test", "Kolēģe")
    make.membership(someone, community, role="editor")
    return someone


def begin(by, organisation, measure=None, at=make.NOW, **details):
    return attempts.want_to_try(
        by=by, organisation=organisation, measure=measure or make.measure(), details=details, at=at
    )


def test_a_member_begins_for_their_organisation(contact, community):
    before, measure = marks("attempts"), make.measure()
    made = begin(contact, community, measure, status="preparing", note="Vajag tāmi.")
    assert (made.organisation, made.measure, made.who, made.status) == (community, measure, contact, "preparing")
    assert [(note.text, note.by) for note in made.notes.all()] == [("Vajag tāmi.", contact)]
    assert marks("attempts") > before
    line = Record.objects.get()
    assert (line.verb, line.by, line.audience) == ("support.attempt_begun", contact, "self")
    assert line.on_behalf["name"] == community.name
    assert line.particulars == {"status": "preparing"}


def test_a_coordinator_begins_on_behalf_of_an_organisation(coordinator, community):
    assert begin(coordinator, community).who == coordinator
    assert Record.objects.get().on_behalf["id"] == community.public_id


def test_others_may_not_begin_change_drop_or_write(outsider, editor, contact, community):
    made = begin(contact, community)
    for person in (outsider, editor):
        with pytest.raises(NotAllowed):
            begin(person, community)
        with pytest.raises(NotAllowed):
            attempts.change_attempt(by=person, attempt=made, details={"status": "won"}, at=LATER)
        with pytest.raises(NotAllowed):
            attempts.drop_attempt(by=person, attempt=made, at=LATER)
        with pytest.raises(NotAllowed):
            attempts.resume_attempt(by=person, attempt=made, at=LATER)
        with pytest.raises(NotAllowed):
            attempts.add_attempt_note(by=person, attempt=made, text="x", at=LATER)
    assert Attempt.objects.get().status == "thinking"


def test_a_colleague_who_begins_the_same_is_led_to_what_stands_already(contact, colleague, community):
    measure = make.measure()
    first, second = (make.round_of(measure, closes_on=date(2027, month, 1)) for month in (3, 10))
    begin(contact, community, measure)
    with pytest.raises(attempts.AlreadyTrying):
        begin(colleague, community, measure)
    begin(colleague, community, measure, round=first)
    begin(contact, community, measure, round=second)
    with pytest.raises(attempts.AlreadyTrying):
        begin(contact, community, measure, round=first)
    assert Attempt.objects.count() == 3


def test_what_was_dropped_stands_in_nobodys_way(contact, community):
    measure = make.measure()
    old = begin(contact, community, measure)
    attempts.drop_attempt(by=contact, attempt=old, at=LATER)
    begin(contact, community, measure, at=LATER)
    with pytest.raises(attempts.AlreadyTrying):
        attempts.resume_attempt(by=contact, attempt=old, at=LATER)
    assert sorted(Attempt.objects.values_list("status", flat=True)) == ["dropped", "thinking"]


def test_nobody_tries_for_what_is_closed_for_good_or_for_a_round_of_something_else(contact, community):
    with pytest.raises(attempts.MeasureOver):
        begin(contact, community, make.measure("Vecais", status="closed"))
    with pytest.raises(attempts.OtherMeasure):
        begin(contact, community, make.measure("Viens"), round=make.round_of(make.measure("Cits")))
    assert not Attempt.objects.exists()


def test_only_the_lines_handed_in_are_touched(contact, colleague, community):
    made = begin(contact, community)
    attempts.change_attempt(by=contact, attempt=made, details={"sum_asked": Decimal(800)}, at=LATER)
    attempts.change_attempt(by=colleague, attempt=made, details={"status": "submitted"}, at=LATER)
    made.refresh_from_db()
    assert (made.sum_asked, made.status, made.who) == (Decimal(800), "submitted", contact)
    lines = list(Record.objects.filter(verb="support.attempt_changed").order_by("id"))
    assert [line.particulars for line in lines] == [
        {"lines": ["sum_asked"]},
        {"lines": ["status"], "status": "submitted"},
    ]


def test_saving_without_a_change_leaves_no_line(contact, community):
    made = begin(contact, community)
    attempts.change_attempt(by=contact, attempt=made, details={"status": "thinking"}, at=LATER)
    assert Record.objects.count() == 1


def test_a_sum_is_granted_only_to_who_was_supported(contact, community):
    made = begin(contact, community)
    won = {"status": "won", "sum_asked": Decimal(1000), "sum_granted": Decimal(700)}
    attempts.change_attempt(by=contact, attempt=made, details=won, at=LATER)
    assert Attempt.objects.get().sum_granted == Decimal(700)
    attempts.change_attempt(by=contact, attempt=made, details={"status": "lost", "reason": "paperwork"}, at=LATER)
    found = Attempt.objects.get()
    assert (found.status, found.reason, found.sum_granted) == ("lost", "paperwork", None)


def test_dropping_says_why_and_is_taken_back_as_it_stood(contact, community):
    made = begin(contact, community, status="preparing")
    attempts.drop_attempt(by=contact, attempt=made, reason="time", words="Sēja.", at=LATER)
    found = Attempt.objects.get()
    assert (found.status, found.reason, found.reason_words) == ("dropped", "time", "Sēja.")
    with pytest.raises(attempts.IsDropped):
        attempts.change_attempt(by=contact, attempt=made, details={"status": "won"}, at=LATER)
    with pytest.raises(attempts.IsDropped):
        attempts.drop_attempt(by=contact, attempt=made, at=LATER)
    attempts.resume_attempt(by=contact, attempt=made, at=LATER)
    assert Attempt.objects.get().status == "preparing"
    with pytest.raises(attempts.NotDropped):
        attempts.resume_attempt(by=contact, attempt=made, at=LATER)
    verbs = list(Record.objects.order_by("id").values_list("verb", flat=True))
    assert verbs == ["support.attempt_begun", "support.attempt_dropped", "support.attempt_resumed"]


@pytest.mark.parametrize("end", [{"status": "won", "sum_granted": Decimal(700)}, {"status": "lost"}])
def test_what_is_decided_is_not_dropped_and_keeps_its_sum(contact, community, end):
    made = begin(contact, community)
    attempts.change_attempt(by=contact, attempt=made, details=end, at=LATER)
    with pytest.raises(attempts.IsDecided):
        attempts.drop_attempt(by=contact, attempt=made, at=LATER)
    found = Attempt.objects.get()
    assert (found.status, found.sum_granted) == (end["status"], end.get("sum_granted"))


def test_the_network_reads_of_it_only_while_the_organisation_lets_itself_be_named(contact, community):
    made = begin(contact, community, may_be_named=True)
    assert Record.objects.last().audience == "network"
    attempts.change_attempt(by=contact, attempt=made, details={"may_be_named": False}, at=LATER)
    assert Record.objects.order_by("id").last().audience == "self"


def test_no_sum_reason_or_note_stands_in_the_journal(contact, community):
    made = begin(contact, community, note="Slepeni")
    details = {"status": "lost", "sum_asked": Decimal(4321), "reason": "own_share", "reason_words": "Slepeni"}
    attempts.change_attempt(by=contact, attempt=made, details=details, at=LATER)
    attempts.add_attempt_note(by=contact, attempt=made, text="Slepeni", at=LATER)
    told = str(list(Record.objects.values_list("particulars", flat=True)))
    assert "Slepeni" not in told
    assert "4321" not in told


def test_one_takes_only_ones_own_note_away(contact, colleague, community):
    made = begin(contact, community)
    note = attempts.add_attempt_note(by=contact, attempt=made, text="Zvanīju.", at=LATER)
    with pytest.raises(NotAllowed):
        attempts.remove_attempt_note(by=colleague, note=note, at=LATER)
    attempts.remove_attempt_note(by=contact, note=note, at=LATER)
    assert not AttemptNote.objects.exists()
    assert Record.objects.order_by("id").last().verb == "support.attempt_note_removed"
