"""Points of the agenda: what a meeting is about, what was said, what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.events.actions.lines import line
from savienojums.events.actions.minutes import insist_on_open
from savienojums.events.kinds import PointState
from savienojums.events.models import AgendaPoint, Minutes
from savienojums.events.rules import points as rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models import Event

MOST_POINTS = 60
LINES = ("title", "discussion", "decision", "state", "on_agenda")


class EnoughPoints(Refused):
    """No meeting gets through so many."""

    sentence = gettext_lazy("A meeting has at most 60 points. Put some of them together.")


class WrittenMeanwhile(Refused):
    """Two write at once."""

    sentence = gettext_lazy(
        "Somebody else has written to this point meanwhile. Your words are still here: open the page anew in a second window, compare, and save again."
    )


@transaction.atomic
def add_point(*, by: Person, event: Event, title: str, at: datetime) -> AgendaPoint:
    """One more point, last. Before the meeting it stands on the agenda for all; what comes up in the room does not."""
    allow(rules.may_add_point, by, event)
    insist_on_open(event)
    if event.points.count() >= MOST_POINTS:
        raise EnoughPoints
    last = event.points.aggregate(last=Max("position"))["last"]
    point = AgendaPoint.objects.create(
        event=event, title=title, position=0 if last is None else last + 1, on_agenda=at < event.starts_at
    )
    line("events.point_added", event, by=by, at=at, point=point.public_id)
    return point


@transaction.atomic
def change_point(*, by: Person, point: AgendaPoint, details: Mapping[str, Any], at: datetime, seen: str = "") -> None:
    """Write what was said and decided; a point gets decided by its first decision, unless somebody says otherwise.

    `seen` is the sign of the words that stood there when the form was opened; without it the details simply hold.
    """
    allow(rules.may_change_point, by, point)
    insist_on_open(point.event)
    if seen and AgendaPoint.objects.select_for_update().get(pk=point.pk).as_written != seen:
        raise WrittenMeanwhile
    new = {name: details[name] for name in LINES if name in details}
    if new.get("decision") and not point.decision and new.get("state", point.state) == PointState.OPEN:
        new["state"] = PointState.DECIDED
    changed = [name for name, value in new.items() if getattr(point, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(point, name, new[name])
    point.save(update_fields=changed)
    if at >= point.event.starts_at:
        Minutes.objects.get_or_create(event=point.event)
    line("events.point_changed", point.event, by=by, at=at, point=point.public_id, lines=changed)


@transaction.atomic
def move_point(*, by: Person, point: AgendaPoint, earlier: bool, at: datetime) -> None:
    """Speak of a point one place earlier or later."""
    allow(rules.may_move_point, by, point)
    insist_on_open(point.event)
    points = list(point.event.points.select_for_update())
    here = next(index for index, each in enumerate(points) if each.pk == point.pk)
    there = max(0, here - 1) if earlier else min(len(points) - 1, here + 1)
    points.insert(there, points.pop(here))
    for position, each in enumerate(points):
        each.position = position
    AgendaPoint.objects.bulk_update(points, ["position"])
    line("events.point_moved", point.event, by=by, at=at, point=point.public_id)


@transaction.atomic
def delete_point(*, by: Person, point: AgendaPoint, at: datetime) -> None:
    """Strike a point; its tasks and proposals stay with the meeting, and it does not come over once more."""
    allow(rules.may_delete_point, by, point)
    insist_on_open(point.event)
    if before := point.carried_from:
        AgendaPoint.objects.filter(pk=before.pk).update(state=PointState.OPEN)
    line("events.point_deleted", point.event, by=by, at=at, point=point.public_id)
    point.delete()
