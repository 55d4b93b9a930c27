"""The funder's table of one event or of several: who came, by what funders ask for.

Returning is who came to any earlier event whose names are still kept: the same name in the same organisation.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from savienojums.core import clock
from savienojums.events import arrivals as core
from savienojums.events.kinds import Seat, TotalKind
from savienojums.events.models import Attendance, Event, KeptCounts, Series, VoluntaryTotal
from savienojums.events.queries.arrivals import names
from savienojums.events.table import FundersTable, Group, Total, Visit, certificate_mark, counted, together
from savienojums.network.matching import match_name
from savienojums.network.models import Organisation, Project, TargetGroup
from savienojums.network.queries.places import atlas
from savienojums.network.rules import coordinates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet

    from savienojums.accounts.models import Person
    from savienojums.network.queries.places import Atlas

COLUMNS = ("event_id", "name", "organisation_id", "organisation_name", "place_id", "online")
# So many events are counted together at once.
MOST_EVENTS = 500


def funders_table(event: Event) -> FundersTable:
    """The table of one event; of one whose people were erased the table as it was kept."""
    table = table_of([event])
    if table.certificates or event.erased_at:
        return table
    codes = Attendance.objects.filter(event=event, certificate_code__isnull=False).came()
    marks = sorted(certificate_mark(code or "") for code in codes.values_list("certificate_code", flat=True))
    return replace(table, certificates=tuple(marks))


def table_of(events: Sequence[Event]) -> FundersTable:
    """The table of several events together; the number of questions does not grow with them."""
    kept = dict(KeptCounts.objects.filter(event__in=events).values_list("event_id", "table"))
    live = [event for event in events if event.pk not in kept]
    tables = [FundersTable.from_kept(table) for table in kept.values()]
    if live or not tables:
        tables.append(_counted(live))
    return together(tables)


def _counted(events: Sequence[Event]) -> FundersTable:
    groups = _groups_of(events)
    return counted(
        list(_visits(events, groups)),
        [Group(str(group.pk), str(group.name), group.promised) for group in groups],
        _totals_of(events),
        events=len(events),
        expected=Attendance.objects.filter(event__in=events, seat=Seat.ACCEPTED).count(),
    )


def _groups_of(events: Iterable[Event]) -> list[TargetGroup]:
    projects = {event.project_id for event in events if event.project_id}
    # What two projects promised cannot be added up.
    if len(projects) != 1:
        return []
    return list(TargetGroup.objects.filter(project__in=projects))


def _totals_of(events: Iterable[Event]) -> list[Total]:
    said = VoluntaryTotal.objects.filter(event__in=events).values_list("kind", "label", "count")
    return [Total(*values) for values in said]


# --- the visits ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Body:
    """What the table asks of an organisation."""

    name: str
    kind: str
    place: int | None


def _visits(events: Sequence[Event], groups: Sequence[TargetGroup]) -> Iterable[Visit]:
    rows = list(Attendance.objects.filter(event__in=events).came().values_list(*COLUMNS))
    if not rows:
        return
    begins, called = {event.pk: event.starts_at for event in events}, names().called
    first_seen = _first_seen(max(begins.values()))
    found = [(organisation or called(words)) for _event, _name, organisation, words, *_rest in rows]
    columns = ("pk", "name", "kind", "place_id")
    listed = Organisation.objects.filter(pk__in={pk for pk in found if pk}).values_list(*columns)
    bodies = {pk: _Body(*values) for pk, *values in listed}
    known = atlas()
    for (event, name, _pk, words, place, online), organisation in zip(rows, found, strict=True):
        body = bodies.get(organisation or 0)
        where = place or (body.place if body else None)
        municipality = known.by_pk.get(known.municipality_of(where) or 0)
        person = core.person_key(name, organisation, words)
        yield Visit(
            person=person,
            event=str(event),
            organisation=f"#{organisation}" if organisation else match_name(words),
            organisation_name=body.name if body else words,
            municipality=municipality.slug if municipality else "",
            municipality_name=str(municipality or ""),
            groups=tuple(str(group.pk) for group in groups if _is_of(group, body, where, known)),
            returning=first_seen.get(person, begins[event]) < begins[event],
            online=online,
        )


def _first_seen(before: datetime) -> dict[str, datetime]:
    """When each person came for the first time, as far as names are kept."""
    rows = Attendance.objects.came().filter(event__starts_at__lt=before).order_by("-event__starts_at")
    columns, called = ("name", "organisation_id", "organisation_name", "event__starts_at"), names().called
    return {
        core.person_key(name, organisation or called(words), words): begins
        for name, organisation, words, begins in rows.values_list(*columns)
    }


def _is_of(group: TargetGroup, body: _Body | None, where: int | None, known: Atlas) -> bool:
    """Whether one of this organisation, or one who came for themselves, belongs to a target group."""
    if group.kinds and (body is None or body.kind not in group.kinds):
        return False
    if group.place_id is None:
        return True
    home = body.place if body and body.place else where
    return home is not None and group.place_id in known.wholes_of(home)


# --- several events -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """Which events are counted together."""

    project: str = ""
    series: str = ""
    organisation: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen."""
        return not (self.project or self.series or self.organisation or self.since or self.until)


def run_events(person: Person) -> QuerySet[Event]:
    """The events this person may count: those they run; all for coordinators."""
    return Event.objects.all() if coordinates(person) else Event.objects.run_by(person)


def events_in(person: Person, span: Span, at: datetime) -> list[Event]:
    """The events of a span that have begun and were not cancelled, in the order of time."""
    found = run_events(person).filter(published_at__isnull=False, cancelled_at=None, starts_at__lte=at)
    if span.project:
        found = found.filter(project__public_id=span.project)
    if span.series:
        found = found.filter(series__slug=span.series)
    if span.organisation:
        found = found.filter(organisers__slug=span.organisation)
    if span.since:
        found = found.filter(starts_at__gte=clock.start_of(span.since))
    if span.until:
        found = found.filter(starts_at__lte=clock.end_of(span.until))
    came = Count("attendances", filter=Q(attendances__came_at__isnull=False), distinct=True)
    return list(
        found.annotate(came_count=came).select_related("place", "project").order_by("starts_at", "pk")[:MOST_EVENTS]
    )


def choices_for(person: Person) -> dict[str, list[tuple[str, str]]]:
    """The projects, series and organisers of the events this person may count."""
    ran = run_events(person).filter(published_at__isnull=False).order_by().values("pk")
    projects = Project.objects.filter(events__in=ran).distinct()
    series = Series.objects.filter(events__in=ran).distinct()
    organisers = Organisation.objects.filter(events__in=ran).distinct()
    return {
        "project": [(each.public_id, str(each)) for each in projects],
        "series": [(each.slug, str(each)) for each in series],
        "organisation": [(each.slug, str(each)) for each in organisers],
    }


# --- voluntary totals ---------------------------------------------------------------


def totals_written(event: Event) -> dict[str, str]:
    """What people of an event said of themselves, as it is written in the form: kind by kind, a line each."""
    found: dict[str, list[str]] = {kind: [] for kind in TotalKind.values}
    for total in VoluntaryTotal.objects.filter(event=event):
        found[total.kind].append(f"{total.label} {total.count}")
    return {kind: "\n".join(lines) for kind, lines in found.items()}


def came_count(event: Event) -> int:
    """How many came to an event, also to one whose people were erased."""
    kept = KeptCounts.objects.filter(event=event).first()
    if kept:
        return int(kept.table.get("came", 0))
    return Attendance.objects.filter(event=event).came().count()
