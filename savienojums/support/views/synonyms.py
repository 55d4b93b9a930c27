"""Doors to the synonyms: what means the same to the search, tried before and after it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from savienojums.core.clock import local_day, now
from savienojums.core.refusal import Refused
from savienojums.core.web import SignedInRequest, accepts, page
from savienojums.support.actions import synonyms as acts
from savienojums.support.queries import synonyms as queries
from savienojums.support.views.keeping import for_keepers

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpResponse

LONGEST = 2_500


@for_keepers
@accepts("GET", "POST")
def synonyms(request: SignedInRequest) -> HttpResponse:
    """All synonyms, a form for new ones, and what would be found for some words."""
    words, problem = request.POST.get("words", "")[:LONGEST], ""
    if request.method == "POST" and "try" not in request.POST:
        try:
            group = acts.add_synonyms(by=request.person, words=words, at=now())
        except Refused as refusal:
            problem = str(refusal.sentence)
        else:
            return _back(kept=group.public_id)
    return _page(request, words=words, problem=problem)


@for_keepers
@accepts("GET", "POST")
def synonym_group(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One group of synonyms, to be written anew."""
    group = queries.synonym_group_for(request.person, public_id)
    words, problem = request.POST.get("words", ", ".join(group.phrases))[:LONGEST], ""
    if request.method == "POST" and "try" not in request.POST:
        try:
            acts.change_synonyms(by=request.person, group=group, words=words, at=now())
        except Refused as refusal:
            problem = str(refusal.sentence)
        else:
            return _back(kept=public_id)
    return _page(request, words=words, problem=problem, group=group)


@for_keepers
@accepts("POST", "DELETE")
def synonym_removal(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Remove a group of synonyms, or bring it back."""
    group = queries.synonym_group_for(request.person, public_id)
    if request.method == "POST":
        acts.remove_synonyms(by=request.person, group=group, at=now())
        return _back(removed=public_id)
    acts.restore_synonyms(by=request.person, group=group, at=now())
    return _back(kept=public_id)


def _back(**done: str) -> HttpResponse:
    return redirect(f"{reverse('synonyms')}?{urlencode(done)}")


def _page(request: SignedInRequest, *, words: str, problem: str, group: Any = None) -> HttpResponse:
    at, removed = now(), request.GET.get("removed", "")
    asked = request.GET.get("q", "").strip()[:200]
    return page(
        request,
        "support/synonyms.html",
        status=422 if problem else 200,
        words=words,
        problem=problem,
        group=group,
        groups=queries.synonyms_for(request.person),
        removed=queries.synonym_group_for(request.person, removed) if removed else None,
        kept=request.GET.get("kept", ""),
        counts=queries.counts_of(words, at) if "try" in request.POST else [],
        asked=asked,
        trial=queries.trial_of(request.person, asked, at),
        today=local_day(at),
    )
