"""The same support for a larger and for a smaller territory: which measures are versions of each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from savienojums.support.models import Measure

if TYPE_CHECKING:
    from savienojums.support.models import MeasureQuerySet


@dataclass(frozen=True, slots=True)
class Link:
    """Another measure to look at."""

    name: str
    url: str


def with_versions(measures: MeasureQuerySet) -> MeasureQuerySet:
    """With the measure for a larger territory and the local ones, as far as everyone may read them."""
    return measures.select_related("wider").prefetch_related(
        Prefetch("local_ones", Measure.objects.public(), to_attr="public_local_ones")
    )


def wider_of(measure: Measure) -> Link | None:
    """The measure for a larger territory of which this is the local version."""
    wider = measure.wider
    is_public = wider is not None and wider.published_at is not None and wider.removed_at is None
    return Link(str(wider.name), wider.get_absolute_url()) if wider is not None and is_public else None


def local_ones_of(measure: Measure) -> tuple[Link, ...]:
    """The local versions of a measure that was fetched `with_versions`."""
    local_ones: list[Measure] = measure.public_local_ones  # type: ignore[attr-defined]  # the prefetch sets it
    return tuple(Link(str(each.name), each.get_absolute_url()) for each in local_ones)
