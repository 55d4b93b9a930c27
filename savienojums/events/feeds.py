"""Doors for calendar programs and news readers: whatever a filter leaves, an event, an organisation, a series, one's own."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.utils import translation

from savienojums.core.clock import local_day, now
from savienojums.core.marks import Kept
from savienojums.core.web import Request, accepts, unchanged
from savienojums.events import exports
from savienojums.events.queries import calendars_given as queries
from savienojums.events.queries.calendars import MARKS, as_of
from savienojums.events.queries.events import event_for
from savienojums.events.queries.listing import wanted_of
from savienojums.events.queries.news import news_for

if TYPE_CHECKING:
    from savienojums.events.queries.calendars_given import Told

ATOM = "application/atom+xml; charset=utf-8"
CALENDAR = "text/calendar; charset=utf-8"
# How often a program that subscribes is asked to look.
REFRESH = timedelta(hours=4)
# Hundreds of programs ask for the same few files.
MOST_REMEMBERED = 20
_FILES: Kept[dict[object, HttpResponse]] = Kept(dict, *MARKS)
# Before the beginning of what one comes to oneself.
REMINDERS = (timedelta(days=1), timedelta(hours=2))


@accepts("GET")
def events_calendar(request: Request) -> HttpResponse:
    """Everything the filter leaves, to subscribe to; `outside=yes` with the calendars of others."""
    at = now()
    if same := unchanged(request, *as_of(at), local_day(at)):
        return same
    others, wanted, files = request.GET.get("outside") == "yes", wanted_of(request.GET, local_day(at)), _FILES.get()
    key = (wanted.filter_query(), others, translation.get_language(), as_of(at), local_day(at))
    if key not in files:
        if len(files) >= MOST_REMEMBERED:
            files.clear()
        files[key] = _file(queries.told_of_filter(wanted, at, outside=others), refresh=REFRESH)
    made = files[key]
    return HttpResponse(made.content, headers={name: made[name] for name in ("Content-Type", "Content-Disposition")})


@accepts("GET")
def event_calendar(request: Request, slug: str) -> HttpResponse:
    """One event, to be put into a calendar."""
    event = event_for(request.person, slug)
    if same := unchanged(request, *as_of(now())):
        return same
    return _file(queries.told_of_event(request.person, event), attached=True)


@accepts("GET")
def organisation_calendar(request: Request, slug: str) -> HttpResponse:
    """What one organisation organises, to subscribe to."""
    at = now()
    told = queries.told_of_organisation(slug, at)
    return unchanged(request, *as_of(at), local_day(at)) or _file(told, refresh=REFRESH)


@accepts("GET")
def series_calendar(request: Request, slug: str) -> HttpResponse:
    """The meetings of a series, to subscribe to."""
    at = now()
    told = queries.told_of_series(slug, at)
    return unchanged(request, *as_of(at), local_day(at)) or _file(told, refresh=REFRESH)


@accepts("GET")
def my_calendar(request: Request, token: str) -> HttpResponse:
    """One's own events, behind a secret address; programs have no cookies, so the address is the key."""
    at = now()
    with translation.override(queries.person_of(token).language):
        remind = () if request.GET.get("reminders") == "no" else REMINDERS
        response = _file(queries.told_of_person(token, at), refresh=REFRESH, remind=remind)
    mark = f'"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    if request.headers.get("If-None-Match") == mark:
        return HttpResponseNotModified(headers={"ETag": mark, "Cache-Control": "private, no-cache"})
    for name, value in {"ETag": mark, "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}.items():
        response[name] = value
    return response


@accepts("GET")
def events_feed(request: Request) -> HttpResponse:
    """Coming events that are new, changed or cancelled, for a news reader."""
    at = now()
    if same := unchanged(request, *as_of(at)):
        return same
    wanted = wanted_of(request.GET, local_day(at))
    page = f"{settings.SITE_URL}{reverse('events')}?{wanted.filter_query()}".rstrip("?")
    own = settings.SITE_URL + request.get_full_path()
    return HttpResponse(exports.atom_of(news_for(wanted, at), page, own), content_type=ATOM)


def _file(
    told: Told, *, refresh: timedelta | None = None, remind: tuple[timedelta, ...] = (), attached: bool = False
) -> HttpResponse:
    given = exports.Given(
        name=told.name,
        refresh=refresh,
        changes=told.changes,
        calls=told.calls,
        reminders=remind,
        outside=told.outside,
    )
    content = exports.calendar_of(told.events, given)
    disposition = f'{"attachment" if attached else "inline"}; filename="{told.file_name}.ics"'
    return HttpResponse(content, content_type=CALENDAR, headers={"Content-Disposition": disposition})
