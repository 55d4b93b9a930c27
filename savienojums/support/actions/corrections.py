"""Suggesting a correction as a reader, answering it as an editor, and forgetting who suggested it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.core import mail
from savienojums.core.refusal import Refused, allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.support import rules, suggested
from savienojums.support.actions import measures, rounds, writing
from savienojums.support.kinds import CorrectionState
from savienojums.support.models import Correction, Round
from savienojums.support.queries.corrections import answer_words

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.support.models import Measure
    from savienojums.support.queries.corrections import Suggestion


class NothingSuggested(Refused):
    """Nothing is different from what stands there, and nothing was remarked."""

    sentence = _("Nothing here differs from what stands on the page. Change a line, or write a remark.")


class CorrectionAnswered(Refused):
    """Another editor answered the suggestion meanwhile."""

    sentence = _("This suggestion was answered already.")


class NothingTicked(Refused):
    """Of several parts none was ticked."""

    sentence = _("Tick what you take over. If it is nothing, say why and decline it.")


class ReasonMissing(Refused):
    """Whoever suggested something deserves to know why it was not taken over."""

    sentence = _("Say in a sentence why not: whoever suggested it reads it.")


@transaction.atomic
def propose_correction(
    *, by: Person | None, measure: Measure, suggestion: Suggestion, email: str = "", at: datetime
) -> Correction:
    """Suggest what should stand in an entry instead; nothing changes until an editor takes it over."""
    allow(rules.may_propose_correction, by, measure)
    if not suggestion.changes and not suggestion.remark:
        raise NothingSuggested
    correction = Correction.objects.create(
        measure=measure,
        changes=suggestion.changes,
        round_id=suggestion.round_id,
        remark=suggestion.remark,
        email=email.lower(),
        language=suggestion.language,
        proposed_at=at,
    )
    _tell("support.correction_proposed", correction, by, at, lines=sorted(suggestion.changes))
    return correction


@transaction.atomic
def accept_correction(
    *, by: Person, correction: Correction, parts: Collection[str], answer: str = "", at: datetime
) -> None:
    """Take over the parts that are ticked; each changes the entry as if the editor had typed it."""
    allow(rules.may_accept_correction, by, correction)
    current = _hold(correction)
    offered = suggested.parts_of(current.changes)
    taken = [part for part in offered if part in parts]
    if offered and not taken:
        raise NothingTicked
    if details := suggested.taken(current.changes, taken, suggested.OF_MEASURE):
        measures.change_measure(by=by, measure=current.measure, details=details, at=at)
    if details := suggested.taken(current.changes, taken, suggested.OF_ROUND):
        _change_deadline(by, current, details, at)
    state = CorrectionState.ACCEPTED if taken == offered else CorrectionState.PARTLY
    _answer(current, by, state, answer, at, accepted=taken)
    _tell("support.correction_accepted", current, by, at, parts=taken)


@transaction.atomic
def decline_correction(*, by: Person, correction: Correction, reason: str, at: datetime) -> None:
    """Leave the entry as it is and say why."""
    allow(rules.may_decline_correction, by, correction)
    current = _hold(correction)
    if not reason:
        raise ReasonMissing
    _answer(current, by, CorrectionState.DECLINED, reason, at, accepted=[])
    _tell("support.correction_declined", current, by, at)


def answer_proposer(*, by: System, correction: Correction, at: datetime) -> None:
    """Write to whoever left an address what became of the suggestion; once."""
    allow(rules.may_answer_proposer, by, correction)
    if correction.told_at or not correction.email or not correction.answered_at:
        return
    language = correction.language or "lv"
    # Outside the transaction: a slow mail server must not hold the database's only writer.
    words = answer_words(correction)
    mail.send("support/mail/correction_answer.txt", to=correction.email, language=language, **words)
    with transaction.atomic():
        Correction.objects.filter(pk=correction.pk).update(told_at=at)
        _tell("support.proposer_answered", correction, by, at)


@transaction.atomic
def forget_proposer(*, by: System, correction: Correction, at: datetime) -> None:
    """Drop the address of whoever made a suggestion that was answered long ago."""
    allow(rules.may_forget_proposer, by, correction)
    Correction.objects.filter(pk=correction.pk).update(email="")
    _tell("support.proposer_forgotten", correction, by, at)


def _hold(correction: Correction) -> Correction:
    """The suggestion as it stands now, kept from others until the act is over."""
    writing.hold_kept(correction.measure)
    current = Correction.objects.select_for_update().get(pk=correction.pk)
    if current.state != CorrectionState.WAITING:
        raise CorrectionAnswered
    return current


def _change_deadline(by: Person, correction: Correction, details: dict[str, Any], at: datetime) -> None:
    """Into the round it was said of; where none was known, a round is added."""
    if not correction.round_id:
        rounds.add_round(by=by, measure=correction.measure, details=details, at=at)
        return
    found = Round.objects.filter(measure=correction.measure_id, public_id=correction.round_id).first()
    if found is None:
        raise rounds.RoundGone
    rounds.change_round(by=by, round_=found, details=details, at=at)


def _answer(correction: Correction, by: Person, state: str, answer: str, at: datetime, *, accepted: list[str]) -> None:
    correction.state, correction.accepted = state, accepted
    correction.answer, correction.answered_at, correction.answered_by = answer, at, by
    correction.save(update_fields=["state", "accepted", "answer", "answered_at", "answered_by"])


def _tell(verb: str, correction: Correction, by: Person | System | None, at: datetime, **said: Any) -> None:
    # What a reader wrote is for editors; what is taken over of it stands in the history in its own lines.
    record(
        verb, by=by, subject=correction.measure, at=at, audience=Audience.EDITORS,
        correction=correction.public_id, **said,
    )  # fmt: skip
