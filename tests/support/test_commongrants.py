"""A search as the protocol words it: understood where it can be, named where it cannot, never failing."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from savienojums.support.commongrants import opportunity as say
from savienojums.support.commongrants.asking import Known, Wrong, wanted

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def known(pk, **more):
    more = {"title": f"fonds {pk}", "status": "open", "modified": AT.replace(minute=pk), "created": AT, **more}
    return Known(pk=pk, id=str(pk), **more)


STOCK = [
    known(3, status="custom"),
    known(2, closes_on=date(2026, 12, 1), closes_at=datetime(2026, 12, 1, 15, tzinfo=UTC), most=Decimal(800)),
    known(
        1,
        status="closed",
        closes_on=date(2024, 3, 1),
        closes_at=datetime(2024, 3, 1, 22, tzinfo=UTC),
        most=Decimal(9000),
    ),
]


def found(body):
    asked = wanted(body)
    return [each.pk for each in asked.chosen(STOCK)], asked.filter_errors, asked.sort_errors


def eur(amount):
    return {"amount": amount, "currency": "EUR"}


@pytest.mark.parametrize(
    ("filters", "pks"),
    [
        ({}, [3, 2, 1]),
        ({"status": {"operator": "in", "value": ["open", "closed"]}}, [2, 1]),
        ({"status": {"operator": "notIn", "value": ["open", "closed"]}}, [3]),
        ({"closeDateRange": {"operator": "between", "value": {"min": "2026-12-01", "max": "2026-12-01"}}}, [2]),
        ({"closeDateRange": {"operator": "outside", "value": {"min": "2026-01-01", "max": "2026-12-31"}}}, [1]),
        ({"closeDateRange": {"operator": "between", "value": {"min": "2026-12-01T15:00:00Z", "max": "2026-12-02"}}}, [2]),
        ({"closeDateRange": {"operator": "between", "value": {"min": "2026-12-01T15:00:00Z", "max": "2026-12-01T17:00:01+02:00"}}}, [2]),
        ({"closeDateRange": {"operator": "between", "value": {"min": "2026-12-01T15:00:01Z", "max": "2026-12-02"}}}, []),
        ({"maxAwardAmountRange": {"operator": "between", "value": {"min": eur("0"), "max": eur("800.00")}}}, [2]),
        ({"maxAwardAmountRange": {"operator": "outside", "value": {"min": eur("0"), "max": eur("800")}}}, [1]),
        ({"minAwardAmountRange": {"operator": "outside", "value": {"min": eur("0"), "max": eur("1")}}}, []),
    ],
)  # fmt: skip
def test_filters_leave_what_they_say(filters, pks):
    assert found({"filters": filters}) == (pks, [], [])
    assert wanted({"filters": filters}).filters == filters


@pytest.mark.parametrize(
    ("filters", "named"),
    [
        ({"funder": {"operator": "in", "value": []}}, "funder: There is no such filter"),
        ({"status": {"operator": "like", "value": ["open"]}}, "status: The operator has to be"),
        ({"status": {"operator": "in", "value": "open"}}, "status: The value has to be a list"),
        ({"status": 5}, "status: A filter has an operator"),
        ({"closeDateRange": {"operator": "between", "value": {"min": "soon", "max": "2026-12-01"}}}, "closeDateRange: Days are"),
        ({"closeDateRange": {"operator": "between", "value": {"min": "2026-02-30", "max": "2026-12-01"}}}, "closeDateRange: Days are"),
        ({"maxAwardAmountRange": {"operator": "between", "value": {"min": {"amount": 5, "currency": "EUR"}, "max": eur("9")}}}, "maxAwardAmountRange: min and max are sums"),
        ({"customFilters": {"colour": {"operator": "eq", "value": "green"}}}, "customFilters.colour: There is no such filter"),
        ({"customFilters": {"theme": {"operator": "gt", "value": "culture"}}}, "customFilters.theme: The operator"),
        ({"customFilters": []}, "customFilters: This has to be an object"),
    ],
)  # fmt: skip
def test_a_filter_that_is_not_understood_is_named_and_left_out(filters, named):
    pks, errors, _sort = found({"filters": filters})
    assert pks == [3, 2, 1]
    (error,) = errors
    assert error.startswith(named)
    assert wanted({"filters": filters}).filters == {}


def test_a_strange_status_leaves_nothing_and_is_named():
    assert found({"filters": {"status": {"operator": "in", "value": ["posted"]}}}) == (
        [], ["status: Nothing here ever has the status posted."], [],
    )  # fmt: skip


def test_sums_in_another_currency_are_left_out():
    dollars = {"amount": "0", "currency": "USD"}
    pks, errors, _sort = found(
        {"filters": {"maxAwardAmountRange": {"operator": "between", "value": {"min": dollars, "max": dollars}}}}
    )
    assert (pks, errors) == ([], ["maxAwardAmountRange: Sums here are in EUR; those in another currency are left out."])


def test_a_range_open_at_one_end_is_told_back_closed():
    asked = wanted({"filters": {"closeDateRange": {"operator": "between", "value": {"min": "2026-01-01"}}}})
    assert [each.pk for each in asked.chosen(STOCK)] == [2]
    assert asked.filters["closeDateRange"]["value"] == {"min": "2026-01-01", "max": "9999-12-31"}
    assert asked.filter_errors == ["closeDateRange: max is not said; taken as 9999-12-31."]


@pytest.mark.parametrize(
    ("sorting", "pks"),
    [
        ({"sortBy": "lastModifiedAt"}, [1, 2, 3]),
        ({"sortBy": "lastModifiedAt", "sortOrder": "desc"}, [3, 2, 1]),
        ({"sortBy": "keyDates.closeDate"}, [1, 2, 3]),
        ({"sortBy": "keyDates.closeDate", "sortOrder": "desc"}, [2, 1, 3]),
        ({"sortBy": "funding.maxAwardAmount", "sortOrder": "desc"}, [1, 2, 3]),
        ({"sortBy": "title", "sortOrder": "asc"}, [1, 2, 3]),
    ],
)
def test_what_lacks_the_value_comes_last_in_either_order(sorting, pks):
    assert found({"sorting": sorting}) == (pks, [], [])


@pytest.mark.parametrize(
    "sorting",
    [
        {},
        {"sortBy": "colour"},
        {"sortBy": 5},
        {"sortBy": "custom"},
        {"sortBy": "custom", "customSortBy": "colour"},
        {"sortBy": "funding.estimatedAwardCount"},
        {"sortBy": "title", "customSortBy": "checkedOn"},
        {"sortBy": "title", "sortOrder": "up"},
    ],
)
def test_an_order_that_is_not_known_is_named(sorting):
    _pks, _filters, errors = found({"sorting": sorting})
    assert len(errors) == 1


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (5, ["body"]),
        ({"search": None}, ["body.search"]),
        ({"filters": [], "sorting": "title"}, ["body.filters", "body.sorting"]),
        ({"pagination": {"page": 0}}, ["body.pagination.page"]),
        ({"pagination": {"pageSize": True}}, ["body.pagination.pageSize"]),
        ({"pagination": {"page": 1.5}}, ["body.pagination.page"]),
        ({"pagination": {"page": 2**31}}, ["body.pagination.page"]),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(body, where):
    with pytest.raises(Wrong) as wrong:
        wanted(body)
    assert [each["where"] for each in wrong.value.faults] == where


def test_a_page_is_never_larger_than_a_hundred():
    asked = wanted({"pagination": {"page": 2.0, "pageSize": 1_000_000}})
    assert (asked.page, asked.size) == (2, 100)


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=8,
)
FILTERS = some.dictionaries(
    some.sampled_from(["status", "closeDateRange", "maxAwardAmountRange", "customFilters", "x"]) | some.text(),
    JSON
    | some.fixed_dictionaries(
        {"operator": some.sampled_from(["in", "notIn", "between", "outside", "eq"]) | JSON, "value": JSON}
    ),
    max_size=3,
)


@given(some.fixed_dictionaries({}, optional={"filters": FILTERS, "sorting": some.dictionaries(some.text(), JSON)}))
def test_no_filter_and_no_order_ever_fails(body):
    asked = wanted(body)
    assert set(asked.chosen(STOCK)) <= set(STOCK)
    assert len(asked.filters) + len(asked.filter_errors) >= len(body.get("filters", {})) - (
        "customFilters" in body.get("filters", {})
    )


@given(some.text(min_size=1))
def test_an_id_is_lasting_and_its_own(public_id):
    assert say.opportunity_id(public_id) == say.opportunity_id(public_id) != say.opportunity_id(public_id + "x")


def test_the_words_of_the_protocol():
    assert say.opportunity_id("mxf825qgcb") == "8c611c7a-8bf1-5298-8ea7-a3e0911b287c"
    assert say.money(Decimal("800.00")) == {"amount": "800.00", "currency": "EUR"}
    assert say.money(Decimal(0)) == {"amount": "0", "currency": "EUR"}
    assert say.money(None) is None
    assert say.status("expected", "Gaidāms") == {"value": "forecasted", "description": "Gaidāms"}
    assert say.status("needs_check", "Jāpārbauda") == {
        "value": "custom", "customValue": "needs_check", "description": "Jāpārbauda",
    }  # fmt: skip
    assert say.day("Termiņš", date(2026, 4, 6), time(17)) == {
        "name": "Termiņš", "eventType": "singleDate", "date": "2026-04-06", "time": "17:00:00",
    }  # fmt: skip
    assert say.applicants({"municipality": "Pašvaldība", "municipal_institution": "Iestāde", "informal": "Grupa"}) == [
        {"value": "government_municipal", "description": "Pašvaldība; Iestāde"},
        {"value": "custom", "customValue": "informal", "description": "Grupa"},
    ]
    assert say.custom({"isFresh": ("Svaigs", False), "conditions": ("Nosacījumi", [])}) == {
        "isFresh": {"name": "isFresh", "fieldType": "boolean", "value": False, "description": "Svaigs"},
    }
    assert say.moment(AT) == "2026-11-23T10:00:00.000Z"
