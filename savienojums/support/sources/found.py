"""One thing found in a source, in the shape all readers share."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_FOUND = 2_000
LONGEST_RAW = 20_000
LONGEST_TITLE = 200
LONGEST_SUMMARY = 600
LONGEST_ADDRESS = 500
LONGEST_TEXT = 5_000
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


class Unreadable(ValueError):
    """These bytes are not what the source was said to be; `word` says why."""

    def __init__(self, word: str, **words: Any) -> None:
        self.word, self.words = word, words
        super().__init__(word)


@dataclass(frozen=True, slots=True)
class Found:
    """Something a source holds: its own name there, where it stands, and what it says in our lines.

    `fields` holds plain values as the journal keeps them; `unread` the words that could not be understood.
    """

    key: str
    title: str
    address: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    raw: str = ""
    unread: Mapping[str, str] = field(default_factory=dict)


def digest_of(found: Found) -> str:
    """A short name of everything it says: another one means that something was changed."""
    said = json.dumps([found.title, found.address, dict(found.fields), found.raw], sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(said.encode(), digest_size=24).hexdigest()


def line(text: object, longest: int = LONGEST_TITLE) -> str:
    """Words on one line, without signs nobody sees, not longer than that."""
    plain = " ".join(_CONTROL.sub("", str(text or "")).split())
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"


def web_address(said: object, base: str = "") -> str:
    """An address of the web, whole; empty for anything else, also for scripts that dress as addresses."""
    told = str(said or "").strip()
    if not told:
        return ""
    try:
        address = urljoin(base, told) if base else told
        parts = urlsplit(address)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username
        is_web = is_web and parts.port != 0
    except ValueError:
        return ""
    return address if is_web and len(address) <= LONGEST_ADDRESS and not re.search(r"\s", address) else ""


def raw_of(said: object) -> str:
    """A record as it was received, as text that can be shown; endless ones are cut."""
    text = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False, default=str, indent=1)
    return _CONTROL.sub("", text)[:LONGEST_RAW]
