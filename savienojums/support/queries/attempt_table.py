"""The attempts of one's organisations as a table to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from savienojums.core import clock
from savienojums.support.queries.attempts import rows_for

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.support.queries.attempts import Row
    from savienojums.support.tabular import Cell


def table_for(person: Person, at: datetime, organisation: str = "") -> tuple[list[str], list[list[Cell]]]:
    """Headings and rows of all attempts this person may see."""
    headings = [
        _("Organisation"), _("Support measure"), _("Provider"), _("Round"), _("State"), _("Who leads it"), _("Deadline"),
        _("Sum asked, EUR"), _("Sum granted, EUR"), _("Submitted on"), _("Decided on"), _("Reason"),
        _("In your own words"), _("Page"),
    ]  # fmt: skip
    return headings, [_cells(row) for row in rows_for(person, at, organisation=organisation)]


def _cells(row: Row) -> list[Cell]:
    each = row.attempt
    return [
        each.organisation.name, str(each.measure.name), each.measure.provider.name,
        each.round.name or str(each.round.closes_on or "") if each.round else "",
        str(each.get_status_display()), str(each.who or ""), clock.local_day(row.deadline) if row.deadline else None,
        each.sum_asked, each.sum_granted, each.submitted_on, each.decided_on,
        str(each.get_reason_display()) if each.reason else "", each.reason_words,
        settings.SITE_URL + each.get_absolute_url(),
    ]  # fmt: skip
