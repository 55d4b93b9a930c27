"""People with an account and what they do for the region, for those who give roles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.accounts import actions, queries
from savienojums.accounts.forms import RoleForm
from savienojums.accounts.kinds import RoleKind
from savienojums.core.clock import now
from savienojums.core.web import SignedInRequest, accepts, page, signed_in, way_back

if TYPE_CHECKING:
    from django.http import HttpResponse


@never_cache
@signed_in
@accepts("GET")
def people(request: SignedInRequest) -> HttpResponse:
    """The list of people, by name, address or role."""
    asked: dict[str, Any] = {"words": request.GET.get("q", ""), "role": request.GET.get("role", "")}
    found = queries.people_for(request.person, asked=request.GET.get("page", ""), **asked)
    return page(request, "accounts/people.html", part="list", people=found, kinds=RoleKind, **asked)


@never_cache
@signed_in
@accepts("GET")
def person_page(request: SignedInRequest, person: str) -> HttpResponse:
    """One person: their roles now and before."""
    someone = queries.person_for(request.person, person)
    roles = queries.roles_of(someone)
    held = {role.kind for role in roles if role.until is None}
    kinds = [kind for kind in queries.kinds_given_by(request.person) if kind not in held]
    words: dict[str, Any] = {"someone": someone, "roles": roles, "kinds": kinds, "form": RoleForm(kinds=kinds)}
    return page(request, "accounts/person.html", **words)


@signed_in
@accepts("POST")
def person_roles(request: SignedInRequest, person: str) -> HttpResponse:
    """Give this person a role."""
    someone = queries.person_for(request.person, person)
    form = RoleForm(request.POST, kinds=list(RoleKind))
    if form.is_valid():
        actions.give_role(by=request.person, person=someone, kind=form.cleaned_data["kind"], at=now())
        messages.success(request, _("The role is given, from today on."))
    else:
        messages.error(request, _("Please choose a role."))
    return redirect("person", someone.public_id)


@signed_in
@accepts("DELETE")
def held_role(request: SignedInRequest, role: str) -> HttpResponse:
    """End a role: somebody else's, or step back from the own one."""
    found = queries.role_for(request.person, role)
    actions.end_role(by=request.person, role=found, at=now())
    messages.success(request, _("The role has ended today."))
    # Who has stepped back may no longer see the page they came from.
    return redirect("account" if found.person == request.person else way_back(request, "people"))
