"""The page of figures: what was read and looked for, what is missing, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from savienojums.core.refusal import NotFound
from savienojums.support.queries import alert_figures, needs, success, tallies

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from savienojums.support.queries.figure_table import Table

TABLES: dict[str, Callable[[datetime], Table]] = {
    "needs": needs.needs_by_theme,
    "needs-places": needs.needs_by_place,
    "needs-forms": needs.needs_by_form,
    "words": needs.own_words,
    "success": lambda _at: success.success_by_measure(),
    "success-providers": lambda _at: success.success_by_provider(),
    "months": tallies.views_by_month,
    "views": tallies.views_by_measure,
    "fits": tallies.fits,
    "searches": tallies.searches,
    "alerts": alert_figures.alerts,
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """Tables that answer one question."""

    name: str
    title: str
    tables: list[Table]


def chapters(at: datetime) -> list[Chapter]:
    """All tables of the page."""
    named = {
        "missing": (_("What is missing"), ("needs", "needs-places", "needs-forms", "words")),
        "came": (_("What came of it"), ("success", "success-providers")),
        "sought": (_("What people read and look for"), ("months", "views", "fits", "searches", "alerts")),
    }
    return [Chapter(name, title, [TABLES[table](at) for table in tables]) for name, (title, tables) in named.items()]


def table_of(name: str, at: datetime) -> Table:
    """One table by its name; otherwise it does not exist."""
    if name not in TABLES:
        raise NotFound
    return TABLES[name](at)
