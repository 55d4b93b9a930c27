"""Saying that a measure is still true, closed for good, or comes again; and taking it back."""

from datetime import date, timedelta

import pytest

from savienojums.core.marks import marks
from savienojums.core.refusal import NotAllowed
from savienojums.journal.models import Record
from savienojums.support.actions import checks
from savienojums.support.actions.writing import MeasureRemoved
from savienojums.support.kinds import Standing
from tests import make

pytestmark = pytest.mark.django_db
TOMORROW = make.NOW + timedelta(days=1)


def now(measure):
    measure.refresh_from_db()
    return measure.checked_on, measure.checked_by, measure.status


def test_still_true_has_a_date_and_a_name(editor):
    measure, before = make.measure(status="recurring", checked_on=date(2024, 1, 1)), marks("catalogue")
    checks.confirm_measure(by=editor, measure=measure, note="Zvanīju uz domi", at=make.NOW)
    assert now(measure) == (make.TODAY, editor, "recurring")
    assert marks("catalogue") > before
    line = Record.objects.get()
    assert (line.verb, line.by, line.audience) == ("support.measure_confirmed", editor, "everyone")
    assert line.particulars == {
        "note": "Zvanīju uz domi",
        "before": {"checked_on": "2024-01-01", "checked_by": "", "status": "recurring"},
        "status": "recurring",
    }


def test_a_check_is_no_change_of_the_entry(editor):
    measure = make.measure()
    was = measure.changed_at
    checks.confirm_measure(by=editor, measure=measure, at=make.NOW)
    measure.refresh_from_db()
    assert measure.changed_at == was


def test_two_clicks_are_one_check(editor, coordinator):
    measure = make.measure()
    checks.confirm_measure(by=editor, measure=measure, at=make.NOW)
    checks.confirm_measure(by=editor, measure=measure, at=make.NOW)
    assert Record.objects.count() == 1
    checks.confirm_measure(by=coordinator, measure=measure, at=make.NOW)
    checks.confirm_measure(by=coordinator, measure=measure, at=TOMORROW)
    assert Record.objects.count() == 3


@pytest.mark.parametrize(
    ("recurrence", "status"),
    [("yearly", "recurring"), ("continuous", "ongoing"), ("unknown", "needs_check"), ("once", "needs_check")],
)
def test_a_check_settles_how_it_stands_if_the_entry_says_how_often_it_comes(editor, recurrence, status):
    measure = make.measure(status="needs_check", recurrence=recurrence)
    checks.confirm_measure(by=editor, measure=measure, at=make.NOW)
    assert now(measure)[2] == status


def test_a_check_leaves_alone_what_was_settled(editor):
    measure = make.measure(status="closed", recurrence="yearly")
    checks.confirm_measure(by=editor, measure=measure, at=make.NOW)
    assert now(measure)[2] == "closed"


def test_closed_for_good_is_a_check_too(editor):
    measure = make.measure(status="recurring")
    checks.close_measure(by=editor, measure=measure, note="Fonds likvidēts", at=make.NOW)
    assert now(measure) == (make.TODAY, editor, "closed")
    assert measure.standing(make.NOW) == Standing.CLOSED
    assert (Record.objects.get().verb, Record.objects.get().particulars["note"]) == (
        "support.measure_closed",
        "Fonds likvidēts",
    )


def test_what_is_closed_is_not_closed_again(editor):
    with pytest.raises(checks.AlreadyClosed):
        checks.close_measure(by=editor, measure=make.measure(status="closed"), at=make.NOW)


def test_what_comes_again_is_expected(editor):
    measure = make.measure(status="closed")
    checks.expect_measure(by=editor, measure=measure, at=make.NOW)
    assert now(measure) == (make.TODAY, editor, "recurring")
    assert measure.standing(make.NOW) == Standing.EXPECTED
    assert Record.objects.get().verb == "support.measure_expected"


@pytest.mark.parametrize("act", [checks.confirm_measure, checks.close_measure, checks.expect_measure])
def test_taken_back_it_is_as_if_nobody_had_clicked(editor, coordinator, act):
    measure = make.measure(
        status="needs_check", recurrence="yearly", checked_on=date(2024, 1, 1), checked_by=coordinator
    )
    act(by=editor, measure=measure, at=make.NOW)
    checks.withdraw_confirmation(by=editor, measure=measure, at=make.NOW)
    assert now(measure) == (date(2024, 1, 1), coordinator, "needs_check")
    line = Record.objects.latest("id")
    assert (line.verb, line.audience) == ("support.confirmation_withdrawn", "editors")


def test_checks_are_taken_back_one_after_the_other(editor):
    measure = make.measure(status="recurring")
    checks.confirm_measure(by=editor, measure=measure, at=make.NOW)
    checks.close_measure(by=editor, measure=measure, at=TOMORROW)
    checks.withdraw_confirmation(by=editor, measure=measure, at=TOMORROW)
    assert now(measure) == (make.TODAY, editor, "recurring")
    checks.withdraw_confirmation(by=editor, measure=measure, at=TOMORROW)
    assert now(measure) == (None, None, "recurring")
    with pytest.raises(checks.NothingToWithdraw):
        checks.withdraw_confirmation(by=editor, measure=measure, at=TOMORROW)


def test_a_status_that_was_changed_since_stays(editor):
    measure = make.measure(status="recurring")
    checks.close_measure(by=editor, measure=measure, at=make.NOW)
    measure.status = "ongoing"
    measure.save()
    checks.withdraw_confirmation(by=editor, measure=measure, at=make.NOW)
    assert now(measure)[2] == "ongoing"


def test_a_removed_measure_is_not_checked(editor):
    with pytest.raises(MeasureRemoved):
        checks.confirm_measure(by=editor, measure=make.measure(removed_at=make.NOW), at=make.NOW)


@pytest.mark.parametrize(
    "act", [checks.confirm_measure, checks.close_measure, checks.expect_measure, checks.withdraw_confirmation]
)
def test_others_check_nothing(outsider, act):
    measure = make.measure(status="recurring")
    with pytest.raises(NotAllowed):
        act(by=outsider, measure=measure, at=make.NOW)
    assert now(measure) == (None, None, "recurring")
