"""Taking part: the first answer, each further one, and taking one back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.voices.keys import key_of_mailbox
from savienojums.voices.kinds import AsideFor, Confirming, State
from savienojums.voices.models import Participant, Vote
from savienojums.voices.rules import answering as rules

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Conversation, Statement

# More new participants than this within an hour from one connection are kept aside until somebody has looked:
# two classes of a school, or a hall on its own wifi, are fewer.
MOST_NEWCOMERS, FLOOD_WITHIN = 60, timedelta(hours=1)


class NotOpenForAnswers(Refused):
    """Answers are taken only while a phase for them is open."""

    sentence = gettext_lazy(
        "Answers are not being taken at the moment. The page of the conversation says when it is open."
    )


class NotShown(Refused):
    """What is not shown cannot be answered."""

    sentence = gettext_lazy(
        "This statement is not shown any more, so it cannot be answered. Your other answers are kept; here is the next one."
    )


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who answers for the first time: by which key they are known again, and what is noted of them."""

    conversation: Conversation
    key: str
    has_account: bool = False
    language: str = "lv"
    source_key: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer to a statement, and with which chance it had been drawn, if it was."""

    statement: Statement
    value: int | None
    chance: float | None = None


@transaction.atomic
def join(*, by: Person | None, newcomer: Newcomer, at: datetime) -> Participant:
    """Begin to take part; from a connection with very many newcomers the answers are kept aside at first."""
    allow(rules.may_join, by, newcomer.conversation)
    aside_for = _aside_for(newcomer, at)
    made, is_new = Participant.objects.get_or_create(
        conversation=newcomer.conversation,
        key=newcomer.key,
        defaults={
            "has_account": newcomer.has_account,
            "language": newcomer.language,
            "source_key": newcomer.source_key,
            "joined_at": at,
            "aside_for": aside_for,
            "aside_at": at if aside_for else None,
        },
    )
    made.conversation = newcomer.conversation
    if is_new and by is not None and made.has_account and made.conversation.confirming != Confirming.NONE:
        _show_mailbox(by, made, at)
    return made


@transaction.atomic
def answer_first(*, by: Person | None, newcomer: Newcomer, given: Given, at: datetime) -> Participant:
    """Take part with a first answer: both are kept, or neither."""
    allow(rules.may_answer_first, by, newcomer.conversation, given.statement)
    participant = join(by=by, newcomer=newcomer, at=at)
    give_vote(by=by, participant=participant, statement=given.statement, value=given.value, chance=given.chance, at=at)
    return participant


@transaction.atomic
def give_vote(
    *,
    by: Person | None,
    participant: Participant,
    statement: Statement,
    value: int | None,
    at: datetime,
    chance: float | None = None,
) -> Vote | None:
    """Answer a statement, change the answer, or take it back (None); the same answer twice is one answer.

    No line of the journal: the row is its own. `chance` is kept where the statement was drawn, with the first answer.
    """
    allow(rules.may_give_vote, by, participant, statement)
    phase = participant.conversation.phase_at(at)
    if phase is None or not phase.takes_answers:
        raise NotOpenForAnswers
    if statement.state != State.SHOWN and value is not None:
        raise NotShown
    counted = _counted(participant)
    last = Vote.objects.filter(participant_id=counted, statement_id=statement.pk).order_by("-pk").first()
    if (last.value if last else None) == value:
        return last
    given = Vote(participant_id=counted, statement=statement, value=value, said_at=at)
    given.chance = None if last else chance
    given.save(force_insert=True)
    return given


def _counted(participant: Participant) -> int:
    """Whose answer it is by now: another tab may have said a moment ago whose these answers are."""
    rows = Participant.objects.select_for_update().filter(pk=participant.pk)
    return rows.values_list("same_as_id", flat=True).first() or participant.pk


def _show_mailbox(person: Person, own: Participant, at: datetime) -> None:
    """An account has shown its mailbox: whoever confirmed the same one by a letter is the same person."""
    # These two need each other.
    from savienojums.voices.actions.participants import unite

    key = key_of_mailbox(person.email, own.conversation.public_id)
    shown = Participant.objects.filter(conversation_id=own.conversation_id, mailbox_key=key).select_related("same_as")
    if (first := shown.first()) is None:
        try:
            with transaction.atomic():
                Participant.objects.filter(pk=own.pk).update(mailbox_key=key)
        except IntegrityError:
            # Confirmed at this very moment.
            first = shown.first()
    if first is None:
        own.mailbox_key = key
        return
    first = first.same_as or first
    if not first.has_account:
        first.conversation = own.conversation
        unite(by=person, participant=own, double=first, at=at)


def _aside_for(newcomer: Newcomer, at: datetime) -> str:
    if newcomer.source_key and not newcomer.has_account:
        within = newcomer.conversation.participants.filter(
            source_key=newcomer.source_key, joined_at__gt=at - FLOOD_WITHIN
        )
        if within.count() >= MOST_NEWCOMERS:
            return str(AsideFor.FLOOD)
    # Who has an account has shown a mailbox already.
    if newcomer.conversation.confirming == Confirming.ASKED and not newcomer.has_account:
        return str(AsideFor.UNCONFIRMED)
    return ""
