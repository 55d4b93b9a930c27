"""Doors that take the calendar elsewhere: into one's own calendar, and onto other people's sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp.constants import NONE, SELF
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from savienojums.core.clock import local_day, now
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in, unchanged
from savienojums.events.actions import calendars as actions
from savienojums.events.queries import listing_embed as queries
from savienojums.events.queries.calendars import as_of
from savienojums.events.queries.calendars_addresses import addresses_for, file_address
from savienojums.events.queries.listing import wanted_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

# Only this page may stand in other people's frames; it runs nothing, sends nothing and remembers nobody.
FRAMED = {"frame-ancestors": ["*"], "script-src": [NONE], "connect-src": [NONE], "form-action": [NONE]}
LANGUAGES = [code for code, _name in settings.LANGUAGES]


@accepts("GET")
def event_calendars(request: Request) -> HttpResponse:
    """How the calendar comes into one's own: the present choice, and what concerns oneself."""
    wanted = wanted_of(request.GET, local_day(now()))
    return page(
        request,
        "events/calendars.html",
        words=queries.in_words(wanted),
        wanted=wanted,
        file=file_address(wanted.filter_query()),
        mine=addresses_for(request.person),
    )


@accepts("POST")
@signed_in
def calendar_key(request: SignedInRequest) -> HttpResponse:
    """A secret address for one's own calendar, or another one instead of it."""
    if request.POST.get("renew"):
        actions.renew_calendar_key(by=request.person, at=now())
        messages.success(request, _("The calendar has a new address. Nobody reads anything at the old one any more."))
    else:
        actions.make_calendar_key(by=request.person, at=now())
    return redirect("event_calendars")


@csp_replace(FRAMED)
@xframe_options_exempt
@accepts("GET")
def events_embed(request: Request) -> HttpResponse:
    """The next events of a filter, bare, in the language the address names."""
    at, language = now(), _language(request.GET.get("lang", ""))
    with translation.override(language):
        response = unchanged(request, *as_of(at)) or _framed(request, at)
    response["Content-Language"] = language
    return response


@csp_update({"frame-src": [SELF]})
@accepts("GET")
def events_embedding(request: Request) -> HttpResponse:
    """The line of HTML for the present filter, with the frame as it will look."""
    at, most = now(), queries.number_of(request.GET.get("most", ""))
    wanted, language = wanted_of(request.GET, local_day(at)), _language(request.GET.get("lang", "") or _own())
    with translation.override(language):
        line = queries.line_of(wanted, language, most)
    address = queries.address_of(wanted, language, most)
    frame = {"address": address, "line": line, "language": language, "most": most}
    told = queries.embedded_for(wanted, most, at)
    return page(request, "events/embedding.html", wanted=wanted, told=told, frame=frame, numbers=queries.NUMBERS)


def _framed(request: Request, at: datetime) -> HttpResponse:
    most = queries.number_of(request.GET.get("most", ""))
    return page(
        request, "events/embed.html", told=queries.embedded_for(wanted_of(request.GET, local_day(at)), most, at)
    )


def _own() -> str:
    return translation.get_language() or ""


def _language(asked: str) -> str:
    return asked if asked in LANGUAGES else settings.LANGUAGE_CODE
