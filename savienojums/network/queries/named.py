"""Organisations by their names, as people type them or choose them from a list."""

from __future__ import annotations

from savienojums.core.words import fold
from savienojums.network.models import Organisation
from savienojums.network.queries.register import register


def public_names() -> list[str]:
    """The names of all public organisations in alphabetical order."""
    return [entry.name for entry in register().entries if entry.published_at and not entry.archived_at]


def organisation_named(words: str) -> Organisation | None:
    """The public organisation of that name, whatever its letters' size and marks."""
    wanted = fold(" ".join(words.split()))
    entries = register().entries
    pk = next((e.pk for e in entries if e.published_at and not e.archived_at and fold(e.name) == wanted), None)
    return Organisation.objects.filter(pk=pk).first() if pk else None
