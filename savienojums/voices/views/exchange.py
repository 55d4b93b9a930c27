"""Doors to the files of a conversation: for everyone once results are public, for its organisers at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.documents import keeping
from savienojums.core.marks import marks
from savienojums.core.refusal import NotFound
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in, unchanged
from savienojums.voices import exports
from savienojums.voices.actions import exchange as acts
from savienojums.voices.queries import exchange as queries
from savienojums.voices.queries.conversations import conversation_for, run_by_for
from savienojums.voices.queries.desk import leaves_of

if TYPE_CHECKING:
    from savienojums.voices.models import Conversation


@accepts("GET")
def conversation_data(request: Request, slug: str) -> HttpResponse:
    """Which files there are, what each holds, how they may be used; before the results are public, when they will be."""
    conversation = conversation_for(request.person, slug)
    kinds = [kind for kind in exports.KINDS.values() if not kind.organisers_only]
    offered = queries.offered_of(conversation, now())
    return page(request, "voices/data.html", conversation=conversation, offered=offered, kinds=kinds)


@accepts("GET")
def conversation_data_file(request: Request, slug: str, name: str) -> HttpResponse:
    """One of them."""
    at = now()
    conversation = queries.open_conversation(request.person, slug, at)
    kind = exports.KINDS.get(name)
    if kind is None or kind.organisers_only:
        raise NotFound
    if same := unchanged(request, *marks("voices"), conversation.pk, name):
        return same
    # Each costs as much as all answers together, and programs ask for it again and again.
    key = (queries.made_of(conversation), get_language())
    try:
        content = keeping.kept(name, key, lambda: kind.make(queries.whole_of(conversation, at, public=True)))
    except keeping.Busy as busy:
        response = page(request, "support/document_busy.html", sentence=busy.sentence, status=503)
        response["Retry-After"] = response["Refresh"] = "3"
        return response
    return _attached(content, kind, conversation)


@never_cache
@signed_in
@accepts("GET")
def conversation_files(request: SignedInRequest, slug: str) -> HttpResponse:
    """The files at the desk: at any time, with whoever is set aside and every statement."""
    conversation = run_by_for(request.person, slug)
    offered = queries.offered_of(conversation, now())
    leaves = leaves_of(conversation, "conversation_files")
    return page(
        request, "voices/files.html", conversation=conversation, offered=offered, leaves=leaves,
        kinds=list(exports.KINDS.values()), public_href=reverse("conversation_data", args=[slug]),
    )  # fmt: skip


@never_cache
@signed_in
@accepts("GET")
def conversation_file(request: SignedInRequest, slug: str, name: str) -> HttpResponse:
    """One of them; the journal notes who took it."""
    conversation, at = run_by_for(request.person, slug), now()
    kind = exports.KINDS.get(name)
    if kind is None:
        raise NotFound
    acts.hand_out_files(by=request.person, conversation=conversation, form=name, at=at)
    return _attached(kind.make(queries.whole_of(conversation, at, public=False)), kind, conversation)


def _attached(content: bytes, kind: exports.Kind, conversation: Conversation) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=f"{conversation.slug}-{kind.name}") or ""
    return HttpResponse(content, content_type=kind.content_type, headers={"Content-Disposition": disposition})
