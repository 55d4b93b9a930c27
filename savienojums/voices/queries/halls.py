"""Hands that were counted in halls, as pages show them: sums of rooms, never answers of single people."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max

from savienojums.core.marks import Kept
from savienojums.core.refusal import NotFound
from savienojums.voices.kinds import ResultsShown, State
from savienojums.voices.models import Hall, HallCount, Statement, Vote
from savienojums.voices.rules.maps import ANSWERS_FIRST, results_open

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from savienojums.accounts.models import Person
    from savienojums.core.records import Translated
    from savienojums.network.models import Place
    from savienojums.voices.models import Conversation, Participant

LONGEST_NUMBER = 9


@dataclass(frozen=True, slots=True)
class Hands:
    """How many agreed, disagreed, passed."""

    agree: int = 0
    disagree: int = 0
    passed: int = 0

    @property
    def all(self) -> int:
        """Everybody who said anything."""
        return self.agree + self.disagree + self.passed

    @property
    def share(self) -> int:
        """Of those who said anything, how many of a hundred agree."""
        return round(100 * self.agree / self.all) if self.all else 0

    def __add__(self, other: Hands) -> Hands:
        return Hands(self.agree + other.agree, self.disagree + other.disagree, self.passed + other.passed)


@dataclass(frozen=True, slots=True)
class HallTold:
    """One hall: what it was, and its hands by the number of the statement."""

    title: str
    held_on: date
    place: Place | None
    people: int
    hands: dict[int, Hands] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Beside:
    """One statement: hands of all halls beside the answers of single people."""

    number: int
    text: Translated
    halls: Hands
    single: Hands


@dataclass(frozen=True, slots=True)
class Halls:
    """Everything that was counted in halls of a conversation."""

    halls: list[HallTold]
    statements: list[Beside]

    @property
    def people(self) -> int:
        """How many people were there, halls added up; somebody may have been in two."""
        return sum(hall.people for hall in self.halls)


def halls_of(conversation: Conversation) -> Halls:
    """Halls everyone may learn of, and the table "hands in halls beside single answers".

    A hall with fewer people than the conversation's smallest group is left out, and so is a statement nobody may see.
    """
    rows = conversation.halls.filter(people__gte=conversation.smallest_group).select_related("place")
    counted = HallCount.objects.filter(
        hall__conversation=conversation, hall__people__gte=conversation.smallest_group, statement__state=State.SHOWN
    ).select_related("statement")
    hands: dict[int, dict[int, Hands]] = {}
    statements: dict[int, Statement] = {}
    sums: dict[int, Hands] = {}
    for count in counted.order_by("statement__number"):
        one = Hands(count.agree, count.disagree, count.passed)
        hands.setdefault(count.hall_id, {})[count.statement.number] = one
        statements[count.statement_id] = count.statement
        sums[count.statement_id] = sums.get(count.statement_id, Hands()) + one
    told = [HallTold(each.title, each.held_on, each.place, each.people, hands.get(each.pk, {})) for each in rows]
    single = _single_answers(statements, conversation.smallest_group)
    beside = [Beside(each.number, each.text, sums[pk], single.get(pk, Hands())) for pk, each in statements.items()]
    return Halls(told, beside)


def _single_answers(statements: Iterable[int], least: int) -> dict[int, Hands]:
    """What single people said last of these statements; nothing where fewer than `least` said anything."""
    last = (
        Vote.objects.filter(statement__in=list(statements), participant__aside_at=None)
        .order_by()
        .values("participant", "statement")
        .annotate(last=Max("pk"))
        .values("last")
    )
    counts = Vote.objects.filter(pk__in=last).exclude(value=None).order_by().values_list("statement", "value")
    found: dict[int, Hands] = {}
    for statement, value, count in counts.annotate(count=Count("pk")):
        one = {1: Hands(agree=count), -1: Hands(disagree=count), 0: Hands(passed=count)}[value]
        found[statement] = found.get(statement, Hands()) + one
    return {statement: hands for statement, hands in found.items() if hands.all >= least}


# Going through all answers of a long conversation takes seconds; a new hall or map raises the mark.
_KEPT: Kept[dict[int, Halls]] = Kept(dict, "voices")


def shown_halls(conversation: Conversation) -> Halls:
    """The same, kept until something of the room changes."""
    kept = _KEPT.get()
    if conversation.pk not in kept:
        kept[conversation.pk] = halls_of(conversation)
    return kept[conversation.pk]


def part(
    person: Person | None, conversation: Conversation, participant: Participant | None, at: datetime
) -> dict[str, Any]:
    """What the page of a conversation shows of it: nothing before its results may be seen."""
    del person
    if not _is_seen(conversation, participant, at):
        return {"halls": None}
    told = shown_halls(conversation)
    return {"halls": told if told.statements else None}


def _is_seen(conversation: Conversation, participant: Participant | None, at: datetime) -> bool:
    """As for the map; where one must answer first, hands of others are results like the rest."""
    standing = conversation.standing(at)
    if results_open(conversation, standing, ANSWERS_FIRST):
        return True
    if conversation.results_shown != ResultsShown.AFTER_ANSWERING or participant is None:
        return False
    answered = participant.votes.exclude(value=None).order_by().values("statement").distinct().count()
    wanted = min(ANSWERS_FIRST, conversation.statements.shown().count())
    return results_open(conversation, standing, wanted - answered)


# --- the desk -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """One statement as it is asked in a hall."""

    statement: Statement
    position: int
    of: int
    count: HallCount | None
    earlier: int | None
    later: int | None


def halls_at_desk(conversation: Conversation) -> list[Hall]:
    """All halls, each with how many statements were counted as `counted`."""
    return list(conversation.halls.select_related("place").annotate(counted=Count("counts")))


def hall_for(conversation: Conversation, public_id: str) -> Hall:
    """One hall of this conversation."""
    found = conversation.halls.select_related("place").filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    found.conversation = conversation
    return found


def asked_of(hall: Hall) -> list[Asked]:
    """The statements that can be asked in a hall, in the order of their numbers, with what was counted."""
    counts = {each.statement_id: each for each in hall.counts.all()}
    every = hall.conversation.statements.all()
    rows = [each for each in every if each.pk in counts or (each.state == State.SHOWN and each.same_as_id is None)]
    numbers = [None, *(each.number for each in rows), None]
    return [
        Asked(each, place, len(rows), counts.get(each.pk), numbers[place - 1], numbers[place + 1])
        for place, each in enumerate(rows, 1)
    ]


def asked_one(rows: list[Asked], number: str) -> Asked:
    """The statement with that number; without one, the first that was not counted yet."""
    if number.isdecimal() and len(number) < LONGEST_NUMBER:
        found = next((each for each in rows if each.statement.number == int(number)), None)
    else:
        found = next((each for each in rows if each.count is None), rows[0] if rows else None)
    if found is None:
        raise NotFound
    return found


def counted_before(asked: Asked) -> dict[str, int]:
    """The hands that were counted for it, for the form."""
    count = asked.count
    return {"agree": count.agree, "disagree": count.disagree, "passed": count.passed} if count else {}


def texts_on_wall(conversation: Conversation, asked: Asked) -> list[tuple[str, str]]:
    """Its words in every language of the conversation that has them; a hall reads more than one."""
    words = asked.statement.text
    wanted = [code for code in conversation.languages if words.get(code)]
    return [(code, words[code]) for code in wanted] or [(words.language(), str(words))]
