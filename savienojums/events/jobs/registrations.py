"""Doors for time: letters to those who register, and seats that time makes free."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.events.actions.registrations import promote_waiting
from savienojums.events.actions.telling import tell_party
from savienojums.events.exports_registrations import attachment_of
from savienojums.events.jobs.post import carry
from savienojums.events.queries import messages
from savienojums.events.queries import registrations as queries
from savienojums.events.queries.registrations_people import event_in, events_to_promote
from savienojums.journal.reactions import every, on

if TYPE_CHECKING:
    from savienojums.events.models import Registration


@on("events.registration_made", "events.registration_entered")
def confirm_the_registration(record_id: int) -> None:
    """The mailbox hears whether it has seats or waits, with the link to change or cancel."""
    if found := queries.registration_of(record_id):
        _tell_state(found, "received")


@on("events.list_entered")
def confirm_the_list(record_id: int) -> None:
    """Those pasted with an address hear of it too."""
    carry(queries.registrations_listed_in(record_id), lambda each: _tell_state(each, "received"))


@on("events.registration_asked_again")
def send_the_letter_again(record_id: int) -> None:
    """Who asks twice gets the same letter twice; nothing has changed."""
    if found := queries.registration_of(record_id):
        _tell_state(found, f"again:{record_id}", again=True)


@on("events.registration_promoted", "events.seat_given")
def tell_of_the_seat(record_id: int) -> None:
    """Who waited has a seat, and a link that gives it on."""
    found = queries.registration_of(record_id)
    if found and queries.told_of(found, now()).state == "seated":
        _tell(found, f"promoted:{record_id}", "events/mail/promoted.txt", attachments=attachment_of(found, now()))


@on("events.seat_cancelled", "events.seat_withdrawn")
def tell_of_the_lost_seat(record_id: int) -> None:
    """Whose seat the organisers took hears of it from the house, not at the door."""
    if found := queries.registration_of(record_id):
        _tell(found, f"cancelled_seat:{record_id}", "events/mail/cancelled_seat.txt")


@on("events.registering_set", "events.event_changed")
def seat_those_who_wait(record_id: int) -> None:
    """More seats, or fewer kept ones, are given to those who wait."""
    if event := event_in(record_id):
        promote_waiting(by=SYSTEM, event=event, at=now())


@every("10 minutes")
def open_kept_seats() -> None:
    """Once a reserve has ended its seats are given to those who wait, and so is any seat that was left lying."""
    for event in events_to_promote(now()):
        promote_waiting(by=SYSTEM, event=event, at=now())


def _tell_state(found: Registration, thing: str, *, again: bool = False) -> None:
    state = queries.told_of(found, now()).state
    if state == "waiting":
        _tell(found, thing, "events/mail/waiting.txt", again=again)
    elif state in {"seated", "partly"}:
        _tell(found, thing, "events/mail/received.txt", again=again, attachments=attachment_of(found, now()))


def _tell(found: Registration, thing: str, template: str, **words: Any) -> None:
    given: dict[str, Any] = {
        "told": queries.told_of(found, now()),
        "reply_to": messages.reply_to(found.event),
        **messages.words_of(found.event),
        **words,
    }
    tell_party(by=SYSTEM, registration=found, thing=thing, template=template, at=now(), words=given)
