"""How tasks, proposals and points stand, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.core.clock import local_day

if TYPE_CHECKING:
    from datetime import date

    from savienojums.events.models import Proposal, Task


@dataclass(frozen=True, slots=True)
class Said:
    """A state in words, and its mark for the eye: "open", "late", "done", "dropped", "sent", "answered", "unsent"."""

    mark: str
    text: str


def task_state(task: Task, today: date) -> Said:
    """How a task stands."""
    if task.done_at:
        done = _("done on %(day)s") % {"day": date_format(local_day(task.done_at), "SHORT_DATE_FORMAT")}
        return Said(
            "done", _("%(done)s: %(outcome)s") % {"done": done, "outcome": task.outcome} if task.outcome else done
        )
    if task.dropped_at:
        return Said("dropped", _("dropped: %(why)s") % {"why": task.outcome} if task.outcome else _("dropped"))
    return Said("late", _("late")) if task.is_late(today) else Said("open", _("to be done"))


def proposal_state(proposal: Proposal, today: date) -> Said:
    """How a proposal stands: not sent, waiting since a day, answered."""
    if proposal.answered_on:
        words = {"reply": proposal.get_reply_display(), "day": date_format(proposal.answered_on, "SHORT_DATE_FORMAT")}
        return Said("answered", _("%(reply)s, %(day)s") % words)
    if proposal.sent_on is None:
        return Said("unsent", _("not sent yet"))
    sent = _("sent on %(day)s") % {"day": date_format(proposal.sent_on, "SHORT_DATE_FORMAT")}
    days = proposal.waits(today) or 0
    waits = ngettext("%(sent)s, %(n)s day without an answer", "%(sent)s, %(n)s days without an answer", days)
    return Said("late" if proposal.is_late(today) else "sent", waits % {"sent": sent, "n": days})


def again_in_words(times: int) -> str:
    """That a point has been spoken of before."""
    return _("on the agenda for the %(times)s. time") % {"times": times} if times > 1 else ""
