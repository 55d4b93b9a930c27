"""How a conversation stands in numbers, and what those who run it do next; for the first page of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.voices.kinds import Moderation, Standing, State
from savienojums.voices.models import Vote
from savienojums.voices.queries.conversations_history import history_of
from savienojums.voices.queries.conversations_spoken import mark_of, phases_of, sentence_of, who_asks

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.voices.models import Conversation

ENOUGH_SEEDS = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts; it leads to those that are counted."""

    value: int
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is still to be done, and where."""

    href: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Check:
    """Something that should be right before people see it, and where it is put right."""

    is_right: bool
    what: str
    href: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """Participants, answers, statements; counted in three questions."""

    people: int
    aside: int
    answers: int
    shown: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Head:
    """How it stands."""

    mark: str
    standing: str
    sentence: str
    who: str
    is_over: bool
    is_closed_by_hand: bool


def head_of(conversation: Conversation, at: datetime) -> Head:
    """Its standing in words, for every page of its life."""
    mark, standing = mark_of(conversation, at)
    over = conversation.standing(at) == Standing.CLOSED
    by_hand = bool(conversation.closed_at and conversation.closed_at <= at)
    return Head(mark, standing, sentence_of(conversation, at), who_asks(conversation), over, by_hand)


def desk_of(conversation: Conversation, at: datetime) -> dict[str, Any]:
    """The first page of the desk."""
    numbers = numbers_of(conversation)
    return {
        "head": head_of(conversation, at),
        "phases": phases_of(conversation, at),
        "figures": [] if conversation.is_draft else figures_of(conversation, numbers),
        "steps": steps_of(conversation, numbers, at),
        "history": history_of(conversation),
    }


def numbers_of(conversation: Conversation) -> Numbers:
    """Counted in three questions, however many people there are."""
    people = conversation.participants.aggregate(
        people=Count("pk", filter=Q(aside_at=None)), aside=Count("pk", filter=Q(aside_at__isnull=False))
    )
    statements = conversation.statements.aggregate(
        shown=Count("pk", filter=Q(state=State.SHOWN)), waiting=Count("pk", filter=Q(state=State.WAITING))
    )
    given = Vote.objects.filter(participant__conversation=conversation, participant__aside_at=None)
    answers = given.values("participant_id", "statement_id").distinct().count()
    return Numbers(**people, **statements, answers=answers)


def figures_of(conversation: Conversation, numbers: Numbers) -> list[Figure]:
    """Who takes part, what they said, what waits."""
    people, statements = (_href(name, conversation) for name in ("conversation_people", "conversation_statements"))
    told = [
        Figure(numbers.people, ngettext("participant", "participants", numbers.people), people),
        Figure(
            numbers.answers, ngettext("answer", "answers", numbers.answers), _href("conversation_files", conversation)
        ),
        Figure(numbers.shown, ngettext("statement shown", "statements shown", numbers.shown), statements),
    ]
    if numbers.waiting:
        told.append(
            Figure(
                numbers.waiting, ngettext("waits to be looked at", "wait to be looked at", numbers.waiting), statements
            )
        )
    if numbers.aside:
        told.append(Figure(numbers.aside, ngettext("set aside", "set aside", numbers.aside), people))
    return told


def steps_of(conversation: Conversation, numbers: Numbers, at: datetime) -> list[Step]:
    """What is still to be done, the most pressing first."""
    steps = _before(conversation, numbers) if conversation.is_draft else []
    if numbers.waiting:
        said = ngettext(
            "Look at %(count)s statement that waits", "Look at %(count)s statements that wait", numbers.waiting
        )
        why = (
            _("Until then nobody can answer it.")
            if conversation.moderation == Moderation.BEFORE
            else _("It is shown meanwhile.")
        )
        steps.append(Step(_href("conversation_statements", conversation), said % {"count": numbers.waiting}, why))
    if conversation.standing(at) == Standing.CLOSED and not conversation.conclusions:
        title = _("Write what you make of it")
        steps.append(
            Step(
                _href("conversation_conclusions", conversation),
                title,
                _("Those who answered want to know what follows."),
            )
        )
    return steps


def checks_of(conversation: Conversation, at: datetime) -> list[Check]:
    """What should be right before people see it."""
    numbers = numbers_of(conversation)
    names = ("conversation_phases", "conversation_statements", "conversation_form")
    phases, statements, form = (_href(name, conversation) for name in names)
    return [
        Check(any(phase.closes_at > at for phase in conversation.phases.all()), _("When it is open"), phases),
        Check(numbers.shown >= ENOUGH_SEEDS, _("At least five statements"), statements),
        Check(bool(conversation.intro), _("What will be done with the answers"), form),
        Check(_in_all_languages(conversation), _("The question in all languages of the statements"), form),
    ]


def _before(conversation: Conversation, numbers: Numbers) -> list[Step]:
    steps = []
    if not conversation.phases.all():
        steps.append(
            Step(
                _href("conversation_phases", conversation),
                _("Say when it is open"),
                _("Without a phase nobody can answer."),
            )
        )
    if numbers.shown < ENOUGH_SEEDS:
        text = _("Ten to twenty different thoughts are a good beginning, also such as you do not share.")
        steps.append(Step(_href("conversation_statements", conversation), _("Write the first statements"), text))
    if not conversation.intro:
        steps.append(
            Step(
                _href("conversation_form", conversation),
                _("Say what it is for"),
                _("People answer if they know what will be done with it."),
            )
        )
    if not _in_all_languages(conversation):
        text = _("Statements are read in several languages; the question should be too.")
        steps.append(
            Step(_href("conversation_form", conversation), _("Write the question in the other languages"), text)
        )
    return steps


def _in_all_languages(conversation: Conversation) -> bool:
    return all(conversation.question.get(code) for code in conversation.languages or ["lv"])


def _href(name: str, conversation: Conversation) -> str:
    return reverse(name, args=[conversation.slug])
