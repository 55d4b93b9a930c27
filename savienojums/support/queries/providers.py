"""Who gives support, as a form offers them."""

from __future__ import annotations

from savienojums.core.words import sort_key
from savienojums.support.models import Provider


def provider_choices() -> list[tuple[str, str]]:
    """The providers by their address words, in alphabetical order."""
    rows = Provider.objects.values_list("slug", "name")
    return sorted(rows, key=lambda row: sort_key(row[1]))


def provider_of(slug: str) -> Provider | None:
    """The provider of that address word."""
    return Provider.objects.filter(slug=slug).first()
