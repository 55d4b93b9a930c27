"""Answers in bulk: those of the demo's examples."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from savienojums.core.refusal import allow
from savienojums.voices.actions.lines import line
from savienojums.voices.kinds import Way
from savienojums.voices.models import Participant, Vote
from savienojums.voices.rules import loading as rules

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from savienojums.core.system import System
    from savienojums.network.models import Place
    from savienojums.voices.models import Conversation


@dataclass(frozen=True, slots=True)
class Voice:
    """What one participant said, by the numbers of the statements, when, and what they told of themselves."""

    said_at: datetime
    answers: Mapping[int, int]
    way: str = Way.WEB
    place: Place | None = None
    age_band: str = ""
    key: str = field(default="")


@transaction.atomic
def load_answers(*, by: System, conversation: Conversation, voices: Sequence[Voice], at: datetime) -> int:
    """Bring in participants with their answers, all at once; how many answers."""
    allow(rules.may_load_answers, by)
    statements = {each.number: each for each in conversation.statements.all()}
    people = Participant.objects.bulk_create(
        [
            Participant(
                conversation=conversation,
                key=voice.key or f"loaded-{number}",
                way=voice.way,
                joined_at=voice.said_at,
                place=voice.place,
                age_band=voice.age_band,
            )
            for number, voice in enumerate(voices, start=1)
        ],
        batch_size=500,
    )
    votes = Vote.objects.bulk_create(
        [
            Vote.said(person, statements[number], value, voice.said_at)
            for person, voice in zip(people, voices, strict=True)
            for number, value in voice.answers.items()
        ],
        batch_size=1_000,
    )
    line("voices.answers_loaded", conversation, by=by, at=at, people=len(people), answers=len(votes))
    return len(votes)
