"""What a form names by its address word: providers, measures, themes, places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.words import sort_key
from savienojums.network.models import Place, Theme
from savienojums.support.models import Measure, Provider

if TYPE_CHECKING:
    from collections.abc import Iterable


def provider_choices() -> list[tuple[str, str]]:
    """The providers by their address words, in alphabetical order."""
    rows = Provider.objects.values_list("slug", "name")
    return sorted(rows, key=lambda row: sort_key(row[1]))


def provider_of(slug: str) -> Provider | None:
    """The provider of that address word."""
    return Provider.objects.filter(slug=slug).first()


def themes_named(slugs: Iterable[str]) -> list[Theme]:
    """The themes of these address words."""
    return list(Theme.objects.filter(slug__in=list(slugs)))


def places_named(slugs: Iterable[str]) -> list[Place]:
    """The places of these address words, without their outlines."""
    return list(Place.objects.defer("outline").filter(slug__in=list(slugs)))


def measure_choices() -> list[tuple[str, str]]:
    """The public measures by their address words, in alphabetical order."""
    return [(measure.slug, str(measure.name)) for measure in Measure.objects.public().only("slug", "name")]


def measure_named(slug: str) -> Measure | None:
    """The measure of that address word."""
    return Measure.objects.filter(slug=slug).first() if slug else None
