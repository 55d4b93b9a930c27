"""Doors of those who check others in: the page, what devices send, the worker that serves it without a line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse, RawPostDataException
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.refusal import NotAllowed, NotFound, Refused
from savienojums.core.templatetags.core import built
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.events.actions import arrivals as acts
from savienojums.events.arrivals import Word
from savienojums.events.forms.arrivals import DamagedQueue, NewcomerForm, queue_of
from savienojums.events.kinds import Arrival
from savienojums.events.queries import arrivals as queries
from savienojums.events.queries.desk import leaves_of
from savienojums.events.queries.events import hosted_for

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.events.models import Event


@never_cache
@signed_in
@accepts("GET", "POST")
def event_check_in(request: SignedInRequest, slug: str) -> HttpResponse:
    """The list to check people in; it works without script and, with it, without a line."""
    event, at = hosted_for(request.person, slug), now()
    if request.method == "POST":
        return _plainly(request, event, at)
    # What a device keeps to open without a line has no names in it.
    words, is_shell = request.GET.get("q", ""), "shell" in request.GET
    told: dict[str, Any] = (
        {} if is_shell else {"rows": queries.listed(event, words), "counts": queries.counts_of(event)}
    )
    return page(
        request, "events/check_in.html", event=event, leaves=leaves_of(event, "event_check_in"), words=words,
        form=NewcomerForm(by_helper=True), key=uuid4().hex, most=queries.MOST_SHOWN, until=queries.lasts_until(event), is_shell=is_shell, **told,
    )  # fmt: skip


def _plainly(request: SignedInRequest, event: Event, at: datetime) -> HttpResponse:
    """What a page without script sends: somebody came, did not after all, or is added."""
    key, came, gone = (request.POST.get(name, "") for name in ("key", "came", "gone"))
    back = reverse("event_check_in", args=[event.slug])
    if code := came or gone:
        word = Word(f"{key[:32]}:{code[:8]}:{'yes' if came else 'no'}", code, bool(came), at, Arrival.DEVICE)
        row = acts.take_arrival(by=request.person, event=event, word=word, at=at)
        asked = request.POST.get("q", "")
        return redirect(f"{back}{'?' + urlencode({'q': asked}) if asked else ''}#row-{row.row_code}")
    form = NewcomerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the name of the one who came."))
        return redirect(f"{back}#newcomer")
    row = acts.add_at_door(
        by=request.person, event=event, newcomer=form.newcomer(f"{key[:32]}:new", Arrival.DEVICE, at), at=at
    )
    messages.success(request, _("%(name)s is on the list.") % {"name": row.name})
    return redirect(f"{back}#row-{row.row_code}")


@never_cache
@accepts("GET", "POST")
def event_check_lines(request: Request, slug: str) -> HttpResponse:
    """The list as devices hold it; they send what was said and are told what became of each line."""
    if request.person is None:
        return JsonResponse({"signed_out": True}, status=401)
    at = now()
    try:
        event = hosted_for(request.person, slug)
        answer = _taken(request, event, at) if request.method == "POST" else {"done": [], "refused": []}
    except (NotFound, NotAllowed):
        raise
    except Refused as refusal:
        return JsonResponse({"sentence": str(refusal.sentence)}, status=409)
    mark, rows = queries.marked_rows(event)
    if mark != request.headers.get("X-Mark"):
        answer["rows"] = rows
    answer |= {"mark": mark, "token": get_token(request), "until": queries.lasts_until(event).timestamp()}
    return JsonResponse(answer)


def _taken(request: Request, event: Event, at: datetime) -> dict[str, Any]:
    try:
        queue = queue_of(request.body, at)
    except RawPostDataException as form:
        raise DamagedQueue from form
    taken = acts.take_arrivals(by=request.person, event=event, words=queue.words, newcomers=queue.newcomers, at=at)
    damaged = [(key, str(acts.BadLine.sentence)) for key in queue.unread]
    return {"done": taken.done, "refused": [*taken.refused, *damaged]}


@signed_in
@accepts("GET")
def row_code(request: SignedInRequest, public_id: str, code: str) -> HttpResponse:
    """Where the small code on a sheet leads: the check-in of its event, with that row found."""
    event = queries.row_behind(request.person, public_id)
    return redirect(f"{reverse('event_check_in', args=[event.slug])}?{urlencode({'q': code})}")


@accepts("GET")
def check_in_worker(_request: Request) -> HttpResponse:
    """The script that opens the check-in page without a line; from here it may do so for this page."""
    file = Path(settings.STATIC_ROOT) / Path(built("check-in-worker.js")).name
    return HttpResponse(
        file.read_bytes(), content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"}
    )
