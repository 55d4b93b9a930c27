"""Bytes of a text file into letters: never with a letter lost in silence."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What a Baltic text may hold beside plain letters; anything else says that the encoding was guessed wrongly.
_BALTIC = frozenset("āčēģīķļņōŗšūžąęėįųõäöüéóńśźżłĀČĒĢĪĶĻŅŌŖŠŪŽĄĘĖĮŲÕÄÖÜÉÓŃŚŹŻŁ„“”‚‘’«»–—…•·§°€№©®™²½\u00a0")
# A capital inside a word, an opening quotation mark at its end: letters of another encoding.
_MISPLACED = re.compile(r"(?<=[^\W\d_A-ZĀ-ŽÄÕÖÜ])[ĀČĒĢĪĶĻŅŌŖŠŪŽĄĘĖĮŲÕÄÖÜÉÓŃŚŹŻŁ]|(?<=\w)[„‚]")
_CYRILLIC_WORD = re.compile(r"(?<![A-Za-z])[А-Яа-яЁё]+(?![A-Za-z])")
_RUSSIAN_SIGNS = frozenset("«»„“”–—№…\u00a0")
_ONE_BYTE = ("cp1257", "iso8859_13", "cp1251")
_ENOUGH = 0.9
_SAMPLE = 200_000


class NoLetters(Exception):
    """These bytes are no text in any encoding we know."""


def decoded(content: bytes) -> str:
    """The text of these bytes: by its byte order mark, as UTF-8, as UTF-16, or by which letters come out."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding)
    if b"\0" in content:
        return _strictly(content, _wide(content[:4000]))
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _by_letters(content)


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise NoLetters from wrong


def _wide(content: bytes) -> str:
    """UTF-16 without a mark leaves every other byte of a European text empty."""
    for encoding, high in (("utf-16-le", content[1::2]), ("utf-16-be", content[::2])):
        if high.count(0) > len(high) * 0.4:
            return encoding
    raise NoLetters


def _by_letters(content: bytes) -> str:
    """Old one-byte encodings look alike: take the one in which Latvian or Russian letters come out."""
    telling = b"\n".join(line for line in content.splitlines() if not line.isascii())[:_SAMPLE]
    for encoding in sorted(_ONE_BYTE, key=lambda encoding: -_likeness(telling, encoding)):
        if _likeness(telling, encoding) < _ENOUGH:
            break
        with suppress(NoLetters):
            return _strictly(content, encoding)
    raise NoLetters


def _likeness(content: bytes, encoding: str) -> float:
    """The share of letters beyond ASCII that belong where they stand."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    special = [letter for letter in text if not letter.isascii()]
    if encoding == "cp1251":
        fitting = sum(len(word) for word in _CYRILLIC_WORD.findall(text))
        fitting += sum(letter in _RUSSIAN_SIGNS for letter in special)
    else:
        fitting = sum(letter in _BALTIC for letter in special) - len(_MISPLACED.findall(text))
    return fitting / len(special)
