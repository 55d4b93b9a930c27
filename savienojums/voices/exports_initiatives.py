"""Bytes out of the proposals of residents: tables, a file for machines, news; only what everyone can read."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

import xlsxwriter
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from savienojums.core.calendars import host
from savienojums.core.clock import local_day
from savienojums.core.news_feed import NewsFeed
from savienojums.core.tables import defused
from savienojums.voices.kinds import InitiativeKind, Way
from savienojums.voices.queries.initiatives_files import Facts

if TYPE_CHECKING:
    from datetime import date

    from savienojums.voices.models import InitiativeAnswer
    from savienojums.voices.queries.initiatives import Entry

__all__ = ["Facts", "atom_of", "csv_of", "file_name", "json_of", "xlsx_of"]
WIDEST, MOST_NEWS = 60, 40


def file_name(day: date, kind: str) -> str:
    """What the file is called."""
    stem = pgettext("name of a file", "proposals")
    return f"{stem}-{day.isoformat()}.{kind}"


def headings() -> list[str]:
    """The first row of a table."""
    return [
        pgettext("proposal", "No"), _("Kind"), pgettext("proposal", "Proposal"), _("What exactly, and why"), _("Themes"),
        _("Place"), _("North"), _("East"), pgettext("proposal", "From"), _("How it came"), pgettext("proposal", "Proposed on"), _("To whom"),
        _("Supporters on the web"), _("Signatures on paper"), _("Comments"), pgettext("proposal", "The answer"),
        pgettext("proposal", "Why"), _("Who answered"), _("Answered on"), _("Days to the first answer"), _("Example"),
        _("Page"),
    ]  # fmt: skip


def _cells(facts: Facts, entry: Entry) -> list[str | int | float]:
    answers = facts.answers.get(entry.pk, [])
    last = answers[-1] if answers else None
    asked = local_day(entry.asked_at)
    waited: str | int = (local_day(answers[0].answered_at) - asked).days if answers else ""
    return [
        entry.number, str(InitiativeKind(entry.kind).label), entry.title, entry.text,
        ", ".join(str(name) for _slug, name in entry.themes), str(entry.place or ""),
        "" if entry.lat is None else entry.lat, "" if entry.lon is None else entry.lon, entry.author,
        str(Way(entry.way).label), asked.isoformat(), entry.to, entry.web, entry.signed, entry.comments,
        str(last.get_outcome_display()) if last else "", last.text if last else "", last.organisation_name if last else "",
        local_day(last.answered_at).isoformat() if last else "", waited, _("yes") if entry.is_example else "",
        settings.SITE_URL + entry.href,
    ]  # fmt: skip


def csv_of(facts: Facts) -> bytes:
    """A table that spreadsheets open with the right letters."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings())
    for entry in facts.entries:
        writer.writerow([defused(cell) if isinstance(cell, str) else cell for cell in _cells(facts, entry)])
    # With its mark, else Excel takes the Latvian letters for old ones.
    return out.getvalue().encode("utf-8-sig")


def xlsx_of(facts: Facts) -> bytes:
    """A spreadsheet with a heading that stays in sight and can be sorted by."""
    out = BytesIO()
    rows: list[list[Any]] = [[*headings()], *(_cells(facts, entry) for entry in facts.entries)]
    # Nothing of what people wrote becomes a formula or a link.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet, bold = book.add_worksheet(_("Residents’ proposals")[:31]), book.add_format({"bold": True})
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                form = None if number else bold
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell[:32767], form)
                else:
                    sheet.write_number(number, column, cell, form)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(1, len(rows) - 1), len(rows[0]) - 1)
        for column in range(len(rows[0])):
            sheet.set_column(column, column, min(max(len(str(row[column])) for row in rows[:200]) + 2, WIDEST))
    return out.getvalue()


def json_of(facts: Facts) -> bytes:
    """The same for machines, with every answer."""
    told = [_told(entry, facts.answers.get(entry.pk, [])) for entry in facts.entries]
    return json.dumps({"proposals": told}, ensure_ascii=False, indent=1).encode()


def _told(entry: Entry, answers: list[InitiativeAnswer]) -> dict[str, Any]:
    return {
        "number": entry.number,
        "kind": entry.kind,
        "title": entry.title,
        "text": entry.text,
        "language": entry.language,
        "themes": [slug for slug, _name in entry.themes],
        "place": entry.place.slug if entry.place else None,
        "place_code": entry.place.code if entry.place else None,
        "lat": entry.lat,
        "lon": entry.lon,
        "author": entry.author or None,
        "way": entry.way,
        "proposed_on": local_day(entry.asked_at).isoformat(),
        "to": entry.to or None,
        "supporters": {"web": entry.web, "paper": entry.signed},
        "comments": entry.comments,
        "answers": [
            {
                "outcome": answer.outcome, "text": answer.text, "by": answer.organisation_name,
                "on": local_day(answer.answered_at).isoformat(),
            }
            for answer in answers
        ],
        "is_example": entry.is_example,
        "page": settings.SITE_URL + entry.href,
    }  # fmt: skip


def atom_of(facts: Facts, about: str, own: str) -> bytes:
    """News: what was proposed and what was answered last, the newest first."""
    feed = NewsFeed(
        title=f"{_('Residents’ proposals')} · {settings.REGION_NAME}", link=about, description=None,
        subtitle=_("New proposals and new answers"), language=get_language() or "lv",
        author_name=settings.NETWORK_NAME, feed_url=own, feed_guid=own,
    )  # fmt: skip
    for entry in sorted(facts.entries, key=lambda one: one.moved_at, reverse=True)[:MOST_NEWS]:
        lines = [pgettext("proposal", "To whom: %(to)s") % {"to": entry.to}] if entry.to else []
        last = facts.answers.get(entry.pk, [])[-1:]
        lines += [f"{each.organisation_name}: {each.get_outcome_display()}. {each.text}" for each in last]
        feed.add_item(
            title=entry.title,
            link=settings.SITE_URL + entry.href,
            description=format_html(
                "<p>{}</p>{}", entry.text, format_html_join("", "<p>{}</p>", ((one,) for one in lines))
            ),
            unique_id=f"tag:{host()},2026:proposals/{entry.public_id}",
            pubdate=entry.asked_at,
            updateddate=entry.moved_at,
        )
    return feed.writeString("utf-8").encode()
