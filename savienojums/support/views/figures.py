"""Doors to the figures: the page, and each table as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from savienojums.core.clock import local_day, now
from savienojums.core.web import Request, accepts, page
from savienojums.support.queries.figures import chapters, table_of
from savienojums.support.tabular import csv_of, xlsx_of

if TYPE_CHECKING:
    from savienojums.support.queries.figure_table import Table
    from savienojums.support.tabular import Cell

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@accepts("GET")
def figures(request: Request) -> HttpResponse:
    """What is missing, what came of it, what people read and look for."""
    at = now()
    return page(request, "support/figures.html", chapters=chapters(at), today=local_day(at))


@accepts("GET")
def figures_csv(request: Request, table: str) -> HttpResponse:
    """One table, whole."""
    del request
    found = table_of(table, now())
    return _file(found, csv_of(found.headings, _rows(found)), "text/csv; charset=utf-8", "csv")


@accepts("GET")
def figures_xlsx(request: Request, table: str) -> HttpResponse:
    """One table, whole, as a spreadsheet."""
    del request
    found = table_of(table, now())
    return _file(found, xlsx_of(found.title, found.headings, _rows(found)), XLSX, "xlsx")


def _rows(table: Table) -> list[tuple[Cell, ...]]:
    return [line.cells for line in table.lines]


def _file(table: Table, content: bytes, kind: str, ending: str) -> HttpResponse:
    name = f'attachment; filename="{table.name}.{ending}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": name})
