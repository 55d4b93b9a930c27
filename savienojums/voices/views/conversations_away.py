"""Doors to frames and papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.voices.queries.conversations import run_by_for
from savienojums.voices.queries.desk import leaves_of

if TYPE_CHECKING:
    from django.http import HttpResponse


@signed_in
@accepts("GET", "POST", "DELETE")
def conversation_embed(request: SignedInRequest, slug: str) -> HttpResponse:
    """Soon."""
    found = run_by_for(request.person, slug)
    return page(request, "voices/desk.html", conversation=found, leaves=leaves_of(found, "conversation_desk"))


@signed_in
@accepts("GET", "POST", "DELETE")
def conversation_embedding(request: SignedInRequest, slug: str) -> HttpResponse:
    """Soon."""
    found = run_by_for(request.person, slug)
    return page(request, "voices/desk.html", conversation=found, leaves=leaves_of(found, "conversation_desk"))


@signed_in
@accepts("GET", "POST", "DELETE")
def conversation_poster_pdf(request: SignedInRequest, slug: str) -> HttpResponse:
    """Soon."""
    found = run_by_for(request.person, slug)
    return page(request, "voices/desk.html", conversation=found, leaves=leaves_of(found, "conversation_desk"))

