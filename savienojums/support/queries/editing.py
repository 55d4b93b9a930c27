"""What the editing pages show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from savienojums.core.refusal import NotFound
from savienojums.support import rules
from savienojums.support.models import Measure, Round
from savienojums.support.queries.facts import MEASURE, RELATED, ROUND, changes_seen, value_of

if TYPE_CHECKING:
    from typing import Any

    from savienojums.accounts.models import Person


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry as its form opens it: what is said now, and how often it was changed before."""

    details: dict[str, Any]
    seen: int


def entry_for(person: Person | None, slug: str) -> Measure:
    """The measure, for those who keep the document; for others it does not exist here."""
    if not rules.may_see_desk(person):
        raise NotFound
    rows = Measure.objects.select_related("provider", "checked_by").prefetch_related("rounds", "themes", "places")
    if measure := rows.filter(slug=slug).first():
        return measure
    raise NotFound


def round_for(person: Person | None, slug: str, public_id: str) -> Round:
    """The round of that measure, for those who keep the document."""
    measure = entry_for(person, slug)
    if found := measure.rounds.filter(public_id=public_id).select_related("measure__provider").first():
        return found
    raise NotFound


def opened(entry: Measure | Round) -> Opened:
    """The entry as a form opens it."""
    names = (*MEASURE, *RELATED) if isinstance(entry, Measure) else ROUND
    return Opened({name: value_of(entry, name) for name in names}, changes_seen(entry))
