"""Wanting to try for a measure: begun, changed, dropped, taken up again, with notes for colleagues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from savienojums.core.marks import raise_mark
from savienojums.core.refusal import Refused, allow
from savienojums.journal.actions import record
from savienojums.support import rules
from savienojums.support.kinds import AttemptStatus, Status
from savienojums.support.models import Attempt, AttemptNote
from savienojums.support.models.attempts import DECIDED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.network.models import Organisation
    from savienojums.support.models import Measure

    Details = Mapping[str, Any]

# What the page of an attempt lets change.
LINES = (
    "who", "round", "status", "reason", "reason_words", "sum_asked", "sum_granted", "submitted_on", "decided_on",
    "may_be_named",
)  # fmt: skip


class AlreadyTrying(Refused):
    """The organisation has an open attempt for this round."""

    sentence = _("Your organisation is trying for this already. Open what your colleagues have begun and go on there.")


class MeasureOver(Refused):
    """The measure is closed for good."""

    sentence = _("This measure is closed for good; nobody takes applications any more.")


class OtherMeasure(Refused):
    """The round belongs to another measure."""

    sentence = _("This round belongs to another measure. Choose one of this measure's rounds.")


class IsDropped(Refused):
    """What was dropped has to be taken up again first."""

    sentence = _("This was dropped. Take it up again first.")


class IsDecided(Refused):
    """What is decided is an outcome; dropping it would forget the sum granted."""

    sentence = _(
        "This is decided already, so there is nothing to drop. If that was written by mistake, first change how far it "
        "has come."
    )


class NotDropped(Refused):
    """Only what was dropped can be taken up again."""

    sentence = _("This was not dropped, so there is nothing to take back.")


@transaction.atomic
def want_to_try(*, by: Person, organisation: Organisation, measure: Measure, details: Details, at: datetime) -> Attempt:
    """Say that an organisation wants to try for a measure."""
    allow(rules.may_want_to_try, by, organisation)
    if measure.status == Status.CLOSED or measure.removed_at:
        raise MeasureOver
    attempt = Attempt(organisation=organisation, measure=measure, who=by, begun_at=at, changed_at=at)
    _take(attempt, details)
    _keep(attempt)
    if note := details.get("note"):
        AttemptNote.objects.create(attempt=attempt, by=by, text=note, at=at)
    _tell("support.attempt_begun", attempt, by=by, at=at, status=str(attempt.status))
    return attempt


@transaction.atomic
def change_attempt(*, by: Person, attempt: Attempt, details: Details, at: datetime) -> Attempt:
    """Say how far it has come, who leads it, what was asked and granted; only the lines handed in are touched."""
    allow(rules.may_change_attempt, by, attempt)
    held = _hold(attempt)
    if held.is_dropped:
        raise IsDropped
    audience, before = held.audience, {name: getattr(held, name) for name in LINES}
    _take(held, details)
    changed = [name for name in LINES if before[name] != getattr(held, name)]
    if not changed:
        return held
    held.changed_at = at
    _keep(held)
    # Of who reads its past: whoever could before and may now. Sums and reasons are nobody else's business.
    told = {"status": str(held.status)} if "status" in changed else {}
    audience = min(audience, held.audience, key=["self", "network"].index)
    _tell("support.attempt_changed", held, by=by, at=at, audience=audience, lines=changed, **told)
    return held


@transaction.atomic
def drop_attempt(*, by: Person, attempt: Attempt, reason: str = "", words: str = "", at: datetime) -> None:
    """Give it up, with the reason if one wants to say it; it can be taken up again."""
    allow(rules.may_drop_attempt, by, attempt)
    held = _hold(attempt)
    if held.is_dropped:
        raise IsDropped
    if held.status in DECIDED:
        raise IsDecided
    held.status_before, held.status = held.status, AttemptStatus.DROPPED
    held.reason, held.reason_words, held.changed_at = reason or held.reason, words or held.reason_words, at
    _keep(held)
    _tell("support.attempt_dropped", held, by=by, at=at)


@transaction.atomic
def resume_attempt(*, by: Person, attempt: Attempt, at: datetime) -> None:
    """Take up again what was dropped, as it stood."""
    allow(rules.may_resume_attempt, by, attempt)
    held = _hold(attempt)
    if not held.is_dropped:
        raise NotDropped
    held.status, held.status_before = held.status_before or AttemptStatus.THINKING, ""
    held.changed_at = at
    _keep(held)
    _tell("support.attempt_resumed", held, by=by, at=at, status=str(held.status))


@transaction.atomic
def add_attempt_note(*, by: Person, attempt: Attempt, text: str, at: datetime) -> AttemptNote:
    """Write a note that the colleagues read."""
    allow(rules.may_add_attempt_note, by, attempt)
    note = AttemptNote.objects.create(attempt=attempt, by=by, text=text, at=at)
    Attempt.objects.filter(pk=attempt.pk).update(changed_at=at)
    _tell("support.attempt_note_added", attempt, by=by, at=at)
    return note


@transaction.atomic
def remove_attempt_note(*, by: Person, note: AttemptNote, at: datetime) -> None:
    """Take one's own note away."""
    allow(rules.may_remove_attempt_note, by, note)
    attempt = note.attempt
    note.delete()
    _tell("support.attempt_note_removed", attempt, by=by, at=at)


def _hold(attempt: Attempt) -> Attempt:
    """The attempt as it stands now, kept from others until the act is over."""
    return Attempt.objects.select_for_update(of=("self",)).select_related("organisation", "measure").get(pk=attempt.pk)


def _take(attempt: Attempt, details: Details) -> None:
    for name in LINES:
        if name in details:
            setattr(attempt, name, details[name])
    if attempt.round and attempt.round.measure_id != attempt.measure_id:
        raise OtherMeasure
    if attempt.status != AttemptStatus.WON:
        attempt.sum_granted = None


def _keep(attempt: Attempt) -> None:
    """Save it; the table itself knows whether a colleague was quicker."""
    try:
        with transaction.atomic():
            attempt.save()
    except IntegrityError as wrong:
        raise AlreadyTrying from wrong
    raise_mark("attempts")


def _tell(verb: str, attempt: Attempt, *, by: Person, at: datetime, **particulars: Any) -> None:
    audience = particulars.pop("audience", attempt.audience)
    record(verb, by=by, subject=attempt, on_behalf=attempt.organisation, at=at, audience=audience, **particulars)
