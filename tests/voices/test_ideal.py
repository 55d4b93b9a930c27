import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from savienojums.voices.maths import ideal
from savienojums.voices.maths.axes import area, axes_of
from savienojums.voices.maths.compatible import compatible
from savienojums.voices.maths.votes import votes_from
from tests.voices.conversations import NAMES, drawn, real, taught

CAST = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 8), st.sampled_from((-1, 0, 1))), max_size=80)


def bits(chance, agreed):
    return float(-np.mean(np.log2(np.where(agreed, chance, 1 - chance))))


@settings(max_examples=60, deadline=None)
@given(CAST, st.integers(0, 4))
def test_whatever_was_said_nobody_is_surer_than_sure(cast, axes):
    votes = votes_from(*([row[column] for row in cast] for column in range(3)), known=[1, 2])
    fit = ideal.fit(votes, axes)
    assert np.isfinite(fit.places.mean).all()
    assert np.isfinite(fit.items.level).all()
    assert np.isfinite(fit.items.loading).all()
    assert np.all(np.linalg.eigvalsh(fit.places.spread) > 0)
    chance = ideal.chances(fit, votes.person, votes.statement)
    assert np.all((chance > 0) & (chance < 1))


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 999))
def test_each_answer_more_makes_a_person_better_known(seed):
    votes, _ = drawn(seed=seed, people=40, statements=20)
    items = ideal.fit(votes, 2).items
    fewer = ideal.place(votes.only(np.random.default_rng(seed).random(len(votes.value)) < 0.5), items)
    everything = ideal.place(votes, items)
    prior = np.diag([items.readiness, 1, 1])
    for less, more in ((prior, fewer.spread), (prior, everything.spread)):
        assert np.linalg.eigvalsh(less - more).min() > -1e-9
    assert everything.spread.trace(axis1=1, axis2=2).mean() < fewer.spread.trace(axis1=1, axis2=2).mean()


def test_many_small_systems_are_solved_as_one_after_another():
    chance = np.random.default_rng(0)
    roots = chance.standard_normal((50, 4, 4))
    whole, right, prior = roots @ roots.transpose(0, 2, 1), chance.standard_normal((50, 4)), np.array([1.0, 2, 3, 4])
    solved = ideal._solved(np.stack([whole[:, i, j] for i, j in ideal._upper(4)], axis=1), right, prior)
    inverse = np.linalg.inv(whole + np.diag(prior))
    assert np.allclose(solved.spread, inverse)
    assert np.allclose(solved.mean, np.einsum("nij,nj->ni", inverse, right))


def test_leaps_end_where_small_rounds_end(monkeypatch):
    votes, _ = drawn(seed=4)
    monkeypatch.setattr(ideal, "SETTLED", 1e-6)
    leaping = ideal.fit(votes, 2, rounds=400)
    monkeypatch.setattr(ideal, "FARTHEST", 1.0)
    walking = ideal.fit(votes, 2, rounds=400)
    one, other = (ideal.chances(each, votes.person, votes.statement) for each in (leaping, walking))
    assert np.abs(one - other).max() < 1e-3
    assert leaping.rounds < walking.rounds


def test_passes_and_what_was_moderated_out_say_nothing():
    votes, _ = drawn(seed=5)
    without = votes.only(votes.value != 0)
    assert np.array_equal(ideal.fit(votes, 1).places.mean, ideal.fit(without, 1).places.mean)


def test_axes_come_in_the_order_of_how_much_they_divide():
    votes, _ = real("nz-taxes")
    loading = ideal.fit(votes, 3).items.loading
    lengths = np.sum(loading**2, axis=0)
    assert np.all(np.diff(lengths) <= 0)
    assert np.allclose(loading.T @ loading, np.diag(lengths), atol=1e-6 * lengths[0])


def test_an_earlier_fit_as_start_leads_to_the_same_chances_in_fewer_rounds():
    votes, _ = real("nz-taxes")
    first = ideal.fit(votes, 2)
    again = ideal.fit(votes, 2, start=first.items)
    one, other = (ideal.chances(each, votes.person, votes.statement) for each in (first, again))
    assert again.rounds < first.rounds
    assert np.sqrt(np.mean((one - other) ** 2)) < 0.005
    assert np.abs(one - other).max() < 0.05


@pytest.mark.parametrize("name", NAMES)
def test_votes_put_aside_are_foretold_better_than_by_rates(name):
    votes, person, statement, agreed = taught(name)
    fit = ideal.fit(votes, axes_of(votes).count)
    chance = ideal.chances(fit, person, statement)
    down, _, up = votes.counts.T
    rate = ((up + 1) / (up + down + 2))[statement]
    group = compatible(votes).label[person] + 1
    table = np.zeros((group.max() + 1, votes.statement_count, 2))
    own = compatible(votes).label[votes.person] + 1
    np.add.at(table, (own, votes.statement, (votes.value > 0).astype(int)), 1)
    by_group = ((table[..., 1] + 1) / (table.sum(axis=-1) + 2))[group, statement]
    assert bits(chance, agreed) < min(bits(by_group, agreed), bits(rate, agreed)) - 0.02
    assert area(agreed, chance) > max(area(agreed, by_group), area(agreed, rate)) + 0.01


def test_no_axis_is_found_where_there_is_none():
    chance = np.random.default_rng(0)
    person, statement = np.nonzero(np.ones((200, 30)))
    votes = votes_from(person, statement, np.where(chance.random(6_000) < 0.3 + statement / 60, 1, -1))
    assert axes_of(votes).count == 0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_axes_that_are_there_are_found(seed):
    chosen = axes_of(drawn(seed=seed)[0])
    assert chosen.count == 2
    assert chosen.bits[2] < chosen.bits[1] < chosen.bits[0]
    assert 0.75 < chosen.area < 1


def test_of_a_handful_of_votes_no_axis_is_said():
    assert axes_of(votes_from([1, 1, 2], [1, 2, 1], [1, -1, 1])).count == 0


def test_the_area_under_the_curve_by_hand():
    # Of four pairs three are in order, and of two equals half.
    assert area(np.array([True, True, False, False]), np.array([0.9, 0.4, 0.5, 0.1])) == 0.75
    assert area(np.array([True, False]), np.array([0.3, 0.3])) == 0.5
    assert np.isnan(area(np.array([True, True]), np.array([0.3, 0.4])))
