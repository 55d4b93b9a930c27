"""What a series lays into the calendar: the meeting of a day as it is born, and which meetings nobody has touched since."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from savienojums.core.clock import local_day
from savienojums.core.records import Translated
from savienojums.events.models import AgendaPoint, Event
from savienojums.events.recurrence import hours_on

if TYPE_CHECKING:
    from datetime import date, datetime

    from savienojums.events.models import Series

# So far ahead meetings stand in the calendar.
AHEAD = timedelta(days=366)
# What a meeting has of its own and no other hand has changed.
OWN = frozenset({"id", "public_id", "created_at", "slug", "published_at", "made_by", "is_example", "erased_at"})


def meeting_of(series: Series, day: date) -> Event:
    """The meeting of that day as the series has it; not saved."""
    starts_at, ends_at = hours_on(day, series.begins, series.ends)
    return Event(
        slug=f"{series.slug}-{day.isoformat()}",
        series=series,
        due_on=day,
        kind=series.kind,
        title=Translated(series.title),
        starts_at=starts_at,
        ends_at=ends_at,
        place_id=series.place_id,
        venue=series.venue,
        project_id=series.project_id,
        made_by_id=series.made_by_id,
        is_example=series.is_example,
    )


def horizon(at: datetime) -> date:
    """Up to which day meetings are laid out."""
    return local_day(at) + AHEAD


def untouched(series: Series, at: datetime) -> list[Event]:
    """Meetings to come that stand as the series laid them: not moved, not cancelled, nobody registered, nothing added.

    Points that came over from the meeting before are no touch: they come over again.
    """
    ahead = list(series.events.filter(starts_at__gt=at, due_on__isnull=False).prefetch_related("organisers"))
    hosts = set(series.organisers.values_list("pk", flat=True))
    fields = [field for field in Event._meta.concrete_fields if field.name not in OWN]  # noqa: SLF001 -- Django's own door to fields
    same = {}
    for event in ahead:
        born = meeting_of(series, event.due_on)  # type: ignore[arg-type]  # asked for above
        as_born = all(getattr(event, field.attname) == getattr(born, field.attname) for field in fields)
        if as_born and {each.pk for each in event.organisers.all()} == hosts:
            same[event.pk] = event
    for pk in _with_rows(list(same)):
        same.pop(pk, None)
    return list(same.values())


def _with_rows(pks: list[int]) -> set[int]:
    """Which of these events have anything of people hanging on them; one question a kind of row."""
    found: set[int] = set()
    for relation in Event._meta.related_objects:  # noqa: SLF001 -- Django's own door to relations
        if relation.many_to_many:
            continue
        name = relation.field.attname
        rows = relation.related_model._default_manager.filter(**{f"{name}__in": pks})  # noqa: SLF001 -- as above
        if relation.related_model is AgendaPoint:
            rows = rows.exclude(state="open", discussion="", decision="", carried_from__isnull=False)
        found |= set(rows.values_list(name, flat=True))
    return found
