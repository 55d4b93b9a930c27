"""Deadlines that calendars were told and that hold no more: rounds withdrawn, measures closed or taken out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from savienojums.core import clock
from savienojums.journal.kinds import Audience
from savienojums.journal.models import Record
from savienojums.support import fit
from savienojums.support.catalogue import build
from savienojums.support.kinds import Recurrence, Status
from savienojums.support.models import Measure
from savienojums.support.queries.catalogue import entry_of
from savienojums.support.queries.deadlines import deadline_of, expected_of, members
from savienojums.support.queries.measures import applicant_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from savienojums.support.queries.deadlines import Deadline
    from savienojums.support.queries.measures import Filters

# For this long calendars are told that something was called off; as long as what went by stays in them.
TOLD_FOR = timedelta(days=92)
EXPECTED_AHEAD = timedelta(days=366)
ROUND_REMOVED, CLOSED, CHANGED = "support.round_removed", "support.measure_closed", "support.measure_changed"


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of the journal that called something off."""

    verb: str
    at: datetime
    particulars: Mapping[str, Any]


def called_off(filters: Filters, at: datetime) -> list[Deadline]:
    """What was called off lately among the measures that the filter would leave, however they stand now."""
    lines = _lines(at)
    measures = Measure.objects.exclude(published_at=None).filter(Q(pk__in=lines) | Q(removed_at__gte=at - TOLD_FOR))
    rows = list(measures.select_related("provider").prefetch_related("rounds", "themes").with_places())
    if not rows:
        return []
    # However a measure stands now, its deadlines were told to those who asked for the open ones.
    asked = replace(filters, chosen={name: values for name, values in filters.chosen.items() if name != "state"})
    within = members(asked, at)
    chosen = [row for row in rows if row.pk in within or (row.removed_at and _would_pass(row, asked, at))]
    return [each for row in chosen for each in _of(row, lines.get(row.pk, []), at)]


def called_off_of(measure: Measure, at: datetime) -> list[Deadline]:
    """What was called off lately of one measure."""
    return list(_of(measure, _lines(at, measure).get(measure.pk, []), at))


def _lines(at: datetime, measure: Measure | None = None) -> dict[int, list[Happened]]:
    """The public lines that call something off, by measure, oldest first."""
    kind = ContentType.objects.get_for_model(Measure)
    verbs = Q(verb__in=[ROUND_REMOVED, CLOSED])
    closing = Q(verb=CHANGED, particulars__changes__status__1=Status.CLOSED.value)
    found = Record.objects.filter(verbs | closing, subject_type=kind, at__gte=at - TOLD_FOR)
    if measure is not None:
        found = found.filter(subject_id=measure.pk)
    by_measure: dict[int, list[Happened]] = {}
    lines = found.told_to(Audience.EVERYONE).order_by("id").values_list("subject_id", "verb", "at", "particulars")
    for pk, verb, when, particulars in lines:
        by_measure.setdefault(pk or 0, []).append(Happened(verb, when, particulars))
    return by_measure


def _would_pass(measure: Measure, filters: Filters, at: datetime) -> bool:
    """Whether the filter would leave a measure that was taken out; words are no longer looked for in it."""
    if filters.q:
        return False
    entry = entry_of(measure, measure.standing(at), [])
    if not build([entry]).chosen({facet: values for facet, values in filters.chosen.items() if facet != "place"}):
        return False
    if not filters.chosen.get("place"):
        return True
    place = filters.place
    return place is not None and all(
        demand.judge(applicant_at(place)).answer != fit.Answer.NO
        for demand in entry.demands
        if isinstance(demand, fit.PlaceWithin)
    )


def _of(measure: Measure, lines: list[Happened], at: datetime) -> Iterator[Deadline]:
    for line in lines:
        if line.verb == ROUND_REMOVED and (gone := _removed_round(measure, line, at)):
            yield gone
    if measure.removed_at is not None:
        yield from _all_ahead(measure, measure.removed_at, at)
    elif measure.status == Status.CLOSED and (closings := [line for line in lines if line.verb != ROUND_REMOVED]):
        yield from _all_ahead(measure, closings[-1].at, at)


def _removed_round(measure: Measure, line: Happened, at: datetime) -> Deadline | None:
    facts = line.particulars.get("facts", {})
    if not facts.get("closes_on"):
        return None
    day = date.fromisoformat(facts["closes_on"])
    hour = time.fromisoformat(facts["closes_hour"]) if facts.get("closes_hour") else None
    if day < clock.local_day(at - TOLD_FOR):
        return None
    told = deadline_of(measure, str(line.particulars.get("round", "")), day, hour, at)
    return replace(_off(told, measure, line.at), certain=True, round_name=facts.get("name") or "")


def _all_ahead(measure: Measure, since: datetime, at: datetime) -> Iterator[Deadline]:
    """Every deadline that still lay ahead when the measure was closed or taken out, announced or expected."""
    for each in measure.rounds.all():
        if each.closes_on and each.closes_at and each.closes_at >= since:
            told = deadline_of(measure, each.public_id, each.closes_on, each.closes_hour, at)
            yield replace(_off(told, measure, since), certain=True, round_name=each.name)
    if measure.recurrence == Recurrence.ONCE:
        return
    # What was expected of it is worked out as if it still came again; the record itself stays as it is.
    status, measure.status = measure.status, Status.RECURRING
    day = clock.local_day(since)
    expected = list(expected_of(measure, day, clock.local_day(at) + EXPECTED_AHEAD, at))
    measure.status = status
    for told in expected:
        yield _off(told, measure, since)


def _off(told: Deadline, measure: Measure, since: datetime) -> Deadline:
    """The deadline as called off; of a measure that was taken out no more than its name is told."""
    if measure.removed_at is not None:
        told = replace(told, url="", provider="", summary=type(told.summary)(), amount_text="")
    return replace(told, cancelled=True, changed_at=max(since, told.changed_at))
