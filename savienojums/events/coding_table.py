"""Coded quotes as a table: CSV and XLSX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from savienojums.core.clock import local_day
from savienojums.support.tabular import csv_of, xlsx_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from savienojums.events.models import FocusGroup
    from savienojums.events.queries.coding import Leaf

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def quotes_file(form: str, leaves: Iterable[Leaf], focus_group: FocusGroup) -> tuple[bytes, str]:
    """The table in that form, and its kind."""
    rows = list(_rows(leaves, focus_group))
    content = csv_of(_headings(), rows) if form == "csv" else xlsx_of(_("Quotes"), _headings(), rows)
    return content, FORMS[form]


def _headings() -> list[str]:
    return [
        _("Quote"), _("Codes"), _("Voice"), _("Age"), _("Where from"), _("Role"), _("Question"), _("Focus group"), _("Day"),
        _("Still in the notes"),
    ]  # fmt: skip


def _rows(leaves: Iterable[Leaf], focus_group: FocusGroup) -> Iterator[list[str]]:
    day = local_day(focus_group.event.starts_at).isoformat()
    for leaf in leaves:
        for quote in leaf.quotes:
            yield [
                quote.text,
                "; ".join(sorted(code.name for code in quote.codes.all())),
                quote.voice,
                str(quote.get_age_band_display()),
                str(quote.place or ""),
                quote.kind,
                leaf.note.question,
                focus_group.theme,
                day,
                _("yes") if quote.stands else _("no"),
            ]
