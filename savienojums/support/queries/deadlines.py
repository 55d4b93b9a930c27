"""Deadlines of the measures a filter leaves: announced by a round, or expected as they usually were."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from savienojums.core import clock
from savienojums.network.kinds import LegalForm
from savienojums.support import sentences
from savienojums.support.kinds import MeasureKind, Standing, Status
from savienojums.support.models import Measure, Round
from savienojums.support.queries.catalogue import usual_of
from savienojums.support.queries.measures import chosen_set, sum_names, theme_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime, time

    from django_stubs_ext import StrOrPromise

    from savienojums.core.records import Translated
    from savienojums.support.queries.measures import Filters

HALF_A_YEAR = 183


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day until which one may apply, with its hour if known; certain once a round says so."""

    key: str
    measure_pk: int
    url: str
    name: Translated
    provider: str
    summary: Translated
    amount_text: str
    on: date
    hour: time | None
    at: datetime
    past: bool
    changed_at: datetime
    certain: bool = False
    round_name: str = ""
    cancelled: bool = False

    @property
    def expected(self) -> bool:
        """Whether nobody has announced it yet."""
        return not self.certain


def announced(start: date, end: date, at: datetime, within: set[int] | None = None) -> list[Deadline]:
    """The deadlines of rounds from the one day up to the other, of public measures or only of these."""
    rounds = Round.objects.closing_between(clock.start_of(start), clock.start_of(end))
    public = rounds.filter(measure__in=Measure.objects.public()).select_related("measure__provider")
    return [_certain(each, at) for each in public if within is None or each.measure_id in within]


def expected(start: date, end: date, at: datetime, within: set[int] | None = None) -> list[Deadline]:
    """The usual days ahead that no announced round stands for, from the one day up to the other."""
    today = clock.local_day(at)
    measures = Measure.objects.public().exclude(status=Status.CLOSED).select_related("provider")
    chosen = (each for each in measures.prefetch_related("rounds") if within is None or each.pk in within)
    return [told for measure in chosen for told in expected_of(measure, max(start, today), end, at)]


def in_order(deadlines: Iterable[Deadline]) -> list[Deadline]:
    """The soonest first; of one moment the certain ones first, then by name."""
    return sorted(deadlines, key=lambda each: (each.at, each.expected, str(each.name)))


def members(filters: Filters, at: datetime) -> set[int]:
    """The public measures that the filter leaves."""
    whole, chosen = chosen_set(filters, at)
    return set(whole.catalogue.members(chosen, "name"))


def chosen_words(filters: Filters) -> str:
    """What the filter asks for, in a few words; empty if it asks for nothing."""
    if not filters.q and not filters.chosen:
        return ""
    place = filters.place
    names: dict[str, Mapping[str, StrOrPromise]] = {
        "state": dict(Standing.choices),
        "place": {place.slug: str(place)} if place else {},
        "form": dict(LegalForm.choices),
        "kind": dict(MeasureKind.choices),
        "theme": theme_names(),
        "sum": sum_names(),
        "portal": {word: str(filters.portal.name) for word in filters.chosen.get("portal", ()) if filters.portal},
    }
    words = [str(names[facet].get(value, "")) for facet, values in filters.chosen.items() for value in sorted(values)]
    return ", ".join(filter(None, [f"„{filters.q}”" if filters.q else "", *words]))


def expected_of(measure: Measure, start: date, end: date, at: datetime) -> Iterator[Deadline]:
    """The usual days of one measure that no announced round stands for."""
    usual = usual_of(measure, clock.local_day(at))
    ahead = [each.closes_on for each in measure.rounds.all() if each.closes_on and not each.is_past(at)]
    for each in usual:
        # Where a measure comes several times a year, a round stands only for the usual day near it.
        near = timedelta(days=HALF_A_YEAR // len(usual))
        day = each.next_after(start)
        while day < end:
            if not any(abs(day - known) <= near for known in ahead):
                yield deadline_of(measure, f"{measure.public_id}-{day:%Y%m%d}", day, each.hour, at)
            day = each.next_after(day + timedelta(days=1))


def _certain(each: Round, at: datetime) -> Deadline:
    day = each.closes_on or clock.local_day(at)
    told = deadline_of(each.measure, each.public_id, day, each.closes_hour, at)
    return replace(told, certain=True, round_name=each.name)


def deadline_of(measure: Measure, key: str, day: date, hour: time | None, at: datetime) -> Deadline:
    """A deadline of the measure, expected as long as nobody says more."""
    moment = clock.end_of(day, hour)
    return Deadline(
        key=key,
        measure_pk=measure.pk,
        url=measure.get_absolute_url(),
        name=measure.name,
        provider=measure.provider.name,
        summary=measure.summary,
        amount_text=sentences.sums(measure.amount_min, measure.amount_max),
        on=day,
        hour=hour,
        at=moment,
        past=moment < at,
        changed_at=measure.changed_at,
    )
