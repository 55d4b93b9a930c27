"""News feeds, RSS and Atom: each entry is one thing found."""

from __future__ import annotations

import io
from typing import Any

import feedparser

from savienojums.support.sources.days import deadline_in
from savienojums.support.sources.found import (
    LONGEST_SUMMARY,
    Found,
    Unreadable,
    digest_of,
    line,
    raw_of,
    web_address,
)
from savienojums.support.sources.pages import LANGUAGES, plain

MOST_BYTES = 3_000_000
MOST_ENTRIES = 500


def read_feed(content: bytes, address: str) -> list[Found]:
    """The entries of a feed, the newest as it has them; doubles once."""
    if len(content) > MOST_BYTES:
        raise Unreadable("too_large", megabytes=MOST_BYTES // 1_000_000)
    _refuse_bombs(content)
    # Never the bytes themselves: feedparser would take them for the name of a file and open it.
    feed = feedparser.parse(io.BytesIO(content))
    if not feed.get("version"):
        raise Unreadable("no_feed")
    code = str(feed.feed.get("language", "lv"))[:2].lower()
    found: dict[str, Found] = {}
    for entry in feed.entries[:MOST_ENTRIES]:
        each = _found(entry, code if code in LANGUAGES else "lv", address)
        if each is not None:
            found.setdefault(each.key, each)
    return list(found.values())


def _refuse_bombs(content: bytes) -> None:
    """A feed has no need of entities of its own; those who declare some mean to make much of little."""
    if b"<!entity" in content.replace(b"\0", b"").lower():
        raise Unreadable("entities")


def _found(entry: Any, code: str, base: str) -> Found | None:
    title = line(plain(str(entry.get("title", ""))))
    if not title:
        return None
    address = web_address(entry.get("link"), base)
    parts = [str(part.get("value", "")) for part in entry.get("content", [])] or [str(entry.get("summary", ""))]
    said = plain("\n".join(parts))
    summary = line(plain(str(entry.get("summary", ""))) or said, LONGEST_SUMMARY)
    fields: dict[str, Any] = {"name": {code: title}, **({"summary": {code: summary}} if summary else {})}
    fields |= {"url": address, "source_url": address} if address else {}
    fields |= deadline_in(f"{title}\n{said}")
    told = {name: entry.get(name, "") for name in ("id", "title", "link", "published", "updated", "author", "summary")}
    raw = raw_of({name: str(value)[:4_000] for name, value in told.items() if value} | {"text": said})
    key = line(entry.get("id") or address, 300)
    return Found(key or digest_of(Found("", title, address, fields)), title, address, fields, raw)
