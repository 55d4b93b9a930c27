"""Doors to conversations of other platforms: bring the files in, look at them, take them in, take them back out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.refusal import allow
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.voices.actions import imports as acts
from savienojums.voices.forms.imports import VotesImportForm
from savienojums.voices.queries import imports as queries
from savienojums.voices.rules import imports as rules

if TYPE_CHECKING:
    from django.http import HttpResponse


@signed_in
@accepts("GET")
def votes_imports(request: SignedInRequest) -> HttpResponse:
    """What was brought in so far."""
    found = queries.imports_for(request.person, request.GET.get("page", ""))
    return page(request, "voices/imports.html", part="list", imports=found, new_href=reverse("votes_import_new"))


@signed_in
@accepts("GET", "POST")
def votes_import_new(request: SignedInRequest) -> HttpResponse:
    """Hand in files."""
    allow(rules.may_bring_votes, request.person)
    given = [request.POST, request.FILES] if request.method == "POST" else []
    form = VotesImportForm(*given, organisations=queries.offered_organisations(request.person))
    if form.is_valid():
        try:
            return redirect(acts.bring_votes(by=request.person, brought=form.brought(), at=now()))
        except (acts.FilesTooLarge, acts.FilesDamaged, acts.NoVotesFiles) as refusal:
            form.add_error("handed", str(refusal.sentence))
    return page(request, "voices/import_new.html", form=form, status=422 if form.errors else 200)


@never_cache
@signed_in
@accepts("GET", "DELETE")
def votes_import(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What the files hold, what is odd about them, and what became of them; throwing them away."""
    found = queries.votes_import_for(request.person, public_id)
    if request.method == "DELETE":
        acts.drop_votes_import(by=request.person, found=found, at=now())
        messages.success(request, _("The files are thrown away."))
        return redirect("votes_imports")
    preview, asks = queries.preview_of(found), "take-out" in request.GET
    return page(request, "voices/import.html", part="state", of=found, preview=preview, asks=asks)


@signed_in
@accepts("POST", "DELETE")
def votes_import_taking(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Make a conversation of the files; or take it back out."""
    found = queries.votes_import_for(request.person, public_id)
    if request.method == "DELETE":
        acts.take_out_votes(by=request.person, found=found, at=now())
        messages.success(request, _("The conversation is taken out. The files are still here."))
        return redirect(found)
    taken = acts.take_in_votes(by=request.person, found=found, at=now())
    if not taken.is_taking:
        messages.success(request, _("The conversation is taken in. Nobody sees it before you publish it."))
    return redirect(found)


@signed_in
@accepts("POST")
def votes_import_publication(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show the conversation to everyone."""
    found = queries.votes_import_for(request.person, public_id)
    made = acts.publish_taken_in(by=request.person, found=found, at=now())
    messages.success(request, _("Everyone sees the conversation now."))
    return redirect(made)
