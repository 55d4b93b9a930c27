"""Whether two tellings are of the same measure: same address, same words in the title, same provider and a like name.

Pure core: no Django, no database, no clock.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from rapidfuzz import fuzz, process

from savienojums.core.words import JOINING_WORDS, fold, key, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

ADDRESS, TITLE, PROVIDER, NAME = "address", "title", "provider", "name"
# How alike two names have to be: with the same provider, and without knowing it.
ALIKE, VERY_ALIKE = 72.0, 90.0
_TRACKING = ("utm_", "fbclid", "gclid", "mc_", "_ga")


@dataclass(frozen=True, slots=True)
class Teller:
    """What is compared: a name of the teller's own, the words of its titles, its provider, its addresses."""

    key: str
    titles: tuple[str, ...]
    provider: str = ""
    addresses: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two are, from 0 to 1, and by what."""

    key: str
    score: float
    reasons: tuple[str, ...]

    @property
    def is_sure(self) -> bool:
        """Whether two independent reasons say so."""
        return {ADDRESS, TITLE} <= set(self.reasons) or {TITLE, PROVIDER} <= set(self.reasons)


def teller(key: str, titles: Iterable[str], provider: str = "", addresses: Iterable[str] = ()) -> Teller:
    """What is compared, made ready once."""
    plain = tuple(dict.fromkeys(words for title in titles if (words := _words(title))))
    return Teller(key, plain, _words(provider), frozenset(same for each in addresses if (same := normal_address(each))))


def likenesses(one: Teller, others: Iterable[Teller], most: int = 5) -> list[Likeness]:
    """Those that may be the same, the likeliest first."""
    found = [like for other in others if (like := likeness(one, other)) is not None]
    return sorted(found, key=lambda like: (-like.score, like.key))[:most]


def likeness(one: Teller, other: Teller) -> Likeness | None:
    """How alike they are; nothing if nobody would take one for the other."""
    reasons: list[str] = []
    name = max((_alike(a, b) for a in one.titles for b in other.titles), default=0.0)
    same_provider = bool(one.provider) and one.provider == other.provider
    if one.addresses & other.addresses:
        reasons.append(ADDRESS)
    if set(one.titles) & set(other.titles):
        reasons.append(TITLE)
    elif name >= (ALIKE if same_provider else VERY_ALIKE) and (same_provider or not (one.provider and other.provider)):
        reasons.append(NAME)
    if not reasons:
        return None
    if same_provider:
        reasons.append(PROVIDER)
    return Likeness(other.key, round(_score(reasons, name), 4), tuple(reasons))


class Crowd:
    """Many tellers, ready to be asked which of them are like one; says the same as asking each of them."""

    def __init__(self, tellers: Iterable[Teller]) -> None:
        self.tellers = {each.key: each for each in tellers}
        self.by_address: dict[str, set[str]] = defaultdict(set)
        named = []
        for each in self.tellers.values():
            for address in each.addresses:
                self.by_address[address].add(each.key)
            named += [(title, each.key) for title in each.titles]
        self.titles, self.owners = [title for title, _key in named], [key for _title, key in named]

    def like(self, one: Teller, most: int = 5) -> list[Likeness]:
        """Those that may be the same, the likeliest first."""
        near = {key for address in one.addresses for key in self.by_address.get(address, ())}
        for title in one.titles:
            found = process.extract(title, self.titles, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
            near |= {self.owners[place] for _title, _score, place in found}
        return likenesses(one, (self.tellers[key] for key in near), most)


def _score(reasons: list[str], name: float) -> float:
    """Every reason makes it likelier."""
    parts = {ADDRESS: 0.4, TITLE: 0.35, NAME: 0.3 * name / 100, PROVIDER: 0.25}
    return min(1.0, sum(parts[reason] for reason in reasons))


def _alike(one: str, other: str) -> float:
    return fuzz.ratio(one, other)


@lru_cache(maxsize=16384)
def _words(text: str) -> str:
    """The words that carry the sense, without endings and diacritics, in alphabetical order."""
    said = tokens(text)
    return " ".join(sorted(fold(key(word)) for word in said if word not in JOINING_WORDS or len(said) == 1))


@lru_cache(maxsize=16384)
def normal_address(address: str) -> str:
    """An address without what does not change the page: scheme, www, marks of campaigns, the final slash.

    The front page of a site is nobody's own address: a hundred measures may name it.
    """
    try:
        parts = urlsplit(address.strip())
        host, port = (parts.hostname or "").removeprefix("www.").rstrip("."), parts.port
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    asked = urlencode(sorted(pair for pair in parse_qsl(parts.query) if not pair[0].lower().startswith(_TRACKING)))
    if not host or not (path or asked):
        return ""
    named = host if port in {None, 80, 443} else f"{host}:{port}"
    return f"{named}{path}{'?' + asked if asked else ''}"
