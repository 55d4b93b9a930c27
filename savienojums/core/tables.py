"""A table someone hands in, CSV or spreadsheet, as headings and rows of text; or a sentence that says why not."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from django.utils.translation import gettext_lazy as _

from savienojums.core.decoding import NoLetters, decoded
from savienojums.core.refusal import Refused
from savienojums.core.said import Said, gettext_noop
from savienojums.core.sheets import OLE, ZIP, read_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST_BYTES = 10_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200
DELIMITERS = ",;\t|"
_NO_DELIMITER = "\x1f"
_SAMPLE = 200_000
_SAMPLE_LINES = 40
_FOREIGN = (
    (b"%PDF", gettext_noop("a PDF document")),
    (b"\x89PNG", gettext_noop("a picture")),
    (b"\xff\xd8\xff", gettext_noop("a picture")),
    (b"GIF8", gettext_noop("a picture")),
    (b"RIFF", gettext_noop("a picture")),
    (b"II*\0", gettext_noop("a picture")),
    (b"\x1f\x8b", gettext_noop("a packed file")),
    (b"Rar!", gettext_noop("a packed file")),
    (b"7z\xbc\xaf", gettext_noop("a packed file")),
    (b"{\\rtf", gettext_noop("a text document")),
    (b"{", gettext_noop("a JSON file")),
    (b"<", gettext_noop("a web page or an XML file")),
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
# What remains of Latvian letters after UTF-8 was once taken for an old encoding; and the sign of a lost letter.
_GARBLED = re.compile("\ufffd|[ÄÅ][\x80-\xbf“”„†‡‰«¼¾·£]|Ã[\x80-\xbf¼¤¶]|â€")


class NoTable(Refused):
    """What was handed in is no table we can read; the sentence says why and what to do."""


class Fault(NamedTuple):
    """What is amiss in a row before anyone asks what it means; `column` counts from 0."""

    level: str
    column: int | None
    said: Said


class Row(NamedTuple):
    """One row: its number as the spreadsheet shows it, its cells under the headings, its faults."""

    number: int
    cells: tuple[str, ...]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, rows and what is worth knowing about how they were read."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[Said, ...] = ()


class Upload(Protocol):
    """A file on its way in; it knows its size before it is read."""

    name: str | None
    size: int | None

    def read(self, num_bytes: int | None = None, /) -> bytes:
        """Read so many bytes of it."""


def content_of(upload: Upload) -> bytes:
    """The bytes of a file that is not too large to be read whole."""
    if (upload.size or 0) > MOST_BYTES:
        megabytes = round((upload.size or 0) / 1_000_000)
        raise NoTable(
            _(
                "The file has %(size)s MB; at most %(most)s MB and %(rows)s rows can be imported at once. "
                "Remove pictures and unneeded sheets, or divide the rows between several files."
            )
            % {"size": megabytes, "most": MOST_BYTES // 1_000_000, "rows": MOST_ROWS}
        )
    return upload.read(MOST_BYTES + 1)


def read_table(content: bytes) -> Table:
    """The table in a file, whatever the file is called: what it is shows in its first bytes."""
    if not content.strip(b"\0\t\r\n \xef\xbb\xbf\xff\xfe"):
        raise NoTable(_("The file is empty. Choose the file in which the rows are."))
    for start, what in _FOREIGN:
        if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(start):
            raise NoTable(_NOT_A_TABLE % {"what": _(what)})
    if not content.startswith((ZIP, OLE)):
        try:
            return read_text(decoded(content))
        except NoLetters as wrong:
            raise NoTable(_NO_LETTERS) from wrong
    sheet = read_sheet(content)
    notes = [Said(_ONE_SHEET, {"sheet": sheet.name, "others": sheet.others})] if sheet.others else []
    return _Shape(sheet.rows, sheet.without_value).table(notes)


def read_text(text: str) -> Table:
    """The table in a text: a CSV file, or rows copied from a spreadsheet."""
    if "\0" in text or len(_CONTROL.findall(text, 0, _SAMPLE)) * 5 > len(text[:_SAMPLE]):
        raise NoTable(_DAMAGED)
    text = text.removeprefix("\ufeff")
    hint = re.match(r"sep=([,;\t|])\r?\n", text)
    text = text[hint.end() :] if hint else text
    rows = list(_records(text, hint[1] if hint else _delimiter(text)))
    return _Shape(rows, cut_off=not text.endswith(("\n", "\r"))).table()


def defused(text: str) -> str:
    """A cell that no spreadsheet will take for a formula; `armed` takes it back."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} and not _is_number(text) else text


def armed(text: str) -> str:
    """The cell as it was before `defused`."""
    return text[1:] if text[:1] == "'" and text[1:2] in {"=", "+", "-", "@"} else text


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[+-]?[0-9]+([.,][0-9]+)?", text))


_NOT_A_TABLE = _("This is not a table but %(what)s. Save the table as XLSX or CSV and choose it again.")
_DAMAGED = _(
    "The file is damaged or is not a table: it is full of bytes that are no letters. "
    "Open it in the program it was made with, save it as XLSX or as CSV UTF-8 and choose it again."
)
_NO_LETTERS = _(
    "It cannot be told in which encoding the file was saved, so its letters would come out wrong. "
    "Save it as XLSX or as CSV UTF-8 and choose it again."
)
_ONE_SHEET = gettext_noop("Only the sheet “%(sheet)s” was read; other sheets in the file: %(others)s.")
_OPEN_QUOTE = _(
    "In row %(row)s a quotation mark opens a cell and is never closed, so everything after it runs together. "
    "Close it, or save the table as XLSX."
)
_STRAY_QUOTE = _(
    "In row %(row)s a quotation mark stands inside a quoted cell. Write it twice there, or save the table as XLSX."
)


def _delimiter(text: str) -> str:
    """The separator that cuts most rows into equally many cells, and into most of them."""
    best = (0.0, 1, _NO_DELIMITER)
    lines = "\n".join(text[:_SAMPLE].splitlines()[:_SAMPLE_LINES])
    for delimiter in DELIMITERS:
        widths = Counter(len(row) for row in csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter) if row)
        width, times = max(widths.items(), key=lambda of: (of[1], of[0]), default=(1, 0))
        if width > 1:
            best = max(best, (round(times / widths.total(), 1), width, delimiter))
    return best[2]


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
    row = 0
    while True:
        row += 1
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as wrong:
            # Only a quotation mark that swallows the rest makes a cell reach its limit or the end.
            stray = "expected after" in str(wrong)
            raise NoTable((_STRAY_QUOTE if stray else _OPEN_QUOTE) % {"row": row}) from wrong


class _Shape:
    """Raw rows taking the shape of a table."""

    def __init__(
        self, rows: list[list[str]], without_value: Iterable[tuple[int, int]] = (), *, cut_off: bool = False
    ) -> None:
        self.cleaned_rows: list[int] = []
        self.rows = [self._clean(number, row) for number, row in enumerate(rows, 1)]
        self.without_value = {(row + 1, column) for row, column in without_value}
        self.cut_off = cut_off
        self.top = self._top()
        self.body = [(number, row) for number, row in enumerate(self.rows, 1) if number > self.top and any(row)]
        self.columns, self.headings = self._columns()

    def table(self, notes: Sequence[Said] = ()) -> Table:
        """The table, if it has rows and each heading stands once."""
        if len(self.body) > MOST_ROWS:
            raise NoTable(_TOO_MANY % {"rows": len(self.body), "most": MOST_ROWS})
        if not self.body:
            raise NoTable(_("The file has headings but no rows under them. Choose the file in which the rows are."))
        self._refuse_doubles()
        rows = tuple(self._row(number, row) for number, row in self.body)
        return Table(tuple(self.headings), rows, (*notes, *self._notes()))

    def _clean(self, number: int, row: list[str]) -> list[str]:
        if any(_CONTROL.search(cell) for cell in row):
            self.cleaned_rows.append(number)
            row = [_CONTROL.sub("", cell) for cell in row]
        return [armed(cell.strip()) for cell in row]

    def _top(self) -> int:
        """The number of the heading row; lines with a single cell above a wider row are a title."""
        filled = [(number, sum(map(bool, row))) for number, row in enumerate(self.rows, 1) if any(row)]
        wide = next((number for number, cells in filled[:6] if cells > 1), 0)
        return wide or (filled[0][0] if filled else 0)

    def _columns(self) -> tuple[list[int], list[str]]:
        """The places and names of the columns; one without a heading counts if half of the rows fill it."""
        head = self.rows[self.top - 1] if self.top else []
        filled = Counter(place for _number, row in self.body for place, cell in enumerate(row) if cell)
        last = max((place for place, heading in enumerate(head) if heading), default=-1)
        columns = [
            place
            for place in range(max(len(head), max(filled, default=-1) + 1))
            if (place < len(head) and head[place])
            or (filled[place] and (place < last or filled[place] * 2 > len(self.body)))
        ]
        if len(columns) > MOST_COLUMNS:
            raise NoTable(_TOO_WIDE % {"columns": len(columns), "most": MOST_COLUMNS})
        return columns, [" ".join(head[place].split()) if place < len(head) else "" for place in columns]

    def _refuse_doubles(self) -> None:
        seen: dict[str, int] = {}
        for place, heading in zip(self.columns, self.headings, strict=True):
            if heading and seen.setdefault(heading.casefold(), place) != place:
                first, second = letters(seen[heading.casefold()]), letters(place)
                raise NoTable(_DOUBLE % {"heading": heading, "row": self.top, "first": first, "second": second})

    def _row(self, number: int, row: list[str]) -> Row:
        cells = tuple(row[place] if place < len(row) else "" for place in self.columns)
        faults = [
            Fault("unclear", column, Said(_WITHOUT_VALUE))
            for column, place in enumerate(self.columns)
            if (number, place) in self.without_value
        ]
        faults += [Fault("unclear", column, Said(_LOST)) for column, cell in enumerate(cells) if _GARBLED.search(cell)]
        taken = set(self.columns)
        if any(cell for place, cell in enumerate(row) if place not in taken):
            width = max(place for place, cell in enumerate(row) if cell) + 1
            faults.append(Fault("wrong", None, Said(_TOO_LONG, {"cells": width, "headings": len(self.columns)})))
        if self.cut_off and number == len(self.rows) and 1 < len(row) <= max(self.columns):
            faults.append(Fault("unclear", None, Said(_CUT_OFF)))
        return Row(number, cells, tuple(faults))

    def _notes(self) -> Iterator[Said]:
        if self.top > 1:
            yield Said(_TITLE, {"row": self.top})
        if nameless := [letters(place) for place, name in zip(self.columns, self.headings, strict=True) if not name]:
            yield Said(_NAMELESS, {"columns": ", ".join(nameless)})
        if self.cleaned_rows:
            yield Said(_CLEANED, {"rows": ", ".join(map(str, self.cleaned_rows[:20]))})


def letters(place: int) -> str:
    """The name a spreadsheet gives to the column, counted from 0: A, B, … Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


_TOO_MANY = _(
    "The table has %(rows)s rows; at most %(most)s can be imported at once. Divide the rows between several files."
)
_TOO_WIDE = _("The table has %(columns)s columns; at most %(most)s can be read. Delete the ones you do not need.")
_DOUBLE = _(
    "The heading “%(heading)s” stands twice in row %(row)s, in columns %(first)s and %(second)s. "
    "Rename one of them or delete its column, then choose the file again."
)
_WITHOUT_VALUE = gettext_noop(
    "The cell is a formula without a worked-out value or shows an error. "
    "Open the file in a spreadsheet program, save it and choose it again, or write the value itself."
)
_LOST = gettext_noop(
    "Letters look garbled: they were lost when the file was saved before. "
    "Write the cell anew, or save the table as XLSX where the letters are still right."
)
_TOO_LONG = gettext_noop(
    "The row reaches to cell %(cells)s, but there are %(headings)s headings: a separator inside a text divided it. "
    "Put that text into quotation marks, or save the table as XLSX."
)
_CUT_OFF = gettext_noop("The last row is shorter than the headings: the file may have been cut off here.")
_TITLE = gettext_noop("Row %(row)s was taken for the headings; what stands above it was left out.")
_NAMELESS = gettext_noop("Columns without a heading: %(columns)s. Say below what they mean, or leave them out.")
_CLEANED = gettext_noop("Invisible control characters were removed in rows %(rows)s.")
