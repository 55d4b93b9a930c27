"""Saying when a conversation is open, and for what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.records import in_languages
from savienojums.core.refusal import Refused, allow
from savienojums.voices import phases as pure
from savienojums.voices.actions.conversations import hold, insist_unread
from savienojums.voices.actions.lines import line
from savienojums.voices.kinds import Standing
from savienojums.voices.models import Phase
from savienojums.voices.queries.conversations_days import since_in_words, until_in_words
from savienojums.voices.rules import conversations_phases as rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Conversation

    Details = Mapping[str, Any]

MOST = 12
NAMES = ("kind", "name", "opens_at", "closes_at")


class EndsBeforeItBegins(Refused):
    """The end is not after the beginning."""

    sentence = gettext_lazy("A phase has to close after it has opened.")


class OverAlready(Refused):
    """Nobody could answer in it."""

    sentence = gettext_lazy("This phase would be over already. Choose a closing time that is still to come.")


class PhasesMeet(Refused):
    """Two phases at one time would say two things about what may be done."""

    def __init__(self, other: Phase) -> None:
        times = {"since": since_in_words(other.opens_at), "until": until_in_words(other.closes_at)}
        super().__init__(
            _("At that time another phase is open: from %(since)s until %(until)s. Phases follow each other.") % times
        )


class HasBegun(Refused):
    """What people did in it was done at that time."""

    sentence = gettext_lazy(
        "This phase is open already or is over, and people may have answered in it: "
        "when it opened and that it was there cannot be changed. Set another closing time instead."
    )


class LastPhase(Refused):
    """Without a phase a published conversation would vanish from its readers."""

    sentence = gettext_lazy(
        "A published conversation keeps at least one phase. Change this one, or close the conversation."
    )


class TooManyPhases(Refused):
    """More than anybody would read."""

    sentence = gettext_lazy("A conversation has at most 12 phases.")


@transaction.atomic
def add_phase(*, by: Person, conversation: Conversation, details: Details, at: datetime) -> Phase:
    """One more time in which the conversation is open."""
    allow(rules.may_add_phase, by, conversation)
    current = hold(conversation)
    if current.phases.count() >= MOST:
        raise TooManyPhases
    if current.standing(at) == Standing.CLOSED:
        insist_unread(current)
    phase = Phase(conversation=current)
    _take(phase, details)
    if phase.closes_at <= at:
        raise OverAlready
    phase.save()
    line("voices.phase_added", current, by=by, at=at, seen=True, **_told(phase))
    return phase


@transaction.atomic
def change_phase(*, by: Person, phase: Phase, details: Details, at: datetime) -> Phase:
    """Another kind, name or time; one that has opened keeps when it did."""
    allow(rules.may_change_phase, by, phase)
    conversation = hold(phase.conversation)
    current = Phase.objects.select_related("conversation").get(pk=phase.pk)
    before, opened, closed = _told(current), current.opens_at, current.closes_at
    if conversation.standing(at) == Standing.CLOSED:
        insist_unread(conversation)
    _take(current, details)
    if _told(current) == before:
        return current
    if not conversation.is_draft and opened <= at and current.opens_at != opened:
        raise HasBegun
    if current.closes_at != closed and current.closes_at <= at:
        raise OverAlready
    current.save()
    line("voices.phase_changed", conversation, by=by, at=at, seen=True, before=before, **_told(current))
    return current


@transaction.atomic
def remove_phase(*, by: Person, phase: Phase, at: datetime) -> None:
    """Take back a phase that has not opened yet."""
    allow(rules.may_remove_phase, by, phase)
    conversation = hold(phase.conversation)
    if not conversation.is_draft:
        if phase.opens_at <= at:
            raise HasBegun
        if conversation.phases.count() == 1:
            raise LastPhase
    line("voices.phase_removed", conversation, by=by, at=at, seen=True, **_told(phase))
    phase.delete()


def _take(phase: Phase, details: Details) -> None:
    for name in NAMES:
        if name in details:
            setattr(phase, name, in_languages(details[name]) if name == "name" else details[name])
    if phase.closes_at <= phase.opens_at:
        raise EndsBeforeItBegins
    others = Phase.objects.filter(conversation=phase.conversation).exclude(pk=phase.pk)
    if other := pure.in_the_way(phase, others):
        raise PhasesMeet(other)


def _told(phase: Phase) -> dict[str, Any]:
    return {
        "kind": phase.kind,
        "name": dict(phase.name),
        "opens_at": phase.opens_at.isoformat(),
        "closes_at": phase.closes_at.isoformat(),
    }
