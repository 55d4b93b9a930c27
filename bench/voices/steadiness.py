"""Groups: like the published ones? the same when votes or people are missing, or all are numbered anew?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bench.voices import yardsticks
from savienojums.voices.maths import ideal
from savienojums.voices.maths.clusters import k_means, likeness, nearest
from savienojums.voices.maths.compatible import compatible
from savienojums.voices.maths.groups import groups_of, placed
from savienojums.voices.maths.opinion_map import map_of
from tests.voices.conversations import NAMES, real, renumbered

if TYPE_CHECKING:
    from collections.abc import Callable

    from savienojums.voices.maths.votes import Ints, Votes

REPEATS = 5


def published_rules(votes: Votes) -> Ints:
    """Groups in the compatible mode."""
    return compatible(votes).label


def halves(votes: Votes, axes: int = 2) -> Ints:
    """Ideal points cut in two, whether or not that is clear."""
    fit, who = ideal.fit(votes, axes), placed(votes)
    points = fit.places.positions * np.sqrt(np.mean(fit.items.loading**2, axis=0))
    centres = k_means(points[who][None], np.ones(int(who.sum())), 2).centres[0]
    return np.where(who, nearest(points, centres), -1)


def by_default(axes: int) -> Callable[[Votes], Ints]:
    """Groups in the default mode on the axes that the whole conversation has."""
    return lambda votes: groups_of(votes, ideal.fit(votes, axes)).nearest


def alike(one: Ints, other: Ints) -> float:
    """Likeness over those placed by both; NaN where either draws no groups."""
    both = (one >= 0) & (other >= 0)
    return likeness(one[both], other[both]) if both.any() else float("nan")


def fewer(votes: Votes, label: Callable[[Votes], Ints], *, people: bool) -> str:
    """Mean likeness with the whole when a fifth of votes or people is missing; how often groups were drawn."""
    whole, found = label(votes), []
    for seed in range(REPEATS):
        chance = np.random.default_rng(seed)
        if people:
            kept = chance.random(votes.people_count) < 0.8
            found.append(alike(label(votes.of_people(kept)), whole[kept]))
        else:
            found.append(alike(label(votes.only(chance.random(len(votes.value)) < 0.8)), whole))
    drawn = int(np.sum(~np.isnan(found)))
    return (
        f"{np.nanmean(found):.2f}" + (f" ({drawn} of {REPEATS})" if drawn < REPEATS else "") if drawn else "none drawn"
    )


def anew(votes: Votes) -> str:
    """Whether numbering everybody and everything anew changes the map."""
    again, people, _ = renumbered(votes, 1)
    one, other = map_of(votes), map_of(again)
    same = np.array_equal(other.groups.nearest[people], one.groups.nearest) and one.axes.count == other.axes.count
    places = float(np.abs(other.picture[people] - one.picture).max())
    compatibly = np.array_equal(compatible(again).label[people], compatible(votes).label)
    return f"default {'same' if same else 'OTHER'} (places within {places:.0e}), compatible {'same' if compatibly else 'OTHER'}"


def main() -> None:
    """Both conversations, all modes."""
    for name in NAMES:
        votes, published = real(name)
        found = map_of(votes)
        groups = found.groups
        print(f"\n{name}: {votes.people_count} people, {votes.statement_count} statements, {len(votes.value)} votes")
        print(f"  default: {groups.reason}, {groups.count} groups {groups.sizes.tolist()}, axes {found.axes.count}")
        print(
            f"  stability {groups.stability:.2f}, apart {groups.apart:.1f}, certain {np.sum(groups.label >= 0)} of {found.placed.sum()}"
        )
        print(f"  AUC {found.axes.area:.3f}, activity artefact {found.artefact:.2f}, odd people {found.odd.any.sum()}")
        modes = {"compatible": published_rules, "cut in two": halves, "default": by_default(found.axes.count)}
        print("  mode         published  80 % of votes   80 % of people   (adjusted Rand index)")
        for title, label in modes.items():
            parts = [fewer(votes, label, people=people) for people in (False, True)]
            print(f"  {title:12} {alike(label(votes), published):9.2f}  {parts[0]:14}  {parts[1]}", flush=True)
        if yardsticks.there("reddwarf"):
            placed_by_dwarf = yardsticks.dwarf(yardsticks.as_dicts(votes), np.flatnonzero(votes.out).tolist())
            own = np.array([placed_by_dwarf.get(person, -1) for person in range(votes.people_count)])
            print(f"  red-dwarf    {alike(own, published):9.2f}")
        print(f"  numbered anew: {anew(votes)}", flush=True)
