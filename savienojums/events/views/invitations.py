"""Doors of invitations: the organisers' list, whom to invite, and the link of the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages as said
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from savienojums.core.clock import now
from savienojums.core.refusal import allow
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.events.actions import invitations as acts
from savienojums.events.forms.invitations import AddressesForm, RegistryForm
from savienojums.events.queries import addresses
from savienojums.events.queries import invitations as queries
from savienojums.events.queries.desk import leaves_of
from savienojums.events.queries.events import hosted_for
from savienojums.events.queries.messages import words_of
from savienojums.events.rules import invitations as rules
from savienojums.network.queries.letters import language_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.events.models import Event


@signed_in
@accepts("GET")
def event_invitations(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who is invited and how it stands."""
    event, at = hosted_for(request.person, slug), now()
    words: dict[str, Any] = {
        "invited": queries.invitations_of(event, request.GET.get("page", "")),
        "counts": queries.counts_of(event),
        "again": queries.unanswered(event, at).count(),
        "is_inviting": not event.is_draft and not event.cancelled_at and event.ends_at > at,
    }
    return page(request, "events/invitations.html", **_desk(event), **words)


@signed_in
@accepts("GET", "POST")
def event_invitation_form(request: SignedInRequest, slug: str) -> HttpResponse:
    """Invite those whose addresses one has: first every line is shown as it was understood."""
    event = hosted_for(request.person, slug)
    allow(rules.may_invite_people, request.person, event)
    form = AddressesForm(request.POST or None, request.FILES or None, initial={"language": "lv"})
    if request.method != "POST" or not form.is_valid() or "again" in request.POST:
        status = 422 if form.errors else 200
        return page(request, "events/invitation_form.html", form=form, status=status, **_desk(event))
    lines = addresses.read_addresses(form.cleaned_data["rows"], *queries.known_mailboxes(event))
    new, language = [line for line in lines if line.state == "new"], form.cleaned_data["language"]
    if "confirmed" in request.POST:
        return _invited(request, event, [queries.Invited(line.email, line.name, language) for line in new])
    words: dict[str, Any] = {"new": new, "amiss": [line for line in lines if line.state != "new"], "language": language}
    return page(request, "events/invitation_preview.html", rows=addresses.as_text(lines), **words, **_desk(event))


@signed_in
@accepts("GET", "POST")
def event_invitation_registry(request: SignedInRequest, slug: str) -> HttpResponse:
    """Invite organisations of the registry; their addresses stay with the house."""
    event = hosted_for(request.person, slug)
    allow(rules.may_invite_people, request.person, event)
    asked = request.POST if request.method == "POST" else request.GET
    form = RegistryForm(asked or None)
    words: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        words["found"] = found = queries.found_organisations(event, form.wanted())
        if request.method == "POST":
            invited = [
                queries.Invited(address, "", language_of(address), organisation)
                for organisation in found.organisations
                for address in queries.mailboxes(organisation)
            ]
            return _invited(request, event, invited)
    status = 422 if form.errors else 200
    return page(request, "events/invitation_registry.html", status=status, **words, **_desk(event))


@signed_in
@accepts("POST")
def event_invitations_again(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write once more to those who have not answered."""
    event = hosted_for(request.person, slug)
    count = acts.invite_again(by=request.person, event=event, at=now())
    said.success(
        request, ngettext("%(n)s letter is on its way.", "%(n)s letters are on their way.", count) % {"n": count}
    )
    return redirect("event_invitations", slug)


# The button of a mail program (RFC 8058) knows no token of ours; the link itself is the key.
@csrf_exempt
@never_cache
@accepts("GET", "POST", "DELETE")
def event_invitation(request: Request, token: str) -> HttpResponse:
    """One's own invitation: to register, or to hear no more of it; only the button does it."""
    found, at = queries.invitation_by(token), now()
    if request.method == "POST":
        acts.decline_invitation(by=request.person, invitation=found, token=token, at=at)
        return redirect("event_invitation", token)
    if request.method == "DELETE":
        acts.reopen_invitation(by=request.person, invitation=found, token=token, at=at)
        return redirect("event_invitation", token)
    words: dict[str, Any] = {"invitation": found, "event": found.event, "link": queries.registration_link(found)}
    is_open = not found.event.cancelled_at and found.event.ends_at > at
    return page(request, "events/invitation.html", is_open=is_open, **words, **words_of(found.event))


def _invited(request: SignedInRequest, event: Event, invited: list[queries.Invited]) -> HttpResponse:
    acts.invite_people(by=request.person, event=event, invited=invited, at=now())
    said.success(request, _("The invitations are on their way."))
    return redirect("event_invitations", event.slug)


def _desk(event: Event) -> dict[str, Any]:
    return {"event": event, "leaves": leaves_of(event, "event_invitations")}
