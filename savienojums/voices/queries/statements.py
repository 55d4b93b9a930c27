"""Statements as readers see them: those that may be answered, one of them, and what became of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language

from savienojums.core.refusal import NotFound
from savienojums.voices.kinds import Answer, HiddenFor, State
from savienojums.voices.models import Statement, Vote

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Conversation, Participant


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement as it is read: its words, in which language they are, and one's own answer."""

    number: int
    text: str
    language: str
    is_translated: bool
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Own:
    """A statement of one's own and what became of it."""

    statement: Statement
    text: str
    is_taken_back: bool


@dataclass(frozen=True, slots=True)
class OneStatement:
    """A shown statement on its own page."""

    statement: Statement
    shown: Shown
    originally: str
    others: tuple[tuple[str, str], ...]
    doubles: tuple[int, ...]


def part(
    person: Person | None, conversation: Conversation, participant: Participant | None, at: datetime
) -> dict[str, Any]:
    """All that may be answered, with one's own answers, and one's own statements; at most three questions."""
    del person, at
    shown = conversation.statements.shown().only("conversation", "number", "text", "language")
    if participant is None:
        return {"statements_shown": [as_shown(each) for each in shown], "own_statements": []}
    answers = _answers_of(participant)
    own = [
        Own(each, each.text.get(each.language, ""), each.hidden_for == HiddenFor.TAKEN_BACK)
        for each in participant.statements.select_related("same_as")
    ]
    return {
        "statements_shown": [as_shown(each, answers.get(each.pk, "")) for each in shown],
        "own_statements": own,
    }


def as_shown(statement: Statement, answer: str = "") -> Shown:
    """Its words in the language of the page, else as they were written."""
    wanted = (get_language() or statement.language)[:2]
    language = wanted if statement.text.get(wanted) else statement.language
    text = statement.text.get(language) or str(statement.text)
    return Shown(statement.number, text, language, language != statement.language, answer)


def shown_statement(conversation: Conversation, number: int) -> Statement:
    """The statement of this number, if everyone may read it; of a joined one, the one that stays."""
    found = conversation.statements.select_related("same_as").filter(number=number).first()
    if found is not None and found.state == State.HIDDEN and found.hidden_for == HiddenFor.SAME and found.same_as:
        found = found.same_as
    if found is None or found.state != State.SHOWN:
        raise NotFound
    found.conversation = conversation
    return found


def one_statement(conversation: Conversation, statement: Statement) -> OneStatement:
    """What the page of one statement tells."""
    shown = as_shown(statement)
    names = dict(settings.LANGUAGES)
    original = statement.text.get(statement.language, "")
    others = tuple(
        (code, str(text))
        for code, text in statement.text.items()
        if code in names and text and code not in {shown.language, statement.language}
    )
    doubles = conversation.statements.filter(same_as=statement, hidden_for=HiddenFor.SAME).values_list(
        "number", flat=True
    )
    return OneStatement(statement, shown, original, others, tuple(doubles))


def own_statement(participant: Participant | None, number: int) -> Statement:
    """The statement of this number, if this participant wrote it."""
    found = participant.statements.select_related("conversation").filter(number=number).first() if participant else None
    if found is None:
        raise NotFound
    return found


def _answers_of(participant: Participant) -> dict[int, str]:
    """The last answer to each statement, in words; what was taken back is none."""
    said: dict[int, int | None] = dict(
        Vote.objects.filter(participant=participant).order_by("pk").values_list("statement", "value")
    )
    return {pk: str(Answer(value).label) for pk, value in said.items() if value is not None}
