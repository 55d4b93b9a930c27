"""Longer texts: Markdown as safe HTML, and texts freed of private addresses and telephone numbers."""

from __future__ import annotations

import re
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h3", "h4", "hr"}
# A page has its own first and second headings; what people write begins below.
LOWERED = {"h1": "h3", "h2": "h3", "h3": "h4", "h4": "h4", "h5": "h4", "h6": "h4"}
SCHEMES = {"http", "https", "mailto"}

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True})
_markdown.add_render_rule(
    "heading_open", lambda _self, tokens, place, _options, _env: f"<{LOWERED[tokens[place].tag]}>"
)
_markdown.add_render_rule(
    "heading_close", lambda _self, tokens, place, _options, _env: f"</{LOWERED[tokens[place].tag]}>\n"
)

_EMAIL = re.compile(r"(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
# Latvian numbers: eight digits that begin with 2 or 6, in groups as people write them; foreign ones with a plus.
_GROUPS = r"[26](?:\d{7}|\d{3}[ -]\d{4}|\d(?:[ -]\d{3}){2}|\d(?:[ -]\d\d){3})"
_PHONE = re.compile(rf"(?<![\w.,/-])(?:(?:\+|00)371[ -]?)?{_GROUPS}(?![\w/-])|\+\d{{1,3}}(?:[ -]?\d){{6,11}}\b")
_YEARS = re.compile(r"(?:19|20)\d\d[\s-](?:19|20)\d\d")


@lru_cache(maxsize=1024)
def rich(text: str) -> SafeString:
    """Markdown as HTML in which nothing can run, load or dress up; links are marked as not ours."""
    html = _markdown.render(text)
    return mark_safe(
        nh3.clean(
            html,
            tags=TAGS,
            attributes={"a": {"href"}, "ol": {"start"}},
            url_schemes=SCHEMES,
            link_rel="nofollow noopener",
        )
    )


def contacts_in(text: str) -> list[str]:
    """The e-mail addresses and telephone numbers in a text."""
    phones = [match.group() for match in _PHONE.finditer(text) if not _YEARS.fullmatch(match.group())]
    return [*_EMAIL.findall(text), *phones]


def without_contacts(text: str) -> str:
    """The text with every private address and telephone number left out, saying so."""
    for contact in contacts_in(text):
        text = text.replace(contact, _("[contact left out]"))
    return text
