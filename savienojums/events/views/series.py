"""Doors to series of meetings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.core.clock import local_day, now
from savienojums.core.refusal import NotFound, Refused, allow
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.events.actions import series as actions
from savienojums.events.actions import series_days as day_actions
from savienojums.events.forms.series import DayOutForm, SeriesForm, initial_of, initial_of_new
from savienojums.events.queries import series as queries
from savienojums.events.queries.offered import offered_to
from savienojums.events.rules import series as rules

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.events.models import Series


@accepts("GET")
def all_series(request: Request) -> HttpResponse:
    """All series, those that meet soonest first."""
    at, person = now(), request.person
    lines, may_make = queries.series_lines(person, at), rules.may_make_series(person)
    return page(request, "events/series_list.html", lines=lines, may_make=may_make)


@accepts("GET")
def series(request: Request, slug: str) -> HttpResponse:
    """A series: its next meeting, its days, what was decided, what is to be done."""
    return _shown(request, queries.series_for(slug))


def _shown(request: Request, found: Series, form: DayOutForm | None = None) -> HttpResponse:
    at = now()
    told = queries.series_page(request.person, found, at)
    words: dict[str, Any] = {
        "told": told,
        "series": found,
        "today": local_day(at),
        "at": at,
        "form": form or DayOutForm(),
    }
    return page(request, "events/series.html", status=422 if form else 200, **words)


@signed_in
@accepts("GET", "POST")
def series_new(request: SignedInRequest) -> HttpResponse:
    """An empty form for a new series."""
    allow(rules.may_make_series, request.person)
    offered = offered_to(request.person, None, local_day(now()))
    form = SeriesForm(request.POST or None, offered=offered, initial=initial_of_new(offered))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_series(by=request.person, details=form.details(), at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("The meetings of the coming year stand in the calendar."))
            return redirect(made)
    return page(request, "events/series_form.html", form=form, status=422 if form.errors else 200)


@signed_in
@accepts("GET", "POST")
def series_form(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change a series; meetings nobody has touched follow."""
    found = queries.hosted_series_for(request.person, slug)
    offered = offered_to(request.person, found, local_day(now()))
    form = SeriesForm(request.POST or None, offered=offered, initial=initial_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            told = actions.change_series(by=request.person, series=found, details=form.details(), at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _said(told))
            return redirect(found)
    return page(request, "events/series_form.html", form=form, series=found, status=422 if form.errors else 200)


@signed_in
@accepts("GET", "POST", "DELETE")
def series_end(request: SignedInRequest, slug: str) -> HttpResponse:
    """End a series after asking once more, or take it up again."""
    found = queries.hosted_series_for(request.person, slug)
    if request.method == "GET":
        return page(request, "events/series_end.html", series=found)
    if request.method == "DELETE":
        actions.resume_series(by=request.person, series=found, at=now())
        messages.success(request, _("The series goes on; its meetings stand in the calendar again."))
    else:
        told = actions.end_series(by=request.person, series=found, at=now())
        messages.success(request, _said(told) if told.kept else _("The series has ended. What was held stays."))
    return redirect(found)


@signed_in
@accepts("POST", "DELETE")
def series_days(request: SignedInRequest, slug: str) -> HttpResponse:
    """Leave out a day, or put it back."""
    found = queries.hosted_series_for(request.person, slug)
    if request.method == "DELETE":
        day_actions.put_back_day(by=request.person, series=found, day=_day(request), at=now())
        messages.success(request, _("There is a meeting on that day again."))
        return redirect(found)
    form = DayOutForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            day_actions.leave_out_day(by=request.person, series=found, day=said["day"], why=said["why"], at=now())
        except day_actions.NotADayOfIt as refusal:
            form.add_error("day", str(refusal.sentence))
        else:
            messages.success(request, _("The day is left out; everyone sees why."))
            return redirect(found)
    return _shown(request, found, form)


def _day(request: SignedInRequest) -> date:
    try:
        return date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        raise NotFound from None


def _said(told: actions.Relaid) -> str:
    """What became of the meetings that stood in the calendar."""
    if not told.kept:
        return _("Saved. The meetings to come follow.")
    return ngettext(
        "Saved. %(n)s meeting stays as it is, because somebody has changed it or counts on it; look it over.",
        "Saved. %(n)s meetings stay as they are, because somebody has changed them or counts on them; look them over.",
        told.kept,
    ) % {"n": told.kept}
