import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from savienojums.voices.maths.clusters import k_means, likeness, nearest, silhouette

CLOUD = arrays(np.float64, st.tuples(st.integers(5, 30), st.just(2)), elements=st.floats(-9, 9, width=32))
LABELS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=40)


def learning():
    return pytest.importorskip("sklearn", reason="scikit-learn is a yardstick only, and not here.")


def heaps(seed=1):
    chance = np.random.default_rng(seed)
    return np.concatenate([chance.normal(at, 0.4, (40, 2)) for at in ((0, 0), (4, 0), (0, 4))])


def test_three_heaps_are_found():
    cuts = k_means(heaps()[None], np.ones(120), 3)
    assert likeness(cuts.labels[0], np.repeat([0, 1, 2], 40)) == 1
    assert np.all(np.diff(cuts.centres[0][:, 0]) >= 0)


def test_weight_draws_the_centre():
    points = np.array([[0.0], [1.0], [10.0], [11.0]])
    cuts = k_means(points[None], np.array([3.0, 1.0, 1.0, 1.0]), 2)
    assert cuts.centres[0].ravel().tolist() == [0.25, 10.5]
    assert cuts.loss[0] == pytest.approx(0.75 + 0.5)


def test_clouds_cut_together_are_cut_as_they_would_be_alone():
    clouds = np.stack([heaps(seed) for seed in range(4)])
    together = k_means(clouds, np.ones(120), 4)
    for place, cloud in enumerate(clouds):
        alone = k_means(cloud[None], np.ones(120), 4)
        assert np.array_equal(alone.labels[0], together.labels[place])
        assert alone.loss[0] == pytest.approx(together.loss[place])


@settings(max_examples=40)
@given(CLOUD, st.integers(1, 4), st.randoms(use_true_random=False))
def test_the_order_of_points_does_not_matter(points, count, chance):
    order = np.array(chance.sample(range(len(points)), len(points)))
    one, other = (k_means(each[None], np.ones(len(points)), count) for each in (points, points[order]))
    assert other.loss[0] == pytest.approx(one.loss[0], rel=1e-6, abs=1e-6)


@settings(max_examples=40)
@given(CLOUD, st.integers(1, 4))
def test_everybody_is_with_the_nearest_centre_and_the_loss_is_what_is_left(points, count):
    cuts = k_means(points[None], np.ones(len(points)), count)
    far = np.sum((points[:, None] - cuts.centres[0][None]) ** 2, axis=2)
    assert np.allclose(far[np.arange(len(points)), cuts.labels[0]], far.min(axis=1))
    assert far.min(axis=1).sum() <= cuts.loss[0] + 1e-6
    assert np.array_equal(nearest(points, cuts.centres[0]), cuts.labels[0])


def test_k_means_is_as_good_as_that_of_scikit_learn():
    learning()
    from sklearn.cluster import KMeans

    points = np.random.default_rng(3).standard_normal((200, 2))
    for count in (2, 3, 5):
        other = KMeans(count, n_init=12, random_state=0).fit(points).inertia_
        assert k_means(points[None], np.ones(200), count).loss[0] <= other * 1.01


def test_a_silhouette_by_hand():
    # Distances within: 1 and 1; to the other pair: 9.5 and 10.5 on average.
    points, labels = np.array([[0.0], [1.0], [10.0], [11.0]]), np.array([0, 0, 1, 1])
    assert silhouette(points, labels) == pytest.approx((2 * (1 - 1 / 10.5) + 2 * (1 - 1 / 9.5)) / 4)


def test_silhouettes_are_those_of_scikit_learn():
    learning()
    from sklearn.metrics import silhouette_score

    points, labels = heaps(), np.random.default_rng(0).integers(0, 4, 120)
    assert silhouette(points, labels) == pytest.approx(silhouette_score(points, labels))


def test_likeness_by_hand():
    # Two of six pairs are together in both; two are expected by chance of at most two and a half.
    assert likeness(np.array([0, 0, 1, 1]), np.array([5, 5, 3, 3])) == 1
    assert likeness(np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])) == pytest.approx(-0.5)
    assert likeness(np.array([0, 0, 0, 1]), np.array([0, 0, 1, 1])) == pytest.approx(0)


@given(LABELS)
def test_likeness_is_the_adjusted_rand_index_of_scikit_learn(pairs):
    learning()
    from sklearn.metrics import adjusted_rand_score

    one, other = np.array(pairs).T
    assert likeness(one, other) == pytest.approx(adjusted_rand_score(one, other))
    assert likeness(other, one) == pytest.approx(likeness(one, other))
