"""Who may set tasks and say that they are done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.events.rules.hosting import organises
from savienojums.network.rules import capacity

if TYPE_CHECKING:
    from savienojums.events.models import Event, Task
    from savienojums.events.rules.hosting import By


def may_add_task(by: By, event: Event) -> bool:
    """The organisers of the meeting."""
    return organises(by, event)


def may_change_task(by: By, task: Task) -> bool:
    """The organisers of the meeting."""
    return organises(by, task.event)


def may_finish_task(by: By, task: Task) -> bool:
    """The organisers of the meeting, and who acts for the organisation that does it."""
    return organises(by, task.event) or (task.organisation is not None and capacity(by, task.organisation) is not None)


def may_resume_task(by: By, task: Task) -> bool:
    """Who may say that it is done."""
    return may_finish_task(by, task)


def may_drop_task(by: By, task: Task) -> bool:
    """The organisers of the meeting."""
    return organises(by, task.event)


def may_delete_task(by: By, task: Task) -> bool:
    """The organisers of the meeting."""
    return organises(by, task.event)
