"""Doors to minutes as files: PDF and DOCX of one meeting, and of a series between two days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext

from savienojums.core.clock import local_day, now, start_of
from savienojums.core.documents import keeping
from savienojums.core.refusal import NotFound
from savienojums.core.web import Request, accepts, page
from savienojums.events.documents import minutes as paper
from savienojums.events.documents import minutes_docx
from savienojums.events.forms.series import BetweenForm
from savienojums.events.queries import minutes as queries
from savienojums.events.queries.series import series_for

if TYPE_CHECKING:
    from savienojums.events.models import Series
    from savienojums.events.queries.minutes import Record

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)


@accepts("GET")
def event_minutes_pdf(request: Request, slug: str) -> HttpResponse:
    """The minutes of one meeting as a PDF that also those can read who do not see it."""
    return _pdf(request, _one(request, slug), _name(slug, "pdf"))


@accepts("GET")
def event_minutes_docx(request: Request, slug: str) -> HttpResponse:
    """The minutes of one meeting as a DOCX to work on further."""
    return _docx(_one(request, slug), _name(slug, "docx"))


@accepts("GET")
def series_minutes(request: Request, slug: str) -> HttpResponse:
    """From when to when the minutes of a series are to be put together."""
    series = series_for(slug)
    form, records, _days = _between(request, series)
    words: dict[str, Any] = {"series": series, "form": form, "records": records, "asked": request.GET.urlencode()}
    return page(request, "events/series_minutes.html", status=422 if form.errors else 200, **words)


@accepts("GET")
def series_minutes_pdf(request: Request, slug: str) -> HttpResponse:
    """The minutes of a series between two days as one PDF."""
    return _pdf(request, _compiled(request, slug), _name(slug, "pdf"))


@accepts("GET")
def series_minutes_docx(request: Request, slug: str) -> HttpResponse:
    """The minutes of a series between two days as one DOCX."""
    return _docx(_compiled(request, slug), _name(slug, "docx"))


def _name(slug: str, ending: str) -> str:
    word = pgettext("name of a file", "minutes")
    return f"{slug}-{word}.{ending}"


def _one(request: Request, slug: str) -> dict[str, Any]:
    found = queries.minutes_for(request.person, slug)
    return paper.one(queries.record_of(found.event, found), local_day(now()))


def _compiled(request: Request, slug: str) -> dict[str, Any]:
    series = series_for(slug)
    _form, records, days = _between(request, series)
    if not records:
        raise NotFound
    return paper.compiled(series, records, days, local_day(now()))


def _between(request: Request, series: Series) -> tuple[BetweenForm, list[Record], str]:
    """What was asked for, the minutes of that time this person may read, and the time in words."""
    form = BetweenForm(request.GET or None)
    said = form.cleaned_data if form.is_valid() else {}
    since, until = said.get("since") or FIRST, said.get("until") or LAST
    if form.errors:
        return form, [], ""
    days = (start_of(since), start_of(until + timedelta(days=1)))
    records = queries.records_between(request.person, series, days)
    told = [record.event.first_day for record in records]
    words = f"{date_format(told[0])} – {date_format(told[-1])}" if told else ""
    return form, records, words


def _pdf(request: Request, told: dict[str, Any], name: str) -> HttpResponse:
    """The PDF, or a page that comes again by itself if another one is being made just now."""
    try:
        content = keeping.kept(
            "minutes.pdf", (told, get_language()), lambda: keeping.press("events/documents/minutes", told)
        )
    except keeping.Busy as busy:
        response = page(request, "support/document_busy.html", sentence=busy.sentence, status=503)
        response["Retry-After"] = response["Refresh"] = "3"
        return response
    return _file(content, "application/pdf", "inline", name)


def _docx(told: dict[str, Any], name: str) -> HttpResponse:
    return _file(minutes_docx.written(told), minutes_docx.TYPE, "attachment", name)


def _file(content: bytes, kind: str, place: str, name: str) -> HttpResponse:
    # Who may read may change; nobody between us and the reader keeps it.
    headers = {"Content-Disposition": f'{place}; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)
