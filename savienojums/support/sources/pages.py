"""A web page as a proposal: its title, what it says of itself, its text, a deadline in it. Nothing of it is executed."""

from __future__ import annotations

import re
from html import unescape

from savienojums.core.decoding import NoLetters, decoded
from savienojums.support.sources.days import deadline_in
from savienojums.support.sources.found import LONGEST_SUMMARY, LONGEST_TEXT, Found, Unreadable, line, raw_of

MOST_BYTES = 3_000_000
_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "td", "th", "tr", "br", "div", "dt", "dd", "blockquote"}
_DROPPED = {"script", "style", "noscript", "template", "iframe", "svg", "nav", "footer", "form", "button", "select"}
# Every part is bounded or gives nothing back, so that no page can make the search slow.
_TAG = re.compile(
    r"<(?:(!--)|([!?])|(/?)([a-zA-Z][a-zA-Z0-9]{0,20}+)((?:[^<>\"']++|\"[^\"]{0,1500}+\"|'[^']{0,1500}+')*+)>)"
)
_ABOUT = re.compile(r"([a-zA-Z:_-]{1,40}+)\s{0,9}=\s{0,9}(\"([^\"]*+)\"|'[^']*+'|[^\s\"'>]++)")
_LANGUAGE = re.compile(r"<html[^>]{0,500}?\blang\s*=\s*[\"']?([a-z]{2})", re.IGNORECASE)
LANGUAGES = ("lv", "en", "ru")


def read_page(content: bytes, address: str) -> list[Found]:
    """The page as one thing found; it is its own only content."""
    if len(content) > MOST_BYTES:
        raise Unreadable("too_large", megabytes=MOST_BYTES // 1_000_000)
    text = letters_of(content)
    seen = _seen(text)
    title = line(seen.meta.get("og:title") or seen.title or seen.heading)
    if not title:
        raise Unreadable("no_title")
    said = seen.text()
    summary = line(seen.meta.get("og:description") or seen.meta.get("description") or said, LONGEST_SUMMARY)
    spoken = _LANGUAGE.search(text[:5_000])
    code = spoken[1].lower() if spoken and spoken[1].lower() in LANGUAGES else "lv"
    fields = {
        "name": {code: title},
        "summary": {code: summary} if summary else {},
        "url": address,
        "source_url": address,
    }
    return [Found(address, title, address, {**fields, **deadline_in(said)}, raw_of(said[:LONGEST_TEXT]))]


def letters_of(content: bytes) -> str:
    """The text of a page in whatever encoding it was saved."""
    try:
        return decoded(content)
    except NoLetters:
        return content.decode("utf-8", "replace")


def plain(html: str, longest: int = LONGEST_TEXT) -> str:
    """Only the words of a piece of HTML."""
    return _seen(html[: longest * 20]).text()[:longest]


def _seen(text: str) -> _Page:
    """What a reader sees, in one pass over the text: however broken or deep it is, nothing is looked at twice."""
    page, small, at = _Page(), text.lower(), 0
    while tag := _TAG.search(text, at):
        page.words(text[at : tag.start()])
        comment, other, closes, name, about = tag.groups()
        at, until = tag.end(), ""
        if comment or other:
            until = "-->" if comment else ">"
        elif (name := name.lower()) in _DROPPED and not closes:
            until = f"</{name}"
        if until:
            at = small.find(until, at)
            if at < 0:
                return page
            at += len(until) if comment or other else 0
        if name:
            page.tag(name, about, opens=not closes)
    page.words(text[at:])
    return page


class _Page:
    """Title, first heading, what the page says of itself, and its words block by block."""

    def __init__(self) -> None:
        self.meta: dict[str, str] = {}
        self.title = self.heading = ""
        self.within = ""
        self.pieces: list[str] = []

    def tag(self, name: str, about: str, *, opens: bool) -> None:
        """A tag opens or closes."""
        if name == "meta":
            said = {
                pair[1].lower(): unescape(pair[3] if pair[3] is not None else pair[2])
                for pair in _ABOUT.finditer(about)
            }
            self.meta.setdefault((said.get("property") or said.get("name") or "").lower(), said.get("content", ""))
        elif name in {"title", "h1"}:
            self.within = name if opens else ""
        if name in _BLOCKS:
            self.pieces.append("\n")

    def words(self, text: str) -> None:
        """Words between two tags."""
        said = unescape(text)
        if self.within == "title":
            self.title += said
            return
        if self.within == "h1":
            self.heading += said
        self.pieces.append(said)

    def text(self) -> str:
        """All words, a line for each block."""
        lines = (" ".join(piece.split()) for piece in "".join(self.pieces).split("\n"))
        return "\n".join(each for each in lines if each)
