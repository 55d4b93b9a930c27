"""What riders are told by e-mail, and how rides are forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse

from savienojums.accounts.personal import records_about, unname
from savienojums.core import mail
from savienojums.core.refusal import allow
from savienojums.events.actions.lines import line
from savienojums.events.kinds import RideKind
from savienojums.events.models import Ride, RideLetter
from savienojums.events.queries import rides as queries
from savienojums.events.queries.messages import whole_address, words_of
from savienojums.events.rules import rides as rules
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.core.system import System
    from savienojums.events.models import Event, RidePair
    from savienojums.events.queries.rides import Shown


def send_ride_link(*, by: System, ride: Ride, at: datetime) -> None:
    """Ask the mailbox whether it wants this at the board."""
    allow(rules.may_send_ride_link, by, ride)
    if ride.confirmed_at or ride.withdrawn_at:
        return
    _send("events/mail/ride_link.txt", ride, shown=queries.shown_of(ride))
    _tell("events.ride_link_sent", ride, by=by, at=at)


def propose_rides(*, by: System, need: Ride, offers: list[Shown], at: datetime) -> None:
    """Tell somebody who looks for a lift which cars pass by them; each car once."""
    allow(rules.may_propose_rides, by, need)
    _send("events/mail/ride_proposals.txt", need, offers=offers)
    _tell("events.rides_proposed", need, by=by, at=at, offers=[each.key for each in offers])


def tell_pair(*, by: System, pair: RidePair, ended_by: str = "", at: datetime) -> None:
    """Tell two that they go together, or the other one that they no longer do; each once."""
    allow(rules.may_tell_pair, by, pair)
    state = "ended" if pair.ended_at else "agreed"
    if bool(ended_by) != bool(pair.ended_at):
        return
    refusal: OSError | None = None
    for ride, other in ((pair.offer, pair.need), (pair.need, pair.offer)):
        thing = f"{state}:{pair.public_id}"
        if ride.public_id == ended_by or queries.was_told(ride, thing):
            continue
        try:
            letter = whole_address(reverse("ride_letter", args=[ride.event.slug, other.public_id]))
            words = {"other": queries.shown_of(other), "letter": f"{letter}?from={ride.token}"}
            _send(
                "events/mail/ride_pair.txt", ride, ended=state == "ended", offering=ride.kind == RideKind.OFFER, **words
            )
            _tell("events.rider_told", ride, by=by, at=at, thing=thing)
        except OSError as wrong:
            # Whoever has it must not get it again because the other's mailbox refused.
            refusal = wrong
    if refusal:
        raise refusal


def tell_rider(*, by: System, ride: Ride, thing: str, at: datetime) -> None:
    """Tell somebody who arranged a ride that the event is cancelled or was changed; once."""
    allow(rules.may_tell_rider, by, ride)
    if queries.was_told(ride, thing):
        return
    _send("events/mail/ride_news.txt", ride)
    _tell("events.rider_told", ride, by=by, at=at, thing=thing)


def deliver_ride_letter(*, by: System, letter: RideLetter, at: datetime) -> None:
    """Carry a letter to whom it is for, and forget it."""
    allow(rules.may_deliver_ride_letter, by, letter)
    if letter.delivered_at:
        return
    _send("events/mail/ride_letter.txt", letter.ride, reply_to=[letter.sender_email], letter=letter)
    with transaction.atomic():
        RideLetter.objects.filter(pk=letter.pk).update(text="", sender_name="", sender_email="", delivered_at=at)
        _tell("events.ride_letter_delivered", letter.ride, by=by, at=at, letter=letter.public_id)


@transaction.atomic
def forget_rides(*, by: System, event: Event, rides: list[Ride] | None = None, at: datetime) -> None:
    """Drop the rides of an event that is over, or those nobody confirmed: names, mailboxes, letters."""
    allow(rules.may_forget_rides, by, event)
    rows = Ride.objects.filter(event=event)
    if rides is not None:
        rows = rows.filter(pk__in=[each.pk for each in rides])
    keys = list(rows.values_list("pk", flat=True))
    unname(records_about(Ride, keys))
    Ride.objects.filter(pk__in=keys).delete()
    line("events.rides_forgotten", event, by=by, at=at, count=len(keys))


def _send(template: str, ride: Ride, **words: Any) -> None:
    event = ride.event
    given = {
        "ride": ride,
        "event": event,
        "link": whole_address(reverse("ride", args=[ride.token])),
        "page": whole_address(event.get_absolute_url()),
        **words_of(event),
        **words,
    }
    mail.send(template, to=ride.email, language=ride.language, **given)


def _tell(verb: str, ride: Ride, *, by: System, at: datetime, **particulars: Any) -> None:
    record(verb, by=by, subject=ride, at=at, audience=Audience.EDITORS, **particulars)
