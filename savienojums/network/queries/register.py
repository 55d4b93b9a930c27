"""The register at a glance: what every organisation is, where it lies and what it is about, as bitmaps.

A set of organisations is one Python integer whose bit *i* stands for the organisation at place *i* of
the alphabetical list; intersection is `&`, size is `bit_count()`. So facets are counted without a query.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import reverse

from savienojums.core.marks import Kept
from savienojums.network.models import Membership, Organisation, Photo, Theme
from savienojums.network.queries.places import atlas

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from savienojums.core.records import Translated

ORDERS = ("name", "newest", "confirmed")


@dataclass(frozen=True, slots=True)
class Entry:
    """One organisation as the register knows it."""

    pk: int
    public_id: str
    slug: str
    name: str
    kind: str
    place_id: int | None
    lat: float | None
    lon: float | None
    evidence: str
    offers: str
    looks_for: str
    published_at: datetime | None
    archived_at: datetime | None
    confirmed_at: datetime | None
    created_at: datetime

    def point(self) -> tuple[float, float, bool] | None:
        """Where to draw it: its own coordinates, else the middle of its place (and then true, for "about here")."""
        if self.lat is not None and self.lon is not None:
            return self.lat, self.lon, False
        place = atlas().by_pk.get(self.place_id or 0)
        if place is None or place.lat is None or place.lon is None:
            return None
        return place.lat, place.lon, True


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo of an organisation, as pages show it."""

    public_id: str
    alt: str
    width: int
    height: int
    caption: str
    author: str

    @property
    def src(self) -> str:
        """Where its small size lies."""
        return reverse("photo", args=[self.public_id, "small"])

    @property
    def large(self) -> str:
        """Where its large size lies."""
        return reverse("photo", args=[self.public_id, "large"])


@dataclass(slots=True)
class Register:
    """Every organisation in alphabetical order, and which of them have what."""

    entries: list[Entry] = field(default_factory=list)
    position: dict[int, int] = field(default_factory=dict)
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    orders: dict[str, list[int]] = field(default_factory=dict)
    themes: dict[str, Translated] = field(default_factory=dict)
    themes_of: dict[int, list[str]] = field(default_factory=dict)
    pictures: dict[int, list[Picture]] = field(default_factory=dict)
    tasks: dict[int, list[str]] = field(default_factory=dict)
    public: int = 0

    def holding(self, facet: str, values: Iterable[str]) -> int:
        """Organisations with one of these values; a value nobody has is an empty set."""
        found = 0
        for value in values:
            found |= self.facets.get(facet, {}).get(value, 0)
        return found

    def chosen(self, filters: Mapping[str, frozenset[str]], within: int, but: str = "") -> int:
        """Organisations that pass every filter, leaving out the filter called `but`."""
        for facet, values in filters.items():
            if values and facet != but:
                within &= self.holding(facet, values)
        return within

    def set_of(self, pks: Iterable[int]) -> int:
        """The set of those organisations; unknown ones are passed over."""
        return bits_of((self.position[pk] for pk in pks if pk in self.position), len(self.entries))

    def members(self, chosen: int, order: str = "name") -> Iterator[Entry]:
        """The chosen organisations in that order."""
        # Shifting a large integer for each bit would copy it each time; bytes are looked at in place.
        bits = chosen.to_bytes(len(self.entries) // 8 + 1, "little")
        return (self.entries[place] for place in self.orders[order] if bits[place >> 3] >> (place & 7) & 1)


def bits_of(places: Iterable[int], count: int) -> int:
    """The set of these places as one integer."""
    bits = bytearray(count // 8 + 1)
    for place in places:
        bits[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(bits, "little")


def register() -> Register:
    """The register as of now; asks the database for no more than its marks as long as nothing has changed."""
    return _REGISTER.get()


def _made() -> Register:
    rows = Organisation.objects.order_by("sort_name", "pk").values_list(*Entry.__dataclass_fields__)
    entries = [Entry(*row) for row in rows]
    made = Register(
        entries=entries,
        position={entry.pk: place for place, entry in enumerate(entries)},
        orders=_orders(entries),
        themes={theme.slug: theme.name for theme in Theme.objects.all()},
    )
    for pk, slug in Organisation.objects.exclude(themes=None).order_by("themes").values_list("pk", "themes__slug"):
        if pk in made.position:
            made.themes_of.setdefault(pk, []).append(slug)
    for photo in Photo.objects.all():
        about = (photo.public_id, photo.alt, photo.width, photo.height, photo.caption, photo.author)
        made.pictures.setdefault(photo.organisation_id, []).append(Picture(*about))
    for pk, role in Membership.objects.held().values_list("organisation_id", "role"):
        made.tasks.setdefault(pk, []).append(role)
    made.public = made.set_of(Organisation.objects.public().values_list("pk", flat=True))
    made.facets = _facets(made)
    return made


_REGISTER: Kept[Register] = Kept(_made, "registry", "places")


def _orders(entries: list[Entry]) -> dict[str, list[int]]:
    """The places of the entries in each order; ties stay alphabetical."""
    places = range(len(entries))
    stamps = [(entry.published_at or entry.created_at).timestamp() for entry in entries]
    confirmed = [entry.confirmed_at.timestamp() if entry.confirmed_at else 0.0 for entry in entries]
    return {
        "name": list(places),
        "newest": sorted(places, key=lambda place: -stamps[place]),
        "confirmed": sorted(places, key=lambda place: -confirmed[place]),
    }


def _facets(made: Register) -> dict[str, dict[str, int]]:
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, entry in enumerate(made.entries):
        for pair in _pairs(entry):
            places[pair].append(place)
    for pk, slugs in made.themes_of.items():
        for slug in slugs:
            places["theme", slug].append(made.position[pk])
    facets: dict[str, dict[str, int]] = defaultdict(dict)
    for (facet, value), having in places.items():
        facets[facet][value] = bits_of(having, len(made.entries))
    return dict(facets)


def _pairs(entry: Entry) -> Iterator[tuple[str, str]]:
    """Every facet value one organisation has, but for its themes."""
    yield "kind", entry.kind
    yield "evidence", entry.evidence
    yield "state", "archived" if entry.archived_at else "published" if entry.published_at else "proposed"
    if entry.offers:
        yield "about", "offers"
    if entry.looks_for:
        yield "about", "looks_for"
    known = atlas()
    for pk in known.wholes_of(entry.place_id or 0):
        yield "place", known.by_pk[pk].slug
