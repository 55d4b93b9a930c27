"""Copying an event with its parts, without its people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from savienojums.core.refusal import allow
from savienojums.events import moving
from savienojums.events.actions.gatherings import free_slug
from savienojums.events.actions.lines import line
from savienojums.events.models import Event, FocusGroup, MixCell, ProgrammeItem, SeatReserve, WorkStep
from savienojums.events.queries import facts
from savienojums.events.rules import gatherings as rules

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person

# Besides what a form says of it.
SETTINGS = ("takes_registrations", "capacity", "has_waiting_list", "questions", "offers_rides", "reminders")

KEPT = (
    "position", "starts_at", "ends_at", "title", "text", "speakers", "room", "is_stop", "place_id", "venue", "lat", "lon",
)  # fmt: skip


@transaction.atomic
def copy_event(*, by: Person, event: Event, starts_at: datetime, at: datetime) -> Event:
    """Make a draft of the same event on another day: programme, questions, reserves, reminders, work steps come along."""
    allow(rules.may_copy_event, by, event)
    copy = Event(slug=free_slug(event.title, starts_at), made_by=by)
    for name in (*facts.LINES, *SETTINGS):
        setattr(copy, name, getattr(event, name))
    copy.source_url = copy.source_note = ""
    _lay(copy, event, starts_at)
    copy.save()
    for relation in facts.RELATED:
        getattr(copy, relation).set(getattr(event, relation).all())
    _copy_programme(event, copy)
    _copy_parts(event, copy)
    line("events.event_copied", copy, by=by, at=at, of=event.public_id)
    return copy


def _lay(copy: Event, event: Event, starts_at: datetime) -> None:
    """The copy's times: as long, by the clock on the wall, as the event."""
    copy.starts_at = starts_at
    days = (copy.first_day - event.first_day).days
    # On days that change the clocks an hour of the wall is not an hour that passes.
    later = starts_at - moving.moved(event.starts_at, days)
    copy.ends_at = moving.moved(event.ends_at, days) + later
    for name in ("registration_closes_at", "reserves_end_at"):
        moment = getattr(event, name)
        setattr(copy, name, moment and moving.moved(moment, days) + later)


def _copy_programme(event: Event, copy: Event) -> None:
    days = (copy.first_day - event.first_day).days
    later = copy.starts_at - moving.moved(event.starts_at, days)
    items = list(event.programme.all())
    for item in moving.carry_programme(items, days):
        item.starts_at = item.starts_at and item.starts_at + later
        item.ends_at = item.ends_at and item.ends_at + later
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(event=copy, **{name: getattr(item, name) for name in KEPT}) for item in items
    )


def _copy_parts(event: Event, copy: Event) -> None:
    SeatReserve.objects.bulk_create(
        SeatReserve(event=copy, name=each.name, kinds=each.kinds, seats=each.seats, position=each.position)
        for each in event.reserves.all()
    )
    WorkStep.objects.bulk_create(
        WorkStep(event=copy, position=each.position, title=each.title, text=each.text, minutes=each.minutes)
        for each in event.work_steps.all()
    )
    group = FocusGroup.objects.filter(event=event).first()
    if group is None:
        return
    another = FocusGroup.objects.create(
        event=copy,
        theme=group.theme,
        guide=group.guide,
        consent_text=group.consent_text,
        smallest_cell=group.smallest_cell,
    )
    MixCell.objects.bulk_create(
        MixCell(focus_group=another, age_band=cell.age_band, place=cell.place, kind=cell.kind, wanted=cell.wanted)
        for cell in group.mix.all()
    )
