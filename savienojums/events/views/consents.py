"""Doors of those who take part in a focus group: their consent, by the link of their registration."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.web import Request, accepts, page
from savienojums.events.actions import consents as acts
from savienojums.events.forms.focus import PeopleForm
from savienojums.events.queries import consents as queries
from savienojums.events.queries.focus import cell_label, cells_of
from savienojums.events.queries.gatherings import shown_of

if TYPE_CHECKING:
    from django.http import HttpResponse


@never_cache
@accepts("GET", "POST")
def registration_consent(request: Request, token: str) -> HttpResponse:
    """Each person of a party agrees to take part, or takes that back."""
    party, at = queries.party_by(token), now()
    focus = party.event.focus_group
    people = queries.party_people(party)
    # A form in which nothing is ticked is an answer, too.
    told = request.POST if request.method == "POST" else None
    form = PeopleForm(told, people=people, cells=[(cell, cell_label(cell)) for cell in cells_of(focus)])
    if request.method == "POST" and form.is_valid():
        acts.answer_consent(by=request.person, registration=party, answers=form.answers(), token=token, at=at)
        messages.success(request, _("Thank you, it is written down."))
        return redirect("registration_consent", token)
    words: dict[str, Any] = {
        "form": form,
        "event": party.event,
        "focus": focus,
        "consent": queries.consent_of(focus),
        "token": token,
    }
    words |= {"shown": shown_of(party.event, at), "agreed": sum(person.consented_at is not None for person in people)}
    return page(request, "events/consent.html", status=422 if form.errors else 200, **words)
