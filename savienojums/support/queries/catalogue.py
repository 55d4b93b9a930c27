"""The shelf: all public measures as the catalogue sees them now, with facets, demands and orders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from savienojums.core import clock
from savienojums.core.marks import Kept, marks
from savienojums.network.kinds import LegalForm
from savienojums.network.models import Place
from savienojums.support import fit, forecast
from savienojums.support.catalogue import Catalogue, Entry, build
from savienojums.support.kinds import Recurrence, Standing, Status
from savienojums.support.models import Measure
from savienojums.support.queries.conditions import rule_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from savienojums.support.forecast import Usual
    from savienojums.support.queries.cards import Card
    from savienojums.support.queries.page import Told
    from savienojums.support.queries.reasons import Matter

# Upper ends of the bands in which sums are offered as a filter, in EUR.
SUM_BANDS = (1_000, 5_000, 20_000)
ANY_THEME = "any"
LONG_TEXTS = (
    "name", "summary", "who_text", "terms", "annexes", "ask_where", "notes", "way_in", "way_in_text", "languages",
    "theme_words", "places_text", "partners_note", "own_share_note", "recurrence_text", "url", "source_url",
)  # fmt: skip
NOWHERE_HERE = 0


@dataclass(frozen=True, slots=True)
class Coming:
    """The next deadline of a measure: certain (a round says so) or expected (as it usually was)."""

    on: date
    at: datetime
    certain: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """The catalogue and what each of its measures has next, until the next thing opens or closes."""

    catalogue: Catalogue[fit.Condition]
    coming: dict[int, list[Coming]]
    standing: dict[int, Standing]
    judged: dict[int, tuple[fit.Judged, ...]]
    one_judged: int
    many_judged: int
    slugs: dict[str, int]
    cards: dict[tuple[int, str], Card]
    matters: dict[tuple[int, str], Matter]
    tellings: dict[tuple[int, str], Told]
    good_until: datetime


def shelf(at: datetime) -> Shelf:
    """All public measures as they stand at that moment."""
    held = _SHELF.get(clock.local_day(at), of=(at,))
    if held.good_until <= at:
        _SHELF.held = None
        held = _SHELF.get(clock.local_day(at), of=(at,))
    return held


def as_of(at: datetime) -> tuple[object, ...]:
    """Everything a page about measures depends on at that moment: edits, places, themes, the day, the next turn."""
    return (*marks("catalogue", "places", "registry", "attempts"), clock.local_day(at), shelf(at).good_until)


def _make(at: datetime) -> Shelf:
    # Outlines of places and long texts are dear to read, and no list of measures is made of them.
    places = Prefetch("places", Place.objects.only("pk"))
    measures = list(Measure.objects.public().defer(*LONG_TEXTS).prefetch_related("rounds", "themes", places))
    coming = {measure.pk: coming_deadlines(measure, at) for measure in measures}
    standing = {measure.pk: measure.standing(at) for measure in measures}
    judged = {measure.pk: own for measure in measures if (own := judged_of(measure))}
    turns = [turn for measure in measures for turn in _turns(measure) if turn > at]
    catalogue = build([entry_of(measure, standing[measure.pk], coming[measure.pk]) for measure in measures])
    return Shelf(
        catalogue=catalogue,
        coming=coming,
        standing=standing,
        judged=judged,
        one_judged=catalogue.set_of(pk for pk, own in judged.items() if len(own) == 1),
        many_judged=catalogue.set_of(pk for pk, own in judged.items() if len(own) > 1),
        slugs={measure.slug: measure.pk for measure in measures},
        cards={},
        matters={},
        tellings={},
        good_until=min(turns, default=datetime.max.replace(tzinfo=UTC)),
    )


_SHELF: Kept[Shelf] = Kept(_make, "catalogue")


def _turns(measure: Measure) -> Iterator[datetime]:
    """Moments at which a round of the measure opens or closes."""
    for each in measure.rounds.all():
        if each.closes_at:
            yield each.closes_at
        if each.opens_on:
            yield clock.start_of(each.opens_on)


def usual_of(measure: Measure, today: date) -> list[Usual]:
    """The days on which its deadline usually falls: as editors noted, else as the last rounds were."""
    if measure.status == Status.CLOSED or measure.recurrence in {Recurrence.ONCE, Recurrence.CONTINUOUS}:
        return []
    if said := forecast.usual_days(measure.usual_deadlines, measure.usual_hour):
        return said
    if measure.status != Status.RECURRING:
        return []
    past = [(each.closes_on, each.closes_hour) for each in measure.rounds.all() if each.closes_on]
    return forecast.from_past(past, today)


def coming_deadlines(measure: Measure, at: datetime) -> list[Coming]:
    """Its announced deadlines ahead; where none is announced, the next usual ones."""
    certain = [
        Coming(each.closes_on, each.closes_at, certain=True)
        for each in measure.rounds.all()
        if each.closes_on and each.closes_at and each.closes_at >= at
    ]
    if certain or measure.status == Status.CLOSED:
        return sorted(certain, key=lambda each: each.on)
    today = clock.local_day(at)
    expected = sorted((usual.next_after(today), usual.hour) for usual in usual_of(measure, today))
    return [Coming(day, clock.end_of(day, hour), certain=False) for day, hour in expected]


def demands_of(measure: Measure) -> tuple[fit.Condition, ...]:
    """The conditions that can be judged from answers, in the order in which people ask for them."""
    themes = {theme.slug: theme.pk for theme in measure.themes.all()}
    demands: list[fit.Condition] = [
        fit.FormIn(frozenset(measure.legal_forms), measure.forms_certain),
        fit.PlaceWithin(_territory(measure), measure.place_basis, measure.places_certain),
        fit.SumBetween(measure.amount_min, measure.amount_max),
        fit.ThemeAmong(frozenset(themes.values()), open=ANY_THEME in themes),
    ]
    if measure.people_min:
        demands.append(fit.PeopleAtLeast(measure.people_min, frozenset(measure.people_for)))
    if measure.partners_min:
        demands.append(fit.PartnersAtLeast(measure.partners_min))
    demands.extend(rule_of(measure))
    if measure.status == Status.CLOSED:
        demands.append(fit.Closed())
    return tuple(demands)


def judged_of(measure: Measure) -> tuple[fit.Judged, ...]:
    """The conditions that only a person can judge; each belongs to one measure alone."""
    return tuple(fit.Judged(f"{measure.slug}.{number}", text) for number, text in enumerate(conditions_of(measure), 1))


def _territory(measure: Measure) -> frozenset[int]:
    """The places it is for; one outside the region is a place in which nobody of ours lies."""
    return (
        frozenset({NOWHERE_HERE}) if measure.outside_region else frozenset(place.pk for place in measure.places.all())
    )


def conditions_of(measure: Measure) -> list[str]:
    """The conditions in words that a person must judge, one a line."""
    return [line.strip() for line in measure.conditions.splitlines() if line.strip()]


def entry_of(measure: Measure, standing: Standing, coming: list[Coming]) -> Entry[fit.Condition]:
    """The measure as the catalogue knows it."""
    demands = demands_of(measure)
    facets = {
        "kind": frozenset(measure.all_kinds()),
        "theme": frozenset(theme.slug for theme in measure.themes.all()),
        "form": frozenset(form for form in LegalForm.values if demands[0].judge(fit.Applicant(form=form)).answer),
        "sum": frozenset({sum_band(measure.amount_max)}),
        "state": frozenset({standing.value}),
        "provider": frozenset({str(measure.provider_id)}),
    }
    ranks = {
        "deadline": _deadline_rank(standing, coming),
        "sum": -(measure.amount_max or Decimal(-1)),
        "fresh": -(measure.checked_on or date.min).toordinal(),
        "name": measure.sort_name,
    }
    return Entry(measure.pk, facets, demands, ranks)


def _deadline_rank(standing: Standing, coming: list[Coming]) -> tuple[int, int]:
    """Open with a date, expected with a date, open all the time, expected some day, to be checked, closed."""
    day = coming[0].on.toordinal() if coming else 0
    if standing == Standing.OPEN:
        return (0, day) if coming else (2, 0)
    if standing == Standing.EXPECTED:
        return (1, day) if coming else (3, 0)
    return (4 if standing == Standing.NEEDS_CHECK else 5, 0)


def sum_band(most: Decimal | None) -> str:
    """The band a largest sum falls into: its upper end in EUR, "more", or "unknown"."""
    if most is None:
        return "unknown"
    return next((str(end) for end in SUM_BANDS if most <= end), "more")
