"""Spreadsheet files into rows of text: XLSX, ODS and old XLS, with what would hurt us refused before it is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, PasswordError, load_workbook

from savienojums.core.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_UNPACKED = 60_000_000
MOST_CELLS = 4_000_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*?\w+:id=\"([^\"]+)\"")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb"(\w+)=\"([^\"]*)\"")
_CELL_AT = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ERROR = re.compile(rb"<(?:\w+:)?c\s([^>]*?\bt=\"e\"[^>]*)>")
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*)>(.*?)</table:table-row>", re.DOTALL)
_ODS_FILLED = re.compile(rb"<table:table-cell\b([^>]*)(?<!/)>")
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=\"([0-9]+)\"")


_LOCKED = _("The file is protected by a password. Save it without a password and choose it again.")
_DAMAGED = _(
    "The file is damaged or was not copied to its end. "
    "Open it in the program it was made with, save it as XLSX and choose it again."
)
_FAR = _(
    "Something stands far away from the table: in row %(row)s or column %(column)s. "
    "Delete the empty rows and columns after the table, save the file and choose it again."
)
_HUGE = _(
    "Unpacked, this file is far larger than a table can be. "
    "Copy only the rows you need into a new file and choose that one."
)


class NoSheet(Refused):
    """This file is no spreadsheet we can read; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The first sheet that holds something: its cells as text and those without a known value, counted from 0."""

    name: str
    others: int
    rows: list[list[str]]
    without_value: frozenset[tuple[int, int]] = frozenset()


def read_sheet(content: bytes) -> Sheet:
    """The first sheet with something in it."""
    blanks = _checked_zip(content) if content.startswith(ZIP) else {}
    if content.startswith(OLE) and _ENCRYPTED in content:
        raise NoSheet(_LOCKED)
    try:
        with load_workbook(io.BytesIO(content)) as book:
            for place, name in enumerate(book.sheet_names):
                sheet = book.get_sheet_by_index(place)
                if not sheet.height:
                    continue
                rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
                if any(any(row) for row in rows):
                    others = len(book.sheet_names) - 1
                    return Sheet(name, others, rows, blanks.get(place, frozenset()))
    except PasswordError as wrong:
        raise NoSheet(_LOCKED) from wrong
    except (CalamineError, OSError, ValueError) as wrong:
        raise NoSheet(_DAMAGED) from wrong
    raise NoSheet(_("The file has no filled cells. Choose the file in which the rows are."))


def _text(cell: Any) -> str:
    """A cell as a person would type it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e16 else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time(0):
        return cell.date().isoformat()
    if isinstance(cell, (date, time)):
        return cell.isoformat()
    return str(cell) if isinstance(cell, (int, timedelta)) else ""


def _checked_zip(content: bytes) -> dict[int, frozenset[tuple[int, int]]]:
    """The cells without a value of each sheet; refuses what would not fit into memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = set(parts.namelist())
            if "content.xml" in names:
                _check_repeats(dict(_unpacked(parts))["content.xml"])
                return {}
            if "xl/workbook.xml" not in names:
                raise NoSheet(_("This is not a spreadsheet. Save the table as XLSX or CSV and choose it again."))
            return _cells_without_value(dict(_unpacked(parts)))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError) as wrong:
        raise NoSheet(_DAMAGED) from wrong


def _unpacked(parts: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """The parts that hold cells, counted while they are unpacked: what the file says of its size may be a lie."""
    left = MOST_UNPACKED
    if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
        raise NoSheet(_HUGE)
    for part in parts.infolist():
        with parts.open(part) as packed:
            text = packed.read(left + 1)
        left -= len(text)
        if left < 0:
            raise NoSheet(_HUGE)
        if part.filename.startswith(("xl/worksheets/", "xl/workbook.xml", "xl/_rels/", "content.xml")):
            yield part.filename, text


def _check_repeats(text: bytes) -> None:
    """An ODS may say in ten letters that a filled row comes a million times."""
    cells = 0
    for about, inside in _ODS_ROW.findall(text):
        if b"-repeated" in about or b"-repeated" in inside:
            cells += _times(about) * sum(_times(cell) for cell in _ODS_FILLED.findall(inside))
            if cells > MOST_CELLS:
                raise NoSheet(_HUGE)


def _times(about: bytes) -> int:
    found = _REPEATED.search(about)
    return int(found[1][:9]) if found else 1


def _cells_without_value(parts: dict[str, bytes]) -> dict[int, frozenset[tuple[int, int]]]:
    """For each sheet, formulas that were never worked out and cells that show an error."""
    relations = [dict(_ATTRIBUTE.findall(one)) for one in _RELATION.findall(parts["xl/_rels/workbook.xml.rels"])]
    targets = {one.get(b"Id"): one.get(b"Target", b"").decode() for one in relations}
    found = {}
    for place, relation in enumerate(_SHEET.findall(parts["xl/workbook.xml"])):
        target = targets.get(relation, "")
        text = parts.get(target.removeprefix("/") if target.startswith("/") else f"xl/{target}", b"")
        _check_extent(text)
        cells = [about for about in _FORMULA.findall(text) if b't="str"' not in about] + _ERROR.findall(text)
        found[place] = frozenset(_position(at[1], at[2]) for about in cells if (at := _CELL_AT.match(b"<c " + about)))
    return found


def _check_extent(text: bytes) -> None:
    """One cell far away would make the reader lay out every empty cell before it."""
    rows = columns = 0
    for at in _CELL_AT.finditer(text):
        row, column = _position(at[1], at[2])
        rows, columns = max(rows, row + 1), max(columns, column + 1)
    if rows * columns > MOST_CELLS:
        raise NoSheet(_FAR % {"row": rows, "column": columns})


def _position(letters: bytes, row: bytes) -> tuple[int, int]:
    """Row and column of an address such as C7, counted from 0."""
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(row) - 1, column - 1
