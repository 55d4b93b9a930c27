"""What may be asked of the territory: which place lies in which, wholly or partly, and what is known of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from savienojums.core.marks import Kept
from savienojums.core.refusal import NotFound
from savienojums.core.words import fold, keys
from savienojums.network.kinds import Extent, PlaceKind
from savienojums.network.models import Containment, Figure, Place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from savienojums.accounts.models import Person

INHABITED = (PlaceKind.PARISH, PlaceKind.TOWN, PlaceKind.STATE_CITY)
GOVERNED = (PlaceKind.MUNICIPALITY, PlaceKind.STATE_CITY)
Choices = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class Territory:
    """A place as the atlas knows it: everything but its outline."""

    pk: int
    slug: str
    name: str
    name_en: str
    sort_name: str
    kind: str
    code: str | None = None
    lat: float | None = None
    lon: float | None = None
    area_km2: Decimal | None = None

    def __str__(self) -> str:
        return self.name_en if self.name_en and get_language() == "en" else self.name

    def get_absolute_url(self) -> str:
        """The page of the place."""
        return reverse("place", args=[self.slug])

    @property
    def is_inhabited(self) -> bool:
        """Whether people say that they are from here: a parish, a town."""
        return self.kind in INHABITED

    def get_kind_display(self) -> str:
        """What it is in the order of the land."""
        return str(PlaceKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class Atlas:
    """All places and how they lie in each other, in the memory of this process; never changed, only made anew.

    Extent travels with care. What lies wholly in a municipality lies in the region of that municipality. But of a
    parish in a municipality that lies *partly* in Sēlija nothing follows: it must say so itself.
    """

    by_pk: dict[int, Territory] = field(default_factory=dict)
    by_slug: dict[str, Territory] = field(default_factory=dict)
    by_code: dict[str, Territory] = field(default_factory=dict)
    wholly: dict[int, frozenset[int]] = field(default_factory=dict)
    in_part: dict[int, frozenset[int]] = field(default_factory=dict)
    parts: dict[int, frozenset[int]] = field(default_factory=dict)

    def wholes_of(self, pk: int) -> frozenset[int]:
        """All places it lies in, wholly or partly, itself included."""
        return self.wholly.get(pk, frozenset()) | self.in_part.get(pk, frozenset())

    def partly(self, pk: int, whole_pk: int) -> bool:
        """Whether only a part of it lies in the other."""
        return whole_pk in self.in_part.get(pk, ())

    def parts_of(self, pk: int) -> frozenset[int]:
        """All places that lie in it, wholly or partly, itself included."""
        return self.parts.get(pk, frozenset())

    def municipality_of(self, pk: int | None) -> int | None:
        """The municipality (or state city) it belongs to; its own key if it is one."""
        if pk is None or pk not in self.by_pk:
            return None
        own = self.by_pk[pk]
        if own.kind in GOVERNED:
            return pk
        return next((whole for whole in self.wholly[pk] if self.by_pk[whole].kind in GOVERNED), None)

    @property
    def region(self) -> Territory | None:
        """The territory this network is for (setting REGION_PLACE)."""
        return self.by_slug.get(settings.REGION_PLACE)

    def in_region(self, pk: int) -> bool:
        """Whether it lies in the region of the network, wholly or partly."""
        return self.region is not None and self.region.pk in self.wholes_of(pk)

    def full_name(self, pk: int) -> str:
        """The name as people tell two parishes of one name apart: “Rubenes pagasts (Jēkabpils novads)”."""
        own, municipality = self.by_pk[pk], self.municipality_of(pk)
        if municipality in (None, pk):
            return str(own)
        return _("%(place)s (%(municipality)s)") % {"place": own, "municipality": self.by_pk[municipality]}

    def sorted(self, pks: Iterable[int]) -> list[Territory]:
        """These places in alphabetical order."""
        return sorted((self.by_pk[pk] for pk in pks), key=lambda place: (place.sort_name, place.pk))

    def municipalities(self) -> list[Territory]:
        """The municipalities and state cities in alphabetical order."""
        return self.sorted(pk for pk, place in self.by_pk.items() if place.kind in GOVERNED)


def _closure(start: int, steps: dict[int, set[int]]) -> frozenset[int]:
    """Everything reached from a place, itself included; a ring in the data does no harm."""
    reached, waiting = {start}, [start]
    while waiting:
        new = steps.get(waiting.pop(), set()) - reached
        reached |= new
        waiting.extend(new)
    return frozenset(reached)


def atlas_of(places: Iterable[Territory], lying: Iterable[tuple[int, int, str]]) -> Atlas:
    """The atlas of these places; `lying` tells part, whole and extent."""
    by_pk = {place.pk: place for place in places}
    whole_steps: dict[int, set[int]] = {}
    part_steps: dict[int, set[int]] = {}
    for part, whole, extent in lying:
        (whole_steps if extent == Extent.WHOLE else part_steps).setdefault(part, set()).add(whole)
    wholly = {pk: _closure(pk, whole_steps) for pk in by_pk}
    in_part = {
        pk: frozenset().union(*(wholly.get(whole, ()) for whole in part_steps.get(pk, ()))) - wholly[pk] for pk in by_pk
    }
    parts: dict[int, set[int]] = {pk: set() for pk in by_pk}
    for pk in by_pk:
        for whole in wholly[pk] | in_part[pk]:
            parts[whole].add(pk)
    return Atlas(
        by_pk=by_pk,
        by_slug={place.slug: place for place in by_pk.values()},
        by_code={place.code: place for place in by_pk.values() if place.code},
        wholly=wholly,
        in_part=in_part,
        parts={pk: frozenset(within) for pk, within in parts.items()},
    )


def _read_atlas() -> Atlas:
    columns = ("pk", "slug", "name", "name_en", "sort_name", "kind", "code", "lat", "lon", "area_km2")
    places = [Territory(*row) for row in Place.objects.order_by("sort_name", "pk").values_list(*columns)]
    return atlas_of(places, Containment.objects.values_list("part_id", "whole_id", "extent"))


_atlas = Kept(_read_atlas, "places")


def atlas() -> Atlas:
    """All places and how they lie in each other; one query, three after a change."""
    return _atlas.get()


def place_for(person: Person | None, slug: str) -> Place:
    """The place of that address; places are there for everyone."""
    del person
    place = Place.objects.defer("outline").filter(slug=slug).first()
    if place is None:
        raise NotFound
    return place


def figures_of(place: Place | Territory) -> list[Figure]:
    """The numbers about a place, newest first within each indicator, each with its year and source."""
    return list(Figure.objects.filter(place_id=place.pk).order_by("indicator", "-period", "source"))


def place_options() -> Choices:
    """The places to choose from in a form: municipality by municipality, then the wider territories."""
    known = atlas()
    groups: Choices = []
    for municipality in known.municipalities():
        within = known.sorted(pk for pk in known.parts_of(municipality.pk) if known.by_pk[pk].is_inhabited)
        rest = [(place.slug, known.full_name(place.pk)) for place in within if place.pk != municipality.pk]
        groups.append((str(municipality), [(municipality.slug, str(municipality)), *rest]))
    chosen = {slug for _group, options in groups for slug, _label in options}
    others = known.sorted(pk for pk, place in known.by_pk.items() if place.slug not in chosen)
    if others:
        groups.append((_("Wider territories"), [(place.slug, str(place)) for place in others]))
    return groups


# The words that say what a place is, so that “Rubene” finds “Rubenes pagasts”.
_KINDS = "pagasts novads pilsēta valstspilsēta plānošanas reģions parish municipality planning state city region"


@cache
def _name_words(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """What of a name must be said, and all of it."""
    words = frozenset(fold(word) for word in keys(name))
    return words - frozenset(fold(word) for word in keys(_KINDS)) or words, words


def guess_places(text: str, limit: int = 5) -> list[Territory]:
    """The places a text speaks of, in any word form, with or without diacritics; the surest first."""
    said = frozenset(fold(word) for word in keys(text))
    if not said:
        return []
    ranked: list[tuple[tuple[int, int, str], Territory]] = []
    for place in atlas().by_pk.values():
        for name in {place.name, *re.split("[()]", place.name_en)}:
            needed, whole = _name_words(name)
            if needed and needed <= said:
                ranked.append(((-len(whole & said), len(whole - said), place.sort_name), place))
    ranked.sort(key=lambda pair: pair[0])
    return list(dict.fromkeys(place for _rank, place in ranked))[:limit]


def latest_figures(indicator: str) -> dict[int, Figure]:
    """The newest number of one kind for every place that has one."""
    rows = Figure.objects.filter(indicator=indicator).order_by("period")
    return {figure.place_id: figure for figure in rows}
