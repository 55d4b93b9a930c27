"""Which rows and organisations are probably the same, and what a row would change: pure, same answer every time."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from rapidfuzz import fuzz, process

from savienojums.core.said import Said
from savienojums.core.said import gettext_noop as _
from savienojums.core.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

NEAR = 88
LONGEST_POSTING = 300
SHORTEST_NEAR_NAME = 6
# Words that say what an organisation is to the law, not what it is called.
FORM_WORDS = frozenset(
    "biedriba biedribas nodibinajums nodibinajuma nvo ngo sia as ik sabiedriska organizacija kopiena kopienas "
    "iniciativas grupa association foundation community society group ltd".split()
)
_WORD = re.compile(r"[^\W_]+")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("’‘‚‛′`´", "'"))

# --- names ----------------------------------------------------------------------


def full_name(name: str) -> str:
    """The words of a name without diacritics, case and punctuation."""
    return " ".join(_WORD.findall(fold(name)))


def match_name(name: str) -> str:
    """The same without words for a legal form; a name of nothing else stays whole."""
    words = full_name(name).split()
    return " ".join(word for word in words if word not in FORM_WORDS) or " ".join(words)


def site_key(address: str) -> str:
    """A web address as one compares it: without scheme, www and a slash at the end."""
    parts = urlsplit(address)
    return f"{(parts.hostname or '').removeprefix('www.')}{parts.path.rstrip('/')}{'?' * bool(parts.query)}{parts.query}"
