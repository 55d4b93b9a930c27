"""What somebody who takes part sees: the next statement, how far they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.utils.translation import get_language

from savienojums.core.refusal import NotFound
from savienojums.voices.keys import new_seed
from savienojums.voices.kinds import Answer, AsideFor, Confirming, Moderation, ResultsShown
from savienojums.voices.models import Statement
from savienojums.voices.queries import live_drawing as drawing
from savienojums.voices.queries.live import LiveStatement, live_of

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.records import Translated
    from savienojums.voices.models import Conversation, Participant
    from savienojums.voices.queries.live import Live

# Whoever has answered so many (or all there are) has a place on the map; as in maths/groups.py.
ENOUGH = 7
# Kept by GuardedForm of forms/answers.py under this word.
ADDED_SALT = "voices.added"


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement as one reader sees it."""

    public_id: str
    number: int
    text: Translated
    language: str

    @property
    def is_translated(self) -> bool:
        """Whether it is read in another language than it was written in."""
        return self.text.language() != self.language

    @property
    def lacks_translation(self) -> bool:
        """Whether nobody has said it in the reader's language yet."""
        return self.text.language() != (get_language() or "lv")[:2]

    @property
    def original(self) -> str:
        """As it was written."""
        return self.text.in_language(self.language)


@dataclass(frozen=True, slots=True)
class Said:
    """The last answer: to what, and which."""

    statement: Asked
    value: int

    @property
    def word(self) -> str:
        """Agree, disagree or pass."""
        return str(Answer(self.value).label)


@dataclass(frozen=True, slots=True)
class Answering:
    """Everything the card shows."""

    standing: str
    takes_answers: bool
    takes_statements: bool
    answered: int
    of: int
    statement: Asked | None = None
    drawn: str = ""
    last: Said | None = None
    participant: Participant | None = None
    # For a browser that has not answered yet.
    seed: str = ""

    @property
    def enough(self) -> int:
        """How many answers are enough for a place on the map."""
        return min(ENOUGH, self.of)

    @property
    def missing(self) -> int:
        """How many answers are missing for a place on the map."""
        return max(0, self.enough - self.answered)

    @property
    def has_place(self) -> bool:
        """Whether one's place on the map can be looked at: there are enough answers, and results are not for the end."""
        someone = self.participant
        if someone is None or not self.answered or self.missing:
            return False
        return someone.conversation.results_shown != ResultsShown.AT_END

    @property
    def is_flood(self) -> bool:
        """Whether the answers are kept aside because very many came from one connection."""
        someone = self.participant
        return someone is not None and someone.aside_for == AsideFor.FLOOD and someone.is_aside_by_itself

    @property
    def is_unconfirmed(self) -> bool:
        """Whether the answers count once a mailbox is confirmed."""
        return self.participant is not None and self.participant.aside_for == AsideFor.UNCONFIRMED

    @property
    def asks_of_oneself(self) -> bool:
        """Whether there is something voluntary to be told."""
        someone = self.participant
        return someone is not None and (someone.conversation.asks_place or someone.conversation.asks_age)

    @property
    def offers_confirmation(self) -> bool:
        """Whether a mailbox may be confirmed and is not yet."""
        someone = self.participant
        if someone is None or someone.has_account or someone.confirmed_at:
            return False
        return someone.conversation.confirming != Confirming.NONE or self.is_flood


@dataclass(frozen=True, slots=True)
class Adding:
    """What the form for an own statement needs."""

    opened: str
    longest: int
    left: int
    is_looked_at_first: bool


def part(
    person: Person | None, conversation: Conversation, participant: Participant | None, at: datetime
) -> dict[str, Any]:
    """What the page of a conversation shows of it."""
    del person
    told = answering_of(conversation, participant, at)
    adding = adding_of(conversation, participant, at) if told.takes_statements else None
    return {"answering": told, "adding": adding}


def answering_of(conversation: Conversation, participant: Participant | None, at: datetime) -> Answering:
    """The next statement for whoever this is, and how far they are."""
    live, answers = live_of(conversation), drawing.answers_of(participant)
    phase = conversation.phase_at(at)
    takes_answers = phase is not None and phase.takes_answers
    open_ = drawing.open_to(live, participant, answers)
    answered = sum(each.pk in answers.given for each in live.statements)
    statement, drawn = _next(live, participant, answers, open_) if takes_answers else (None, "")
    takes_statements = phase is not None and phase.takes_statements
    return Answering(
        standing=str(conversation.standing(at)),
        takes_answers=takes_answers,
        takes_statements=takes_statements,
        answered=answered,
        of=answered + sum(open_),
        statement=asked(statement) if statement else None,
        drawn=drawn,
        last=_last(live, answers),
        participant=participant,
        seed="" if participant else new_seed(),
    )


def asked(statement: LiveStatement) -> Asked:
    """A statement as readers see it."""
    return Asked(statement.public_id, statement.number, statement.text, statement.language)


def statement_to_answer(conversation: Conversation, public_id: str) -> Statement:
    """The statement of this word, shown or not; otherwise it does not exist. A question only where it is not shown."""
    shown = live_of(conversation).statement(public_id)
    if shown is not None and shown.row is not None:
        return shown.row
    found = Statement.objects.filter(conversation=conversation, public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def _next(
    live: Live, participant: Participant | None, answers: drawing.OwnAnswers, open_: list[bool]
) -> tuple[LiveStatement | None, str]:
    """The statement that comes next, and the chance it was drawn with, signed."""
    if answers.last and answers.last[1] is None:
        # An answer was just taken back: it is asked once more, and was not drawn.
        again = next((each for each in live.statements if each.pk == answers.last[0]), None)
        if again:
            return again, ""
    shares = drawing.chances(live, open_, answers.given)
    at = drawing.draw(shares, drawing.turn_of(participant, answers.rows))
    if at is None:
        return None, ""
    return live.statements[at], drawing.signed_chance(live.statements[at], participant, shares[at])


def _last(live: Live, answers: drawing.OwnAnswers) -> Said | None:
    if answers.last is None or answers.last[1] is None:
        return None
    statement = next((each for each in live.statements if each.pk == answers.last[0]), None)
    return Said(asked(statement), answers.last[1]) if statement else None


def adding_of(conversation: Conversation, participant: Participant | None, at: datetime) -> Adding:
    """What the form for an own statement needs."""
    added = participant.statements.count() if participant else 0
    return Adding(
        opened=signing.dumps(at.timestamp(), salt=ADDED_SALT),
        longest=conversation.longest_statement,
        left=max(0, conversation.most_statements - added),
        is_looked_at_first=conversation.moderation == Moderation.BEFORE,
    )
