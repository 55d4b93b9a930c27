"""Saying how an event was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.core.clock import local_day
from savienojums.core.refusal import Refused, allow
from savienojums.events.actions.lines import line
from savienojums.events.models import Feedback, Registration
from savienojums.events.queries import feedback as queries
from savienojums.events.rules import feedback as rules

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person


class FeedbackGiven(Refused):
    """A party answers once."""

    sentence = _("You have answered already. Thank you!")


class NothingToSayYet(Refused):
    """Not held yet, cancelled, or one had no seat."""

    sentence = _(
        "One can say how it was once the event has begun; of an event that was cancelled there is nothing to ask."
    )


@dataclass(frozen=True, slots=True)
class Opinion:
    """Two grades from 1 to 5, and two texts."""

    useful: int
    organised: int
    best: str = ""
    better: str = ""


@transaction.atomic
def give_feedback(*, by: Person | None, registration: Registration, token: str, opinion: Opinion, at: datetime) -> None:
    """Say how the event was; that the party has answered is kept, but not which answer is theirs."""
    allow(rules.may_give_feedback, by, registration, token)
    held = Registration.objects.select_for_update(of=("self",)).select_related("event").get(pk=registration.pk)
    if held.feedback_at:
        raise FeedbackGiven
    if not queries.is_asked(held, at):
        raise NothingToSayYet
    # Midnight, not the moment: two rows that were written in one moment could be laid beside each other.
    held.feedback_at = at.replace(hour=0, minute=0, second=0, microsecond=0)
    held.save(update_fields=["feedback_at"])
    Feedback.objects.create(
        event=held.event, useful=opinion.useful, organised=opinion.organised, best=opinion.best.strip(),
        better=opinion.better.strip(), said_on=local_day(at),
    )  # fmt: skip
    # Without the person: a line with a name and a moment would say whose the newest answer is.
    line("events.feedback_given", held.event, by=None, at=held.feedback_at)
