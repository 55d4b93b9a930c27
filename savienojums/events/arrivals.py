"""What devices, doors and sheets say of who came, and what follows from it: the last word in time holds.

Pure core: no Django, no database, no clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from hmac import compare_digest
from typing import TYPE_CHECKING

from savienojums.core.words import fold, tokens
from savienojums.network.matching import match_name

if TYPE_CHECKING:
    from collections.abc import Iterable

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_LENGTH = 7
# Of the code of a blank row so many letters are free, the others prove that we gave it out.
_FREE = 4
_KEY = re.compile(r"[0-9A-Za-z:._-]{1,64}")
_NO_LETTER = re.compile(r"[\s\-–.]+")


@dataclass(frozen=True, slots=True)
class Word:
    """One thing said of one row: it came, or this is taken back; its key makes it count once."""

    key: str
    code: str
    came: bool
    said_at: datetime
    way: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody whose name stands on no list: who they are and how they come onto it."""

    key: str
    name: str
    organisation_name: str
    said_at: datetime
    way: str
    place: str = ""
    # Where they signed a blank row of a sheet: its code.
    code: str = ""
    online: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A word as it was kept."""

    key: str
    came: bool
    said_at: datetime
    way: str


def standing(lines: Iterable[Line]) -> tuple[datetime | None, str]:
    """Since when somebody is there and how it is known; nothing where the last word took it back.

    Lines of one moment are put in order by their keys, so that it does not matter in which order they arrived.
    """
    since: datetime | None = None
    way = ""
    for line in sorted(lines, key=lambda each: (each.said_at, each.key)):
        if not line.came:
            since, way = None, ""
        elif since is None:
            since, way = line.said_at, line.way
    return since, way


def is_key(text: object) -> bool:
    """Whether this can be the key of a line."""
    return isinstance(text, str) and bool(_KEY.fullmatch(text))


def code_of(text: str) -> str:
    """A row code as it is kept, however it was typed: small letters, nothing between them."""
    return _NO_LETTER.sub("", text).lower()


def looks_like_code(text: str) -> bool:
    """Whether this is written as row codes are."""
    code = code_of(text)
    return len(code) == CODE_LENGTH and all(letter in LETTERS for letter in code)


def blank_code(event: str, free: int, secret: str) -> str:
    """The code of a blank row: some letters by chance, then what proves that it was given out for this event."""
    letters = []
    for _place in range(_FREE):
        free, left = divmod(free, len(LETTERS))
        letters.append(LETTERS[left])
    start = "".join(letters)
    return start + _proof(event, start, secret)


def is_blank_code(event: str, code: str, secret: str) -> bool:
    """Whether we printed this code on a blank row of this event."""
    return looks_like_code(code) and compare_digest(code[_FREE:], _proof(event, code[:_FREE], secret))


def _proof(event: str, start: str, secret: str) -> str:
    mark = blake2b(f"{event}:{start}".encode(), key=blake2b(secret.encode()).digest(), digest_size=8).digest()
    number, letters = int.from_bytes(mark), []
    for _place in range(CODE_LENGTH - _FREE):
        number, left = divmod(number, len(LETTERS))
        letters.append(LETTERS[left])
    return "".join(letters)


def name_key(name: str) -> str:
    """What spellings of one name have in common: its words in any order, without diacritics and capitals."""
    return " ".join(sorted(fold(word) for word in tokens(name)))


def person_key(name: str, organisation_id: int | None, organisation_name: str) -> str:
    """Who counts as the same person: the same name in the same organisation, whether registered or in own words."""
    where = f"#{organisation_id}" if organisation_id else match_name(organisation_name)
    return f"{name_key(name)}|{where}"


def on_our_clock(said_at: datetime, sent_at: datetime | None, at: datetime) -> datetime:
    """When something was said by our clock; a device whose clock is wrong says when it sent, too.

    Nothing is said in the future.
    """
    if sent_at is not None and abs(at - sent_at) > timedelta(minutes=2):
        said_at += at - sent_at
    return min(said_at, at)
