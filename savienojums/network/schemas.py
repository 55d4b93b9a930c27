"""How organisations and places look to programs: public facts only, never how to reach a person."""

from datetime import date
from typing import Literal

from ninja import Field, Schema

from savienojums.core.api import About, InLanguage, Paged, Slug, Words, unsaid
from savienojums.network.kinds import Evidence, LegalForm, OrganisationKind, PlaceKind


class Named(Schema):
    """Something with a name and an address word."""

    slug: str = Field(examples=["selija"])
    name: str = Field(examples=["Sēlija"])


class Point(Schema):
    """A point in WGS 84."""

    lat: float
    lon: float
    approximate: bool = Field(description="True if it is the middle of the place and not the organisation's own point.")


class OrganisationFacts(Schema):
    """An organisation as everyone may know it; how to reach its people is not part of it, one writes through the site."""

    id: str = Field(description="Lasting id.")
    slug: str
    name: str
    kind: OrganisationKind
    kind_text: str
    legal_form: LegalForm | None = Field(description="Null if it is not known.")
    registration_number: str | None
    place: Named | None
    municipality: Named | None
    locality: str | None = Field(description="Village or neighbourhood.")
    point: Point | None
    summary: str
    story: str = Field(description="Markdown; telephone numbers and e-mail addresses are left out.")
    offers: str
    looks_for: str
    themes: list[Named]
    languages: list[str]
    people_count: int | None
    founded_year: int | None
    website: str | None
    evidence: Evidence = Field(description="How well it is known that it belongs to the network.")
    confirmed_on: date | None = Field(description="When somebody last said that this is still true.")
    source_url: str | None = Field(description="The public page this was gathered from, if it was.")
    url: str = Field(description="Its page on the site.")


class PlaceFacts(Schema):
    """A place and the municipality it belongs to."""

    slug: str
    name: str
    kind: PlaceKind
    kind_text: str
    code: str | None = Field(description="Code of the classification of administrative territories (ATVK).")
    municipality: Named | None
    point: Point | None
    area_km2: str | None = Field(description="A decimal number as text.")
    in_region: bool = Field(description="Whether it lies in the region of the network, wholly or partly.")
    url: str


class Lying(Named):
    """A place that holds another or lies in it."""

    kind: PlaceKind
    partly: bool = Field(description="Whether only a part of the one lies in the other.")


class FigureFacts(Schema):
    """A number about a place, with its year and where it was read."""

    indicator: str
    period: str
    value: str = Field(description="A decimal number as text.")
    unit: str
    source: str
    source_url: str | None


class PlaceWhole(PlaceFacts):
    """A place with what it lies in, what lies in it, and its figures."""

    lies_in: list[Lying]
    holds: list[Lying]
    figures: list[FigureFacts]
    source: str = Field(description="Whose borders and code these are.")


class ThemeFacts(Named):
    """What organisations and measures are about."""

    organisations: int = Field(description="How many public organisations are about it.")


class Themes(Schema):
    """All themes."""

    items: list[ThemeFacts]
    about: About


class OrganisationsAsked(Paged):
    """Which organisations."""

    q: Words = Field(
        "", max_length=200, description="Words in any form, with or without diacritics.", examples=["kopiena"]
    )
    kind: list[OrganisationKind] = Field([], max_length=30, description="What they are; several mean any of them.")
    theme: list[Slug] = Field([], max_length=30, description="Themes by address word.", examples=[["culture"]])
    place: Slug = unsaid("In this place, wholly or partly.", examples=["jekabpils-novads"])
    order: Literal["name", "newest", "confirmed"] = unsaid("Without it by name; with words the best match first.")


class PlacesAsked(Paged):
    """Which places."""

    q: Words = Field("", max_length=100, description="A text that names places, in any word form.", examples=["Rubenē"])
    kind: PlaceKind = unsaid("What they are.")
    within: Slug = unsaid("Lying in this place, wholly or partly.", examples=["jekabpils-novads"])


class ThemesAsked(InLanguage):
    """Nothing but the language."""
