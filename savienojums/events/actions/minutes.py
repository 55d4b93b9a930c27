"""Keeping minutes: who led and wrote, closing, who may read them; what is not decided goes on by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.events.actions.carrying import carry, following, take_back
from savienojums.events.actions.lines import line
from savienojums.events.kinds import Circle, PointState
from savienojums.events.models import AgendaPoint, Minutes
from savienojums.events.rules import minutes as rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.events.models import Event

LINES = ("chair", "keeper", "opening")
# So long after a meeting its minutes may still be begun before what it should have spoken of goes on.
PATIENCE = timedelta(days=3)


class MinutesClosed(Refused):
    """They are finished."""

    sentence = gettext_lazy("These minutes are closed. Open them again to change something.")


class MinutesOpen(Refused):
    """They are still being written."""

    sentence = gettext_lazy("These minutes are open already.")


class NotBegun(Refused):
    """Nothing has been said yet."""

    sentence = gettext_lazy("The meeting has not begun yet. Minutes are closed after it.")


class NothingWritten(Refused):
    """There is not a single point."""

    sentence = gettext_lazy("There is no point in these minutes yet. Write down at least one.")


class NotPublished(Refused):
    """Nobody reads them."""

    sentence = gettext_lazy("These minutes are not published.")


@transaction.atomic
def write_minutes(*, by: Person, event: Event, details: Mapping[str, str], at: datetime) -> Minutes:
    """Say who led the meeting, who wrote, how it was opened."""
    allow(rules.may_write_minutes, by, event)
    minutes = held_minutes(event)
    changed = [name for name in LINES if name in details and getattr(minutes, name) != details[name]]
    if minutes.is_closed and changed:
        raise MinutesClosed
    if changed:
        for name in changed:
            setattr(minutes, name, details[name])
        minutes.save(update_fields=changed)
        line("events.minutes_written", event, by=by, at=at, lines=changed)
    return minutes


@transaction.atomic
def close_minutes(*, by: Person, event: Event, at: datetime) -> int:
    """Finish the minutes; what is not decided goes on to the next meeting of the series. How many points went over.

    If there is no next meeting yet, they wait and go over when it is laid out.
    """
    allow(rules.may_close_minutes, by, event)
    minutes = held_minutes(event)
    if minutes.is_closed:
        raise MinutesClosed
    if event.starts_at > at:
        raise NotBegun
    if not event.points.exists():
        raise NothingWritten
    minutes.closed_at, minutes.closed_by = at, by
    minutes.save(update_fields=["closed_at", "closed_by"])
    over = 0
    if event.series:
        over = event.points.filter(state__in=[PointState.OPEN, PointState.CARRIED]).update(state=PointState.CARRIED)
        carry(event.series, at)
    line("events.minutes_closed", event, by=by, at=at, seen=minutes.is_public, carried=over)
    return over


@transaction.atomic
def reopen_minutes(*, by: Person, event: Event, at: datetime) -> None:
    """Go on writing; points that went on and were not touched at the next meeting come back."""
    allow(rules.may_reopen_minutes, by, event)
    minutes = held_minutes(event)
    if not minutes.is_closed:
        raise MinutesOpen
    minutes.closed_at = minutes.closed_by = None
    minutes.save(update_fields=["closed_at", "closed_by"])
    take_back(event)
    line("events.minutes_reopened", event, by=by, at=at)


@transaction.atomic
def publish_minutes(*, by: Person, event: Event, circle: str, at: datetime) -> None:
    """Let everyone read the minutes, or those who act for an organisation of the registry."""
    allow(rules.may_publish_minutes, by, event)
    if not event.points.exists():
        raise NothingWritten
    minutes = held_minutes(event)
    minutes.circle = Circle(circle)
    minutes.published_at = minutes.published_at or at
    minutes.save(update_fields=["circle", "published_at"])
    if minutes.circle == Circle.EVERYONE:
        AgendaPoint.objects.filter(carried_from__event=event).update(on_agenda=True)
    line("events.minutes_published", event, by=by, at=at, seen=minutes.is_public, circle=str(minutes.circle))


@transaction.atomic
def withdraw_minutes(*, by: Person, event: Event, at: datetime) -> None:
    """Let only the organisers read the minutes again."""
    allow(rules.may_withdraw_minutes, by, event)
    minutes = held_minutes(event)
    if minutes.published_at is None:
        raise NotPublished
    minutes.published_at = None
    minutes.save(update_fields=["published_at"])
    line("events.minutes_withdrawn", event, by=by, at=at)


@transaction.atomic
def hand_points_on(*, by: System, event: Event, at: datetime) -> int:
    """What had come over to a meeting that is cancelled, or of which nobody wrote minutes, goes on to the next one.

    How many points went on.
    """
    allow(rules.may_hand_points_on, by, event)
    unwritten = event.ends_at + PATIENCE <= at and not Minutes.objects.filter(event=event).exists()
    if not event.series or not (event.cancelled_at or unwritten):
        return 0
    points = event.points.filter(carried_from__isnull=False, state=PointState.OPEN, discussion="", decision="")
    if not following(event, at) or not points.exists():
        return 0
    count, _kinds = points.delete()
    carry(event.series, at)
    line("events.points_handed_on", event, by=by, at=at, count=count)
    return count


def held_minutes(event: Event) -> Minutes:
    """The minutes of an event, begun if there are none yet, kept from others until the act is over."""
    Minutes.objects.get_or_create(event=event)
    return Minutes.objects.select_for_update(of=("self",)).select_related("event").get(event=event)


def insist_on_open(event: Event) -> None:
    """Nothing is written into minutes that are closed."""
    if Minutes.objects.filter(event=event, closed_at__isnull=False).exists():
        raise MinutesClosed
