import tracemalloc
from dataclasses import replace

import numpy as np
import pytest

from savienojums.voices.maths.groups import Verdict
from savienojums.voices.maths.opinion_map import map_of
from savienojums.voices.maths.votes import votes_from
from tests.voices.conversations import NAMES, drawn, real, real_map, renumbered


def same(votes, one, seed):
    """That a map of the votes numbered anew is the map we have."""
    again, people, statements = renumbered(votes, seed)
    other = map_of(again)
    assert other.axes.count == one.axes.count
    assert other.axes.bits == pytest.approx(one.axes.bits)
    assert np.allclose(other.picture[people], one.picture, atol=1e-8)
    assert (other.groups.reason, other.groups.count) == (one.groups.reason, one.groups.count)
    assert np.array_equal(other.groups.nearest[people], one.groups.nearest)
    assert np.allclose(other.groups.certainty[people], one.groups.certainty)
    assert (other.groups.stability, other.groups.apart) == pytest.approx((one.groups.stability, one.groups.apart))
    assert np.allclose(other.consensus.score[statements], one.consensus.score)
    assert np.allclose(other.consensus.certainty[statements], one.consensus.certainty)
    assert np.array_equal(other.odd.any[people], one.odd.any)
    assert np.array_equal(other.everybody.low[:, statements], one.everybody.low)
    named = [{(int(statements[each.statement]), each.agrees) for each in group} for group in one.standing]
    assert [{(each.statement, each.agrees) for each in group} for group in other.standing] == named


@pytest.mark.parametrize("name", NAMES)
def test_numbering_real_people_and_statements_anew_changes_nothing(name):
    same(real(name)[0], real_map(name), 5)


def test_nor_does_it_where_only_some_of_the_votes_are_learnt_from(monkeypatch):
    monkeypatch.setattr("savienojums.voices.maths.ideal.LEARNT_ON", 3_000)
    monkeypatch.setattr("savienojums.voices.maths.axes.ENOUGH", 3_000)
    monkeypatch.setattr("savienojums.voices.maths.groups.LOOKED_AT", 2_000)
    monkeypatch.setattr("savienojums.voices.maths.groups.LOOKED_AT_PEOPLE", 150)
    votes, _ = drawn(seed=3, gap=2.2)
    one = map_of(votes)
    assert one.groups.count == 2
    same(votes, one, 7)


def test_an_earlier_map_as_start_leads_to_the_same_one():
    votes, _ = real("nz-taxes")
    first = real_map("nz-taxes")
    again = map_of(votes, start=first.fit.items, axes=first.axes)
    # Two hundredths of the picture's breadth, for all but a few.
    far = np.linalg.norm(again.picture - first.picture, axis=1) / np.ptp(first.picture[:, 0])
    assert np.quantile(far, 0.95) < 0.02
    assert (again.groups.reason, again.groups.count) == (first.groups.reason, first.groups.count)
    if first.groups.count:
        assert np.mean(again.groups.nearest == first.groups.nearest) > 0.95


def verdict_of(groups):
    return Verdict(groups.count, groups.nearest, groups.stability, groups.apart, groups.reason)


def test_while_a_verdict_stands_everybody_is_placed_anew_in_the_same_groups():
    votes, _ = drawn(seed=3, gap=2.2)
    first = map_of(votes)
    # Somebody new who answers as the largest group does, and is not known to the verdict.
    like = int(np.flatnonzero(first.groups.label == 0)[0])
    theirs = votes.person == like
    more = votes_from(
        [*votes.person, *[votes.people_count] * theirs.sum()],
        [*votes.statement, *votes.statement[theirs]], [*votes.value, *votes.value[theirs]],
    )  # fmt: skip
    verdict = replace(verdict_of(first.groups), nearest=np.append(first.groups.nearest, -1))
    again = map_of(more, start=first.fit.items, axes=first.axes, verdict=verdict)
    assert (again.groups.count, again.groups.reason) == (2, "clear")
    assert (again.groups.stability, again.groups.apart) == (first.groups.stability, first.groups.apart)
    assert np.mean(again.groups.nearest[:-1] == first.groups.nearest) > 0.98
    assert again.groups.nearest[-1] == 0


def test_a_verdict_of_one_cloud_stands_too():
    votes, _ = drawn(seed=5)
    first = map_of(votes)
    assert first.groups.reason == "one_cloud"
    again = map_of(votes, start=first.fit.items, axes=first.axes, verdict=verdict_of(first.groups))
    assert (again.groups.reason, again.groups.apart) == ("one_cloud", first.groups.apart)


def test_a_verdict_of_which_a_group_has_left_is_asked_again():
    votes, _ = drawn(seed=3, gap=2.2)
    first = map_of(votes)
    alone = verdict_of(first.groups)
    alone = replace(alone, nearest=np.where(alone.nearest == 1, -1, alone.nearest))
    again = map_of(votes, start=first.fit.items, axes=first.axes, verdict=alone)
    assert again.groups.count == 2
    assert again.groups.sizes.min() > 5


def test_no_array_of_people_and_statements_is_ever_made(monkeypatch):
    # Quicker, no smaller: what is drawn once or thirty times needs the same memory.
    monkeypatch.setattr("savienojums.voices.maths.groups.DRAWS", 3)
    chance = np.random.default_rng(1)
    people, statements, count = 20_000, 2_000, 400_000
    stands, loading = chance.standard_normal(people), chance.standard_normal(statements)
    person, statement = chance.integers(0, people, count), chance.integers(0, statements, count)
    value = np.where(chance.random(count) < 1 / (1 + np.exp(-stands[person] * loading[statement])), 1, -1)
    tracemalloc.start()
    try:
        found = map_of(votes_from(person, statement, value))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert found.axes.count >= 1
    # As numbers of eight bytes such an array would be 320 MB, as bytes forty; of votes there are 6.8 MB.
    assert most < 160e6


def test_a_conversation_that_begins_has_a_map_too():
    for votes in (votes_from([], [], []), votes_from([], [], [], known=[1, 2], out=[2]), votes_from([1], [1], [1])):
        found = map_of(votes)
        assert found.groups.count == 0
        assert found.divisive is None
        assert found.picture.shape == (votes.people_count, 2)
        assert found.by_group.share.shape == (1, votes.statement_count)


def test_without_groups_consensus_is_what_everybody_agrees_on():
    votes, _ = drawn(seed=1, people=15, filled=0.9)
    found = map_of(votes)
    down, passed, up = votes.counts.T
    assert found.consensus.score.tolist() == pytest.approx(((up + 1) / (up + down + passed + 2)).tolist())
    assert found.standing == []
