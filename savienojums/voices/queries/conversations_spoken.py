"""How a conversation stands, in words people understand at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from savienojums.voices import phases as pure
from savienojums.voices.kinds import PhaseKind, Standing
from savienojums.voices.queries.conversations_days import since_in_words, until_in_words

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.voices.models import Conversation, Phase, Survey

# How the house's marks of a standing (shape and colour) stand for those of a conversation.
MARKS = {
    Standing.DRAFT: "needs_check",
    Standing.COMING: "expected",
    Standing.OPEN: "open",
    Standing.PAUSE: "expected",
    Standing.CLOSED: "closed",
}


@dataclass(frozen=True, slots=True)
class PhaseTold:
    """One phase in words, and whether it is over, open or ahead."""

    title: str
    times: str
    state: str
    public_id: str


def mark_of(conversation: Conversation, at: datetime) -> tuple[str, str]:
    """The mark of the house for how it stands, and the word."""
    standing = conversation.standing(at)
    return MARKS[standing], str(standing.label)


def who_asks(asked: Conversation | Survey) -> str:
    """The organisation that asks, or the network."""
    return asked.organisation.name if asked.organisation else settings.NETWORK_NAME


def sentence_of(conversation: Conversation, at: datetime) -> str:
    """What one can do until when, in one sentence."""
    phases = list(conversation.phases.all())
    if not phases:
        return _("It has not been said yet when it is open.")
    if phase := conversation.phase_at(at):
        return _open(phase)
    standing = conversation.standing(at)
    if standing == Standing.CLOSED:
        ended = min(filter(None, (conversation.closed_at, phases[-1].closes_at)))
        return _("Answers were taken until %(moment)s.") % {"moment": until_in_words(ended)}
    ahead = pure.next_after(phases, at)
    if standing == Standing.PAUSE and ahead:
        return _("A pause: it goes on from %(moment)s.") % {"moment": since_in_words(ahead.opens_at)}
    first = ahead or phases[0]
    return _("It is open from %(since)s until %(until)s.") % {
        "since": since_in_words(first.opens_at),
        "until": until_in_words(first.closes_at),
    }


def phases_of(conversation: Conversation, at: datetime) -> list[PhaseTold]:
    """All phases in their order."""
    return [_told(phase, conversation, at) for phase in conversation.phases.all()]


def _open(phase: Phase) -> str:
    until = {"moment": until_in_words(phase.closes_at)}
    if phase.kind == PhaseKind.STATEMENTS:
        return _("Statements can be added until %(moment)s.") % until
    if phase.kind == PhaseKind.ANSWERS:
        return _("You can answer until %(moment)s.") % until
    return _("You can answer and add statements until %(moment)s.") % until


def _told(phase: Phase, conversation: Conversation, at: datetime) -> PhaseTold:
    closed = conversation.closed_at
    over = phase.closes_at <= at or (closed is not None and closed <= at)
    state = "past" if over else "now" if phase.opens_at <= at else "ahead"
    times = pgettext("phase", "from %(since)s until %(until)s") % {
        "since": since_in_words(phase.opens_at),
        "until": until_in_words(phase.closes_at),
    }
    return PhaseTold(str(phase), times, state, phase.public_id)
