"""Doors of printed sheets: batches, their papers, and one sheet with everything that was typed from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.documents import keeping
from savienojums.core.refusal import Refused
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.voices.actions.sheets import add_sheet, drop_sheets, make_sheets
from savienojums.voices.documents import sheets as papers
from savienojums.voices.forms.sheets import SheetsForm
from savienojums.voices.queries import sheets as queries
from savienojums.voices.queries.conversations import run_by_for
from savienojums.voices.queries.desk import leaves_of
from savienojums.voices.queries.typing import rows_of, waiting_of
from savienojums.voices.typed import in_parts

if TYPE_CHECKING:
    from savienojums.voices.models import Conversation


@signed_in
@accepts("GET", "POST")
def conversation_sheets(request: SignedInRequest, slug: str) -> HttpResponse:
    """Paper: batches that were printed, how many sheets came back; a new batch."""
    conversation = run_by_for(request.person, slug)
    statements = queries.printable(conversation)
    form = SheetsForm(request.POST or None, conversation=conversation, statements=statements)
    if request.method == "POST" and form.is_valid():
        try:
            made = make_sheets(by=request.person, conversation=conversation, new=form.batch(), at=now())
            messages.success(request, _("The sheets are ready to be printed."))
            return redirect("conversation_sheet_batch", slug, made.public_id)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
    return page(
        request, "voices/sheets.html", status=422 if form.errors else 200, form=form, statements=statements,
        conversation=conversation, leaves=leaves_of(conversation, "conversation_sheets"),
        batches=queries.batches_of(conversation), told=queries.told_count(conversation), waiting=waiting_of(conversation),
    )  # fmt: skip


@signed_in
@accepts("GET", "POST", "DELETE")
def conversation_sheet_batch(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """One batch: what stands on it, its codes and which of them came back; dropped while nothing was typed."""
    conversation = run_by_for(request.person, slug)
    batch = queries.batch_for(conversation, public_id)
    if request.method == "DELETE":
        drop_sheets(by=request.person, batch=batch, at=now())
        messages.success(request, _("These sheets are gone. Throw away what was printed of them."))
        return redirect("conversation_sheets", slug)
    if request.method == "POST":
        code = add_sheet(by=request.person, batch=batch, at=now()).code
        messages.success(
            request, _("Write the code %(code)s on the paper, then type it here.") % {"code": in_parts(code)}
        )
        return redirect(f"{reverse('conversation_typing', args=[slug])}?{urlencode({'code': code})}")
    return page(
        request, "voices/sheet_batch.html", conversation=conversation, batch=batch, rows=rows_of(batch),
        sheets=queries.sheets_of(batch), leaves=leaves_of(conversation, "conversation_sheets"),
    )  # fmt: skip


@never_cache
@signed_in
@accepts("GET")
def conversation_sheet_batch_pdf(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """The sheets to be printed, each with its own code."""
    conversation = run_by_for(request.person, slug)
    batch = queries.batch_for(conversation, public_id)
    with override(batch.language):
        told = papers.sheets(batch, rows_of(batch), queries.sheets_of(batch))
    return pdf(_name(conversation, batch.public_id), _pressed(told))


def _pressed(told: dict[str, Any]) -> bytes:
    return keeping.kept("sheets.pdf", (told,), lambda: keeping.press("voices/documents/sheet", told))


def _name(conversation: Conversation, word: str) -> str:
    return f"{conversation.slug}-{word}.pdf"


def pdf(name: str, content: bytes) -> HttpResponse:
    """A document made for this reader alone; nobody on the way keeps it."""
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
