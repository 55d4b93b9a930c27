"""Bytes out of the document's answers: calendars, news feeds, tables, and the code a telephone reads."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import segno
import xlsxwriter
from django.conf import settings
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Event

from savienojums.core import clock
from savienojums.core.calendars import empty_calendar, host, reminder
from savienojums.core.news_feed import NewsFeed
from savienojums.core.tables import defused
from savienojums.support.labels import MEASURE
from savienojums.support.queries.plainwords import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from django.utils.safestring import SafeString

    from savienojums.support.models import Measure
    from savienojums.support.queries.cards import Card
    from savienojums.support.queries.deadlines import Deadline
    from savienojums.support.queries.export import About, Dates, Item, News

    Row = tuple[Measure, Card]
    Cell = str | int | date | Decimal | None

WIDEST = 60
MORNING = timedelta(hours=9)


# --- calendars ------------------------------------------------------------------


def calendar_of(told: Dates, *, refresh: timedelta | None = None, remind: Reminders | None = None) -> bytes:
    """A calendar of deadlines; `refresh` for one to subscribe to, `remind` for reminders before each."""
    calendar = empty_calendar(told.name, refresh)
    for deadline in told.deadlines:
        event = _event(deadline, told.change_counts.get(deadline.measure_pk, 0))
        for before in remind.before(deadline) if remind else ():
            event.add_component(reminder(event, before))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _event(deadline: Deadline, change_count: int) -> Event:
    event = Event()
    event.add("uid", f"{deadline.key}@{host()}")
    for name in ("dtstamp", "last-modified"):
        event.add(name, deadline.changed_at.astimezone(UTC))
    event.add("sequence", change_count)
    event.add("summary", _title(deadline))
    if deadline.hour:
        event.add("dtstart", datetime.combine(deadline.on, deadline.hour, tzinfo=clock.RIGA))
    else:
        event.add("dtstart", deadline.on)
        event.add("dtend", deadline.on + timedelta(days=1))
    address = settings.SITE_URL + deadline.url if deadline.url else ""
    if address:
        event.add("url", address)
    event.add("description", "\n".join(filter(None, [*_description(deadline), address])))
    event.add("status", _status(deadline))
    # A deadline takes nobody's time away.
    event.add("transp", "TRANSPARENT")
    return event


def _status(deadline: Deadline) -> str:
    if deadline.cancelled:
        return "CANCELLED"
    return "TENTATIVE" if deadline.expected else "CONFIRMED"


def _title(deadline: Deadline) -> str:
    words = {"name": deadline.name, "round": deadline.round_name}
    named = _("%(name)s, %(round)s") % words if deadline.round_name else str(deadline.name)
    if deadline.expected:
        named = _("%(name)s (deadline expected)") % {"name": named}
    # Not every calendar program shows that an event is cancelled.
    return _("Cancelled: %(name)s") % {"name": named} if deadline.cancelled else named


def _description(deadline: Deadline) -> list[str]:
    lines = [deadline.provider, deadline.amount_text, str(deadline.summary)]
    if deadline.cancelled:
        lines.append(_("This deadline holds no more: the call was withdrawn or closed."))
    elif deadline.expected:
        lines.append(
            _("Expected as in earlier years; nobody has announced it yet. Look at the page before you rely on it.")
        )
    elif deadline.hour is None:
        lines.append(_("The hour is not known; ask the provider."))
    return lines


@dataclass(frozen=True, slots=True)
class Reminders:
    """When a calendar reminds of a deadline, as seen from this moment."""

    days: tuple[int, ...]
    at: datetime

    def before(self, deadline: Deadline) -> Iterator[timedelta]:
        """How long before the event begins; only what still lies ahead, and nothing of what was called off."""
        begins = clock.end_of(deadline.on, deadline.hour) if deadline.hour else clock.start_of(deadline.on)
        # An event of a whole day begins at midnight, when nobody wants to be reminded.
        morning = timedelta() if deadline.hour else MORNING
        for days in self.days:
            before = timedelta(days=days) - morning
            if not deadline.cancelled and begins - before >= self.at:
                yield before


# --- news feeds -----------------------------------------------------------------


def atom_of(told: News, page: str, own: str) -> bytes:
    """An Atom feed of what changed last and matters."""
    feed = NewsFeed(
        title=f"{told.name} · {settings.REGION_NAME}",
        link=page,
        description=None,
        subtitle=_("What changed lately in the Connection document"),
        language=get_language() or "lv",
        author_name=settings.NETWORK_NAME,
        feed_url=own,
        feed_guid=own,
    )
    for item in told.items:
        feed.add_item(
            title=item.title,
            link=settings.SITE_URL + item.measure.get_absolute_url(),
            description=_paragraphs(item),
            unique_id=f"tag:{host()},2026:support/{item.key}",
            pubdate=item.at,
            updateddate=item.at,
            categories=item.card.themes,
        )
    return feed.writeString("utf-8").encode()


def _paragraphs(item: Item) -> SafeString:
    card = item.card
    day = _date(card.day)
    when = ""
    if day:
        when = (
            _("Deadline expected: %(day)s") % {"day": day} if card.expected else _("Deadline: %(day)s") % {"day": day}
        )
    lines = [
        *item.sentences,
        str(card.summary),
        card.provider,
        card.amount_text,
        card.share_text,
        card.standing_text,
        when,
    ]
    return format_html_join("", "<p>{}</p>", ((line,) for line in lines if line))


def _date(day: date | None) -> str:
    return in_words("closes_on", day.isoformat()) if day else ""


# --- tables ---------------------------------------------------------------------


def headings() -> list[str]:
    """The first row of a table."""
    lines = ("name", "provider", "kind", "summary", "themes", "legal_forms", "places")
    sums = ("amount_min", "amount_max", "own_share_percent", "recurrence")
    return [
        *(str(MEASURE[line]) for line in (*lines, *sums)),
        _("State"), _("Deadline"), _("Hour"), _("Announced"), _("Usually"),
        *(str(MEASURE[line]) for line in ("way_in", "ask_where", "url", "source_url")),
        _("Checked on"), _("Page"),
    ]  # fmt: skip


def cells(row: Row) -> list[Cell]:
    """One measure as a row; what is not known is an empty cell."""
    measure, card = row
    hour = f"{card.deadline.astimezone(clock.RIGA):%H:%M}" if card.deadline and card.hour_known else ""
    return [
        str(measure.name), card.provider, ", ".join(in_words("kind", kind) for kind in measure.all_kinds()),
        str(measure.summary), ", ".join(card.themes), in_words("legal_forms", measure.legal_forms),
        ", ".join(str(place) for place in measure.places.all()) or measure.places_text,
        measure.amount_min, measure.amount_max, measure.own_share_percent, str(measure.get_recurrence_display()),
        card.standing_text, card.day, hour, _announced(card), card.expected_text, in_words("way_in", measure.way_in),
        measure.ask_where, measure.url, measure.source_url, measure.checked_on,
        settings.SITE_URL + measure.get_absolute_url(),
    ]  # fmt: skip


def csv_of(rows: Iterable[Row]) -> bytes:
    """A table that spreadsheets open with the right letters."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings())
    for row in rows:
        writer.writerow([defused(cell) if isinstance(cell, str) else cell for cell in cells(row)])
    # With its mark, else Excel takes the Latvian letters for old ones.
    return out.getvalue().encode("utf-8-sig")


def xlsx_of(rows: Iterable[Row], ahead: Iterable[Deadline] = (), about: About | None = None) -> bytes:
    """A spreadsheet with real days and sums: measures, deadlines that are to come, and where all this is from."""
    out = BytesIO()
    # Nothing of what people wrote becomes a formula or a link.
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
        "default_date_format": "dd.mm.yyyy",
    }  # fmt: skip
    with xlsxwriter.Workbook(out, options) as book:
        _sheet(book, _("Support"), headings(), map(cells, rows))
        days = [
            _("Deadline"),
            _("Hour"),
            _("Announced"),
            str(MEASURE["name"]),
            str(MEASURE["provider"]),
            _("Sum"),
            _("Page"),
        ]
        _sheet(book, _("Deadlines"), days, map(_day_cells, ahead))
        if about:
            _sheet(book, _("About this file"), [_("What"), _("Says")], about.rows())
    return out.getvalue()


def _sheet(book: xlsxwriter.Workbook, name: str, heads: list[str], rows: Iterable[list[Cell]]) -> None:
    """A sheet whose heading stays in sight and whose columns can be filtered."""
    sheet, bold = book.add_worksheet(name[:31]), book.add_format({"bold": True, "text_wrap": True})
    sheet.write_row(0, 0, heads, bold)
    count = 0
    for count, row in enumerate(rows, 1):
        sheet.write_row(count, 0, row)
    sheet.autofit(WIDEST * 7)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, count, len(heads) - 1)


def _day_cells(each: Deadline) -> list[Cell]:
    return [
        each.on, f"{each.hour:%H:%M}" if each.hour else "", _("yes") if each.certain else _("no, only expected"),
        _title(each) if each.certain else str(each.name), each.provider, each.amount_text, settings.SITE_URL + each.url,
    ]  # fmt: skip


def _announced(card: Card) -> str:
    if card.day is None:
        return ""
    return _("no, only expected") if card.expected else _("yes")


# --- the sheet ------------------------------------------------------------------


def qr_code(address: str) -> SafeString:
    """The address as a code that a telephone reads, drawn into the page."""
    drawn = segno.make(address, error="m", micro=False).svg_inline(
        border=0, omitsize=True, svgclass="sheet-code", lineclass=None, title=address
    )
    # Drawn by us; the title is escaped by the library.
    return mark_safe(drawn)
