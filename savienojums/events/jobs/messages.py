"""Doors for time: messages of the organisers and reminders go out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from savienojums.core.clock import local_day, now
from savienojums.core.system import SYSTEM
from savienojums.events.actions.telling import tell_party
from savienojums.events.jobs.post import carry
from savienojums.events.queries import feedback, reminders, rides
from savienojums.events.queries import messages as queries
from savienojums.journal.reactions import every, on

if TYPE_CHECKING:
    from savienojums.events.models import Registration
    from savienojums.events.queries.reminders import Reminder


@on("events.message_written")
def carry_the_message(record_id: int) -> None:
    """Every party that is meant gets the message once; done again, only those who have not got it."""
    message = queries.message_of(record_id)
    if message is None:
        return
    thanks = message.kind == "thanks"
    words: dict[str, Any] = {
        "message": message,
        "reply_to": queries.reply_to(message.event, message),
        **queries.words_of(message.event),
        "materials": queries.materials_of(message.event) if thanks else [],
    }
    template = "events/mail/thanks.txt" if thanks else "events/mail/message.txt"

    def send(party: Registration) -> None:
        own = {"feedback": queries.whole_address(feedback.address_for(party))} if thanks else {}
        tell_party(
            by=SYSTEM, registration=party, thing=queries.thing_of(message), template=template, at=now(),
            words={**words, **own},
        )  # fmt: skip

    carry(queries.parties_to_tell(message), send)


@every("1 day", hour=9)
def remind_of_events() -> None:
    """Those with a seat are reminded on the mornings the organisers have chosen."""
    carry(
        [(due, party) for due in reminders.reminders_due(now()) for party in reminders.parties_to_remind(due)], _remind
    )


def _remind(one: tuple[Reminder, Registration]) -> None:
    reminder, party = one
    event = reminder.event
    words: dict[str, Any] = {
        "days": (event.first_day - local_day(now())).days,
        "rides": queries.whole_address(rides.board_address(event)) if event.offers_rides else "",
        "calendar": queries.calendar_address(event),
        "reply_to": queries.reply_to(event),
        **queries.words_of(event),
    }
    tell_party(
        by=SYSTEM, registration=party, thing=reminder.thing, template="events/mail/reminder.txt", at=now(), words=words
    )
