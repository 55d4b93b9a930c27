"""Deadlines of a filter: announced, expected, and the year they make."""

from datetime import UTC, date, datetime, time

import pytest
from django.http import QueryDict

from savienojums.core.refusal import NotFound
from savienojums.support.actions import measures
from savienojums.support.queries.deadlines import announced, chosen_words, expected, in_order, members
from savienojums.support.queries.measures import filters_of
from savienojums.support.queries.year import year_for
from tests import make

pytestmark = pytest.mark.django_db
START, END = date(2026, 11, 1), date(2027, 11, 1)


def asked(query=""):
    return filters_of(QueryDict(query))


def told(deadlines):
    return [(str(each.name), each.on, each.hour, each.certain) for each in in_order(deadlines)]


def test_a_round_is_a_certain_deadline_with_its_hour():
    make.round_of(make.measure("A"), closes_on=date(2027, 3, 1), closes_hour=time(12), name="1. kārta")
    (deadline,) = announced(START, END, make.NOW)
    assert (deadline.on, deadline.hour, deadline.certain, deadline.expected) == (
        date(2027, 3, 1),
        time(12),
        True,
        False,
    )
    assert (deadline.at, deadline.round_name, deadline.past) == (
        datetime(2027, 3, 1, 10, tzinfo=UTC),
        "1. kārta",
        False,
    )


def test_the_last_day_of_the_time_is_in_it_and_the_first_after_it_is_not():
    measure = make.measure("A")
    for day in (date(2026, 10, 31), START, date(2027, 10, 31), END):
        make.round_of(measure, closes_on=day)
    assert sorted(each.on for each in announced(START, END, make.NOW)) == [START, date(2027, 10, 31)]


def test_drafts_and_removed_measures_have_no_deadlines():
    for hidden in (make.measure(published_at=None), make.measure(removed_at=make.NOW)):
        make.round_of(hidden, closes_on=date(2027, 3, 1))
        hidden.status, hidden.usual_deadlines = "recurring", ["03-01"]
        hidden.save()
    assert announced(START, END, make.NOW) == expected(START, END, make.NOW) == []


def test_a_usual_day_is_expected_once_a_year():
    make.measure("A", status="recurring", recurrence="yearly", usual_deadlines=["03-01"], usual_hour=time(12))
    assert told(expected(START, date(2028, 11, 1), make.NOW)) == [
        ("A", date(2027, 3, 1), time(12), False),
        ("A", date(2028, 3, 1), time(12), False),
    ]


def test_what_has_gone_by_is_not_expected():
    make.measure("A", status="recurring", recurrence="yearly", usual_deadlines=["11-22", "11-23"])
    assert [each.on for each in expected(START, END, make.NOW)] == [date(2026, 11, 23)]


def test_the_last_deadline_of_a_yearly_measure_is_expected_again():
    make.round_of(
        make.measure("A", status="recurring", recurrence="yearly"), closes_on=date(2026, 4, 6), closes_hour=time(15)
    )
    assert told(expected(START, END, make.NOW)) == [("A", date(2027, 4, 6), time(15), False)]


def test_an_announced_round_stands_for_the_usual_day_near_it():
    measure = make.measure("A", status="recurring", recurrence="yearly", usual_deadlines=["03-01"])
    make.round_of(measure, closes_on=date(2027, 3, 20))
    assert expected(START, END, make.NOW) == []


def test_of_a_measure_that_comes_twice_only_the_announced_half_is_certain():
    measure = make.measure("A", status="recurring", recurrence="twice_a_year", usual_deadlines=["03-01", "09-01"])
    make.round_of(measure, closes_on=date(2027, 3, 20))
    assert [each.on for each in expected(START, END, make.NOW)] == [date(2027, 9, 1)]


def test_a_past_round_does_not_stand_for_the_next_one():
    measure = make.measure("A", status="recurring", recurrence="yearly", usual_deadlines=["12-01"])
    make.round_of(measure, closes_on=date(2026, 10, 20))
    assert [each.on for each in expected(START, END, make.NOW)] == [date(2026, 12, 1)]


def test_a_leap_day_is_expected_at_the_end_of_february():
    make.measure("A", status="recurring", recurrence="yearly", usual_deadlines=["02-29"])
    days = [each.on for each in expected(START, date(2028, 11, 1), make.NOW)]
    assert days == [date(2027, 2, 28), date(2028, 2, 29)]


@pytest.mark.parametrize("details", [{"status": "closed"}, {"recurrence": "once"}, {"recurrence": "continuous"}])
def test_nothing_is_expected_of_what_does_not_come_again(details):
    make.measure("A", **{"status": "recurring", "usual_deadlines": ["03-01"]} | details)
    assert expected(START, END, make.NOW) == []


def test_a_filter_leaves_only_its_own_deadlines():
    theme = make.theme()
    chosen, other = make.measure("A", kind="grant"), make.measure("B", kind="loan")
    chosen.themes.add(theme)
    for measure in (chosen, other):
        make.round_of(measure, closes_on=date(2027, 3, 1))
    within = members(asked("kind=grant&theme=culture"), make.NOW)
    assert within == {chosen.pk}
    assert [str(each.name) for each in announced(START, END, make.NOW, within)] == ["A"]


def test_a_filter_is_told_in_words():
    make.theme()
    make.place()
    words = chosen_words(
        asked("q=upe&kind=grant&theme=culture&state=open&form=association&place=rubenes-pagasts&sum=1000")
    )
    assert words == "„upe”, Atvērts, Rubenes pagasts, Biedrība, Grants, Kultūra, līdz 1\u00a0000\u00a0EUR"
    assert chosen_words(asked()) == chosen_words(asked("kind=nonsense")) == ""


def test_the_year_ahead_begins_with_this_month():
    measure = make.measure("A", status="recurring", recurrence="yearly", usual_deadlines=["03-01"])
    make.round_of(measure, closes_on=date(2026, 11, 2))
    make.round_of(make.measure("B"), closes_on=date(2026, 12, 1))
    year = year_for(asked(), None, make.NOW)
    assert (year.start, year.end) == (START, END)
    assert [(month.first, [str(each.name) for each in month.deadlines]) for month in year.months] == [
        (date(2026, 11, 1), ["A"]),
        (date(2026, 12, 1), ["B"]),
        (date(2027, 3, 1), ["A"]),
    ]
    assert (year.certain_count, year.expected_count, year.later, year.earlier) == (2, 1, 2027, None)
    assert year.months[0].deadlines[0].past


def test_a_past_year_is_history_and_expects_nothing():
    measure = make.measure("A", status="recurring", recurrence="yearly", usual_deadlines=["03-01"])
    make.round_of(measure, closes_on=date(2025, 3, 1))
    make.round_of(measure, closes_on=date(2023, 3, 1))
    year = year_for(asked(), 2025, make.NOW)
    assert [each.on for month in year.months for each in month.deadlines] == [date(2025, 3, 1)]
    assert (year.earlier, year.later, year.expected_count) == (2023, 2026, 0)


def test_the_coming_year_is_expected_even_where_this_years_round_is_announced():
    measure = make.measure("A", status="recurring", recurrence="yearly", usual_deadlines=["12-01"])
    make.round_of(measure, closes_on=date(2026, 12, 1))
    year = year_for(asked(), 2027, make.NOW)
    assert [(each.on, each.certain) for month in year.months for each in month.deadlines] == [
        (date(2027, 12, 1), False)
    ]
    assert year.later is None


@pytest.mark.parametrize("number", [1999, 2028, 9999])
def test_there_is_no_year_nobody_can_know(number):
    with pytest.raises(NotFound):
        year_for(asked(), number, make.NOW)


def test_a_published_draft_is_in_the_year_at_once(editor):
    draft = make.measure("A", published_at=None)
    make.round_of(draft, closes_on=date(2026, 12, 1))
    assert year_for(asked(), None, make.NOW).certain_count == 0
    measures.publish_measure(by=editor, measure=draft, at=make.NOW)
    assert year_for(asked(), None, make.NOW).certain_count == 1
