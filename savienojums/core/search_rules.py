"""By which rules the index was made: when they change, everything has to be indexed again."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from zlib import crc32

from savienojums.core.models import Mark

RULES = 2
"""Raise this when the same text gets other keys than before."""
PACKAGES = ("simplemma", "LatvianStemmer", "snowballstemmer")
MARK = "search rules"


@cache
def rules_version() -> int:
    """A number for the rules by which words get their keys; another number, another index."""
    return crc32(" ".join([str(RULES), *map(version, PACKAGES)]).encode())


def are_followed() -> bool:
    """Whether the index was made by the rules of this program; if not, some words are not found."""
    return Mark.objects.filter(name=MARK, value=rules_version()).exists()


def note(using: str | None = None) -> None:
    """Say that the index was made by the rules of this program."""
    Mark.objects.using(using).update_or_create(name=MARK, defaults={"value": rules_version()})
