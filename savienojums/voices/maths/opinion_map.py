"""The whole map of a conversation: one recomputation out of its votes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from savienojums.voices.maths import flags, ideal, said
from savienojums.voices.maths.axes import Axes, axes_of
from savienojums.voices.maths.groups import Groups, Verdict, groups_again, groups_of, placed

if TYPE_CHECKING:
    from savienojums.voices.maths.ideal import Fit, Items
    from savienojums.voices.maths.said import Listed, Shares, Standing
    from savienojums.voices.maths.votes import Flags, Floats, Votes

# A picture has two axes, however many foretell votes.
SHOWN = 2


@dataclass(frozen=True, slots=True)
class OpinionMap:
    """Everything a page, a report and the routing need.

    placed (n,) who stands on the map; picture (n, 2) where; everybody: shares of all; by_group: of each group;
    consensus, divisive: lists of statements; standing: what stands for each group; artefact: how well activity alone
    foretells the largest group; odd: who looks odd.
    """

    axes: Axes
    fit: Fit
    groups: Groups
    placed: Flags
    picture: Floats
    everybody: Shares
    by_group: Shares
    consensus: Listed
    divisive: Listed | None
    standing: list[list[Standing]]
    artefact: float
    odd: flags.Odd


def map_of(
    votes: Votes, *, start: Items | None = None, axes: Axes | None = None, verdict: Verdict | None = None
) -> OpinionMap:
    """The map of these votes; `start`, `axes` and `verdict` of an earlier one make the next one quicker.

    With a verdict it is not asked again whether there are groups and how many; everybody is placed anew. Costs a few
    dozen sums over the votes; no array of people × statements is made.
    """
    chosen = axes or axes_of(votes)
    fitted = ideal.fit(votes, chosen.count, start=start)
    groups = (verdict and groups_again(votes, fitted, verdict)) or groups_of(votes, fitted)
    all_counts = votes.counts[None]
    counts = said.counted(votes, groups.nearest, groups.count) if groups.count else all_counts
    return OpinionMap(
        axes=chosen,
        fit=fitted,
        groups=groups,
        placed=placed(votes),
        picture=_picture(fitted),
        everybody=said.shares_of(all_counts),
        by_group=said.shares_of(counts),
        consensus=said.consensus(counts, votes.out),
        divisive=said.divisive(counts, votes.out) if groups.count else None,
        standing=[said.representative(counts, votes.out, group) for group in range(groups.count)],
        artefact=flags.activity_artefact(votes.answered, groups.nearest) if groups.count else 0.5,
        odd=flags.odd_of(votes),
    )


def _picture(fitted: Fit) -> Floats:
    """(n, 2) The first two axes, scaled by how much they say of answers; the second is nothing where there is one."""
    scale = np.sqrt(np.mean(fitted.items.loading**2, axis=0)) if fitted.items.axes else np.zeros(0)
    shown = (fitted.places.positions * scale)[:, :SHOWN]
    return np.pad(shown, ((0, 0), (0, SHOWN - shown.shape[1])))
