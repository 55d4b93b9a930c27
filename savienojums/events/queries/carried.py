"""What went along when an event was laid onto other hours or another day, and what was left outside, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.core.clock import RIGA
from savienojums.events.queries.programme import items_of, outside_hours

if TYPE_CHECKING:
    from savienojums.events.models import Event


def carried_along(before: Event, after: Event) -> list[str]:
    """What moved together with the event: the end of registering, kept seats, the programme."""
    said = []
    if before.registration_closes_at != after.registration_closes_at:
        if after.registration_closes_at:
            day = date_format(after.registration_closes_at.astimezone(RIGA), "DATETIME_FORMAT")
            said.append(_("The end of registering moved along: %(day)s.") % {"day": day})
        else:
            said.append(_("The end of registering would be after the event, so it was taken out."))
    if before.reserves_end_at != after.reserves_end_at:
        if after.reserves_end_at:
            day = date_format(after.reserves_end_at.astimezone(RIGA), "DATETIME_FORMAT")
            said.append(_("Kept seats are kept until another moment: %(day)s.") % {"day": day})
        else:
            said.append(_("Kept seats would be kept until after the event, so they have no last day any more."))
    if before.first_day != after.first_day and after.programme.exclude(starts_at=None).exists():
        said.append(_("The programme moved along to the new day, at the same hours."))
    return said


def left_outside(before: Event, after: Event) -> str:
    """That points of the programme lie outside the event's hours now; nothing if its time stayed as it was."""
    if (before.starts_at, before.ends_at) == (after.starts_at, after.ends_at):
        return ""
    count = len(outside_hours(after, items_of(after)))
    if not count:
        return ""
    told = ngettext(
        "%(n)s point of the programme is outside the hours of the event now. Look at the programme.",
        "%(n)s points of the programme are outside the hours of the event now. Look at the programme.",
        count,
    )
    return told % {"n": count}
