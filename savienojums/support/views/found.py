"""Doors to what was found in sources: the inbox, what becomes of one thing, entries that are one and the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.web import SignedInRequest, accepts, page, way_back
from savienojums.support.actions import items as actions
from savienojums.support.actions import merging as merging_actions
from savienojums.support.queries import merging as merging_queries
from savienojums.support.queries import sources as queries
from savienojums.support.queries.editing import entry_for
from savienojums.support.views.keeping import for_keepers

if TYPE_CHECKING:
    from django.http import HttpResponse


@for_keepers
@accepts("GET")
def found(request: SignedInRequest) -> HttpResponse:
    """What was found and waits for somebody to decide."""
    shelf, source, number = (request.GET.get(name, "") for name in ("shelf", "source", "page"))
    shown = queries.found_for(request.person, shelf, source, number)
    return page(request, "support/found.html", part="list", found=shown)


@for_keepers
@accepts("POST")
def item_taking(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Make a draft of it and open the draft."""
    item = queries.item_for(request.person, public_id)
    measure = actions.take_item(by=request.person, item=item, at=now())
    messages.success(request, _("This is a draft now. Look through it, then publish it."))
    return redirect("measure_editing", measure.slug)


@for_keepers
@accepts("POST", "DELETE")
def item_tie(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say which measure it is; or that it is not."""
    item = queries.item_for(request.person, public_id)
    if request.method == "POST":
        measure = entry_for(request.person, request.POST.get("measure", ""))
        actions.tie_item(by=request.person, item=item, measure=measure, at=now())
    else:
        actions.recall_item(by=request.person, item=item, at=now())
    return _row(request, public_id)


@for_keepers
@accepts("POST", "DELETE")
def item_dismissal(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Leave it out; or let it wait again."""
    item = queries.item_for(request.person, public_id)
    if request.method == "POST":
        actions.dismiss_item(by=request.person, item=item, at=now())
    else:
        actions.recall_item(by=request.person, item=item, at=now())
    return _row(request, public_id)


@for_keepers
@accepts("POST")
def item_settling(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Take over the ticked lines of what the source says now; the rest stays."""
    item = queries.item_for(request.person, public_id)
    taken = actions.settle_item(by=request.person, item=item, names=request.POST.getlist("line"), at=now())
    messages.success(request, _("Taken over.") if taken else _("The entry stays as it is."))
    return redirect(way_back(request, f"{reverse('found')}?shelf=changed"))


@for_keepers
@accepts("GET", "POST", "DELETE")
def merging(request: SignedInRequest, slug: str) -> HttpResponse:
    """Entries that may tell of the same; merge one into this, or take a merge back."""
    kept = entry_for(request.person, slug)
    if request.method == "GET":
        return page(request, "support/found_merging.html", told=merging_queries.merging_for(kept))
    if request.method == "POST":
        gone = entry_for(request.person, request.POST.get("gone", ""))
        merging_actions.merge_measures(by=request.person, kept=kept, gone=gone, at=now())
        messages.success(request, _("The two are one entry now. The old address leads here."))
    else:
        merge = merging_queries.merge_for(kept, request.POST.get("merge", ""))
        merging_actions.part_measures(by=request.person, merge=merge, at=now())
        messages.success(request, _("The two are apart again."))
    return redirect("measure_merging", slug)


def _row(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The thing's row as it stands now, or the list one came from."""
    if request.htmx:
        row = queries.item_row(queries.item_for(request.person, public_id))
        return page(request, "support/found.html", part="row", row=row, swapped=True)
    return redirect(way_back(request, reverse("found")))
