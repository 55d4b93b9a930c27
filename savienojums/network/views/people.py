"""Doors to the people of an organisation: who acts for it, who is invited, who takes care."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.accounts.invitations import InvitationOver, InvitationWaits, why_over
from savienojums.core.clock import now
from savienojums.core.refusal import allow
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.network import actions, forms, queries, rules

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django_stubs_ext import StrOrPromise


@signed_in
@accepts("GET", "POST")
def organisation_people(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who acts for the organisation; inviting somebody more."""
    found = queries.organisation_with_people(request.person, slug)
    form = forms.InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite_member(by=request.person, organisation=found, at=now(), **form.cleaned_data)
        except (actions.AlreadyMember, InvitationWaits) as refusal:
            form.add_error("email", str(refusal.sentence))
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("organisation_people", slug)
    return _people(request, found, invitation_form=form)


def _people(request: SignedInRequest, found: Any, **given: Any) -> HttpResponse:
    words = {
        "organisation": found,
        "own": found.membership_of(request.person),
        "invitations": queries.invitations_to(found, now()),
        "invitation_form": forms.InvitationForm(),
        "caretaker_form": forms.CaretakerForm(auto_id="caretaker_%s"),
        **given,
    }
    status = 422 if any(getattr(form, "errors", None) for form in given.values()) else 200
    return page(request, "network/organisation_people.html", status=status, **words)


@signed_in
@accepts("GET", "DELETE")
def membership(request: SignedInRequest, slug: str, member: str) -> HttpResponse:
    """Ask once more, then end a membership: somebody else's or one's own."""
    found = queries.organisation_with_people(request.person, slug)
    held = queries.membership_in(found, member)
    own = rules.may_leave_organisation(request.person, held)
    if request.method == "GET":
        allow(rules.may_leave_organisation if own else rules.may_end_membership, request.person, held)
        return page(request, "network/member_end.html", organisation=found, membership=held, own=own)
    if own:
        actions.leave_organisation(by=request.person, membership=held, at=now())
        messages.success(request, _("You no longer act for this organisation. Thank you for what you did."))
        return redirect("organisations")
    actions.end_membership(by=request.person, membership=held, at=now())
    messages.success(request, _("%(name)s no longer acts for this organisation.") % {"name": held.person})
    return redirect("organisation_people", slug)


@signed_in
@accepts("GET", "POST")
def successor(request: SignedInRequest, slug: str, member: str) -> HttpResponse:
    """Hand the contact's task over to somebody else who acts for the organisation."""
    found = queries.organisation_with_people(request.person, slug)
    held = queries.membership_in(found, member)
    allow(rules.may_hand_over_membership, request.person, held)
    form = forms.SuccessorForm(request.POST or None, others=queries.others_beside(held))
    if request.method == "POST" and form.is_valid():
        actions.hand_over_membership(by=request.person, membership=held, at=now(), **form.cleaned_data)
        messages.success(request, _("Handed over. Thank you for what you did."))
        return redirect(found)
    words: dict[str, Any] = {"organisation": found, "membership": held, "form": form}
    return page(request, "network/member_successor.html", status=422 if form.errors else 200, **words)


@signed_in
@accepts("DELETE")
def invitation(request: SignedInRequest, slug: str, invited: str) -> HttpResponse:
    """Take an invitation back."""
    waiting = queries.invitation_for(request.person, invited)
    actions.withdraw_invitation(by=request.person, invitation=waiting, at=now())
    messages.success(request, _("The invitation is withdrawn; its link works no longer."))
    return redirect("organisation_people", slug)


@signed_in
@accepts("POST", "DELETE")
def caretaker(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let somebody take care of an organisation without an account, or end it."""
    found = queries.organisation_with_people(request.person, slug)
    if request.method == "DELETE":
        actions.end_care(by=request.person, organisation=found, at=now())
        messages.success(request, _("It has no caretaker any more."))
        return redirect(found)
    allow(rules.may_set_caretaker, request.person, found)
    form = forms.CaretakerForm(request.POST, auto_id="caretaker_%s")
    if not form.is_valid():
        return _people(request, found, caretaker_form=form)
    actions.set_caretaker(by=request.person, organisation=found, caretaker=form.cleaned_data["email"], at=now())
    messages.success(request, _("It has a caretaker now."))
    return redirect("organisation_people", slug)


@accepts("GET", "POST")
def member_invitation(request: Request, token: str) -> HttpResponse:
    """What somebody was asked to take on; accepting needs being signed in with the invited address."""
    found = queries.member_invitation_by(token)
    over: StrOrPromise = why_over(found, now())
    if request.method == "POST" and request.person:
        try:
            actions.accept_invitation(by=request.person, invitation=found, at=now())
        except (actions.AlreadyMember, InvitationOver) as refusal:
            over = refusal.sentence
        else:
            messages.success(request, _("Welcome! You now act for this organisation."))
            return redirect(found.organisation)
    is_theirs = rules.may_accept_invitation(request.person, found)
    words: dict[str, Any] = {
        "invitation": found,
        "organisation": found.organisation,
        "over": over,
        "is_theirs": is_theirs,
    }
    return page(request, "network/member_invitation.html", status=409 if over else 200, **words)
