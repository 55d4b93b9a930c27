"""Who may lead the work of a workshop: the organisers of the event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.events.rules.hosting import organises

if TYPE_CHECKING:
    from savienojums.events.models import Event, WorkGroup, WorkStep
    from savienojums.events.rules.hosting import By


def may_make_work_groups(by: By, event: Event) -> bool:
    """Its organisers."""
    return organises(by, event)


may_deal_people = may_make_work_groups
may_seat_people = may_make_work_groups
may_add_work_step = may_make_work_groups
may_start_clock = may_make_work_groups
may_pause_clock = may_make_work_groups
may_turn_clock = may_make_work_groups
may_lengthen_step = may_make_work_groups
may_stop_clock = may_make_work_groups
may_renew_screen = may_make_work_groups
may_close_screen = may_make_work_groups
may_show_people = may_make_work_groups


def may_change_work_group(by: By, group: WorkGroup) -> bool:
    """The organisers of its event."""
    return organises(by, group.event)


may_remove_work_group = may_change_work_group


def may_change_work_step(by: By, step: WorkStep) -> bool:
    """The organisers of its event."""
    return organises(by, step.event)


may_remove_work_step = may_change_work_step
