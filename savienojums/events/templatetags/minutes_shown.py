"""How minutes, tasks and proposals are said on pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django import template

from savienojums.core.rich import rich
from savienojums.events.queries import minutes_words as words

if TYPE_CHECKING:
    from datetime import date

    from django.utils.safestring import SafeString

    from savienojums.events.models import Proposal, Task
    from savienojums.events.queries.minutes_words import Said

register = template.Library()

# "15. decembrī" is a day and not the fifteenth point of a list that would be counted anew.
_NUMBERED = re.compile(r"^(\s*\d+)([.)])(?=\s)", re.MULTILINE)
# Whoever begins a new line after a list means a new line, not the rest of its last point.
_AFTER_LIST = re.compile(r"^([ \t]*[-*+][ \t].*\n)(?=[^\s*+-])", re.MULTILINE)


@register.filter
def as_written(text: str) -> SafeString:
    """What was written into minutes, with its lists as lists; numbers stay as they were typed."""
    lines = text.replace("\r\n", "\n")
    return rich(_AFTER_LIST.sub(r"\1\n", _NUMBERED.sub(r"\1\\\2", lines)))


@register.simple_tag
def task_state(task: Task, today: date) -> Said:
    """How a task stands: a mark and a word."""
    return words.task_state(task, today)


@register.simple_tag
def proposal_state(proposal: Proposal, today: date) -> Said:
    """How a proposal stands: a mark and a word."""
    return words.proposal_state(proposal, today)


@register.filter
def again(times: int) -> str:
    """For which time a point is on the agenda, if not for the first."""
    return words.again_in_words(times)
