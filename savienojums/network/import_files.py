"""Files around an import: the empty table to fill in, and the report of what became of each row."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from savienojums.core.tables import defused
from savienojums.network.kinds import Evidence, LegalForm, OrganisationKind
from savienojums.network.reading import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60
# The columns of the empty table, each with what to write into it.
COLUMNS = {
    "name": gettext_noop("The full name. The only cell every row needs."),
    "kind": gettext_noop("One of the words on the right. A new organisation needs it."),
    "legal_form": gettext_noop("One of the words on the right; empty if not known."),
    "registration_number": gettext_noop("11 digits; empty for a group without a legal form."),
    "parish": gettext_noop("For example Rubenes pagasts or Aknīste."),
    "municipality": gettext_noop("For example Jēkabpils novads; it tells two parishes of one name apart."),
    "locality": gettext_noop("If people know it better than the parish."),
    "lat": gettext_noop("Degrees north, for example 56.16; empty if not known."),
    "lon": gettext_noop("Degrees east, for example 25.75; empty if not known."),
    "website": gettext_noop("The address as it stands in the browser."),
    "contact_email": gettext_noop("Never shown; letters written on the page are carried to it."),
    "contact_role": gettext_noop("A task, not a name: librarian, chair of the board."),
    "summary_lv": gettext_noop("One or two sentences in Latvian."),
    "summary_en": gettext_noop("The same in English, if there is one."),
    "summary_ru": gettext_noop("The same in Russian, if there is one."),
    "offers": gettext_noop("A hall, tables, experience; without telephone numbers and addresses."),
    "looks_for": gettext_noop("Partners, volunteers; without telephone numbers and addresses."),
    "themes": gettext_noop("One or more themes of the site, with semicolons between them."),
    "languages": gettext_noop("Latvian, English, Russian; with commas between them."),
    "people_count": gettext_noop("How many people take part: one number."),
    "founded_year": gettext_noop("Four digits, for example 2007."),
    "evidence": gettext_noop("One of the words on the right."),
    "source_url": gettext_noop("The page where this can be read."),
}
CHOICES = {"kind": OrganisationKind, "legal_form": LegalForm, "evidence": Evidence}


def template_csv() -> bytes:
    """The headings of the empty table."""
    return table_csv([[_(TITLES[field]) for field in COLUMNS]])


def table_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as a file that spreadsheets open with the right letters and without running anything."""
    out = StringIO(newline="")
    csv.writer(out).writerows([defused(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def template_xlsx() -> bytes:
    """The empty table, with lists to choose from and a second sheet that explains each column."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        sheet, explained = book.add_worksheet(_("Organisations")[:31]), book.add_worksheet(_("What to write")[:31])
        for column, field in enumerate(COLUMNS):
            sheet.write_string(0, column, _(TITLES[field]), bold)
            sheet.set_column(column, column, max(14, len(_(TITLES[field])) + 2))
        sheet.freeze_panes(1, 1)
        # A registration number is no number to count with: as one it would lose its end.
        number = list(COLUMNS).index("registration_number")
        sheet.set_column(number, number, 22, book.add_format({"num_format": "@"}))
        _explain(explained, bold, wrapped)
        _offer_choices(sheet, explained.get_name())
    return out.getvalue()


def _explain(sheet: Any, bold: Any, wrapped: Any) -> None:
    for column, heading in enumerate([_("Column"), _("What to write")]):
        sheet.write_string(0, column, heading, bold)
    for line, (field, sentence) in enumerate(COLUMNS.items(), 1):
        sheet.write_string(line, 0, _(TITLES[field]), wrapped)
        sheet.write_string(line, 1, _(sentence), wrapped)
    for column, (field, words) in enumerate(CHOICES.items(), 3):
        sheet.write_string(0, column, _(TITLES[field]), bold)
        for line, label in enumerate(words.labels, 1):
            sheet.write_string(line, column, str(label))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, WIDEST)
    sheet.set_column(3, 5, 34)


def _offer_choices(sheet: Any, explained: str) -> None:
    for column, (field, words) in enumerate(CHOICES.items(), 3):
        letter, place = chr(65 + column), list(COLUMNS).index(field)
        source = f"='{explained}'!${letter}$2:${letter}${len(words.labels) + 1}"
        sheet.data_validation(1, place, 5000, place, {"validate": "list", "source": source, "error_type": "warning"})


TEMPLATES = {"csv": (template_csv, CSV), "xlsx": (template_xlsx, XLSX)}
