"""What everyone may read of moderation: by which rules, what was decided, when and why; never who decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

from savienojums.core.pages import Page, page_number
from savienojums.voices.kinds import UNPRINTED, HiddenFor, State
from savienojums.voices.models import ModerationLine

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.voices.models import Conversation, Statement

PER_PAGE = 40


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision: about which number, what, why; the words only where they may be printed."""

    number: int
    at: datetime
    what: str
    reason: str
    why: str
    text: str
    language: str
    is_shown_now: bool
    same_as: int | None


@dataclass(frozen=True, slots=True)
class Log:
    """The public log of a conversation."""

    page: Page[Decided]
    counts: dict[str, int]
    reasons: tuple[tuple[str, int], ...]


def log_for(conversation: Conversation, page: str) -> Log:
    """The log, newest first, with how many are shown, wait and are not shown, by reason; four questions."""
    lines = ModerationLine.objects.filter(statement__conversation=conversation)
    total = lines.count()
    number = page_number(page, total, PER_PAGE)
    rows = lines.select_related("statement__same_as").order_by("-at", "-pk")[
        (number - 1) * PER_PAGE : number * PER_PAGE
    ]
    shown = Page([_decided(each) for each in rows], number, total, PER_PAGE)
    counted = conversation.statements.order_by().values_list("state", "hidden_for").annotate(number=Count("pk"))
    counts = {str(state): 0 for state in State}
    reasons: dict[str, int] = {}
    for state, hidden_for, count in counted:
        counts[state] += count
        if state == State.HIDDEN:
            reasons[hidden_for] = count
    told = tuple((str(each.label), reasons[each]) for each in HiddenFor if each in reasons)
    return Log(shown, counts, told)


def may_be_printed(statement: Statement) -> bool:
    """Whether everyone may read the words: it is shown, or hidden for a reason that does not forbid it."""
    if statement.state == State.SHOWN:
        return True
    return statement.state == State.HIDDEN and statement.hidden_for not in UNPRINTED


def _decided(line: ModerationLine) -> Decided:
    statement = line.statement
    printed = may_be_printed(statement)
    what = "corrected" if line.text_before else str(line.state)
    # Once the words are not to be read, neither is what was said of them before that was known.
    why = line.why if printed or line.hidden_for in UNPRINTED else ""
    same_as = statement.same_as
    return Decided(
        number=statement.number,
        at=line.at,
        what=what,
        reason=str(HiddenFor(line.hidden_for).label) if line.hidden_for and what != "corrected" else "",
        why=why if what != "corrected" else "",
        text=statement.text.get(statement.language, "") if printed else "",
        language=statement.language,
        is_shown_now=statement.state == State.SHOWN,
        same_as=same_as.number
        if same_as and same_as.state == State.SHOWN and line.hidden_for == HiddenFor.SAME
        else None,
    )
