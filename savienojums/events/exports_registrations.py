"""Bytes out of a list of participants: tables for a spreadsheet, the calendar file of a letter, codes for check-in."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import segno
import xlsxwriter
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from savienojums.core.clock import RIGA
from savienojums.core.tables import defused
from savienojums.events import questions
from savienojums.events.answers import said
from savienojums.events.exports import Given, calendar_of
from savienojums.events.queries.registrations import told_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.utils.safestring import SafeString

    from savienojums.events.models import Attendance, Event, Registration

WIDEST = 60


def calendar_for(registration: Registration, at: datetime) -> bytes:
    """The event for the calendar of one who has registered; with the online address for those who have a seat."""
    event = registration.event
    calls = {event.pk} if told_of(registration, at).online_url else set()
    return calendar_of([event], Given(name=str(event.title), calls=frozenset(calls)))


def attachment_of(registration: Registration, at: datetime) -> list[tuple[str, str, str]]:
    """The same, to go along with a letter."""
    with translation.override(registration.language):
        content = calendar_for(registration, at).decode()
    return [(f"{registration.event.slug}.ics", content, "text/calendar")]


def code_picture(words: str) -> SafeString:
    """A row code as a picture that a device at the door reads."""
    code = segno.make(words, error="m", micro=False)
    drawn = code.svg_inline(scale=4, border=2, dark="#000", light="#fff", omitsize=True, svgclass="code-picture",
                            lineclass=None)  # fmt: skip
    # Made by us of letters and digits alone.
    return mark_safe(drawn)


def headings(event: Event) -> list[str]:
    """The first row of the table."""
    return [
        pgettext("person", "Name"), _("Organisation"), _("Place"), _("Seat"), _("Takes part"), _("Registered by"),
        _("E-mail"), _("Telephone"), _("Asked on"), _("How"), _("Came"), _("Row code"), _("Note"),
        *(str(each.label) for each in questions.of(event.questions)),
    ]  # fmt: skip


def cells(event: Event, row: Attendance) -> list[str]:
    """One person as a row."""
    party = row.registration
    answers = {**(party.answers if party else {}), **row.answers}
    asked = party.asked_at.astimezone(RIGA).strftime("%Y-%m-%d %H:%M") if party else ""
    came = row.came_at.astimezone(RIGA).strftime("%Y-%m-%d %H:%M") if row.came_at else ""
    return [
        row.name, row.organisation.name if row.organisation else row.organisation_name, str(row.place or ""),
        str(row.get_seat_display()), _("online") if row.online else _("in the room"), party.name if party else "",
        party.mailbox if party else "", party.phone if party else "", asked, str(row.get_way_display()), came,
        row.row_code, party.note if party else "",
        *(said(each, answers) for each in questions.of(event.questions)),
    ]  # fmt: skip


def csv_of(event: Event, rows: Sequence[Attendance]) -> bytes:
    """A table that spreadsheets open with the right letters."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([defused(cell) for cell in headings(event)])
    writer.writerows([defused(cell) for cell in cells(event, row)] for row in rows)
    # With its mark, else Excel takes the Latvian letters for old ones.
    return out.getvalue().encode("utf-8-sig")


def xlsx_of(event: Event, rows: Sequence[Attendance]) -> bytes:
    """A spreadsheet with a heading that stays in sight and can be sorted by."""
    out = BytesIO()
    table = [headings(event), *(cells(event, row) for row in rows)]
    # Nothing of what people wrote becomes a formula or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet, bold = book.add_worksheet(_("Participants")[:31]), book.add_format({"bold": True})
        for number, line in enumerate(table):
            for column, cell in enumerate(line):
                sheet.write_string(number, column, cell[:32767], None if number else bold)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, len(table) - 1), len(table[0]) - 1)
        for column in range(len(table[0])):
            longest = max(len(line[column]) for line in table[:200])
            sheet.set_column(column, column, min(longest + 2, WIDEST))
    return out.getvalue()
