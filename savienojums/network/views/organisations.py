"""Doors to the register: the list, the same list as a file, and a new organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from savienojums.core.clock import local_day, now
from savienojums.core.marks import marks
from savienojums.core.refusal import NotFound
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in, unchanged
from savienojums.network import actions, exports, forms, queries, rules

if TYPE_CHECKING:
    from savienojums.network.queries.organisations import Filter

# The room stands above this one, so its address is known as words, not by its name.
MAP = "/map/"


@accepts("GET")
def organisations(request: Request) -> HttpResponse:
    """The list of organisations as the reader filtered it."""
    if same := unchanged(request, marks("registry", "places")):
        return same
    wanted = queries.filter_of(request.GET)
    listing = queries.organisations_for(request.person, wanted, request.GET.get("page", ""))
    words: dict[str, Any] = {"listing": listing, "orders": _orders(wanted), "map_address": MAP}
    return page(request, "network/organisations.html", part="listing", **words)


@accepts("GET")
def organisations_file(request: Request, form: str) -> HttpResponse:
    """Everything the filter leaves, as a file to take away."""
    if form not in exports.FILES:
        raise NotFound
    wanted = queries.filter_of(request.GET)
    cards = queries.rows_for(request.person, wanted)
    write, kind = exports.FILES[form]
    if request.person and rules.may_export_organisations(request.person):
        actions.export_organisations(by=request.person, form=form, count=len(cards), address=wanted.query(), at=now())
    name = _("organisations-%(day)s") % {"day": local_day(now()).isoformat()} + f".{form}"
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""}
    return HttpResponse(write(cards), content_type=kind, headers=headers)


@accepts("GET", "POST")
@signed_in
def organisation_proposal(request: SignedInRequest) -> HttpResponse:
    """A new organisation: proposed by anyone, published at once by a coordinator."""
    adds = rules.may_add_organisation(request.person)
    form = (forms.OrganisationForm if adds else forms.ProposalForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        details, by, at = form.details(), request.person, now()
        try:
            if adds:
                made = actions.add_organisation(by=by, details=details, at=at)
            else:
                capacity = form.cleaned_data["capacity"]
                made = actions.propose_organisation(by=by, details=details, capacity=capacity, at=at)
        except actions.NumberTaken as refusal:
            form.add_error("registration_number", str(refusal.sentence))
        else:
            return redirect(made)
    status = 422 if form.errors else 200
    return page(request, "network/organisation_form.html", part="form", form=form, adds=adds, status=status)


def _orders(wanted: Filter) -> list[dict[str, object]]:
    """The ways to sort, as links."""
    names = {"name": _("By name"), "newest": _("Newest first"), "confirmed": _("Recently confirmed first")}
    best = {"": _("Best match first")} if wanted.words else {}
    now_used = wanted.order or ("" if wanted.words else "name")
    return [
        {"href": "?" + wanted.in_order(order).query(), "label": label, "chosen": order == now_used}
        for order, label in {**best, **names}.items()
    ]
