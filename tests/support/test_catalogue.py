"""The catalogue counts as plain sets would."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from savienojums.support.catalogue import Entry, build, exactly_one

VALUES = ("grant", "loan", "advice")
entry: Any = st.fixed_dictionaries(
    {
        "kind": st.frozensets(st.sampled_from(VALUES)),
        "state": st.frozensets(st.sampled_from(("open", "closed")), max_size=1),
        "demands": st.lists(st.integers(0, 5), max_size=3).map(tuple),
        "rank": st.integers(0, 3),
    }
)
entries: Any = st.lists(entry, max_size=40).map(
    lambda made: [
        Entry(1000 + number, {"kind": each["kind"], "state": each["state"]}, each["demands"], {"rank": each["rank"]})
        for number, each in enumerate(made)
    ]
)
filters = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.frozensets(st.sampled_from(VALUES)),
        "state": st.frozensets(st.sampled_from(("open", "gone"))),
    },
)


def passing(made, filters, but=""):
    return {
        each.pk
        for each in made
        if all(not values or name == but or each.facets[name] & values for name, values in filters.items())
    }


@given(entries, filters)
def test_choosing_is_what_sets_would_choose(made, chosen):
    catalogue = build(made)
    assert set(catalogue.members(catalogue.chosen(chosen), "rank") if made else ()) == passing(made, chosen)


@given(entries, filters)
def test_a_count_tells_what_the_choice_would_leave(made, chosen):
    catalogue = build(made)
    for facet, counted in catalogue.counts(chosen).items():
        for value, count in counted.items():
            assert count == len(passing(made, {**chosen, facet: frozenset({value})}))


@given(entries, st.integers(0, 10), st.integers(0, 10))
def test_members_come_in_their_order_and_a_page_at_a_time(made, start, size):
    catalogue = build(made)
    ranks = {each.pk: (each.ranks["rank"], each.pk) for each in made}
    whole = catalogue.members(catalogue.everything, "rank") if made else []
    assert whole == sorted(ranks, key=ranks.__getitem__)
    if made:
        assert catalogue.members(catalogue.everything, "rank", start, start + size) == whole[start : start + size]


@given(entries, st.dictionaries(st.integers(0, 5), st.integers(0, 2)), st.sets(st.integers(0, 50)))
def test_judging_by_demand_is_judging_each(made, answers, refused):
    catalogue = build(made)
    said = {demand: answers.get(demand, 2) for demand in catalogue.demands}
    told_no = {1000 + number for number in refused}
    outcome = catalogue.judged(said, no=catalogue.set_of(told_no))
    assert outcome.yes | outcome.unknown | outcome.no == catalogue.everything
    assert outcome.yes & outcome.unknown == outcome.yes & outcome.no == outcome.unknown & outcome.no == 0
    for each in made:
        least = min((said[demand] for demand in each.demands), default=2)
        expected = 0 if each.pk in told_no else least
        found = (outcome.no, outcome.unknown, outcome.yes)[expected]
        assert found & catalogue.set_of([each.pk])


@given(st.lists(st.integers(0, 255), max_size=6))
def test_exactly_one_is_a_count_of_one(sets):
    for bit in range(8):
        met = sum(each >> bit & 1 for each in sets)
        assert bool(exactly_one(sets) >> bit & 1) == (met == 1)


def test_an_empty_catalogue_has_nothing_and_breaks_nothing():
    catalogue = build([])
    assert catalogue.everything == 0
    assert catalogue.counts({"kind": frozenset({"grant"})}) == {}
    assert catalogue.set_of([1, 2]) == 0
