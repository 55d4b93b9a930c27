"""Names and addresses as one compares them."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from savienojums.core.words import fold

# Words that say what an organisation is to the law, not what it is called.
_FORM_WORDS = """
    biedriba biedribas nodibinajums nodibinajuma nvo ngo sia as ik sabiedriska organizacija kopiena kopienas
    iniciativas grupa association foundation community society group ltd
"""
FORM_WORDS = frozenset(_FORM_WORDS.split())
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=8_192)
def full_name(name: str) -> str:
    """The words of a name without diacritics, case and punctuation."""
    return " ".join(_WORD.findall(fold(name)))


@lru_cache(maxsize=8_192)
def match_name(name: str) -> str:
    """The same without words for a legal form; a name of nothing else stays whole."""
    words = full_name(name).split()
    return " ".join(word for word in words if word not in FORM_WORDS) or " ".join(words)


@lru_cache(maxsize=8_192)
def site_key(address: str) -> str:
    """A web address as one compares it: without scheme, www and a slash at the end."""
    parts = urlsplit(address)
    return (
        f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}{'?' * bool(parts.query)}{parts.query}"
    )


@lru_cache(maxsize=8_192)
def spelling(name: str) -> str:
    """The words of a name in one order, as near names are compared."""
    return " ".join(sorted(match_name(name).split()))


def numbers(text: str) -> list[str]:
    """The numbers in a text: “13.” and “14.” differ in one sign and are two."""
    return re.findall(r"\d+", text)
