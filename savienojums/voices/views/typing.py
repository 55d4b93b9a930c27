"""Doors where sheets are typed back, and where somebody decides about a sheet that was typed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.refusal import Refused
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.voices.actions import typing as acts
from savienojums.voices.forms.typing import MovingForm, ToldForm, TypingForm
from savienojums.voices.queries import typing as queries
from savienojums.voices.queries.conversations import run_by_for
from savienojums.voices.queries.desk import leaves_of
from savienojums.voices.typed import in_parts, read_code

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.voices.models import Conversation, SheetTyping


@never_cache
@signed_in
@accepts("GET", "POST")
def conversation_typing(request: SignedInRequest, slug: str) -> HttpResponse:
    """Type sheets back: code, one key a row, Enter."""
    conversation = run_by_for(request.person, slug)
    form = TypingForm(request.POST or None, conversation=conversation, initial={"code": request.GET.get("code", "")})
    if request.method == "POST" and form.is_valid() and form.sheet and form.cleaned_data["seen"]:
        try:
            made = acts.type_sheet(by=request.person, sheet=form.sheet, typed=form.typed(), at=now())
            if made.is_waiting:
                return redirect("conversation_sheet_twice", slug, made.pk)
            return redirect("conversation_typing", slug)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
    sheet = form.sheet or queries.sheet_meant(conversation, read_code(request.GET.get("code", "")[:20]))
    rows = queries.rows_of(sheet.batch, form.marks) if sheet else []
    is_preview = form.is_bound and not form.errors
    return _typing(request, conversation, form=form, rows=rows, is_preview=is_preview, sheet=sheet)


@never_cache
@signed_in
@accepts("GET")
def conversation_typing_rows(request: SignedInRequest, slug: str) -> HttpResponse:
    """The statements of the sheet with that code, for the script that shows them while one types."""
    conversation = run_by_for(request.person, slug)
    try:
        sheet = queries.sheet_of(conversation, read_code(request.GET.get("code", "")[:20]))
    except queries.NoSuchSheet as refusal:
        return page(request, "voices/typing_rows.html", sentence=refusal.sentence, rows=[])
    return page(request, "voices/typing_rows.html", rows=queries.rows_of(sheet.batch), sheet=sheet)


@never_cache
@signed_in
@accepts("GET", "POST")
def conversation_told(request: SignedInRequest, slug: str) -> HttpResponse:
    """Somebody tells a helper what they think, by telephone or at a table."""
    conversation = run_by_for(request.person, slug)
    known = [each.public_id for each in queries.statements_to_tell(conversation)]
    form = ToldForm(request.POST or None, conversation=conversation, known=known)
    language, asked = queries.language_told(conversation), known
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data["asked"]
        if form.cleaned_data["seen"]:
            try:
                person, typed = request.person, form.typed()
                acts.type_told(
                    by=person, conversation=conversation, asked=asked, language=language, typed=typed, at=now()
                )
                return redirect("conversation_told", slug)
            except Refused as refusal:
                form.add_error(None, str(refusal.sentence))
    rows = queries.rows_told(conversation, asked, language, (form.marks, ""))
    is_preview = form.is_bound and not form.errors
    return _typing(request, conversation, form=form, rows=rows, is_preview=is_preview, is_told=True)


def _typing(request: SignedInRequest, conversation: Conversation, **words: Any) -> HttpResponse:
    """The page on which sheets are typed, with what was typed in this sitting."""
    form, at = words["form"], now()
    sitting = queries.sitting_of(request.person, conversation, at)
    places = queries.places_named() if "place" in form.fields else []
    leaves = leaves_of(conversation, "conversation_sheets")
    form.put_focus()
    return page(
        request, "voices/typing.html", status=422 if form.errors else 200, conversation=conversation, leaves=leaves,
        sitting=sitting, places=places, waits=queries.waiting_of(conversation), **words,
    )  # fmt: skip


@never_cache
@signed_in
@accepts("POST", "DELETE")
def conversation_sheet_typing(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Undo one typing, or let it count again."""
    conversation = run_by_for(request.person, slug)
    typing = queries.typing_for(conversation, number)
    code = in_parts(typing.sheet.code)
    if request.method == "DELETE":
        acts.take_back_typing(by=request.person, typing=typing, at=now())
        messages.success(request, _("Sheet %(code)s was taken back. Type it again, or let it count again on its page.") % {"code": code})  # fmt: skip
    else:
        acts.choose_typing(by=request.person, typing=typing, at=now())
        messages.success(request, _("This is what counts of sheet %(code)s now.") % {"code": code})
    if request.POST.get("from") == "sheet":
        return redirect("conversation_sheet", slug, typing.sheet.code)
    return redirect("conversation_told" if queries.is_told(typing.sheet.batch) else "conversation_typing", slug)


@never_cache
@signed_in
@accepts("GET")
def conversation_sheet(request: SignedInRequest, slug: str, code: str) -> HttpResponse:
    """One sheet: every time it was typed, by whom, and which typing counts."""
    conversation = run_by_for(request.person, slug)
    sheet = queries.sheet_for(conversation, code)
    typings = [(each, queries.rows_of(sheet.batch, each.marks)) for each in queries.typings_of(sheet)]
    leaves = leaves_of(conversation, "conversation_sheets")
    return page(
        request, "voices/sheet_one.html", conversation=conversation, sheet=sheet, typings=typings, leaves=leaves
    )


@never_cache
@signed_in
@accepts("GET", "POST")
def conversation_sheet_twice(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """The same sheet typed twice, side by side: keep the first, take the new one, or say it is another sheet."""
    conversation = run_by_for(request.person, slug)
    new = queries.typing_for(conversation, number)
    first = queries.counted_of(new.sheet)
    if not new.is_waiting or first is None:
        return redirect("conversation_sheet", slug, new.sheet.code)
    form = MovingForm(request.POST if "moved" in request.POST else None, conversation=conversation)
    if request.method == "POST" and (form.is_valid() or not form.is_bound):
        try:
            _decide(request, new, form)
            return redirect("conversation_typing", slug)
        except Refused as refusal:
            form.add_error("code", str(refusal.sentence))
    rows = queries.rows_of(new.sheet.batch, first.marks, new.marks)
    status = 422 if form.errors else 200
    leaves = leaves_of(conversation, "conversation_sheets")
    return page(request, "voices/sheet_twice.html", conversation=conversation, status=status, first=first, new=new, rows=rows, form=form, leaves=leaves)  # fmt: skip


def _decide(request: SignedInRequest, new: SheetTyping, form: MovingForm) -> None:
    at, code = now(), in_parts(new.sheet.code)
    if form.is_bound:
        moved = acts.move_typing(by=request.person, typing=new, to=form.cleaned_data["code"], at=at)
        messages.success(request, _("It is kept as sheet %(code)s. Write this code on the paper if another one stands there.") % {"code": in_parts(moved.sheet.code)})  # fmt: skip
    elif "new" in request.POST:
        acts.choose_typing(by=request.person, typing=new, at=at)
        messages.success(request, _("The new answers of sheet %(code)s count; the earlier ones stay in its history.") % {"code": code})  # fmt: skip
    else:
        acts.refuse_typing(by=request.person, typing=new, at=at)
        messages.success(request, _("The first answers of sheet %(code)s stay; the new ones are kept in its history.") % {"code": code})  # fmt: skip
