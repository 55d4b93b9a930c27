"""Doors to the photos of an event, and to the pictures themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core import files
from savienojums.core.clock import now
from savienojums.core.refusal import NotFound, Refused
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.events.actions import photos as actions
from savienojums.events.forms.photos import EventPhotoForm, EventPhotoWordsForm
from savienojums.events.queries import photos as queries
from savienojums.events.queries.desk import leaves_of
from savienojums.events.queries.events import hosted_for

if TYPE_CHECKING:
    from savienojums.events.models import EventPhoto

FOR_EVER = "public, max-age=31536000, immutable"


@accepts("GET")
def event_photo_file(request: Request, public_id: str, size: str) -> HttpResponse:
    """The picture itself; its address never shows another one, so it may be kept."""
    if size not in {"large", "small"}:
        raise NotFound
    found = queries.photo_for(request.person, public_id)
    caching = FOR_EVER if found.event.is_public else "private, no-store"
    content = files.kept(found.file, size)
    return HttpResponse(content, content_type="image/webp", headers={"Cache-Control": caching})


@signed_in
@accepts("GET", "POST")
def event_photos(request: SignedInRequest, slug: str) -> HttpResponse:
    """All photos of an event, and a new one."""
    found = hosted_for(request.person, slug)
    form = EventPhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        picture, agreed = said.pop("file"), said.pop("agreed")
        try:
            actions.add_event_photo(
                by=request.person, event=found, picture=picture, words=said, agreed=agreed, at=now()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("The photo is on the page."))
            return redirect("event_photos", slug)
    words: dict[str, Any] = {
        "event": found,
        "photos": queries.photos_of(found),
        "leaves": leaves_of(found, "event_minutes_form"),
    }
    return page(request, "events/minutes_photos.html", form=form, status=422 if form.errors else 200, **words)


@signed_in
@accepts("GET", "POST", "DELETE")
def event_photo(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """What is said of a photo, and its end."""
    found = _theirs(request, slug, public_id)
    if request.method == "DELETE":
        actions.delete_event_photo(by=request.person, photo=found, at=now())
        messages.success(request, _("The photo is deleted."))
        return redirect("event_photos", slug)
    initial = {"alt": found.alt, "caption": found.caption, "author": found.author}
    form = EventPhotoWordsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_event_photo(by=request.person, photo=found, words=form.cleaned_data, at=now())
        messages.success(request, _("Saved."))
        return redirect("event_photos", slug)
    words: dict[str, Any] = {
        "event": found.event,
        "photo": found,
        "leaves": leaves_of(found.event, "event_minutes_form"),
    }
    return page(request, "events/minutes_photo.html", form=form, status=422 if form.errors else 200, **words)


def _theirs(request: SignedInRequest, slug: str, public_id: str) -> EventPhoto:
    event, found = hosted_for(request.person, slug), queries.photo_for(request.person, public_id)
    if found.event_id != event.pk:
        raise NotFound
    return found
