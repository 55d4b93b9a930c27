"""Doors to tasks: mine and those of my organisations, one task, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import local_day, now
from savienojums.core.refusal import allow
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in, way_back
from savienojums.events.actions import tasks as actions
from savienojums.events.forms.minutes import OutcomeForm, TaskForm
from savienojums.events.queries import tasks as queries
from savienojums.events.queries.offered import offered_to
from savienojums.events.rules import tasks as rules

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.events.models import Task


@signed_in
@accepts("GET")
def tasks(request: SignedInRequest) -> HttpResponse:
    """Tasks of the organisations one acts for and of meetings one runs."""
    at, said = now(), request.GET
    listing = queries.tasks_for(request.person, at, said.get("show", ""), said.get("page", ""))
    form = OutcomeForm(auto_id=False)
    return page(request, "events/tasks.html", part="listing", listing=listing, form=form, today=local_day(at))


@accepts("GET", "POST", "DELETE")
def task(request: Request, public_id: str) -> HttpResponse:
    """One task; who runs the meeting changes it here."""
    found = queries.task_for(request.person, public_id)
    if request.method == "GET" or request.person is None:
        return _shown(request, found)
    if request.method == "DELETE":
        actions.delete_task(by=request.person, task=found, at=now())
        messages.success(request, _("The task is struck."))
        return redirect(found.event)
    allow(rules.may_change_task, request.person, found)
    form = TaskForm.of(found, offered_to(request.person, None, local_day(now())), request.POST)
    if not form.is_valid():
        return _shown(request, found, form)
    actions.change_task(by=request.person, task=found, details=form.details(), at=now())
    messages.success(request, _("Saved."))
    return redirect(found)


def _shown(request: Request, found: Task, form: TaskForm | None = None) -> HttpResponse:
    by, today = request.person, local_day(now())
    if form is None and by is not None and rules.may_change_task(by, found):
        form = TaskForm.of(found, offered_to(by, None, today))
    words: dict[str, Any] = {
        "task": found,
        "form": form,
        "today": today,
        "may_finish": rules.may_finish_task(by, found),
    }
    status = 422 if form is not None and form.errors else 200
    return page(request, "events/task.html", outcome_form=OutcomeForm(), status=status, **words)


@signed_in
@accepts("POST", "DELETE")
def task_outcome(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say that a task is done, or take it up again."""
    found = queries.task_for(request.person, public_id)
    if request.method == "DELETE":
        actions.resume_task(by=request.person, task=found, at=now())
        messages.success(request, _("The task is open again."))
        return redirect(found)
    actions.finish_task(by=request.person, task=found, outcome=_outcome(request), at=now())
    messages.success(request, _("The task is done."))
    return redirect(way_back(request, found.get_absolute_url()))


@signed_in
@accepts("POST")
def task_dropping(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say that a task will not be done."""
    found = queries.task_for(request.person, public_id)
    actions.drop_task(by=request.person, task=found, outcome=_outcome(request), at=now())
    messages.success(request, _("The task is dropped. It can be taken up again."))
    return redirect(found)


def _outcome(request: SignedInRequest) -> str:
    form = OutcomeForm(request.POST)
    return form.cleaned_data["outcome"] if form.is_valid() else ""
