"""Loading a territory: its places, what lies in what, its figures and the layers of its map."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.core.marks import raise_mark
from savienojums.core.refusal import Refused, allow
from savienojums.core.words import sort_key
from savienojums.journal.actions import record
from savienojums.network import rules
from savienojums.network.kinds import Extent, PlaceKind, Trust
from savienojums.network.models import Containment, Figure, MapLayer, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from django.db import models

    from savienojums.core.system import System


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place as a table tells it."""

    slug: str
    name: str
    kind: str
    code: str | None = None
    name_en: str = ""
    lat: float | None = None
    lon: float | None = None
    area_km2: Decimal | None = None
    outline: dict[str, Any] | None = None
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class LyingRow:
    """That one place lies in another, both by their address words."""

    part: str
    whole: str
    extent: str = Extent.WHOLE
    source: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A number about a place."""

    place: str
    indicator: str
    period: str
    value: Decimal
    source: str
    unit: str = ""
    source_url: str = ""
    note: str = ""
    trust: str = Trust.PRIMARY


@dataclass(frozen=True, slots=True)
class LayerRow:
    """A layer of the map as GeoJSON features in WGS 84."""

    kind: str
    features: list[dict[str, Any]]
    source: str = ""


@dataclass(frozen=True, slots=True)
class TerritoryRows:
    """A whole territory as it was read from somewhere."""

    places: Sequence[PlaceRow] = ()
    lying: Sequence[LyingRow] = ()
    figures: Sequence[FigureRow] = ()
    layers: Sequence[LayerRow] = ()


class TerritoryUnclear(Refused):
    """A table names a place that no table describes, or one place twice."""


@transaction.atomic
def load_territory(*, by: System, rows: TerritoryRows, at: datetime) -> int:
    """Take the places of a region, what lies in what, figures and map layers; told twice, nothing changes."""
    allow(rules.may_load_territory, by)
    _check(rows)
    changed = _save(Place, [_place_fields(row) for row in rows.places], ("slug",))
    found = Place.objects.defer("outline").in_bulk([row.slug for row in rows.places], field_name="slug")
    keys = {slug: place.pk for slug, place in found.items()}
    lying = [
        {"part_id": keys[row.part], "whole_id": keys[row.whole], "extent": row.extent, "source": row.source}
        for row in rows.lying
    ]
    told = {(fields["part_id"], fields["whole_id"]) for fields in lying}
    stale = [
        pk
        for pk, part, whole in Containment.objects.filter(part__in=keys.values()).values_list("pk", "part", "whole")
        if (part, whole) not in told
    ]
    changed += Containment.objects.filter(pk__in=stale).delete()[0]
    changed += _save(Containment, lying, ("part_id", "whole_id"))
    figures = [{**asdict(row), "place_id": keys[row.place]} for row in rows.figures]
    for fields in figures:
        del fields["place"]
    changed += _save(Figure, figures, ("place_id", "indicator", "period", "source"))
    changed += _save(MapLayer, [asdict(row) for row in rows.layers], ("kind",))
    if changed:
        widest = list(PlaceKind)
        subject = max(found.values(), key=lambda place: widest.index(PlaceKind(place.kind)))
        record("network.territory_loaded", by=by, subject=subject, at=at, audience="editors", changed=changed)
        raise_mark("places", "registry")
    return changed


def _check(rows: TerritoryRows) -> None:
    slugs = [row.slug for row in rows.places]
    twice = {slug for slug in slugs if slugs.count(slug) > 1}
    named = {name for row in rows.lying for name in (row.part, row.whole)} | {row.place for row in rows.figures}
    if twice:
        raise TerritoryUnclear(
            _("These places stand in the table twice: %(names)s.") % {"names": ", ".join(sorted(twice))}
        )
    if strange := named - set(slugs):
        raise TerritoryUnclear(
            _("These places are named but not described: %(names)s.") % {"names": ", ".join(sorted(strange))}
        )


def _place_fields(row: PlaceRow) -> dict[str, Any]:
    fields = asdict(row) | {"sort_name": sort_key(row.name)}
    if row.area_km2 is not None:
        fields["area_km2"] = row.area_km2.quantize(Decimal("0.01"))
    return fields


def _save(model: type[models.Model], rows: Iterable[dict[str, Any]], name: tuple[str, ...]) -> int:
    """Bring the table up to date with the rows, recognised by these columns; how many were new or changed."""
    known = {tuple(getattr(one, column) for column in name): one for one in model._default_manager.all()}  # noqa: SLF001 -- Django's own way to ask
    new, changed = [], []
    for fields in rows:
        one = known.get(tuple(fields[column] for column in name))
        if one is None:
            new.append(model(**fields))
        elif any(getattr(one, column) != value for column, value in fields.items()):
            for column, value in fields.items():
                setattr(one, column, value)
            changed.append(one)
    model._default_manager.bulk_create(new)  # noqa: SLF001 -- Django's own way to ask
    if changed:
        columns = [column.removesuffix("_id") for column in fields if column not in name]
        model._default_manager.bulk_update(changed, columns, batch_size=100)  # noqa: SLF001 -- Django's own way to ask
    return len(new) + len(changed)
