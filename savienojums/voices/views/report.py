"""Doors to the report of a conversation: as a page, as a PDF, and the conclusions in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.documents import keeping
from savienojums.core.refusal import NotFound
from savienojums.core.rich import rich
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.voices.actions import conclusions as acts
from savienojums.voices.documents import report as paper
from savienojums.voices.forms.conclusions import ConclusionsForm
from savienojums.voices.queries.conversations import conversation_for, run_by_for
from savienojums.voices.queries.desk import leaves_of
from savienojums.voices.queries.participants import participant_of
from savienojums.voices.queries.report import report_access, report_of
from savienojums.voices.views.answering import token_of

if TYPE_CHECKING:
    from savienojums.voices.models import Conversation
    from savienojums.voices.queries.map_shown import Access


@never_cache
@accepts("GET")
def conversation_report(request: Request, slug: str) -> HttpResponse:
    """The report, or when it will be shown."""
    conversation, access = _opened(request, slug)
    told = report_of(conversation, now()) if access.may_see else None
    return page(
        request, "voices/report.html", conversation=conversation, access=access, report=told,
        map=told.map if told else None, conclusions=rich(str(conversation.conclusions)),
    )  # fmt: skip


@never_cache
@accepts("GET")
def conversation_report_pdf(request: Request, slug: str) -> HttpResponse:
    """The same as a PDF that also those can read who do not see it."""
    conversation, access = _opened(request, slug)
    if not access.may_see:
        raise NotFound
    told = paper.report(conversation, report_of(conversation, now()), early=access.is_early)
    try:
        made = keeping.kept("report.pdf", (told, get_language()), lambda: keeping.press(paper.TEMPLATE, told))
    except keeping.Busy as busy:
        response = page(request, "support/document_busy.html", sentence=busy.sentence, status=503)
        response["Retry-After"] = response["Refresh"] = "3"
        return response
    word = pgettext("name of a file", "report")
    # What is shown to whom may change; nobody between us and the reader keeps it.
    headers = {"Content-Disposition": f'inline; filename="{slug}-{word}.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@signed_in
@accepts("GET", "POST")
def conversation_conclusions(request: SignedInRequest, slug: str) -> HttpResponse:
    """What the organisers heard and will do."""
    found = run_by_for(request.person, slug)
    form = ConclusionsForm(request.POST or None, initial=ConclusionsForm.words_of(found.conclusions))
    if request.method == "POST" and form.is_valid():
        acts.write_conclusions(by=request.person, conversation=found, conclusions=form.conclusions, at=now())
        messages.success(request, _("The conclusions are saved; they stand at the beginning of the report."))
        return redirect(reverse("conversation_report", args=[slug]))
    return page(
        request, "voices/conclusions.html", conversation=found, form=form,
        leaves=leaves_of(found, "conversation_desk"), status=422 if form.errors else 200,
    )  # fmt: skip


def _opened(request: Request, slug: str) -> tuple[Conversation, Access]:
    conversation = conversation_for(request.person, slug)
    participant = participant_of(request.person, token_of(request), conversation)
    return conversation, report_access(request.person, conversation, participant, now())
