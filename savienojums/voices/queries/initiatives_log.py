"""What is not shown and why: numbers, days and reasons, never the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from savienojums.core.pages import Page, page_number
from savienojums.journal.models import Record
from savienojums.voices.kinds import HiddenFor, State
from savienojums.voices.models import Initiative, InitiativeComment

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Hidden:
    """One proposal that is not shown."""

    number: int
    at: datetime
    reason: str
    why: str


@dataclass(frozen=True, slots=True)
class Log:
    """How proposals were looked after."""

    shown: int
    waiting: int
    page: Page[Hidden]
    # Reasons for comments that are not shown, and how many.
    comments: list[tuple[str, int]]


def log_of(page: str) -> Log:
    """Everything that is not shown, the latest first."""
    states = Initiative.objects.order_by().values_list("state").annotate(n=Count("pk"))
    counts = dict(states)
    hidden = Initiative.objects.filter(state=State.HIDDEN).order_by("-number")
    number = page_number(page, counts.get(State.HIDDEN, 0))
    shown: Page[Hidden] = Page([], number, counts.get(State.HIDDEN, 0))
    first = (number - 1) * shown.per_page
    rows = list(hidden[first : first + shown.per_page])
    when = _hidden_at([one.pk for one in rows])
    shown.rows.extend(
        Hidden(one.number, when.get(one.pk, one.created_at), str(one.get_hidden_for_display()), one.why) for one in rows
    )
    comments = InitiativeComment.objects.filter(state=State.HIDDEN).order_by().values_list("hidden_for")
    told = [(str(HiddenFor(reason).label), n) for reason, n in comments.annotate(n=Count("pk")).order_by("-n")]
    return Log(counts.get(State.SHOWN, 0), counts.get(State.WAITING, 0), shown, told)


def _hidden_at(pks: list[int]) -> dict[int, datetime]:
    """When each of them was hidden last."""
    verbs = ("voices.initiative_hidden", "voices.initiative_withdrawn")
    lines = Record.objects.filter(verb__in=verbs, subject_id__in=pks).order_by("at", "pk")
    return {pk: at for pk, at in lines.values_list("subject_id", "at") if pk is not None}
