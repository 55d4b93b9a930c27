"""Halls full of people who raise their hands: how many were there, and how many hands there were for each statement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.voices.actions.lines import line
from savienojums.voices.models import Hall, HallCount
from savienojums.voices.rules import halls as rules

if TYPE_CHECKING:
    from datetime import date, datetime

    from savienojums.accounts.models import Person
    from savienojums.network.models import Place
    from savienojums.voices.models import Conversation, Statement

MOST_PEOPLE = 100_000


class MoreHandsThanPeople(Refused):
    """Nobody has three hands; somebody was counted twice, or people came later."""


class NobodyThere(Refused):
    """A hall has people in it."""

    sentence = gettext_lazy("Say how many people were there: at least one.")


class OtherStatement(Refused):
    """Hands are counted for statements of the same conversation."""

    sentence = gettext_lazy("This statement is not part of this conversation.")


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a hall."""

    title: str
    held_on: date
    people: int
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Hands:
    """Hands for one statement."""

    agree: int
    disagree: int
    passed: int = 0

    @property
    def all(self) -> int:
        """Everybody who raised a hand."""
        return self.agree + self.disagree + self.passed


@transaction.atomic
def add_hall(*, by: Person, conversation: Conversation, told: Told, at: datetime) -> Hall:
    """A hall in which hands will be counted."""
    allow(rules.may_add_hall, by, conversation)
    _insist_on_people(told.people)
    hall = Hall.objects.create(
        conversation=conversation, title=told.title, held_on=told.held_on, place=told.place, people=told.people,
        entered_by=by,
    )  # fmt: skip
    line("voices.hall_added", conversation, by=by, at=at, people=told.people)
    return hall


@transaction.atomic
def change_hall(*, by: Person, hall: Hall, told: Told, at: datetime) -> None:
    """Say something else of it; not fewer people than hands that were counted."""
    allow(rules.may_change_hall, by, hall)
    _insist_on_people(told.people)
    Hall.objects.select_for_update(of=("self",)).get(pk=hall.pk)
    for count in hall.counts.select_related("statement"):
        hands = Hands(count.agree, count.disagree, count.passed)
        if hands.all > told.people:
            raise MoreHandsThanPeople(
                _("For statement %(number)s %(hands)s hands were counted; the hall cannot have fewer people than that.")
                % {"number": count.statement.number, "hands": hands.all}
            )
    before = hall.people
    hall.title, hall.held_on, hall.place, hall.people = told.title, told.held_on, told.place, told.people
    hall.save(update_fields=["title", "held_on", "place", "people"])
    line("voices.hall_changed", hall.conversation, by=by, at=at, people=told.people, people_before=before)


@transaction.atomic
def remove_hall(*, by: Person, hall: Hall, at: datetime) -> None:
    """Take a hall out with everything that was counted in it."""
    allow(rules.may_remove_hall, by, hall)
    count = hall.counts.count()
    hall.delete()
    line("voices.hall_removed", hall.conversation, by=by, at=at, people=hall.people, statements=count)


@transaction.atomic
def count_hands(*, by: Person, hall: Hall, statement: Statement, hands: Hands, at: datetime) -> HallCount:
    """Hands for one statement, as they were counted; counted anew, the new numbers hold."""
    allow(rules.may_count_hands, by, hall)
    if statement.conversation_id != hall.conversation_id:
        raise OtherStatement
    # How many people there are may change in another window.
    held = Hall.objects.select_for_update(of=("self",)).get(pk=hall.pk)
    if hands.all > held.people:
        raise MoreHandsThanPeople(
            _(
                "%(hands)s hands, but only %(people)s people in the hall. Count once more, or correct how many people there are."
            )
            % {"hands": hands.all, "people": held.people}
        )
    before = held.counts.filter(statement=statement).first()
    count, _is_new = HallCount.objects.update_or_create(
        hall=held, statement=statement,
        defaults={"agree": hands.agree, "disagree": hands.disagree, "passed": hands.passed, "entered_at": at},
    )  # fmt: skip
    line(
        "voices.hands_counted", hall.conversation, by=by, at=at, number=statement.number,
        hands=[hands.agree, hands.disagree, hands.passed],
        before=[before.agree, before.disagree, before.passed] if before else None,
    )  # fmt: skip
    return count


@transaction.atomic
def forget_hands(*, by: Person, hall: Hall, statement: Statement, at: datetime) -> None:
    """This statement was not asked in the hall after all."""
    allow(rules.may_forget_hands, by, hall)
    before = hall.counts.filter(statement=statement).first()
    if before is None:
        return
    before.delete()
    hands = [before.agree, before.disagree, before.passed]
    line("voices.hands_forgotten", hall.conversation, by=by, at=at, number=statement.number, before=hands)


def _insist_on_people(people: int) -> None:
    if people < 1:
        raise NobodyThere
