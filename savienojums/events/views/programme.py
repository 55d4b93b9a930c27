"""Doors to the programme of an event and to its materials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.refusal import NotFound, Refused
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.events import papers
from savienojums.events.actions import materials as handing
from savienojums.events.actions import programme as actions
from savienojums.events.forms.materials import MaterialForm, NewMaterialForm, material_words
from savienojums.events.forms.programme import ItemForm, PastedForm, QuickItemForm, item_of
from savienojums.events.queries.desk import leaves_of
from savienojums.events.queries.events import hosted_for
from savienojums.events.queries.materials import material_for, material_in, materials_for
from savienojums.events.queries.programme import item_for, items_of, next_hour, warnings_of

if TYPE_CHECKING:
    from savienojums.events.models import Event


@signed_in
@accepts("GET", "POST")
def event_programme(request: SignedInRequest, slug: str) -> HttpResponse:
    """All points, and new ones: quickly one after another, or many pasted."""
    found = hosted_for(request.person, slug)
    items = items_of(found)
    pastes = "lines" in request.POST
    sent = request.POST or None
    quick = QuickItemForm(
        None if pastes else sent, event=found, initial=next_hour(items), goes_on="next" in request.GET
    )
    pasted = PastedForm(sent if pastes else None, event=found)
    form = pasted if pastes else quick
    if request.method == "POST" and form.is_valid():
        details = pasted.details() if pastes else [quick.details()]
        try:
            actions.add_items(by=request.person, event=found, items=details, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            return redirect(reverse("event_programme", args=[slug]) + "?next=1")
    words = {"items": items, "warnings": warnings_of(found, items), "quick": quick, "pasted": pasted}
    return _leaf(request, "events/event_programme.html", found, status=422 if form.errors else 200, **words)


@signed_in
@accepts("GET", "POST", "DELETE")
def event_programme_item(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """One point with all that can be said of it; or it goes."""
    found = hosted_for(request.person, slug)
    item = item_for(found, public_id)
    if request.method == "DELETE":
        actions.remove_item(by=request.person, item=item, at=now())
        messages.success(request, _("The point is taken out of the programme."))
        return redirect("event_programme", slug)
    form = ItemForm(request.POST or None, event=found, initial=item_of(item))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_item(by=request.person, item=item, details=form.details(), at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Saved."))
            return redirect("event_programme", slug)
    status = 422 if form.errors else 200
    return _leaf(request, "events/event_programme_item.html", found, item=item, form=form, status=status)


@signed_in
@accepts("GET", "POST")
def event_materials(request: SignedInRequest, slug: str) -> HttpResponse:
    """All that is handed out, and something new."""
    found = hosted_for(request.person, slug)
    items = items_of(found)
    form = NewMaterialForm(request.POST or None, request.FILES or None, items=items, initial={"circle": "everyone"})
    if request.method == "POST" and form.is_valid():
        details, paper = form.details(), form.cleaned_data["file"]
        try:
            handing.add_material(by=request.person, event=found, details=details, paper=paper, at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("It is handed out on the page of the event."))
            return redirect("event_materials", slug)
    words = {"materials": materials_for(request.person, found), "form": form}
    return _leaf(request, "events/event_materials.html", found, status=422 if form.errors else 200, **words)


@signed_in
@accepts("GET", "POST", "DELETE")
def event_material(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """What is said of one thing handed out; or it goes."""
    found = hosted_for(request.person, slug)
    material = material_in(found, public_id)
    if request.method == "DELETE":
        handing.remove_material(by=request.person, material=material, at=now())
        messages.success(request, _("It is taken away."))
        return redirect("event_materials", slug)
    form = MaterialForm(request.POST or None, items=items_of(found), initial=material_words(material))
    if material.file:
        del form.fields["url"]
    if request.method == "POST" and form.is_valid():
        try:
            handing.change_material(by=request.person, material=material, details=form.details(), at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Saved."))
            return redirect("event_materials", slug)
    status = 422 if form.errors else 200
    return _leaf(request, "events/event_material.html", found, material=material, form=form, status=status)


@accepts("GET")
def material_file(request: Request, public_id: str) -> HttpResponse:
    """The file itself, always to be saved and never to be run by the browser."""
    found = material_for(request.person, public_id)
    if not found.file:
        raise NotFound
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=found.file_name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(papers.kept(found.file), content_type=found.media_type, headers=headers)


def _leaf(request: SignedInRequest, template: str, found: Event, **words: Any) -> HttpResponse:
    return page(request, template, event=found, leaves=leaves_of(found, "event_programme"), **words)
