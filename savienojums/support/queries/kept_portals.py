"""The portals as every list needs them: their filter, what stands first, what stays out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from savienojums.core.marks import Kept
from savienojums.support.models import Portal

if TYPE_CHECKING:
    from savienojums.core.records import Translated


@dataclass(frozen=True, slots=True)
class KeptPortal:
    """What of a portal narrows a list."""

    slug: str
    name: Translated
    query: str
    highlighted: frozenset[int]
    excluded: frozenset[int]


def kept_portal(word: str) -> KeptPortal | None:
    """The portal of that word: its address word if everyone may read it, its secret word in any case."""
    return _PORTALS.get().get(word)


def _make() -> dict[str, KeptPortal]:
    portals: dict[str, KeptPortal] = {}
    for portal in Portal.objects.kept().prefetch_related("highlighted", "excluded"):
        highlighted = frozenset(measure.pk for measure in portal.highlighted.all())
        excluded = frozenset(measure.pk for measure in portal.excluded.all())
        kept = KeptPortal(portal.slug, portal.name, portal.query, highlighted, excluded)
        portals[portal.public_id] = kept
        if portal.is_public:
            portals[portal.slug] = kept
    return portals


_PORTALS: Kept[dict[str, KeptPortal]] = Kept(_make, "catalogue")
