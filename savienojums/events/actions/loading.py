"""Loading projects and past events in bulk from tables that were read elsewhere: the demo's, a host's first start."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from savienojums.core.refusal import allow
from savienojums.events.actions.lines import line
from savienojums.events.actions.searching import index_events
from savienojums.events.models import Event, ProgrammeItem
from savienojums.events.rules import loading as rules
from savienojums.journal.actions import record
from savienojums.network.models import Organisation, Place, Project, TargetGroup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from savienojums.core.system import System


@dataclass(frozen=True, slots=True)
class Targets:
    """Whom a project promised to reach: kinds of organisations, where from, how many."""

    name: dict[str, str]
    kinds: tuple[str, ...]
    place: str
    promised: int


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """One project as a table tells it; its leader by the address word."""

    fields: dict[str, Any]
    leader: str = ""
    targets: tuple[Targets, ...] = ()


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event as a table tells it; what it refers to by address words, a project by its number or name."""

    slug: str
    fields: dict[str, Any]
    place: str = ""
    organisers: tuple[str, ...] = ()
    project: str = ""
    # Stops of a trip: fields, and the place by its address word.
    stops: tuple[tuple[dict[str, Any], str], ...] = ()
    # What was announced otherwise: when it was changed, and {field: [old, new]}.
    changed_at: datetime | None = None
    changes: Mapping[str, list[str]] = field(default_factory=dict)


@transaction.atomic
def load_projects(*, by: System, rows: Sequence[ProjectRow], at: datetime) -> int:
    """Take projects that pay for events; those that are there already stay as their people left them."""
    allow(rules.may_load_projects, by)
    known = set(Project.objects.values_list("name", flat=True))
    leaders = {each.slug: each for each in Organisation.objects.filter(slug__in=[row.leader for row in rows])}
    places = _places({target.place for row in rows for target in row.targets})
    made = 0
    for row in rows:
        if row.fields["name"] in known:
            continue
        project = Project.objects.create(leader=leaders.get(row.leader), **row.fields)
        TargetGroup.objects.bulk_create(
            TargetGroup(
                project=project,
                name=target.name,
                kinds=list(target.kinds),
                place=places.get(target.place),
                promised=target.promised,
                position=position,
            )
            for position, target in enumerate(row.targets)
        )
        record("events.project_loaded", by=by, subject=project, at=at, audience="editors")
        made += 1
    return made


@transaction.atomic
def load_events(*, by: System, rows: Sequence[EventRow], at: datetime) -> int:
    """Take events that are known from elsewhere; those that are there already stay as their people left them."""
    allow(rules.may_load_events, by)
    known = set(Event.objects.values_list("slug", flat=True))
    hosts = {
        each.slug: each for each in Organisation.objects.filter(slug__in={w for row in rows for w in row.organisers})
    }
    places = _places({row.place for row in rows} | {stop for row in rows for _fields, stop in row.stops})
    projects = {key: each for each in Project.objects.all() for key in (each.number, each.name) if key}
    fresh = [row for row in rows if row.slug not in known]
    made = []
    for row in fresh:
        event = Event.objects.create(
            slug=row.slug,
            place=places.get(row.place),
            project=projects.get(row.project),
            published_at=at,
            changed_at=row.changed_at,
            change_count=1 if row.changes else 0,
            **row.fields,
        )
        event.organisers.set([hosts[slug] for slug in row.organisers if slug in hosts])
        ProgrammeItem.objects.bulk_create(
            ProgrammeItem(event=event, position=position, is_stop=True, place=places.get(place), **fields)
            for position, (fields, place) in enumerate(row.stops)
        )
        made.append(event.pk)
        line("events.event_published", event, by=by, at=at, seen=True)
        if row.changed_at:
            line("events.event_changed", event, by=by, at=row.changed_at, seen=True, changes=dict(row.changes))
    index_events(made)
    return len(fresh)


def _places(slugs: set[str]) -> dict[str, Place]:
    return {each.slug: each for each in Place.objects.filter(slug__in=slugs).defer("outline")}
