"""Doors to the photos of an organisation, and to the pictures themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core import files
from savienojums.core.clock import now
from savienojums.core.refusal import NotFound, allow
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.network import actions, forms, queries, rules

if TYPE_CHECKING:
    from savienojums.network.models import Organisation, Photo

FOR_EVER = "public, max-age=31536000, immutable"


@accepts("GET")
def photo(request: Request, photo: str, size: str) -> HttpResponse:
    """The picture itself; its address never shows another one, so it may be kept."""
    found = queries.photo_for(request.person, photo)
    content = files.kept(found.file, size)
    caching = FOR_EVER if found.organisation.is_public else "private, no-store"
    return HttpResponse(content, content_type="image/webp", headers={"Cache-Control": caching})


@signed_in
@accepts("GET", "POST")
def organisation_photos(request: SignedInRequest, slug: str) -> HttpResponse:
    """All photos of an organisation, their order, and a new one."""
    found = queries.organisation_for(request.person, slug)
    allow(rules.may_add_photo, request.person, found)
    form = forms.PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        words = dict(form.cleaned_data)
        picture = words.pop("file")
        try:
            actions.add_photo(by=request.person, organisation=found, picture=picture, words=words, at=now())
        except actions.EnoughPhotos as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("The photo is on the page."))
            return redirect("organisation_photos", slug)
    status = 422 if form.errors else 200
    return page(request, "network/organisation_photos.html", organisation=found, form=form, status=status)


@signed_in
@accepts("GET", "POST", "DELETE")
def organisation_photo(request: SignedInRequest, slug: str, photo: str) -> HttpResponse:
    """What is said of a photo, and its end."""
    found = _theirs(request, slug, photo)
    allow(rules.may_change_photo, request.person, found)
    if request.method == "DELETE":
        actions.delete_photo(by=request.person, photo=found, at=now())
        messages.success(request, _("The photo is deleted."))
        return redirect("organisation_photos", slug)
    initial = {"alt": found.alt, "caption": found.caption, "author": found.author}
    form = forms.PhotoWordsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_photo(by=request.person, photo=found, words=form.cleaned_data, at=now())
        messages.success(request, _("Saved."))
        return redirect("organisation_photos", slug)
    shown: dict[str, Any] = {"organisation": found.organisation, "photo": found, "form": form}
    return page(request, "network/organisation_photo.html", status=422 if form.errors else 200, **shown)


@signed_in
@accepts("POST")
def photo_position(request: SignedInRequest, slug: str, photo: str) -> HttpResponse:
    """Show a photo one place earlier or later."""
    found = _theirs(request, slug, photo)
    earlier = request.POST.get("move") == "earlier"
    actions.move_photo(by=request.person, photo=found, earlier=earlier, at=now())
    return redirect("organisation_photos", slug)


def _theirs(request: SignedInRequest, slug: str, photo: str) -> Photo:
    found = queries.photo_for(request.person, photo)
    owner: Organisation = found.organisation
    if owner.slug != slug:
        raise NotFound
    return found
