"""What some bytes are, whatever the one who sent them says of them.

Pure core: no Django, no database, no clock.
"""

from __future__ import annotations

import codecs
import re

AS_DECLARED = {
    "text/html": "page",
    "application/xhtml+xml": "page",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "application/json": "json",
    "application/feed+json": "json",
    "text/calendar": "calendar",
    "text/csv": "table",
    "application/vnd.ms-excel": "table",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "table",
    "application/vnd.oasis.opendocument.spreadsheet": "table",
    "application/pdf": "pdf",
    "application/zip": "packed",
    "application/gzip": "packed",
    "application/x-rar-compressed": "packed",
    "application/x-7z-compressed": "packed",
    **dict.fromkeys(("image/png", "image/jpeg", "image/gif", "image/webp", "video/mp4", "audio/mpeg"), "media"),
}
_STARTS = (
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "table"),
    (b"\xd0\xcf\x11\xe0", "table"),
    (b"\x89PNG", "media"),
    (b"\xff\xd8\xff", "media"),
    (b"GIF8", "media"),
    (b"RIFF", "media"),
    (b"ID3", "media"),
    (b"\x1f\x8b", "packed"),
    (b"Rar!", "packed"),
    (b"7z\xbc\xaf", "packed"),
)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_PAGE = re.compile(r"<!doctype html|<(?:html|head|body|title|meta|div|main|article|p|h1)[\s>]", re.IGNORECASE)
_HEAD = 8_000


def sniffed(content: bytes) -> str:
    """The kind: calendar, feed, json, page, table, text, xml, pdf, media, packed, bytes or nothing."""
    if not content.strip():
        return "nothing"
    for start, kind in _STARTS:
        if content.startswith(start):
            return kind
    text = _letters(content[:_HEAD]).lstrip("\ufeff \t\r\n")
    if text.count("\0") or sum(letter < " " and letter not in "\t\r\n\f" for letter in text) * 20 > len(text):
        return "bytes"
    if text.startswith(("{", "[")):
        return "json"
    if text[:15].upper() == "BEGIN:VCALENDAR":
        return "calendar"
    return _marked_up(text) if text.startswith("<") else "text"


def _marked_up(text: str) -> str:
    """Which comes first decides: pages speak of feeds, and feeds hold pages."""
    feed, page = _FEED.search(text), _PAGE.search(text)
    if feed and (page is None or feed.start() < page.start()):
        return "feed"
    return "page" if page else "xml"


def _letters(head: bytes) -> str:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head.decode(encoding, "ignore")
    return head.decode("latin-1")
