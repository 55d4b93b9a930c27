"""What every change of an entry has in common: holding the record, meeting other people's changes, noting it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.marks import raise_mark
from savienojums.core.refusal import Refused
from savienojums.journal.kinds import Audience
from savienojums.support import changes
from savienojums.support.actions.indexing import index_measures
from savienojums.support.models import Measure, Round
from savienojums.support.queries import facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    Details = Mapping[str, Any]

Entry = TypeVar("Entry", Measure, Round)


class ChangedMeanwhile(Refused):
    """Somebody else saved other values since the form was opened; both are kept to choose from."""

    def __init__(self, conflicts: Mapping[str, Any], taken_over: Mapping[str, Any], seen: int) -> None:
        self.conflicts, self.taken_over, self.seen = conflicts, taken_over, seen
        super().__init__(_("Somebody else changed the same lines while you were writing. Compare and save again."))


class MeasureRemoved(Refused):
    """The measure was removed; first it has to come back."""

    sentence = gettext_lazy("This measure was removed from the document. Bring it back first.")


def hold(measure: Measure) -> Measure:
    """The measure as it stands now, kept from others until the act is over."""
    return Measure.objects.select_for_update().get(pk=measure.pk)


def hold_kept(measure: Measure) -> Measure:
    """The same, of a measure that was not removed."""
    held = hold(measure)
    if held.removed_at:
        raise MeasureRemoved
    return held


def met(entry: Measure | Round, details: Details, seen: int | None) -> dict[str, Any]:
    """The details, with what others changed meanwhile where this person left it alone."""
    mine = dict(details)
    lines = facts.changes_since(entry, seen) if seen is not None else []
    if not lines or seen is None:
        return mine
    theirs = facts.facts_of(entry)
    meeting = changes.meet(facts.plain(mine), changes.values_before(lines), theirs)
    taken_over = {name: facts.value_of(entry, name) for name in meeting.taken_over}
    if meeting.conflicts:
        conflicts = {name: theirs[name] for name in meeting.conflicts}
        raise ChangedMeanwhile(conflicts, taken_over, seen + len(lines))
    return mine | taken_over


def take(entry: Measure | Round, details: Details) -> None:
    """The plain details onto the record; what belongs to other tables is left out."""
    for name in facts.MEASURE if isinstance(entry, Measure) else facts.ROUND:
        if name in details:
            setattr(entry, name, details[name])


def remember(measure: Measure) -> None:
    """Let the search and everything derived from the document know."""
    index_measures([measure.pk])
    raise_mark("catalogue")


def audience(measure: Measure) -> str:
    """Who may read of what is done to it: of drafts and removed ones only those who keep the document."""
    return Audience.EVERYONE if measure.published_at and not measure.removed_at else Audience.EDITORS
