"""Doors to the portals: all of them, one of them, its colours, and how it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core import palette
from savienojums.core.clock import local_day, now
from savienojums.core.refusal import NotAllowed
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in, unchanged
from savienojums.support import rules
from savienojums.support.actions import portals as actions
from savienojums.support.forms.portals import PortalForm, initial_of
from savienojums.support.queries import portals as queries
from savienojums.support.queries.catalogue import as_of

if TYPE_CHECKING:
    from django.http import QueryDict

    from savienojums.support.models import Portal


@accepts("GET")
def portals(request: Request) -> HttpResponse:
    """All portals this person may see."""
    at = now()
    if same := unchanged(request, *as_of(at)):
        return same
    may_open = queries.may_open_portals(request.person)
    return page(request, "support/portals.html", lines=queries.portals_for(request.person, at), may_open=may_open)


@accepts("GET")
def portal(request: Request, slug: str) -> HttpResponse:
    """The portal's own list, with its name, words and colours."""
    at = now()
    if same := unchanged(request, *as_of(at)):
        return same
    shown = queries.shown_for(request.person, slug, request.GET, at)
    return page(
        request, "support/portal.html", part="listing", shown=shown, portal=shown.portal, listing=shown.listing,
        filters=shown.filters, today=local_day(at),
    )  # fmt: skip


@accepts("GET")
def portal_colours(request: Request, slug: str) -> HttpResponse:
    """The portal's colours in place of the region's."""
    if same := unchanged(request, *as_of(now())):
        return same
    colours = queries.portal_for(request.person, slug).colours
    return HttpResponse(palette.style_of(colours), "text/css; charset=utf-8")


@signed_in
@accepts("GET", "POST")
def new_portal(request: SignedInRequest) -> HttpResponse:
    """An empty form, or one with the filter the person came with."""
    if not queries.may_open_portals(request.person):
        raise NotAllowed
    came_with = {"query": f"?{request.GET.urlencode()}" if request.GET else "", "is_public": True}
    form = PortalForm(_said(request), person=request.person, at=now(), initial=came_with)
    if not form.is_valid():
        return _form(request, form, None)
    made = actions.add_portal(by=request.person, details=form.details(), at=now())
    messages.success(request, _("The portal is open under its own address."))
    return redirect(made)


@signed_in
@accepts("GET", "POST")
def portal_editing(request: SignedInRequest, slug: str) -> HttpResponse:
    """The portal's form."""
    found = _own(request, slug)
    form = PortalForm(_said(request), person=request.person, portal=found, at=now(), initial=initial_of(found))
    if not form.is_valid():
        return _form(request, form, found)
    actions.change_portal(by=request.person, portal=found, details=form.details(), at=now())
    messages.success(request, _("Saved."))
    return redirect(found)


@signed_in
@accepts("POST", "DELETE")
def portal_removal(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take the portal away, or bring it back."""
    found = _own(request, slug)
    if request.method == "POST":
        actions.remove_portal(by=request.person, portal=found, at=now())
        messages.success(request, _("The portal is gone. It can be brought back from this list."))
        return redirect("portals")
    actions.restore_portal(by=request.person, portal=found, at=now())
    messages.success(request, _("The portal is back."))
    return redirect(found)


def _said(request: SignedInRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _own(request: SignedInRequest, slug: str) -> Portal:
    """The portal, if this person may change it; for others there is no such page."""
    found = queries.portal_for(request.person, slug)
    if not rules.may_change_portal(request.person, found):
        raise NotAllowed
    return found


def _form(request: SignedInRequest, form: PortalForm, found: Portal | None) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return page(request, "support/portal_form.html", form=form, portal=found, status=status)
