"""How an event takes registrations: seats, waiting list, deadline, reserves, own questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from savienojums.core.refusal import Refused, allow
from savienojums.events import questions as own
from savienojums.events.actions.erased import insist_not_erased
from savienojums.events.actions.gatherings import hold
from savienojums.events.actions.lines import line
from savienojums.events.kinds import Seat
from savienojums.events.models import SeatReserve
from savienojums.events.queries.registrations_seats import in_the_room
from savienojums.events.rules import gatherings as rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models import Event
    from savienojums.events.questions import Question

    Details = Mapping[str, Any]

LINES = (
    "takes_registrations", "capacity", "has_waiting_list", "registration_closes_at", "reserves_end_at", "offers_rides",
)  # fmt: skip
RESERVE = ("name", "kinds", "seats")


class SeatsAreTaken(Refused):
    """More people have a seat than there would be seats."""


class ClosesAfterTheEnd(Refused):
    """The list would still be open when everyone has gone home."""

    sentence = _("Registration has to close before the event ends.")


class TooManyReserved(Refused):
    """More seats are reserved than there are."""

    sentence = _("More seats are reserved than there are seats.")


class TooManyQuestions(Refused):
    """Nobody fills in a form that long."""

    sentence = _("Twelve questions are the most. Take one away before you add another.")


@transaction.atomic
def set_registering(*, by: Person, event: Event, details: Details, at: datetime) -> Event:
    """Say whether and how people register; `reserves` are mappings of name, kinds and seats in their order."""
    allow(rules.may_set_registering, by, event)
    current = hold(event)
    before = {name: getattr(current, name) for name in LINES}
    for name in LINES:
        if name in details:
            setattr(current, name, details[name])
    reserves = list(details.get("reserves", _reserves_of(current)))
    _insist(current, reserves)
    changed = [name for name in LINES if before[name] != getattr(current, name)]
    if any(name in changed and getattr(current, name) for name in ("takes_registrations", "offers_rides")):
        insist_not_erased(current)
    if _reserves_of(current) != reserves:
        _keep_reserves(current, reserves)
        changed.append("reserves")
    if changed:
        current.save(update_fields=list(LINES))
        # Whose turn it is now gets a seat: a job reads this line.
        line("events.registering_set", current, by=by, at=at, lines=changed)
    return current


@transaction.atomic
def set_questions(*, by: Person, event: Event, questions: Sequence[Question], at: datetime) -> Event:
    """Keep these questions in this order; answers that were given stay under their keys."""
    allow(rules.may_set_questions, by, event)
    if len(questions) > own.MOST_QUESTIONS:
        raise TooManyQuestions
    current = hold(event)
    kept = own.kept(questions)
    if kept == current.questions:
        return current
    current.questions = event.questions = kept
    current.save(update_fields=["questions"])
    line("events.questions_set", current, by=by, at=at, count=len(kept))
    return current


def _insist(event: Event, reserves: Sequence[Details]) -> None:
    closes = event.registration_closes_at
    if closes and closes > event.ends_at:
        raise ClosesAfterTheEnd
    if event.capacity is not None and sum(each["seats"] for each in reserves) > event.capacity:
        raise TooManyReserved
    if event.capacity is None:
        return
    seated = in_the_room(event).filter(seat=Seat.ACCEPTED).count()
    if seated > event.capacity:
        words = ngettext(
            "%(seated)s person has a seat already; there cannot be fewer seats.",
            "%(seated)s people have a seat already; there cannot be fewer seats.",
            seated,
        )
        raise SeatsAreTaken(words % {"seated": seated})


def _reserves_of(event: Event) -> list[dict[str, Any]]:
    return [{name: getattr(each, name) for name in RESERVE} for each in event.reserves.all()]


def _keep_reserves(event: Event, reserves: Sequence[Details]) -> None:
    """Those that stay keep their seats; who sat on one that goes has one of the seats for all."""
    standing = list(event.reserves.all())
    for position, said in enumerate(reserves):
        found = next((each for each in standing if each.name == said["name"]), None)
        if found:
            standing.remove(found)
        reserve = found or SeatReserve(event=event)
        reserve.name, reserve.kinds, reserve.seats, reserve.position = (
            said["name"],
            said["kinds"],
            said["seats"],
            position,
        )
        reserve.save()
    SeatReserve.objects.filter(pk__in=[each.pk for each in standing]).delete()
