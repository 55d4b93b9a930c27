"""Loading measures in bulk from a table that was read elsewhere: the demo's, a host's first start."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from savienojums.core.marks import raise_mark
from savienojums.core.refusal import allow
from savienojums.core.words import sort_key
from savienojums.journal.actions import record
from savienojums.network.models import Organisation, Place, Theme
from savienojums.support import rules
from savienojums.support.actions.indexing import index_measures
from savienojums.support.models import Measure, Provider, Round

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from savienojums.core.system import System


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure as a table tells it: fields by name, and what they refer to by its address word."""

    slug: str
    fields: dict[str, Any]
    provider: dict[str, str]
    themes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    rounds: tuple[dict[str, Any], ...] = field(default=())


@transaction.atomic
def load_measures(*, by: System, rows: Sequence[MeasureRow], at: datetime) -> int:
    """Take measures into the Connection document; those it has already stay as their editors left them."""
    allow(rules.may_load_measures, by)
    known = set(Measure.objects.values_list("slug", flat=True))
    places = {place.name: place for place in Place.objects.defer("outline")}
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    made = [_load(row, places, themes, at) for row in rows if row.slug not in known]
    for measure in made:
        record("support.measure_added", by=by, subject=measure, at=at)
    index_measures([measure.pk for measure in made])
    raise_mark("catalogue")
    return len(made)


def _load(row: MeasureRow, places: dict[str, Place], themes: dict[str, Theme], at: datetime) -> Measure:
    provider, _ = Provider.objects.get_or_create(name=row.provider["name"], defaults=row.provider)
    if provider.organisation is None:
        provider.organisation = Organisation.objects.filter(name__contains=provider.name).first()
        provider.save(update_fields=["organisation"])
    measure = Measure.objects.create(
        slug=row.slug,
        provider=provider,
        sort_name=sort_key(row.fields["name"]["lv"]),
        published_at=at,
        **row.fields,
    )
    measure.themes.set([themes[slug] for slug in row.themes if slug in themes])
    measure.places.set([places[name] for name in row.places if name in places])
    for details in row.rounds:
        each = Round(measure=measure, **details)
        each.set_closing()
        each.save()
    return measure
