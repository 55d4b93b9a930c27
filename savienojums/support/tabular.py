"""Any headings and rows as a file that spreadsheets open: CSV and XLSX."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import xlsxwriter

from savienojums.core.tables import defused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | date | Decimal | None
WIDEST = 420
# Nothing of what people wrote becomes a formula or a link.
OPTIONS = {
    "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    "default_date_format": "dd.mm.yyyy",
}  # fmt: skip


def csv_of(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A table that spreadsheets open with the right letters."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([defused(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    # With its mark, else Excel takes the Latvian letters for old ones.
    return out.getvalue().encode("utf-8-sig")


def xlsx_of(title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A spreadsheet with real days and numbers, and a heading that stays in sight."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        # A sheet's name may be neither long nor hold signs of formulas.
        name = "".join(sign for sign in title if sign not in "[]:*?/\\'")[:31] or "1"
        sheet, bold = book.add_worksheet(name), book.add_format({"bold": True, "text_wrap": True})
        _fill(sheet, bold, headings, rows)
    return out.getvalue()


def _fill(sheet: Worksheet, bold: Format, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    count = 0
    sheet.write_row(0, 0, headings, bold)
    for count, row in enumerate(rows, 1):
        sheet.write_row(count, 0, row)
    sheet.autofit(WIDEST)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(count, 1), len(headings) - 1)
