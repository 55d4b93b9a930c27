"""Inviting people to roles by e-mail, and the page the link in the letter opens."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.accounts import actions, queries
from savienojums.accounts.forms import InvitationForm
from savienojums.accounts.invitations import is_for, why_over
from savienojums.accounts.views.answers import posted
from savienojums.core.clock import now
from savienojums.core.refusal import NotFound
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse


@never_cache
@signed_in
@accepts("GET", "POST")
def role_invitations(request: SignedInRequest) -> HttpResponse:
    """Who was asked and has not answered yet; POST asks one more."""
    kinds = queries.kinds_given_by(request.person)
    if not kinds:
        raise NotFound
    form = InvitationForm(posted(request), kinds=kinds)
    if request.method == "POST" and form.is_valid():
        actions.invite_to_role(by=request.person, at=now(), **form.cleaned_data)
        messages.success(request, _("The invitation is on its way to %(email)s.") % form.cleaned_data)
        return redirect("role_invitations")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    words: dict[str, Any] = {
        "form": form,
        "invitations": queries.invitations_for(request.person, now()),
        "moment": now(),
    }
    return page(request, "accounts/invitations.html", status=status, **words)


@signed_in
@accepts("POST", "DELETE")
def role_invitation_row(request: SignedInRequest, invitation: str) -> HttpResponse:
    """Send one invitation again, or take it back."""
    found = queries.invitation_for(request.person, invitation)
    if request.method == "DELETE":
        actions.withdraw_invitation(by=request.person, invitation=found, at=now())
        messages.success(request, _("The invitation is withdrawn."))
    else:
        actions.renew_invitation(by=request.person, invitation=found, at=now())
        messages.success(request, _("The invitation is on its way again."))
    return redirect("role_invitations")


@never_cache
@accepts("GET", "POST")
def role_invitation(request: Request, token: str) -> HttpResponse:
    """What the link in the letter opens: who asks, for what; POST by the invited person says yes."""
    invitation = queries.invitation_with(token)
    if request.method == "POST":
        if request.person is None:
            raise NotFound
        actions.accept_invitation(by=request.person, invitation=invitation, at=now())
        messages.success(request, _("Thank you! The role is yours from today on."))
        return redirect(settings.LOGIN_REDIRECT_URL)
    over = why_over(invitation, now())
    words: dict[str, Any] = {"invitation": invitation, "over": over, "is_mine": is_for(invitation, request.person)}
    return page(request, "accounts/invitation.html", **words)
