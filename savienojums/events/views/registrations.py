"""Doors of those who register: the form, the page of the letter's link, to change, to cancel; one's own list."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.limits import address_of, within_limit
from savienojums.core.refusal import Refused, allow
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.events.actions import registrations as acts
from savienojums.events.exports_registrations import calendar_for, code_picture
from savienojums.events.forms.registrations import LinkForm, Registering, Starts
from savienojums.events.queries import registrations as queries
from savienojums.events.queries.events import event_for
from savienojums.events.queries.invitations import filled_in
from savienojums.events.queries.messages import words_of
from savienojums.events.queries.registrations_seats import seat_counts
from savienojums.events.queries.retention import erased_on
from savienojums.events.queries.sheets import row_address
from savienojums.events.rules import registrations as rules
from savienojums.network.queries.organisations import organisations_of

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.events.models import Event, Registration

# A library registers a whole village from one address; a machine tries more.
FROM_A_NETWORK, TO_A_MAILBOX = 60, 5
HOUR = timedelta(hours=1)


@never_cache
@accepts("GET", "POST")
def event_registration(request: Request, slug: str) -> HttpResponse:
    """The form of registering; without an account a letter brings the link to everything later."""
    event, at, person = event_for(request.person, slug), now(), request.person
    allow(rules.may_register, person, event)
    words = {"registering": queries.registering_of(person, event, at), "at": at, **_of(event)}
    if not words["registering"].can_ask:
        return page(request, "events/registration_instead.html", **words)
    own = organisations_of(person) if person else []
    starts = Starts(filled=_filled(event, request.GET.get("invitation", "")))
    form = Registering(request.POST or None, event=event, person=person, own=own, at=at, starts=starts)
    if request.method == "POST" and not form.wants_more and form.is_valid() and (done := _register(request, form, at)):
        return done
    return page(request, "events/registration_new.html", form=form, status=form.status, **words)


@never_cache
@accepts("GET", "POST")
def event_registration_link(request: Request, slug: str) -> HttpResponse:
    """Have the letter sent once more; the same words whether there was one."""
    event, at = event_for(request.person, slug), now()
    form = LinkForm(request.POST or None, at=at)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if not form.is_from_a_machine and _may_ask(request, email, at):
            acts.ask_for_link(by=request.person, event=event, email=email, at=at)
        return redirect("event_registration_receipt", slug)
    status = 422 if form.errors else 200
    return page(request, "events/registration_link.html", event=event, form=form, status=status)


@accepts("GET")
def event_registration_receipt(request: Request, slug: str) -> HttpResponse:
    """A letter is on its way; the same words whatever was true before."""
    return page(request, "events/registration_receipt.html", event=event_for(request.person, slug))


@never_cache
@accepts("GET")
def registration(request: Request, token: str) -> HttpResponse:
    """Everything about one registration: who comes, whether they have seats, the codes for the door."""
    found, at = _opened(request, token), now()
    if isinstance(found, HttpResponse):
        return found
    told = queries.told_of(found, at)
    shown = [each.row for each in told.people if told.shows_code(each.row)]
    # Whoever runs the event points a telephone at it and has found the row.
    codes = {row.pk: code_picture(row_address(found.event, row.row_code)) for row in shown}
    words: dict[str, Any] = {"people": [(each, codes.get(each.row.pk, "")) for each in told.people], "codes": codes}
    if told.state == "cancelled":
        words["counts"] = seat_counts(found.event, at)
    can_register = found.event.takes_names(at)
    return page(
        request, "events/registration.html", told=told, token=token, can_register=can_register, **words,
        **_of(found.event),
    )  # fmt: skip


@never_cache
@accepts("GET", "POST")
def registration_people(request: Request, token: str) -> HttpResponse:
    """Change who comes and what was answered."""
    found, at = _opened(request, token), now()
    if isinstance(found, HttpResponse):
        return found
    told = queries.told_of(found, at)
    if not told.can_change:
        return redirect("registration", token)
    form = Registering(
        request.POST or None, event=found.event, person=None, own=queries.organisations_offered(request.person, found),
        at=at, starts=Starts(found),
    )  # fmt: skip
    if request.method == "POST" and not form.wants_more and form.is_valid():
        party = form.party(found.language)
        try:
            acts.change_registration(by=request.person, registration=found, party=party, token=token, at=at)
        except Refused as refusal:
            form.party_form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("registration", token)
    words: dict[str, Any] = {"event": found.event, "told": told, "token": token, "form": form}
    return page(request, "events/registration_people.html", status=form.status, **words)


@never_cache
@accepts("GET", "POST")
def registration_end(request: Request, token: str) -> HttpResponse:
    """Give the seats back; only the button does it, for mail programs open links by themselves."""
    found, at = _opened(request, token), now()
    if isinstance(found, HttpResponse):
        return found
    if request.method == "POST":
        acts.cancel_registration(by=request.person, registration=found, token=token, at=at)
        return redirect("registration", token)
    told = queries.told_of(found, at)
    if not told.can_cancel:
        return redirect("registration", token)
    counts = seat_counts(told.event, at)
    return page(request, "events/registration_end.html", told=told, event=told.event, token=token, counts=counts)


@never_cache
@accepts("GET")
def registration_calendar(request: Request, token: str) -> HttpResponse:
    """The event as a file for one's calendar, with the address of the online meeting."""
    found = _opened(request, token)
    if isinstance(found, HttpResponse):
        return found
    headers = {"Content-Disposition": f'attachment; filename="{found.event.slug}.ics"'}
    return HttpResponse(calendar_for(found, now()), content_type="text/calendar; charset=utf-8", headers=headers)


@signed_in
@accepts("GET")
def my_registrations(request: SignedInRequest) -> HttpResponse:
    """What one has registered for, oneself and for one's organisations."""
    coming, been = queries.my_registrations(request.person, now())
    return page(request, "events/registrations_mine.html", coming=coming, been=been)


def _of(event: Event) -> dict[str, Any]:
    """An event as these pages head it, and when its list will be erased."""
    return {"event": event, "erased_on": erased_on(event), **words_of(event)}


def _register(request: Request, form: Registering, at: datetime) -> HttpResponse | None:
    """The act, and where it leads; nothing where the form has to be shown again."""
    event: Event = form.event
    if form.party_form.is_from_a_machine:
        # It shall not learn that it was noticed.
        return redirect("event_registration_receipt", event.slug)
    party = form.party((get_language() or "lv")[:2])
    if not _may_ask(request, party.email, at):
        form.party_form.add_error(
            None, _("Too many registrations came from here within an hour. What you wrote is still here: try later.")
        )
        return None
    try:
        made = acts.register(by=request.person, event=event, party=party, at=at)
    except Refused as refusal:
        form.party_form.add_error(None, str(refusal))
        return None
    if request.person:
        return redirect("registration", made.token)
    return redirect("event_registration_receipt", event.slug)


def _filled(event: Event, token: str) -> dict[str, Any]:
    """What an invitation knows of the one who opens it."""
    known = filled_in(event, token) if token else {}
    organisation = known.pop("organisation", None)
    return {**known, "organisation_name": organisation.name} if organisation else known


def _opened(request: Request, token: str) -> Registration | HttpResponse:
    """What a link opens, or the page that says why it opens nothing."""
    try:
        return queries.registration_by(token)
    except queries.LinkErased:
        return page(request, "events/registration_gone.html", erased=True, status=410)
    except queries.LinkBroken:
        return page(request, "events/registration_gone.html", erased=False, status=404)


def _may_ask(request: Request, email: str, at: datetime) -> bool:
    """Whether neither this network address has asked too often, nor too many letters went to this mailbox."""
    here = within_limit("register_from", address_of(request), most=FROM_A_NETWORK, within=HOUR, at=at)
    return here and within_limit("register_to", email.lower(), most=TO_A_MAILBOX, within=HOUR, at=at)
