"""Which organisations a row may speak of: by number, name and place, web address, mailbox; each with its reason."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from savienojums.core.said import Said
from savienojums.core.said import gettext_noop as _
from savienojums.network.matching.names import full_name, match_name, numbers, site_key, spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

NEAR = 88
LONGEST_POSTING = 300
SHORTEST_NEAR_NAME = 6


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation as it is compared: its address word and its values as a row would tell them."""

    key: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Likeness:
    """An organisation that may be meant, how surely, and why."""

    key: str
    certain: bool
    reasons: tuple[Said, ...]


class Places:
    """Which places lie in which; unknown ones lie anywhere."""

    def __init__(self, wholes: Mapping[str, frozenset[str]]) -> None:
        self.wholes = wholes
        self.parts: dict[str, set[str]] = defaultdict(set)
        for part, around in wholes.items():
            for whole in around:
                self.parts[whole].add(part)

    def around(self, place: str) -> set[str]:
        """The place, what it lies in and what lies in it: an organisation there may be the one that is meant."""
        return {place} | self.wholes.get(place, frozenset()) | self.parts.get(place, set())

    def agree(self, one: str | None, other: str | None) -> bool | None:
        """Whether both may be said of one organisation; None if one of them is not known."""
        if not one or not other:
            return None
        return one == other or other in self.wholes.get(one, ()) or one in self.wholes.get(other, ())

    def is_vaguer(self, new: str, old: str) -> bool:
        """Whether the new place only says less exactly where the old one lies."""
        return new != old and new in self.wholes.get(old, ())


class Index:
    """Known organisations, laid out so that those that may be the same are found without comparing all."""

    def __init__(self, known: Iterable[Known], places: Places) -> None:
        self.places = places
        self.by: dict[str, dict[str, list[Known]]] = {name: defaultdict(list) for name in _SIGNS}
        self.by_place: dict[str, dict[str, list[Known]]] = defaultdict(lambda: defaultdict(list))
        self.by_beginning: dict[tuple[str, bool], dict[str, list[Known]]] = defaultdict(lambda: defaultdict(list))
        for one in known:
            self.add(one)

    def add(self, one: Known) -> None:
        """Know one more."""
        for sign, value in _signs(one.values, one.key):
            self.by[sign][value].append(one)
        written = spelling(one.values["name"])
        place = one.values.get("place") or ""
        self.by_place[place][written].append(one)
        for word in written.split():
            self.by_beginning[word[:4], bool(place)][written].append(one)

    def likenesses(self, values: Mapping[str, Any], generic: frozenset[str] = frozenset()) -> list[Likeness]:
        """Organisations the values may speak of, the surest first; `generic` are signs that tell nothing."""
        found: dict[str, tuple[Known, list[Said]]] = {}
        certain: set[str] = set()
        for one, said, sure in self._reasons(values, generic):
            found.setdefault(one.key, (one, []))[1].append(said)
            if sure and not _contradicts(one.values, values):
                certain.add(one.key)
        likenesses = [
            Likeness(
                key,
                key in certain,
                (*{said.sentence: said for said in reasons}.values(), *_against(one.values, values)),
            )
            for key, (one, reasons) in found.items()
        ]
        return sorted(likenesses, key=lambda like: (not like.certain, -len(like.reasons), like.key))

    def _reasons(self, values: Mapping[str, Any], generic: frozenset[str]) -> Iterator[tuple[Known, Said, bool]]:
        number = values.get("registration_number", "")
        yield from ((one, Said(_SAME_NUMBER), True) for one in self.by["number"].get(number, ()))
        full, match = full_name(values["name"]), match_name(values["name"])
        for one in self.by["match"].get(match, ()):
            agree = self.places.agree(one.values.get("place"), values.get("place"))
            same = full_name(one.values["name"]) == full
            if agree:
                yield one, Said(_SAME_NAME_AND_PLACE if same else _SAME_BUT_FORM), same
            elif agree is None:
                yield one, Said(_SAME_NAME if same else _SAME_BUT_FORM), same
            elif same and full not in generic:
                yield one, Said(_SAME_NAME_ELSEWHERE), False
        yield from self._near(values)
        for sign, sentence in (("site", _SAME_SITE), ("mailbox", _SAME_MAILBOX)):
            value = dict(_signs(values)).get(sign, "")
            holders = self.by[sign].get(value, []) if value and value not in generic else []
            if len(holders) == 1 and _akin(holders[0].values, values):
                yield holders[0], Said(sentence), False

    def _near(self, values: Mapping[str, Any]) -> Iterator[tuple[Known, Said, bool]]:
        """Names with a letter or two that differ, in the same place or where one place is not known."""
        written = spelling(values["name"])
        if len(written) < SHORTEST_NEAR_NAME:
            return
        place = values.get("place") or ""
        found: dict[str, Known] = {}
        for pool in self._pools(written, place):
            near = process.extract(written, list(pool), scorer=fuzz.ratio, score_cutoff=NEAR, limit=5)
            names = [name for name, _score, _place in near if name != written and numbers(name) == numbers(written)]
            found |= {one.key: one for name in names for one in pool[name]}
        for one in found.values():
            if self.places.agree(one.values.get("place"), place) is not False:
                yield one, Said(_NEAR_NAME), False

    def _pools(self, written: str, place: str) -> Iterator[dict[str, list[Known]]]:
        """The names worth comparing: of the same place, and of an unknown one where a word begins alike."""
        if place:
            yield from (self.by_place[around] for around in self.places.around(place) if around in self.by_place)
        for word in {word[:4] for word in written.split()}:
            for is_placed in {False, not place}:
                pool = self.by_beginning.get((word, is_placed), {})
                if len(pool) <= LONGEST_POSTING:
                    yield pool


_SIGNS = ("page", "number", "match", "site", "mailbox")
_SAME_NUMBER = _("The same registration number.")
_SAME_NAME_AND_PLACE = _("The same name and the same place.")
_SAME_NAME = _("The same name; one of the places is not known.")
_SAME_BUT_FORM = _("The same name but for the words for its legal form.")
_SAME_NAME_ELSEWHERE = _("The same name, but another place.")
_NEAR_NAME = _("Almost the same name and the same place.")
_SAME_SITE = _("The same web address.")
_SAME_MAILBOX = _("The same e-mail address.")
_OTHER_NUMBER = _("But another registration number.")


def _signs(values: Mapping[str, Any], key: str = "") -> list[tuple[str, str]]:
    """What an organisation may be known by."""
    signs = [
        ("page", key),
        ("number", values.get("registration_number") or ""),
        ("match", match_name(values["name"])),
        ("site", site_key(values["website"]) if values.get("website") else ""),
        ("mailbox", (values.get("contact_email") or "").lower()),
    ]
    return [(sign, value) for sign, value in signs if value]


def _contradicts(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    numbers = {one.get("registration_number"), other.get("registration_number")} - {None, ""}
    return len(numbers) > 1


def _against(one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[Said, ...]:
    return (Said(_OTHER_NUMBER),) if _contradicts(one, other) else ()


def _akin(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two that share an address may be one: a library with its municipality's address is not it."""
    kinds = {one.get("kind"), other.get("kind")} - {None, ""}
    return len(kinds) < 2 or fuzz.ratio(spelling(one["name"]), spelling(other["name"])) >= NEAR
