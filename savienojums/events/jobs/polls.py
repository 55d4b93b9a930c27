"""Doors for time: those who answered a date poll are told, and forgotten."""

from __future__ import annotations

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.events.actions import polls as acts
from savienojums.events.jobs.post import carry
from savienojums.events.queries import polls as queries
from savienojums.journal.reactions import every, on


@on("events.date_chosen")
def tell_of_the_date(record_id: int) -> None:
    """Those who answered signed in learn which date it became."""
    if poll := queries.poll_in(record_id):
        people = queries.people_to_tell(poll)
        carry(people, lambda person: acts.tell_of_date(by=SYSTEM, poll=poll, person=person, at=now()))


@every("1 day", hour=4)
def forget_poll_answers() -> None:
    """Two months after the last date the names are gone."""
    at = now()
    for poll in queries.polls_to_forget(at):
        acts.forget_poll_answers(by=SYSTEM, poll=poll, at=at)
