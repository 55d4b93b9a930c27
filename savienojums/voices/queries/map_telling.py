"""What a map tells, put into one row: groups, shares with intervals, lists, the picture; nothing of fewer people than may be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from savienojums.voices.kinds import Method
from savienojums.voices.maths import said
from savienojums.voices.maths.compatible import compatible
from savienojums.voices.maths.groups import LEAST_ANSWERS, LEAST_PEOPLE, Reason
from savienojums.voices.queries.map_lists import lists_of
from savienojums.voices.queries.map_picture import picture_of

if TYPE_CHECKING:
    from savienojums.voices.maths.opinion_map import OpinionMap
    from savienojums.voices.maths.votes import Floats, Ints, Votes

LETTERS = "ABCDE"
# Besides the reasons of the core: groups there are, but fewer than two large enough to be shown.
SMALL_GROUPS = "small_groups"
AGAINST, PASSED, FOR = said.AGAINST, said.PASSED, said.FOR


@dataclass(frozen=True, slots=True)
class Shown:
    """Groups as they may be shown: who is nearest to which (-1 none), who surely, why there are none, where people stand.

    centres (g, k) of the shown groups; flat (m, 2) and mean (m,) are the compatible method's, else without rows.
    """

    nearest: Ints
    label: Ints
    certainty: Floats
    count: int
    reason: str
    unshown: int
    positions: Floats
    centres: Floats
    flat: Floats
    mean: Floats


def shown_of(votes: Votes, found: OpinionMap, method: str, smallest: int) -> Shown:
    """The groups of this map with at least `smallest` people; the others stand between groups."""
    if method == Method.COMPATIBLE:
        return _compatible(votes, found, smallest)
    groups = found.groups
    nearest, kept, unshown = _large_enough(groups.nearest, groups.count, smallest)
    reason = SMALL_GROUPS if groups.count and not kept else str(groups.reason)
    label = np.where(groups.label >= 0, nearest, -1)
    nothing = np.zeros((0, 2))
    return Shown(
        nearest, label, groups.certainty, len(kept), reason, unshown, found.picture, groups.centres[kept], nothing,
        np.zeros(0),
    )  # fmt: skip


def _compatible(votes: Votes, found: OpinionMap, smallest: int) -> Shown:
    """By the published rules, which always cut; below the house's numbers nothing is drawn nevertheless."""
    made = compatible(votes)
    label = np.where(found.placed, made.label, -1)
    enough = int(found.placed.sum()) >= LEAST_PEOPLE
    nearest, kept, unshown = _large_enough(label, made.count if enough else 0, smallest)
    reason = str(Reason.CLEAR) if kept else SMALL_GROUPS
    if not enough:
        reason = str(Reason.FEW_PEOPLE if votes.people_count < LEAST_PEOPLE else Reason.FEW_ANSWERS)
    centres = np.array([made.positions[nearest == group].mean(axis=0) for group in range(len(kept))]).reshape(-1, 2)
    certainty = np.where(nearest >= 0, 1.0, 0.0)
    return Shown(
        nearest, nearest, certainty, len(kept), reason, unshown, made.positions, centres, made.loading, made.mean
    )


def _large_enough(nearest: Ints, count: int, smallest: int) -> tuple[Ints, list[int], int]:
    """Labels of the groups that may be shown, largest first; which they were; how many people are in the others.

    One group alone is none.
    """
    sizes = np.bincount(nearest[nearest >= 0], minlength=count)[:count] if count else np.zeros(0, np.int64)
    order = [int(each) for each in np.argsort(-sizes, kind="stable")]
    kept = [each for each in order if sizes[each] >= smallest]
    if len(kept) < 2:
        return np.full(len(nearest), -1), [], 0
    place = np.full(count + 1, -1)
    place[kept] = np.arange(len(kept))
    return place[nearest], kept, int(sizes.sum() - sizes[kept].sum())


def told_of(votes: Votes, found: OpinionMap, shown: Shown, method: str, smallest: int) -> dict[str, Any]:
    """Everything pages show of a map, as plain values."""
    everybody = votes.counts[None]
    counts = said.counted(votes, shown.nearest, shown.count) if shown.count else everybody
    placed = int(found.placed.sum())
    sizes = [int(np.sum(shown.nearest == group)) for group in range(shown.count)]
    return {
        "people": votes.people_count,
        "votes": len(votes.value),
        # With this number the size of a group too small to be shown could be reckoned.
        "placed": placed if not 0 < shown.unshown < smallest else None,
        "statements_count": int((~votes.out).sum()),
        "reason": shown.reason,
        "needed": {
            "people": LEAST_PEOPLE,
            "answers": min(LEAST_ANSWERS, max(1, votes.statement_count)),
            "missing": max(0, LEAST_PEOPLE - placed),
        },
        "method": method,
        "smallest": smallest,
        "unshown": shown.unshown > 0,
        "groups": [
            {
                "letter": LETTERS[group],
                "size": size,
                "certain": _of(np.sum(shown.label == group), size) if method != Method.COMPATIBLE else None,
            }
            for group, size in enumerate(sizes)
        ],
        "sure": _sureness(votes, found, method),
        "picture": _picture(found, shown, smallest),
        "shares": _shares(votes, everybody, counts if shown.count else None, smallest),
        "lists": lists_of(votes, counts, shown.count, smallest),
        "odd": {
            "one_sided": _at_least(int(found.odd.one_sided.sum()), smallest),
            "alike": _at_least(int(found.odd.alike.sum()), smallest),
            "any": _at_least(int(found.odd.any.sum()), smallest),
        },
    }


def _picture(found: OpinionMap, shown: Shown, smallest: int) -> dict[str, Any] | None:
    """None where there is no axis, or where so few people would each be seen."""
    if not found.axes.count or found.placed.sum() < LEAST_PEOPLE:
        return None
    return picture_of(shown.positions, shown.nearest, shown.label >= 0, found.placed, smallest)


def _sureness(votes: Votes, found: OpinionMap, method: str) -> dict[str, Any]:
    """How far one may trust the map: steadiness, what it foretells, whether groups are only those of the active."""
    own = method != Method.COMPATIBLE
    bits, groups = found.axes.bits, found.groups
    return {
        "stability": round(groups.stability, 2) if own else None,
        "apart": round(groups.apart, 1) if own else None,
        "axes": found.axes.count,
        "foretells": None if np.isnan(found.axes.area) else round(found.axes.area, 2),
        "bits": round(bits[found.axes.count], 3) if len(bits) > found.axes.count else None,
        "bits_without": round(bits[0], 3) if bits else None,
        "put_aside": found.axes.put_aside,
        "activity": round(found.artefact, 2) if groups.count and own else None,
        "answers_each": round(float(np.median(votes.answered)), 1) if votes.people_count else 0,
    }


def _shares(votes: Votes, everybody: Ints, counts: Ints | None, smallest: int) -> dict[str, Any]:
    """What was said of each shown statement, by its primary key: of all first, then of each group.

    Where so few stand in no row of a group that "all" without the groups would tell what they said, all are the groups.
    """
    whole = everybody
    if counts is not None:
        rows_shown = (counts * (counts.sum(axis=2, keepdims=True) >= smallest)).sum(axis=0)
        rest = everybody[0].sum(axis=1) - rows_shown.sum(axis=1)
        few = (rest > 0) & (rest < smallest)
        whole = np.concatenate([np.where(few[:, None], rows_shown, everybody[0])[None], counts])
    sides = {name: said.shares_of(np.roll(whole, FOR - side, axis=2)) for name, side in
             (("agree", FOR), ("disagree", AGAINST), ("pass", PASSED))}  # fmt: skip
    asked = whole.sum(axis=2)
    told = {}
    for place in np.flatnonzero(~votes.out).tolist():
        rows: list[dict[str, Any] | None] = []
        for group in range(len(whole)):
            if asked[group, place] < smallest:
                rows.append(None)
                continue
            row: dict[str, Any] = {"n": int(asked[group, place])}
            for name, shares in sides.items():
                row[name] = [round(float(each[group, place]), 3) for each in (shares.share, shares.low, shares.high)]
            rows.append(row)
        told[str(int(votes.statements[place]))] = rows
    return told


def _of(part: Any, whole: int) -> float:
    return round(float(part) / max(1, whole), 2)


def _at_least(people: int, smallest: int) -> int | None:
    """A count, or None where there are some, but fewer than may be told."""
    return people if people == 0 or people >= smallest else None
