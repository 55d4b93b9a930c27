"""A deadline as a sentence says it: "until 1 March 2027, 12:00", the month in the case its language asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

if TYPE_CHECKING:
    from datetime import date, time

MONTHS = (
    gettext_noop("until %(day)d January %(year)d"),
    gettext_noop("until %(day)d February %(year)d"),
    gettext_noop("until %(day)d March %(year)d"),
    gettext_noop("until %(day)d April %(year)d"),
    gettext_noop("until %(day)d May %(year)d"),
    gettext_noop("until %(day)d June %(year)d"),
    gettext_noop("until %(day)d July %(year)d"),
    gettext_noop("until %(day)d August %(year)d"),
    gettext_noop("until %(day)d September %(year)d"),
    gettext_noop("until %(day)d October %(year)d"),
    gettext_noop("until %(day)d November %(year)d"),
    gettext_noop("until %(day)d December %(year)d"),
)


def until(day: date, hour: time | None) -> str:
    """Until that day and hour."""
    words = _(MONTHS[day.month - 1]) % {"day": day.day, "year": day.year}
    return _("%(day)s, %(hour)s") % {"day": words, "hour": f"{hour:%H:%M}"} if hour else words
