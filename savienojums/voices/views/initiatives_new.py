"""Doors for who proposes: a new proposal, one written down by a helper, one's own page behind the link."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.limits import address_of, within_limit
from savienojums.core.refusal import allow
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.voices.actions import initiatives as acts
from savienojums.voices.forms.initiatives import CorrectionForm, InitiativeForm, PaperForm
from savienojums.voices.keys import INITIATIVES
from savienojums.voices.queries import initiatives_page as queries
from savienojums.voices.queries.initiatives import similar_to
from savienojums.voices.queries.initiatives_ground import ground
from savienojums.voices.rules import initiatives as rules
from savienojums.voices.views.initiatives_voice import source_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

AN_HOUR = timedelta(hours=1)
# A library or a school has one address for many people.
FROM_A_NETWORK = 12


@never_cache
@accepts("GET", "POST")
def initiative_new(request: Request) -> HttpResponse:
    """Propose something; before it is sent one sees what others have proposed already."""
    at = now()
    form = InitiativeForm(request.POST or None, at=at, initial=_begun(request))
    similar = similar_to(form["title"].value() or "") if request.POST else []
    if request.method == "POST" and form.is_valid():
        if form.is_from_a_machine:
            messages.success(request, _("Thank you. Your proposal has come in."))
            return redirect("initiatives")
        if (not similar or request.POST.get("seen")) and _sent_seldom(request, form, at):
            source = source_of(request, INITIATIVES, at)
            made = acts.propose_initiative(by=request.person, proposed=form.proposed(), at=at, source_key=source)
            messages.success(request, _("Thank you. Your proposal has come in."))
            return redirect("initiative_own", made.token)
    words: dict[str, Any] = {"form": form, "similar": similar, "ground": ground()}
    return page(request, "voices/initiative_new.html", status=422 if form.errors else 200, **words)


@accepts("GET")
def initiatives_similar(request: Request) -> HttpResponse:
    """What others have proposed in such words; asked for while the title is being written."""
    similar = similar_to(request.GET.get("title", "")[:200])
    return page(request, "voices/initiatives_similar.html", similar=similar)


@signed_in
@accepts("GET", "POST")
def initiative_paper(request: SignedInRequest) -> HttpResponse:
    """Write down what somebody said, or brought on paper."""
    allow(rules.may_write_down_initiative, request.person)
    at = now()
    form = PaperForm(request.POST or None, at=at)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"proposed": form.proposed(), "paper": form.on_paper()}
        made = acts.write_down_initiative(by=request.person, at=at, **told)
        messages.success(request, _("Written down. Its number is %(number)s.") % {"number": made.number})
        return redirect("initiative_paper") if request.POST.get("then") == "next" else redirect(made)
    words: dict[str, Any] = {"form": form, "ground": ground()}
    return page(request, "voices/initiative_paper.html", status=422 if form.errors else 200, **words)


@never_cache
@accepts("GET", "POST", "DELETE")
def initiative_own(request: Request, token: str) -> HttpResponse:
    """One's own proposal: what became of it; corrected while it waits, taken back."""
    found, at = queries.initiative_by(token), now()
    if request.method == "DELETE":
        acts.withdraw_initiative(by=request.person, initiative=found, token=token, at=at)
        messages.success(request, _("You have taken it back. Your name and address are forgotten."))
        return redirect("initiative_own", token)
    form = CorrectionForm(request.POST or None, initiative=found)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"proposed": form.proposed(), "token": token, "at": at}
        acts.correct_initiative(by=request.person, initiative=found, **told)
        messages.success(request, _("Saved."))
        return redirect("initiative_own", token)
    shown = queries.shown_to(queries.Reader(None), found, at)
    words: dict[str, Any] = {"initiative": found, "shown": shown, "form": form, "token": token, "ground": ground()}
    return page(request, "voices/initiative_own.html", status=422 if form.errors else 200, **words)


def _sent_seldom(request: Request, form: InitiativeForm, at: datetime) -> bool:
    if within_limit("initiative", address_of(request), most=FROM_A_NETWORK, within=AN_HOUR, at=at):
        return True
    form.add_error(
        None,
        _("Very many proposals came from your connection within an hour. Yours is still here: send it a little later."),
    )
    return False


def _begun(request: Request) -> dict[str, str]:
    """What is known beforehand: the place or the addressee whose page led here, the name of who is signed in."""
    begun = {name: request.GET[name][:80] for name in ("place", "addressee") if name in request.GET}
    return begun | ({"email": request.person.email} if request.person else {})
