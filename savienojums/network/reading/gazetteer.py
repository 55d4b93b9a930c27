"""Which place a text names: in either case of the name, with or without “pagasts”, told apart by its municipality."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from savienojums.network.reading.headings import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

LIKE_ENOUGH = 75
NOT_WORSE = 15
MOST_PROPOSED = 5
MOST_REMEMBERED = 2_000

_CLASSES = {
    "parish": "pagasts pagasta pagasta pagastā pag parish volost волость",
    "town": "pilsēta pilsētas pilsētā pils valstspilsēta valstspilsētas town city город",
    "municipality": "novads novada novadā nov municipality county край",
}
_CLASS_OF_WORD = {phrase(word): kind for kind, words in _CLASSES.items() for word in words.split()}
_CLASS_OF_KIND = {"parish": "parish", "town": "town", "state_city": "town", "municipality": "municipality"}
_DROPPED = frozenset({"state", "valsts"})
# A town named alone stands in the nominative, with “pilsēta” in the genitive: Viesīte, Viesītes pilsēta.
_GENITIVES = (("ni", "nu"), ("li", "lu"), ("i", "u"), ("e", "es"), ("as", "u"), ("a", "as"))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as the gazetteer needs to know it; `wholes` is everything it lies in, itself included."""

    slug: str
    name: str
    name_en: str
    kind: str
    code: str
    wholes: frozenset[str]


class Gazetteer:
    """All places by every way of writing their names."""

    def __init__(self, spots: Iterable[Spot]) -> None:
        self.spots = {spot.slug: spot for spot in spots}
        self.exact = {spot.code.casefold(): spot for spot in self.spots.values() if spot.code} | self.spots
        self.written: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.names: dict[str, set[str]] = defaultdict(set)
        self.known: dict[str, list[Spot]] = {}
        self.nearest: dict[str, list[Spot]] = {}
        for spot in self.spots.values():
            for stem, kind in _forms(spot):
                self.written[stem, kind].add(spot.slug)
            self.names[phrase(spot.name)].add(spot.slug)
            self.names[_stem(spot.name)[0]].add(spot.slug)

    def named(self, text: str) -> list[Spot]:
        """The places this text names: none, one, or several of one name."""
        if text not in self.known:
            _make_room(self.known)
            exact = self.exact.get(text.strip().casefold())
            slugs = [exact.slug] if exact else sorted(self.written.get(_stem(text), ()))
            self.known[text] = [self.spots[slug] for slug in slugs]
        return self.known[text]

    def like(self, text: str) -> list[Spot]:
        """Places with names that look like this one, the nearest first."""
        if text not in self.nearest:
            _make_room(self.nearest)
            self.nearest[text] = self._nearest(_stem(text)[0])
        return self.nearest[text]

    def _nearest(self, stem: str) -> list[Spot]:
        near = process.extract(
            stem, list(self.names), scorer=fuzz.WRatio, score_cutoff=LIKE_ENOUGH, limit=MOST_PROPOSED
        )
        near = [one for one in near if one[1] >= near[0][1] - NOT_WORSE]
        slugs = dict.fromkeys(slug for name, _score, _place in near for slug in sorted(self.names[name]))
        return [self.spots[slug] for slug in slugs][:MOST_PROPOSED]

    def lies_in(self, part: str, whole: str) -> bool:
        """Whether one place lies in another, wholly or partly, or is it."""
        return part == whole or (part in self.spots and whole in self.spots[part].wholes)

    def municipality_of(self, slug: str) -> str:
        """The name of the municipality a place lies in; empty for what lies in none."""
        wholes = self.spots[slug].wholes - {slug}
        return next((self.spots[one].name for one in sorted(wholes) if self.spots[one].kind == "municipality"), "")


def _make_room(remembered: dict[str, list[Spot]]) -> None:
    """A gazetteer lives as long as its process; what strangers write into tables must not fill it."""
    if len(remembered) >= MOST_REMEMBERED:
        remembered.clear()


def speaks_of_territory(text: str) -> bool:
    """Whether the text claims to name a parish, a town or a municipality."""
    return bool(_stem(text)[1])


def _stem(text: str) -> tuple[str, str]:
    """The name without the word for what it is, and what it says it is ("" for nothing)."""
    inside = " ".join(re.findall(r"\(([^)]*)\)", text))
    words = phrase(re.sub(r"\([^)]*\)", " ", text)).split()
    said = [_CLASS_OF_WORD[word] for word in (*words, *phrase(inside).split()) if word in _CLASS_OF_WORD]
    kept = [word for word in words if word not in _CLASS_OF_WORD and word not in _DROPPED]
    return " ".join(kept or words), said[0] if kept and said else ""


def _forms(spot: Spot) -> set[tuple[str, str]]:
    """Every way to write the place: (name, what it says it is)."""
    kind = _CLASS_OF_KIND.get(spot.kind, "")
    stems = {_stem(spot.name)[0]} | {_stem(part)[0] for part in spot.name_en.split("/") if part}
    forms = {(stem, kind) for stem in stems}
    if kind == "town":
        forms |= {(stem, "") for stem in stems}
        forms |= {(form, "town") for stem in stems for form in _genitives(stem)}
    if not kind:
        forms |= {(stem, "") for stem in stems}
    forms.add((phrase(spot.name), ""))
    return forms


def _genitives(stem: str) -> set[str]:
    return {stem[: -len(end)] + genitive for end, genitive in _GENITIVES if stem.endswith(end)}
