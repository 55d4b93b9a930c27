"""One map out of the rows: what pages show of it, and the arrays that stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from savienojums.voices.kinds import Method
from savienojums.voices.maths.opinion_map import OpinionMap, map_of
from savienojums.voices.queries import map_arrays
from savienojums.voices.queries.map_telling import Shown, shown_of, told_of
from savienojums.voices.queries.votes import votes_of

if TYPE_CHECKING:
    from savienojums.voices.maths.votes import Votes
    from savienojums.voices.models import Conversation

# With a tenth more answers it is asked again how many axes and groups there are; until then people are placed anew.
GROWN = 1.1


def reckoned(conversation: Conversation, before: bytes = b"") -> tuple[dict[str, Any], bytes]:
    """What is told, and the arrays as bytes; `before` are the arrays of the map to start from."""
    votes = votes_of(conversation).votes
    earlier = map_arrays.read(before)
    found, asked_votes = _found(votes, earlier)
    smallest, method = conversation.smallest_group, conversation.method
    shown = shown_of(votes, found, method, smallest)
    told = told_of(votes, found, shown, method, smallest)
    told["started"] = earlier is not None
    told["without_odd"] = _without_odd(conversation, votes, found)
    return told, map_arrays.written(arrays_of(votes, found, shown, asked_votes))


def _found(votes: Votes, earlier: map_arrays.MapArrays | None) -> tuple[OpinionMap, int]:
    """The map, and of how many answers it was asked how many axes and groups there are."""
    if earlier is None:
        return map_of(votes), len(votes.value)
    start, asked = earlier.items_for(votes.statements), int(earlier.asked_votes)
    if len(votes.value) > GROWN * asked:
        return map_of(votes, start=start if start.axes else None), len(votes.value)
    verdict = earlier.verdict_for(votes.people)
    return map_of(votes, start=start, axes=earlier.axes, verdict=verdict), asked


def _without_odd(conversation: Conversation, votes: Votes, found: OpinionMap) -> dict[str, Any] | None:
    """The same without those who look odd, where there are any; they are never left out silently."""
    smallest = conversation.smallest_group
    if not found.odd.any.any() or found.odd.any.all():
        return None
    fewer = votes.of_people(~found.odd.any)
    again = map_of(fewer, start=found.fit.items, axes=found.axes)
    shown = shown_of(fewer, again, conversation.method, smallest)
    return told_of(fewer, again, shown, conversation.method, smallest)


def arrays_of(votes: Votes, found: OpinionMap, shown: Shown, asked_votes: int) -> map_arrays.MapArrays:
    """What stays of a map besides what is told."""
    items, axes = found.fit.items, found.axes
    flat = Method.COMPATIBLE if len(shown.flat) else Method.DEFAULT
    scale = np.sqrt(np.mean(items.loading**2, axis=0)) if items.axes and len(items.loading) else np.zeros(items.axes)
    return map_arrays.MapArrays(
        statements=votes.statements,
        level=items.level,
        loading=items.loading,
        readiness=np.array(items.readiness),
        counts=votes.counts,
        out=votes.out,
        people=votes.people,
        positions=shown.positions,
        group=shown.nearest,
        certainty=shown.certainty,
        scale=scale if flat == Method.DEFAULT else np.zeros(0),
        centres=shown.centres,
        axes_bits=np.array(axes.bits),
        axes_area=np.array(axes.area),
        axes_aside=np.array(axes.put_aside),
        found=found.groups.nearest,
        stability=np.array(found.groups.stability),
        apart=np.array(found.groups.apart),
        reason=np.array(str(found.groups.reason)),
        asked_votes=np.array(asked_votes),
        flat=shown.flat,
        mean=shown.mean,
    )
