"""The lists of a map: what all groups agree on or reject, what divides them, what stands for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from savienojums.voices.maths import said

if TYPE_CHECKING:
    from savienojums.voices.maths.votes import Flags, Ints, Votes

# A statement is agreed by a group if surely more than half of those who were asked agreed.
HALF = 0.5


def lists_of(votes: Votes, counts: Ints, groups: int, smallest: int) -> dict[str, Any]:
    """Lists by primary key; counts (g, m, 3) of the groups, or of everybody as one where there are none.

    A statement that a group has hardly answered stands in no list, for its share would be one of single people.
    """
    asked = counts.sum(axis=2)
    thin = votes.out | (asked.min(axis=0) < smallest)
    lists: dict[str, Any] = {
        "agreed": _together(votes, counts, thin, against=False),
        "rejected": _together(votes, counts, thin, against=True),
        "dividing": [],
        "standing": [],
    }
    if groups:
        lists["dividing"] = _dividing(votes, counts, thin)
        lists["standing"] = [_standing(votes, counts, thin, group) for group in range(groups)]
    return lists


def _together(votes: Votes, counts: Ints, thin: Flags, *, against: bool) -> list[dict[str, Any]]:
    turned = counts[..., ::-1] if against else counts
    listed = said.consensus(turned, thin)
    shares = said.shares_of(turned)
    return [
        {
            "statement": int(votes.statements[place]),
            "least": round(float(shares.share[:, place].min()), 3),
            "certainty": round(float(listed.certainty[place]), 2),
        }
        for place in _first(listed, votes)
        if shares.low[:, place].min() > HALF
    ][: said.LISTED]


def _dividing(votes: Votes, counts: Ints, thin: Flags) -> list[dict[str, Any]]:
    """Only where the intervals of the two groups farthest apart do not touch."""
    listed, shares = said.divisive(counts, thin), said.shares_of(counts)
    told = []
    for place in _first(listed, votes):
        most, fewest = int(np.argmax(shares.share[:, place])), int(np.argmin(shares.share[:, place]))
        if shares.low[most, place] > shares.high[fewest, place]:
            told.append(
                {
                    "statement": int(votes.statements[place]),
                    "most": most,
                    "fewest": fewest,
                    "gap": round(float(shares.share[most, place] - shares.share[fewest, place]), 3),
                    "certainty": round(float(listed.certainty[place]), 2),
                }
            )
    return told[: said.LISTED]


def _standing(votes: Votes, counts: Ints, thin: Flags, group: int) -> list[dict[str, Any]]:
    """What a group says otherwise than the others; nothing where nothing is sure."""
    return [
        {
            "statement": int(votes.statements[each.statement]),
            "agrees": each.agrees,
            "share": round(each.share, 3),
            "others": round(each.others, 3),
        }
        for each in said.representative(counts, thin, group)
        if each.share > max(HALF, each.others)
    ]


def _first(listed: said.Listed, votes: Votes) -> list[int]:
    """The best first; equals in the order of the statements, however people are numbered."""
    order = listed.order.tolist()
    return sorted(order, key=lambda place: (-round(float(listed.score[place]), 9), int(votes.statements[place])))
