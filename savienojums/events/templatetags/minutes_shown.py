"""How minutes, tasks and proposals are said on pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from savienojums.events.queries import minutes_words as words

if TYPE_CHECKING:
    from datetime import date

    from savienojums.events.models import Proposal, Task
    from savienojums.events.queries.minutes_words import Said

register = template.Library()


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
