"""Which letters our paper can show; what it cannot show becomes an empty square and not a failure.

Pure core: no Django, no database, no clock. PDF/UA forbids letters without a shape, and one little picture in
somebody's text must not keep the whole document from being printed.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

SQUARE = "\u25a1"
# Latin, Greek, Cyrillic, signs of running text, money, arrows, sums, simple shapes.
SHOWN = (
    (0x20, 0x4FF), (0x1E00, 0x1EFF), (0x2000, 0x2040), (0x20A0, 0x20C0), (0x2190, 0x22FF), (0x25A0, 0x25FF),
    (0x2713, 0x2713),
)  # fmt: skip


def printable(content: Any) -> Any:
    """The same content with every text made of letters that have a shape."""
    if isinstance(content, str):
        return "".join(map(_shown, unicodedata.normalize("NFC", content)))
    if isinstance(content, dict):
        return {printable(name): printable(value) for name, value in content.items()}
    if isinstance(content, list | tuple):
        return [printable(each) for each in content]
    return content


@lru_cache(maxsize=4096)
def _shown(letter: str) -> str:
    kind = unicodedata.category(letter)
    if letter.isspace():
        return letter if letter in " \n\u00a0\u2009\u202f" else " "
    if kind == "Cc":
        return " "
    if kind == "Cf":
        return letter if letter in "\u00ad\u200b" else ""
    known = any(first <= ord(letter) <= last for first, last in SHOWN)
    return letter if known and kind not in {"Cn", "Cs", "Co"} else SQUARE
