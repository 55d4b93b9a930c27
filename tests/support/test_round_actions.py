"""Adding, changing and removing rounds."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest

from savienojums.core.clock import RIGA
from savienojums.core.marks import marks
from savienojums.core.refusal import NotAllowed
from savienojums.journal.models import Record
from savienojums.support import sound
from savienojums.support.actions import rounds
from savienojums.support.actions.writing import ChangedMeanwhile, MeasureRemoved
from savienojums.support.models import Round
from tests import make

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(hours=1)
MARCH = {"opens_on": date(2027, 2, 1), "closes_on": date(2027, 3, 1), "closes_hour": time(12)}


def test_a_round_knows_the_very_moment_of_its_deadline(editor):
    measure, before = make.measure(), marks("catalogue")
    made = rounds.add_round(by=editor, measure=measure, details=MARCH, at=LATER)
    assert Round.objects.get().closes_at == datetime(2027, 3, 1, 12, tzinfo=RIGA)
    assert marks("catalogue") > before
    line = Record.objects.get()
    assert (line.verb, line.subject, line.audience) == ("support.round_added", measure, "everyone")
    assert line.particulars == {
        "round": made.public_id,
        "called": "2027-03-01",
        "facts": {"opens_on": "2027-02-01", "closes_on": "2027-03-01", "closes_hour": "12:00"},
    }


def test_a_round_without_an_hour_ends_with_its_day(editor):
    rounds.add_round(by=editor, measure=make.measure(), details={"closes_on": date(2027, 3, 1)}, at=LATER)
    assert Round.objects.get().closes_at == datetime(2027, 3, 1, 23, 59, 59, tzinfo=RIGA)


def test_a_changed_round_closes_at_another_moment_and_its_measure_has_changed(editor):
    measure = make.measure()
    found = make.round_of(measure, **MARCH)
    was = measure.changed_at
    rounds.change_round(by=editor, round_=found, details={"closes_on": date(2027, 3, 6)}, at=LATER)
    assert Round.objects.get().closes_at == datetime(2027, 3, 6, 12, tzinfo=RIGA)
    measure.refresh_from_db()
    assert measure.changed_at > was
    assert Record.objects.get().particulars["changes"] == {"closes_on": ["2027-03-01", "2027-03-06"]}


def test_saving_a_round_without_a_change_leaves_no_line(editor):
    found = make.round_of(make.measure(), **MARCH)
    rounds.change_round(by=editor, round_=found, details=MARCH, at=LATER)
    assert not Record.objects.exists()


def test_two_people_who_move_the_same_deadline_are_both_heard(editor, coordinator):
    found = make.round_of(make.measure(), **MARCH)
    rounds.change_round(by=editor, round_=found, details=MARCH | {"closes_on": date(2027, 3, 6)}, seen=0, at=LATER)
    with pytest.raises(ChangedMeanwhile) as met:
        rounds.change_round(
            by=coordinator, round_=found, details=MARCH | {"closes_on": date(2027, 3, 8)}, seen=0, at=LATER
        )
    assert met.value.conflicts == {"closes_on": "2027-03-06"}
    assert Round.objects.get().closes_on == date(2027, 3, 6)


def test_a_change_of_another_round_is_no_conflict(editor):
    measure = make.measure()
    one, other = make.round_of(measure, **MARCH), make.round_of(measure, **MARCH)
    rounds.change_round(by=editor, round_=one, details={"name": "Pirmā"}, seen=0, at=LATER)
    rounds.change_round(by=editor, round_=other, details={"name": "Otrā"}, seen=0, at=LATER)
    assert sorted(Round.objects.values_list("name", flat=True)) == ["Otrā", "Pirmā"]


def test_a_removed_round_is_kept_by_the_journal(editor):
    found = make.round_of(make.measure(), **MARCH, budget=Decimal(93000))
    rounds.remove_round(by=editor, round_=found, at=LATER)
    assert not Round.objects.exists()
    line = Record.objects.get()
    assert (line.verb, line.particulars["facts"]["budget"]) == ("support.round_removed", "93000")


def test_a_round_that_somebody_else_removed_is_said_to_be_gone(editor):
    found = make.round_of(make.measure(), **MARCH)
    rounds.remove_round(by=editor, round_=found, at=LATER)
    with pytest.raises(rounds.RoundGone):
        rounds.change_round(by=editor, round_=found, details={"name": "x"}, at=LATER)
    with pytest.raises(rounds.RoundGone):
        rounds.remove_round(by=editor, round_=found, at=LATER)


@pytest.mark.parametrize(
    "details",
    [
        {"opens_on": date(2027, 3, 2), "closes_on": date(2027, 3, 1)},
        {"closes_hour": time(12), "name": "1. kārta"},
        {"closes_on": date(1927, 3, 1)},
        {"opens_on": date(2127, 3, 1)},
        {"closes_on": date(2027, 3, 1), "budget": Decimal(-1)},
        {"closes_on": date(2027, 3, 1), "applied_count": 3, "won_count": 4},
        {},
    ],
)
def test_what_contradicts_itself_is_refused_with_a_sentence(editor, details):
    with pytest.raises(sound.NotSound) as refused:
        rounds.add_round(by=editor, measure=make.measure(), details=details, at=LATER)
    assert str(refused.value.sentence).endswith((".", "?"))
    assert not Round.objects.exists()


def test_a_removed_measure_gets_no_rounds(editor):
    with pytest.raises(MeasureRemoved):
        rounds.add_round(by=editor, measure=make.measure(removed_at=make.NOW), details=MARCH, at=LATER)


def test_rounds_of_a_draft_are_told_only_to_those_who_keep_the_document(editor):
    rounds.add_round(by=editor, measure=make.measure(published_at=None), details=MARCH, at=LATER)
    assert Record.objects.get().audience == "editors"


def test_others_touch_no_round(contact):
    found = make.round_of(make.measure(), **MARCH)
    with pytest.raises(NotAllowed):
        rounds.add_round(by=contact, measure=found.measure, details=MARCH, at=LATER)
    with pytest.raises(NotAllowed):
        rounds.change_round(by=contact, round_=found, details={"name": "x"}, at=LATER)
    with pytest.raises(NotAllowed):
        rounds.remove_round(by=contact, round_=found, at=LATER)
    assert Round.objects.count() == 1


def test_a_round_written_down_afterwards_says_that_it_has_gone_by(editor):
    measure = make.measure()
    old = rounds.add_round(by=editor, measure=measure, details={"closes_on": date(2024, 3, 1)}, at=make.NOW)
    rounds.change_round(by=editor, round_=old, details={"closes_on": date(2024, 3, 5)}, at=make.NOW)
    rounds.change_round(by=editor, round_=old, details={"closes_on": date(2027, 3, 5)}, at=make.NOW)
    rounds.change_round(by=editor, round_=old, details={"closes_on": date(2024, 3, 5)}, at=make.NOW)
    rounds.remove_round(by=editor, round_=old, at=make.NOW)
    told = [line.particulars.get("past", False) for line in Record.objects.about(measure).order_by("id")]
    assert told == [True, True, False, False, True]
