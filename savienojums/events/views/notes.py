"""Doors to the notes of a focus group; the page saves by itself where script runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.core.clock import now
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.events.actions import notes as acts
from savienojums.events.forms.focus import NoteForm
from savienojums.events.queries import notes as queries
from savienojums.events.queries.focus import hosted_focus
from savienojums.events.views.focus import desk

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.events.models import FocusGroup, FocusNote


@signed_in
@accepts("GET", "POST")
def event_notes(request: SignedInRequest, slug: str) -> HttpResponse:
    """All notes by question; a post adds a stretch, or begins with a field for each question."""
    found = hosted_focus(request.person, slug)
    if request.method == "POST" and "begin" in request.POST:
        acts.begin_notes(by=request.person, focus_group=found, at=now())
        return redirect("event_notes", slug)
    if request.method == "POST":
        form = NoteForm(request.POST)
        told: dict[str, Any] = form.cleaned_data if form.is_valid() else {"question": "", "text": ""}
        words = {"question": told["question"], "text": told["text"]}
        made = acts.add_note(by=request.person, focus_group=found, at=now(), **words)
        return redirect(f"{reverse('event_notes', args=[slug])}#note-{made.public_id}")
    voices = queries.voices_of(found)
    chapters = queries.chapters_of(found, voices)
    any_notes = any(chapter.notes for chapter in chapters)
    words = {"focus": found, "chapters": chapters, "voices": voices, "any_notes": any_notes}
    return page(request, "events/notes.html", **desk(found.event), **words)


@signed_in
@accepts("POST", "DELETE")
def event_note(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """Write on in one stretch, or throw it away."""
    found = hosted_focus(request.person, slug)
    note = queries.note_for(found, public_id)
    if request.method == "DELETE":
        acts.remove_note(by=request.person, note=note, at=now())
        messages.success(request, _("The stretch of notes is gone."))
        return redirect("event_notes", slug)
    form = NoteForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        note = acts.change_note(by=request.person, note=note, text=told["text"], seen=told["seen"], at=now())
    if request.htmx:
        return page(request, "events/notes_state.html", **_state(found, note, saved=form.is_valid()))
    messages.success(request, _("Saved.")) if form.is_valid() else messages.error(request, _("This is too long."))
    return redirect(f"{reverse('event_notes', args=[slug])}#note-{public_id}")


@signed_in
@accepts("POST")
def event_note_names(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """Numbers in the place of names: of all that are clear, or of one word that several people may be called by."""
    found = hosted_focus(request.person, slug)
    note = queries.note_for(found, public_id)
    form = NoteForm(request.POST)
    if form.is_valid() and "text" in request.POST:
        # The page may not have saved yet what was written last.
        told = form.cleaned_data
        acts.change_note(by=request.person, note=note, text=told["text"], seen=told["seen"], at=now())
    voice, _colon, only = request.POST.get("pick", "").partition(":")
    number = int(voice) if voice.isascii() and voice.isdigit() and len(voice) < 5 else 0
    count = acts.replace_names(by=request.person, note=note, only=only, voice=number, at=now())
    said = ngettext("One name became a number.", "%(count)s names became numbers.", count) % {"count": count}
    messages.success(request, said)
    return redirect(f"{reverse('event_notes', args=[slug])}#note-{public_id}")


def _state(found: FocusGroup, note: FocusNote, *, saved: bool) -> dict[str, Any]:
    """What stands under a stretch after it was saved."""
    voices = queries.voices_of(found)
    shown = queries.shown_note(note, queries.names_of(voices), queries.gone_of(voices))
    return {"event": found.event, "shown": shown, "saved": saved, "at": now()}
