"""Doors to the points of an agenda and what hangs on them: each small form is saved by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import local_day, now
from savienojums.core.web import SignedInRequest, accepts, signed_in
from savienojums.events.actions import points as actions
from savienojums.events.actions.proposals import add_proposal
from savienojums.events.actions.tasks import add_task
from savienojums.events.forms.minutes import NewPointForm, PointForm
from savienojums.events.forms.minutes_page import proposal_form, task_form
from savienojums.events.queries.events import hosted_for
from savienojums.events.queries.minutes import point_for
from savienojums.events.queries.offered import offered_to
from savienojums.events.views.minutes import saved, written

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.events.models import AgendaPoint, Event

NEW = "new_title"


@signed_in
@accepts("POST")
def event_points(request: SignedInRequest, slug: str) -> HttpResponse:
    """One more point; the next one can be typed at once."""
    found, form = hosted_for(request.person, slug), NewPointForm(request.POST, auto_id="new_%s")
    if not form.is_valid():
        return written(request, found, {("new", ""): form})
    actions.add_point(by=request.person, event=found, title=form.cleaned_data["title"], at=now())
    response = redirect("event_minutes_form", slug)
    response["Location"] += f"?next=point#{NEW}"
    return response


@signed_in
@accepts("POST", "DELETE")
def event_point(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """What was said about a point and decided; or its end."""
    found = hosted_for(request.person, slug)
    point = point_for(found, public_id)
    if request.method == "DELETE":
        actions.delete_point(by=request.person, point=point, at=now())
        messages.success(request, _("The point is struck."))
        return redirect("event_minutes_form", slug)
    in_series = found.series_id is not None
    form = PointForm.of(point, request.POST, in_series=in_series)
    if not form.is_valid():
        return written(request, found, {("point", public_id): form})
    try:
        seen = form.cleaned_data["seen"]
        actions.change_point(by=request.person, point=point, details=form.details(), seen=seen, at=now())
    except actions.WrittenMeanwhile as refusal:
        form.add_error(None, str(refusal.sentence))
        return written(request, found, {("point", public_id): form.with_sign(point)})
    return saved(request, found, f"point-{public_id}", form=PointForm.of(point, in_series=in_series), point=point)


@signed_in
@accepts("POST")
def point_position(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """Speak of a point one place earlier or later."""
    found = hosted_for(request.person, slug)
    earlier = request.POST.get("move") == "earlier"
    actions.move_point(by=request.person, point=point_for(found, public_id), earlier=earlier, at=now())
    response = redirect("event_minutes_form", slug)
    response["Location"] += f"#point-{public_id}"
    return response


@signed_in
@accepts("POST")
def event_tasks(request: SignedInRequest, slug: str) -> HttpResponse:
    """One more task, of a point or of the whole meeting."""
    found = hosted_for(request.person, slug)
    point, key = _point(request, found)
    form = task_form(offered_to(request.person, None, local_day(now())), key, request.POST)
    if not form.is_valid():
        return written(request, found, {("task", key): form})
    add_task(by=request.person, event=found, details={**form.details(), "point": point}, at=now())
    messages.success(request, _("The task is written down."))
    return saved(request, found, f"point-{key}" if key else "loose")


@signed_in
@accepts("POST")
def event_proposals(request: SignedInRequest, slug: str) -> HttpResponse:
    """One more proposal, of a point or of the whole meeting."""
    found = hosted_for(request.person, slug)
    point, key = _point(request, found)
    form = proposal_form(offered_to(request.person, None, local_day(now())), key, request.POST)
    if not form.is_valid():
        return written(request, found, {("proposal", key): form})
    add_proposal(by=request.person, event=found, details={**form.details(), "point": point}, at=now())
    messages.success(request, _("The proposal is written down."))
    return saved(request, found, f"point-{key}" if key else "loose")


def _point(request: SignedInRequest, event: Event) -> tuple[AgendaPoint | None, str]:
    """The point a form belongs to, if it belongs to one."""
    key = request.POST.get("point", "")
    return (point_for(event, key) if key else None), key
