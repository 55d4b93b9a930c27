"""Doors for calendars, news readers and spreadsheets: whatever a filter leaves."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from savienojums.core.clock import now
from savienojums.core.web import Request, accepts, unchanged
from savienojums.support import exports
from savienojums.support.queries import export as queries
from savienojums.support.queries.catalogue import as_of
from savienojums.support.queries.documents import days_ahead
from savienojums.support.queries.measures import filters_of, measure_for

ATOM = "application/atom+xml; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
CSV = "text/csv; charset=utf-8"
# Days before a deadline on which a calendar reminds: one that is subscribed to, and one taken once.
SUBSCRIBED, ONCE = (30, 14, 3), (7,)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@accepts("GET")
def calendar(request: Request) -> HttpResponse:
    """The deadlines of every measure the filter leaves, for a calendar to subscribe to; `reminders=no` without them."""
    at = now()
    if same := unchanged(request, *as_of(at)):
        return same
    told = queries.dates_for(filters_of(request.GET), at)
    remind = None if request.GET.get("reminders") == "no" else exports.Reminders(SUBSCRIBED, at)
    content = exports.calendar_of(told, refresh=timedelta(hours=12), remind=remind)
    return _file(content, CALENDAR, f"{told.file_name}.ics", inline=True)


@accepts("GET")
def dates(request: Request, slug: str) -> HttpResponse:
    """The deadlines of one measure, with a reminder a week before."""
    at = now()
    measure = measure_for(request.person, slug)
    if same := unchanged(request, *as_of(at)):
        return same
    told = queries.dates_of(measure, at)
    return _file(exports.calendar_of(told, remind=exports.Reminders(ONCE, at)), CALENDAR, f"{told.file_name}.ics")


@accepts("GET")
def feed(request: Request) -> HttpResponse:
    """What changed lately in the measures the filter leaves, for a news reader."""
    at = now()
    if same := unchanged(request, *as_of(at)):
        return same
    filters = filters_of(request.GET)
    page = f"{settings.SITE_URL}{reverse('measures')}?{filters.query()}"
    own = settings.SITE_URL + request.get_full_path()
    return HttpResponse(exports.atom_of(queries.news_for(filters, at), page, own), content_type=ATOM)


@accepts("GET")
def csv(request: Request) -> HttpResponse:
    """The measures the filter leaves as a table of text."""
    rows = queries.rows_for(filters_of(request.GET), now())
    return _file(exports.csv_of(rows), CSV, f"{queries.file_name()}.csv")


@accepts("GET")
def xlsx(request: Request) -> HttpResponse:
    """The measures the filter leaves as a spreadsheet."""
    at, filters = now(), filters_of(request.GET)
    rows = queries.rows_for(filters, at)
    ahead = days_ahead({measure.pk for measure, _card in rows}, at)
    content = exports.xlsx_of(rows, ahead, queries.about(filters, len(rows), at))
    return _file(content, XLSX, f"{queries.file_name()}.xlsx")


def _file(content: bytes, kind: str, name: str, *, inline: bool = False) -> HttpResponse:
    disposition = f'{"inline" if inline else "attachment"}; filename="{name}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
