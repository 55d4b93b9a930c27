"""Doors to advice: a question to the local partnership, with or without an account."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.limits import address_of, within_limit
from savienojums.core.refusal import allow
from savienojums.core.web import Request, accepts, page
from savienojums.support import rules
from savienojums.support.actions import advice as actions
from savienojums.support.forms.advice import COORDINATORS, AdviceForm
from savienojums.support.queries import advice as queries
from savienojums.support.queries.measures import measure_for

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

QUESTIONS_AN_HOUR = 5


@accepts("GET", "POST")
def advice(request: Request, slug: str) -> HttpResponse:
    """Ask about a measure; nobody sees the address of who advises, nor of who asks."""
    measure, at = measure_for(request.person, slug), now()
    allow(rules.may_ask_advice, request.person, measure)
    form = _form(request, at)
    if request.method == "POST" and form.is_valid():
        if form.is_from_a_machine:
            # It shall not learn that it was noticed.
            return redirect("advice_receipt", slug)
        if _may_send(request, form.cleaned_data["email"], at):
            asked = queries.adviser_named(form.cleaned_data.get("adviser", ""))
            actions.ask_advice(by=request.person, measure=measure, adviser=asked, letter=form.letter(), at=at)
            return redirect("advice_receipt", slug)
        form.add_error(
            None, _("Five letters within an hour are the most. Your letter is still here: please send it later.")
        )
    status = 422 if form.errors else 200
    return page(request, "support/advice.html", part="form", measure=measure, form=form, status=status)


@accepts("GET")
def advice_receipt(request: Request, slug: str) -> HttpResponse:
    """The question is on its way."""
    return page(request, "support/advice_receipt.html", measure=measure_for(request.person, slug))


def _form(request: Request, at: datetime) -> AdviceForm:
    """The form, with whoever advises where the asker is chosen already."""
    nearest = queries.adviser_for(queries.place_asked(request.person, request.GET.get("place", "")))
    first: dict[str, str] = {"adviser": nearest.slug if nearest else COORDINATORS}
    if request.person:
        first |= {"name": request.person.name, "email": request.person.email}
    return AdviceForm(request.POST or None, advisers=queries.advisers_to_choose(), initial=first, at=at)


def _may_send(request: Request, email: str, at: datetime) -> bool:
    """Whether neither this network address nor this mailbox has asked too often."""
    limit: dict[str, Any] = {"most": QUESTIONS_AN_HOUR, "within": timedelta(hours=1), "at": at}
    return within_limit("advice", address_of(request), **limit) and within_limit("advice", email.lower(), **limit)
