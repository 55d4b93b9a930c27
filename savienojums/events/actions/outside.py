"""The calendars of others: which are shown beside ours, and what a look at one of them brought."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.core.fetching import checked
from savienojums.core.marks import raise_mark
from savienojums.core.refusal import Refused, allow
from savienojums.events.models import OutsideCalendar, OutsideEvent
from savienojums.events.rules import outside as rules
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.events.looking import Looked

LINES = ("name", "address", "page", "organisation", "place", "licence")


class ShownAlready(Refused):
    """One calendar is shown once."""

    sentence = _("This calendar is shown already.")


class CalendarPaused(Refused):
    """Nobody looks at a paused calendar."""

    sentence = _("This calendar is paused. Let it go on first.")


@transaction.atomic
def add_outside_calendar(*, by: Person, details: Mapping[str, Any], at: datetime) -> OutsideCalendar:
    """Show the calendar of a municipality or a partner beside ours; it is read as soon as it is added."""
    allow(rules.may_add_outside_calendar, by)
    calendar = OutsideCalendar(added_by=by)
    _write(calendar, details)
    raise_mark("outside")
    record("events.outside_calendar_added", by=by, subject=calendar, at=at, audience=Audience.EDITORS)
    return calendar


@transaction.atomic
def change_outside_calendar(
    *, by: Person, calendar: OutsideCalendar, details: Mapping[str, Any], at: datetime
) -> OutsideCalendar:
    """Change what is known of a calendar; at another address it is read anew, and what was read before goes."""
    allow(rules.may_change_outside_calendar, by, calendar)
    current = OutsideCalendar.objects.select_for_update().get(pk=calendar.pk)
    before = {name: str(getattr(current, name) or "") for name in LINES}
    if details["address"] != current.address:
        current.etag = current.trouble = ""
        current.events.all().delete()
    _write(current, details)
    changes = {name: [old, new] for name, old in before.items() if (new := str(getattr(current, name) or "")) != old}
    raise_mark("outside")
    record("events.outside_calendar_changed", by=by, subject=current, at=at, audience=Audience.EDITORS, changes=changes)
    return current


@transaction.atomic
def pause_outside_calendar(*, by: Person, calendar: OutsideCalendar, at: datetime) -> None:
    """Do not show it for now; what was read stays for later."""
    allow(rules.may_pause_outside_calendar, by, calendar)
    OutsideCalendar.objects.filter(pk=calendar.pk).update(paused_at=at)
    raise_mark("outside")
    record("events.outside_calendar_paused", by=by, subject=calendar, at=at, audience=Audience.EDITORS)


@transaction.atomic
def resume_outside_calendar(*, by: Person, calendar: OutsideCalendar, at: datetime) -> None:
    """Show a paused calendar again."""
    allow(rules.may_resume_outside_calendar, by, calendar)
    OutsideCalendar.objects.filter(pk=calendar.pk).update(paused_at=None)
    raise_mark("outside")
    record("events.outside_calendar_resumed", by=by, subject=calendar, at=at, audience=Audience.EDITORS)


@transaction.atomic
def remove_outside_calendar(*, by: Person, calendar: OutsideCalendar, at: datetime) -> None:
    """Take the calendar away with everything that was read from it."""
    allow(rules.may_remove_outside_calendar, by, calendar)
    record("events.outside_calendar_removed", by=by, subject=calendar, at=at, audience=Audience.EDITORS)
    raise_mark("outside")
    OutsideCalendar.objects.filter(pk=calendar.pk).delete()


@transaction.atomic
def ask_outside_calendar(*, by: Person, calendar: OutsideCalendar, at: datetime) -> None:
    """Ask for a look now; the worker takes it."""
    allow(rules.may_ask_outside_calendar, by, calendar)
    if OutsideCalendar.objects.get(pk=calendar.pk).paused_at:
        raise CalendarPaused
    record("events.outside_calendar_asked", by=by, subject=calendar, at=at, audience=Audience.EDITORS)


@transaction.atomic
def keep_outside_events(*, by: System, calendar: OutsideCalendar, looked: Looked, at: datetime) -> None:
    """Keep what a look at the calendar brought; if nothing could be read, the trouble, and the last good state stays."""
    allow(rules.may_keep_outside_events, by, calendar)
    current = OutsideCalendar.objects.select_for_update().filter(pk=calendar.pk).first()
    if current is None or current.address != looked.address:
        # Taken away, or sent elsewhere, while somebody looked.
        return
    was_in_trouble, current.trouble = current.trouble, looked.trouble[:400]
    if not looked.trouble:
        current.read_at, current.etag = at, looked.etag
    current.save(update_fields=["trouble", "read_at", "etag"])
    if looked.trouble and looked.trouble == was_in_trouble:
        # Said once; not every hour anew.
        return
    count = 0
    if looked.told is not None and not looked.trouble:
        current.events.all().delete()
        rows = [OutsideEvent(calendar=current, **asdict(each)) for each in looked.told]
        count = len(OutsideEvent.objects.bulk_create(rows, batch_size=500))
    elif not looked.trouble and not was_in_trouble:
        return
    raise_mark("outside")
    record(
        "events.outside_calendar_read", by=by, subject=current, at=at, audience=Audience.EDITORS,
        count=count, trouble=looked.trouble,
    )  # fmt: skip


def _write(calendar: OutsideCalendar, details: Mapping[str, Any]) -> None:
    for name in LINES:
        if name in details:
            setattr(calendar, name, details[name])
    checked(calendar.address)
    if OutsideCalendar.objects.exclude(pk=calendar.pk).filter(address=calendar.address).exists():
        raise ShownAlready
    calendar.save()
