"""Doors of shared rides: the board, putting in, the page behind the link of a mail, letters."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.limits import address_of, within_limit
from savienojums.core.refusal import NotFound, allow
from savienojums.core.web import Request, accepts, page
from savienojums.events.actions import rides as acts
from savienojums.events.forms.rides import JourneyForm, RideForm, RideLetterForm
from savienojums.events.queries import rides as queries
from savienojums.events.queries.events import event_for
from savienojums.events.rules import rides as rules

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from savienojums.events.models import Event, Ride

AN_HOUR = timedelta(hours=1)
FROM_A_NETWORK, TO_A_MAILBOX, LETTERS = 10, 3, 5


@accepts("GET")
def event_rides(request: Request, slug: str) -> HttpResponse:
    """All seats that are offered and looked for."""
    event = event_for(request.person, slug)
    if not event.offers_rides:
        raise NotFound
    return page(request, "events/rides.html", event=event, rides=queries.board_of(event, now()))


@never_cache
@accepts("GET", "POST")
def event_ride_form(request: Request, slug: str) -> HttpResponse:
    """Offer seats or look for a lift."""
    event, at = event_for(request.person, slug), now()
    if not queries.is_open(event, at):
        raise NotFound
    kind = "need" if request.GET.get("kind") == "need" else "offer"
    rider = _rider(request, event)
    begun = {"name": rider.name.split()[0]} if rider and rider.name.strip() else {}
    form = RideForm(request.POST or None, kind=kind, at=at, asks_email=rider is None, initial=begun)
    if request.method == "POST" and form.is_valid():
        if form.is_from_a_machine:
            return redirect("ride_receipt", slug)
        if rider or _may_ask(request, form.cleaned_data["email"], at):
            return _added(request, event, kind, form, rider)
        form.add_error(None, _("Too many such mails were asked for within an hour. Please try again later."))
    words: dict[str, Any] = {"event": event, "kind": kind, "form": form, "rider": rider}
    return page(request, "events/ride_form.html", status=422 if form.errors else 200, **words)


@accepts("GET")
def ride_receipt(request: Request, slug: str) -> HttpResponse:
    """A mail is on its way: its link puts the ride at the board."""
    return page(request, "events/ride_receipt.html", event=event_for(request.person, slug))


@never_cache
@accepts("GET", "POST", "DELETE")
def ride(request: Request, token: str) -> HttpResponse:
    """One's own ride: with whom one could go; changed, taken back."""
    found, at = queries.ride_by(token), now()
    if request.method == "DELETE":
        acts.withdraw_ride(by=request.person, ride=found, token=token, at=at)
        return redirect("ride", token)
    form = JourneyForm(request.POST or None, kind=found.kind, initial=_journey(found))
    if request.method == "POST" and form.is_valid():
        acts.change_ride(by=request.person, ride=found, token=token, journey=form.journey(), at=at)
        return redirect("ride", token)
    words: dict[str, Any] = {"ride": found, "event": found.event, "token": token, "form": form}
    words |= {"own": queries.own(found), "is_open": queries.is_open(found.event, at)}
    return page(request, "events/ride.html", status=422 if form.errors else 200, **words)


@never_cache
@accepts("POST")
def ride_confirmation(request: Request, token: str) -> HttpResponse:
    """Say that it was oneself; only the button does it, for mail programs open links by themselves."""
    acts.confirm_ride(by=request.person, ride=queries.ride_by(token), token=token, at=now())
    return redirect("ride", token)


@never_cache
@accepts("POST")
def ride_pairs(request: Request, token: str) -> HttpResponse:
    """Promise somebody a seat."""
    offer = queries.ride_by(token)
    need = queries.ride_on(offer.event, request.POST.get("need", ""))
    acts.agree_pair(by=request.person, offer=offer, token=token, need=need, at=now())
    return redirect("ride", token)


@never_cache
@accepts("DELETE")
def ride_pair(request: Request, token: str, pair: str) -> HttpResponse:
    """Go together no more."""
    found = queries.ride_by(token)
    acts.end_pair(by=request.person, pair=queries.pair_of(found, pair), ride=found, token=token, at=now())
    return redirect("ride", token)


@never_cache
@accepts("GET", "POST")
def ride_letter(request: Request, slug: str, ride: str) -> HttpResponse:
    """Write to somebody at the board; nobody sees their address."""
    event, at = event_for(request.person, slug), now()
    found = queries.ride_on(event, ride)
    allow(rules.may_write_ride_letter, request.person, found)
    form = RideLetterForm(request.POST or None, at=at, initial=_sender(request))
    is_sent = request.method == "POST" and form.is_valid() and _sent(request, found, form, at)
    words: dict[str, Any] = {"event": event, "form": form, "is_sent": is_sent, "other": queries.shown_of(found)}
    return page(request, "events/ride_letter.html", status=422 if form.errors else 200, **words)


def _sent(request: Request, found: Ride, form: RideLetterForm, at: datetime) -> bool:
    if form.is_from_a_machine:
        # It shall not learn that it was noticed.
        return True
    words = {name: form.cleaned_data[name] for name in ("name", "email", "text")}
    limit: dict[str, Any] = {"most": LETTERS, "within": AN_HOUR, "at": at}
    here = within_limit("ride_letter", address_of(request), **limit)
    if here and within_limit("ride_letter", words["email"].lower(), **limit):
        acts.write_ride_letter(by=request.person, ride=found, at=at, **words)
        return True
    form.add_error(
        None, _("Five letters within an hour are the most. Your letter is still here: please send it later.")
    )
    return False


def _added(request: Request, event: Event, kind: str, form: RideForm, rider: acts.Rider | None) -> HttpResponse:
    language = get_language() or "lv"
    whose = rider or acts.Rider("", form.cleaned_data["email"], language)
    whose = acts.Rider(form.cleaned_data["name"], whose.email, whose.language, whose.registration)
    try:
        made = acts.add_ride(by=request.person, event=event, kind=kind, journey=form.journey(), rider=whose, at=now())
    except acts.TooManyRides:
        if rider:
            raise
        # Whether a mailbox has put in something is told to nobody.
        return redirect("ride_receipt", event.slug)
    return redirect("ride", made.token) if made.confirmed_at else redirect("ride_receipt", event.slug)


def _rider(request: Request, event: Event) -> acts.Rider | None:
    """Who is known: by the link of their registration, or signed in."""
    registration = queries.registration_of(event, request.person, request.GET.get("registration", ""))
    if registration and registration.mailbox:
        return acts.Rider(registration.name, registration.mailbox, registration.language, registration)
    if request.person:
        return acts.Rider(request.person.name, request.person.email, request.person.language)
    return None


def _sender(request: Request) -> dict[str, str]:
    """Who writes, as far as it is known: by the link of their own ride, or signed in."""
    if token := request.GET.get("from", ""):
        try:
            mine = queries.ride_by(token)
        except NotFound:
            return {}
        return {"name": mine.name, "email": mine.email}
    return {"name": request.person.name, "email": request.person.email} if request.person else {}


def _journey(found: Ride) -> dict[str, Any]:
    names = ("spot", "leaves_at", "returns_at", "seats", "note")
    return {"place": found.place.slug, **{name: getattr(found, name) for name in names}}


def _may_ask(request: Request, email: str, at: datetime) -> bool:
    here = within_limit("ride_from", address_of(request), most=FROM_A_NETWORK, within=AN_HOUR, at=at)
    return here and within_limit("ride_to", email.lower(), most=TO_A_MAILBOX, within=AN_HOUR, at=at)
