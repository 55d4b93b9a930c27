"""Words of residents as the house keeps them: tidied, never altered; and what makes a text no statement."""

from __future__ import annotations

import re
import unicodedata

# Control characters, and marks that turn the direction of everything behind them; joined emoji keep their joiner.
_CONTROL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f]"
)
# More marks over one letter than any language sets.
_PILED = re.compile("([\u0300-\u036f]{2})[\u0300-\u036f]+")
_SPACE = re.compile(r"\s+")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:lv|com|org|net|eu|info|ru|lt|ee|io|me)\b\S*", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]")
_ENDS = " .!?…,;:–-\"'„“”«»()"


def tidied(text: str) -> str:
    """The text in one line, its letters put together, without what nobody can see."""
    # Line ends become spaces before the rest of the controls go.
    spaced = _SPACE.sub(" ", text.replace("\x85", " "))
    whole = _CONTROL.sub("", unicodedata.normalize("NFC", spaced))
    return _SPACE.sub(" ", _PILED.sub(r"\1", whole)).strip()


def paragraphs(text: str) -> str:
    """Words of several lines as the house keeps them."""
    lines = "\n".join(tidied(each) for each in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    while "\n\n\n" in lines:
        lines = lines.replace("\n\n\n", "\n\n")
    return lines.strip()


def says_nothing(text: str) -> bool:
    """Whether there is no letter or digit in it."""
    return not _WORD.search(text)


def is_only_a_link(text: str) -> bool:
    """Whether nothing is left once web addresses are taken away."""
    return bool(_ADDRESS.search(text)) and says_nothing(_ADDRESS.sub("", text))


def bare(text: str) -> str:
    """What two texts share that differ only in large letters, spaces or the dot at the end."""
    return tidied(text).casefold().strip(_ENDS)
