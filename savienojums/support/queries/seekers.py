"""The organisations of the registry as applicants: what each may apply for, and who looks for what in vain."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from savienojums.core.clock import local_day
from savienojums.core.marks import Kept
from savienojums.network.models import Organisation
from savienojums.network.queries.places import atlas
from savienojums.support import fit
from savienojums.support.kinds import Standing
from savienojums.support.needs import Seeker, Supply, Want, wants_of
from savienojums.support.queries.catalogue import ANY_THEME, shelf
from savienojums.support.queries.measures import applicant_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from savienojums.support.queries.catalogue import Shelf

AHEAD = (Standing.OPEN, Standing.EXPECTED)


@dataclass(frozen=True, slots=True)
class Entry:
    """A public organisation of the registry: its name, what it says it looks for, and itself as a seeker."""

    slug: str
    name: str
    looks_for: str
    people: int | None
    seeker: Seeker


def seekers() -> dict[int, Entry]:
    """All public organisations in alphabetical order; two queries, and none until the registry changes."""
    return _SEEKERS.get()


def _read() -> dict[int, Entry]:
    lands = atlas()
    themes: dict[int, set[int]] = {}
    tagged = (
        cast("Any", Organisation.themes.through)
        .objects.exclude(theme__slug=ANY_THEME)
        .values_list("organisation_id", "theme_id")
    )
    for organisation, theme in tagged:
        themes.setdefault(organisation, set()).add(theme)
    columns = ("pk", "slug", "name", "looks_for", "people_count", "legal_form", "place_id")
    found = {}
    for pk, slug, name, looks_for, people, form, place in Organisation.objects.public().values_list(*columns):
        municipality = lands.municipality_of(place) or 0
        seeker = Seeker(pk, form, place or 0, municipality, frozenset(themes.get(pk, ())))
        found[pk] = Entry(slug, name, looks_for, people, seeker)
    return found


_SEEKERS: Kept[dict[int, Entry]] = Kept(_read, "registry", "places")


def applicants() -> Callable[[str, int], fit.Applicant]:
    """How to see a form at a place as an applicant; a place is looked up once for all who lie there."""
    lands = atlas()

    @cache
    def at_place(place: int) -> fit.Applicant:
        return applicant_at(lands.by_pk.get(place))

    return lambda form, place: replace(at_place(place), form=form or None)


def wants(at: datetime) -> list[Want]:
    """Every organisation with each of its themes, against what is open or expected today."""
    whole = shelf(at)
    return _WANTS.get(local_day(at), whole.good_until, of=(whole,))


def _judged(whole: Shelf) -> list[Want]:
    return wants_of((each.seeker for each in seekers().values()), supply_of(whole))


_WANTS: Kept[list[Want]] = Kept(_judged, "catalogue", "registry", "places")


def supply_of(whole: Shelf) -> Supply:
    """What there is, as the pure core wants it."""
    catalogue = whole.catalogue
    about: dict[int, int] = {}
    narrow = 0
    for demand, having in catalogue.demands.items():
        if isinstance(demand, fit.ThemeAmong) and demand.themes and not demand.open:
            narrow |= having
            for theme in demand.themes:
                about[theme] = about.get(theme, 0) | having
    ahead = catalogue.set_of(pk for pk, standing in whole.standing.items() if standing in AHEAD)
    return Supply(ahead, about, catalogue.everything & ~narrow, _refusals(whole))


def _refusals(whole: Shelf) -> Callable[[str, int], int]:
    """Which measures surely do not take that form at that place.

    Legal form and territory are judged apart, once for each form and each place; only composed conditions, which
    may speak of both, are judged for every pair.
    """
    demands = whole.catalogue.demands
    by_form = [(each, having) for each, having in demands.items() if isinstance(each, fit.FormIn | fit.PeopleAtLeast)]
    by_place = [(each, having) for each, having in demands.items() if isinstance(each, fit.PlaceWithin)]
    plain = (fit.FormIn, fit.PeopleAtLeast, fit.PlaceWithin, fit.SumBetween, fit.ThemeAmong, fit.PartnersAtLeast)
    by_both = [(each, having) for each, having in demands.items() if not isinstance(each, plain)]
    applicant = applicants()

    @cache
    def form_refused(form: str) -> int:
        return _refused(by_form, fit.Applicant(form=form or None))

    @cache
    def place_refused(place: int) -> int:
        return _refused(by_place, applicant("", place))

    return lambda form, place: form_refused(form) | place_refused(place) | _refused(by_both, applicant(form, place))


def _refused(demands: Sequence[tuple[fit.Condition, int]], applicant: fit.Applicant) -> int:
    found = 0
    for demand, having in demands:
        if demand.judge(applicant).answer == fit.Answer.NO:
            found |= having
    return found
