"""What a change means: its grades."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.support.grades import differs, grades_of, matters, moved
from savienojums.support.kinds import Grade
from savienojums.support.labels import MEASURE, ROUND

VERBS = [
    "support.measure_added", "support.measure_published", "support.measure_removed", "support.measure_restored",
    "support.measure_closed", "support.measure_expected", "support.measure_confirmed", "support.measure_changed",
    "support.confirmation_withdrawn", "support.round_added", "support.round_changed", "support.round_removed",
    "organisations.something",
]  # fmt: skip
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31)).map(date.isoformat)
HOURS = st.times().map("{:%H:%M}".format)
VALUES = st.none() | st.text(max_size=8) | st.booleans() | st.integers() | st.lists(st.text(max_size=4), max_size=3)
PAIRS = st.lists(VALUES, min_size=2, max_size=2)


def measure(**changes):
    return set(grades_of("support.measure_changed", {"changes": changes}))


def round_(*, past=False, **changes):
    return set(grades_of("support.round_changed", {"changes": changes, "past": past}))


@pytest.mark.parametrize(
    ("changes", "grades"),
    [
        ({"amount_max": ["1000", "1500"]}, {"money"}),
        ({"own_share_percent": [None, "0"]}, {"money"}),
        ({"kind": ["grant", "loan"]}, {"money"}),
        ({"legal_forms": [["association"], ["association", "foundation"]]}, {"who"}),
        ({"forms_certain": [False, True]}, {"who"}),
        ({"places": [[], ["rubene"]]}, {"who"}),
        ({"people_min": [None, 3], "conditions": ["Vai?", "Vai jau?"]}, {"who"}),
        ({"rule": [None, {"all": []}]}, {"who"}),
        ({"annexes": ["", "Budžets"]}, {"annexes"}),
        ({"way_in": [["post"], ["email"]], "languages": [["lv"], ["en"]]}, {"annexes"}),
        ({"status": ["recurring", "closed"]}, {"closed"}),
        ({"status": ["closed", "recurring"]}, {"announced"}),
        ({"status": ["needs_check", "recurring"]}, {"wording"}),
        ({"name": [{"lv": "A"}, {"lv": "B"}], "summary": [{}, {"lv": "C"}]}, {"wording"}),
        ({"notes": ["", "x"], "source_url": ["", "https://x"], "theme_words": ["", "x"], "terms": ["", "x"]},
         {"wording"}),
        ({"amount_max": ["1", "2"], "annexes": ["a", "b"], "notes": ["c", "d"]}, {"money", "annexes"}),
    ],
)  # fmt: skip
def test_each_line_of_a_measure_has_its_grade(changes, grades):
    assert measure(**changes) == grades


@pytest.mark.parametrize(
    ("changes", "grades"),
    [
        ({"closes_on": ["2027-03-01", "2027-02-15"]}, {"deadline_earlier"}),
        ({"closes_on": ["2027-03-01", "2027-03-15"]}, {"deadline_later"}),
        ({"closes_on": ["2027-03-01", "2027-03-15"], "closes_hour": ["23:00", "12:00"]}, {"deadline_later"}),
        ({"closes_on": [None, "2027-03-15"], "closes_hour": [None, "12:00"]}, {"announced"}),
        ({"closes_on": ["2027-03-15", None], "closes_hour": ["12:00", None]}, {"deadline_later"}),
        ({"closes_hour": ["16:00", "12:00"]}, {"deadline_earlier"}),
        ({"closes_hour": [None, "12:00"]}, {"deadline_earlier"}),
        ({"closes_hour": ["12:00", None]}, {"deadline_later"}),
        ({"closes_hour": [None, "23:59"]}, {"wording"}),
        ({"opens_on": [None, "2027-03-01"]}, {"announced"}),
        ({"opens_on": ["2027-03-01", "2027-03-05"]}, {"announced"}),
        ({"opens_on": ["2027-03-01", None]}, {"wording"}),
        ({"budget": [None, "50000"]}, {"money"}),
        ({"deadline_by": ["clock", "postmark"]}, {"annexes"}),
        ({"applied_count": [None, 30], "won_count": [None, 3], "note": ["", "a"], "name": ["a", "b"]}, {"wording"}),
    ],
)
def test_each_line_of_a_round_has_its_grade(changes, grades):
    assert round_(**changes) == grades


@pytest.mark.parametrize(
    ("changes", "grades"),
    [
        ({"usual_deadlines": [[], ["03-01"]]}, {"announced"}),
        ({"usual_deadlines": [["03-01"], ["03-10"]]}, {"deadline_later"}),
        ({"usual_deadlines": [["03-01"], ["02-20"]], "usual_hour": [None, "12:00"]}, {"deadline_earlier"}),
        ({"usual_deadlines": [["12-20"], ["01-10"]]}, {"deadline_later"}),
        ({"usual_deadlines": [["01-10"], ["12-20"]]}, {"deadline_earlier"}),
        ({"usual_deadlines": [["03-01"], ["03-01", "09-01"]]}, {"announced"}),
        ({"usual_deadlines": [["03-01", "09-01"], ["03-01"]]}, {"deadline_later"}),
        ({"usual_deadlines": [["02-31"], ["02-27"]]}, {"deadline_earlier"}),
        ({"usual_hour": ["16:00", "12:00"]}, {"deadline_earlier"}),
    ],
)
def test_usual_days_move_like_deadlines(changes, grades):
    assert measure(**changes) == grades


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Vai esat\r\nreģistrēti?", "Vai esat\nreģistrēti?"),
        ("Vai esat reģistrēti?", "vai  esat reģistrēti"),
        ("„Statūti”, budžets", '"Statūti"; Budžets.'),
        ("līdz 11 000 EUR", "līdz 11\u00a0000 EUR"),
        ("līdz 11 000 EUR", "līdz 11000 EUR"),
        ("10 %", "10%"),
        ("gads – 2027", "gads - 2027"),
    ],
)
def test_what_only_looks_different_is_wording(old, new):
    assert measure(conditions=[old, new], annexes=[old, new]) == {"wording"}


@pytest.mark.parametrize(("old", "new"), [("10 %", "10 €"), ("1,5", "15"), ("30", "31"), ("20 27", "2027")])
def test_what_means_something_else_is_not_wording(old, new):
    assert measure(conditions=[old, new]) == {"who"}


@pytest.mark.parametrize(
    ("verb", "particulars", "grades"),
    [
        ("support.measure_added", {}, set()),
        ("support.measure_published", {}, {"announced"}),
        ("support.measure_restored", {}, {"announced"}),
        ("support.measure_removed", {"note": "Divreiz"}, {"closed"}),
        ("support.measure_closed", {"before": {"status": "recurring"}, "status": "closed"}, {"closed"}),
        ("support.measure_expected", {"before": {"status": "closed"}, "status": "recurring"}, {"announced"}),
        ("support.measure_expected", {"before": {"status": "needs_check"}, "status": "recurring"}, set()),
        ("support.measure_confirmed", {"before": {"status": "ongoing"}, "status": "ongoing"}, set()),
        ("support.confirmation_withdrawn", {}, set()),
        ("support.round_added", {"facts": {"closes_on": "2027-03-01"}}, {"announced"}),
        ("support.round_added", {"facts": {"opens_on": "2027-03-01"}}, {"announced"}),
        ("support.round_added", {"facts": {"closes_on": "2024-03-01"}, "past": True}, {"wording"}),
        ("support.round_added", {"facts": {"name": "1. kārta", "closes_on": None}}, {"wording"}),
        ("support.round_removed", {"facts": {"closes_on": "2027-03-01"}}, {"closed"}),
        ("support.round_removed", {"facts": {"closes_on": "2024-03-01"}, "past": True}, {"wording"}),
        ("support.measure_changed", {}, set()),
    ],
)
def test_each_act_has_its_grade(verb, particulars, grades):
    assert set(grades_of(verb, particulars)) == grades


def test_a_round_that_went_by_changes_nobodys_plans():
    assert round_(past=True, closes_on=["2024-03-01", "2024-02-01"], budget=["1", "2"]) == {"wording"}


@given(st.sampled_from(VERBS), st.dictionaries(st.sampled_from([*MEASURE, *ROUND]).filter(
    lambda name: name not in {"closes_on", "closes_hour", "opens_on", "usual_hour", "usual_deadlines"}), PAIRS))  # fmt: skip
def test_every_line_has_known_grades_and_wording_stands_alone(verb, changes):
    grades = grades_of(verb, {"changes": changes})
    assert grades <= set(Grade.values)
    assert "wording" not in grades or grades == {"wording"}
    assert matters(grades) == bool(grades - {"wording"})


@given(DAYS, DAYS, HOURS | st.none(), HOURS | st.none())
def test_a_deadline_moves_one_way_only_and_back_the_other_way(day, other, hour, later):
    there = round_(closes_on=[day, other], closes_hour=[hour, later])
    back = round_(closes_on=[other, day], closes_hour=[later, hour])
    turned = {"deadline_earlier": "deadline_later", "deadline_later": "deadline_earlier", "wording": "wording"}
    assert len(there) <= 1
    assert {turned[each] for each in there} == back


@given(st.dates(date(2024, 1, 1), date(2024, 12, 31)), st.integers(-180, 180))
def test_days_of_the_year_move_the_shorter_way_round(day, days):
    other = date(2024, 1, 1) + timedelta(days=(day.timetuple().tm_yday - 1 + days) % 366)
    assert moved(f"{day:%m-%d}", f"{other:%m-%d}") == days


@given(st.text(), st.text())
def test_whether_texts_differ_does_not_depend_on_their_order(one, other):
    assert differs(one, other) == differs(other, one)
    assert not differs(one, one)
    assert not differs(one, one.replace("\n", "\r\n"))
