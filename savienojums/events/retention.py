"""How long the people of an event are kept: as long as the funder may ask for lists, else a year; pure."""

from __future__ import annotations

from datetime import date, timedelta

# Who came to an event nobody paid for is of no interest after a year.
MONTHS_KEPT = 12
# Funders may look into the papers of a project for five years after its end, unless the project says another day.
FUNDER_YEARS = 5


def kept_until(
    held_on: date,
    *,
    has_project: bool,
    project_ends_on: date | None,
    lists_kept_until: date | None,
    promised: date | None = None,
) -> date:
    """The last day on which the lists of an event are there; never before the event is a month past.

    Unless those who came were promised an earlier day: a promise holds, though never before the event is over.
    """
    if lists_kept_until:
        found = lists_kept_until
    elif has_project:
        found = months_after(max(held_on, project_ends_on or held_on), 12 * FUNDER_YEARS)
    else:
        found = months_after(held_on, MONTHS_KEPT)
    found = max(found, months_after(held_on, 1))
    return min(found, max(promised, held_on)) if promised else found


def day_after(day: date) -> date:
    """The next day, as far as days are counted."""
    return day if day == date.max else day + timedelta(days=1)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last one of a shorter month, as far as days are counted."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        return date.max
    for last in (day.day, 30, 29, 28):
        if last <= day.day:
            try:
                return date(year, month + 1, last)
            except ValueError:
                continue
    return date(year, month + 1, 28)
