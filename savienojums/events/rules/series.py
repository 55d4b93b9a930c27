"""Who may do what with series of meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.system import only_the_system
from savienojums.events.rules.gatherings import may_make_event
from savienojums.events.rules.hosting import organises
from savienojums.network.rules import capacity, coordinates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from savienojums.events.models import Series
    from savienojums.events.rules.hosting import By
    from savienojums.network.models import Organisation


def hosts_one(by: By, organisers: Iterable[Organisation]) -> bool:
    """Whether this person acts for one of these, or coordinates the region."""
    return coordinates(by) or any(capacity(by, each) for each in organisers)


def may_make_series(by: By) -> bool:
    """Who acts for an organisation of the registry, and region coordinators."""
    return may_make_event(by)


def may_change_series(by: By, series: Series) -> bool:
    """Who runs the series."""
    return organises(by, series)


def may_end_series(by: By, series: Series) -> bool:
    """Who runs the series."""
    return organises(by, series)


def may_resume_series(by: By, series: Series) -> bool:
    """Who runs the series."""
    return organises(by, series)


def may_leave_out_day(by: By, series: Series) -> bool:
    """Who runs the series."""
    return organises(by, series)


def may_put_back_day(by: By, series: Series) -> bool:
    """Who runs the series."""
    return organises(by, series)


def may_lay_out_series(by: By, _series: Series) -> bool:
    """Time alone; what a person changes is laid out with it."""
    return only_the_system(by)
