"""The list of measures: what a reader filtered, how it is sorted, and one measure's page."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from savienojums.core.pages import PER_PAGE, Page, page_number
from savienojums.core.refusal import NotFound
from savienojums.core.templatetags.core import euros
from savienojums.network.kinds import LegalForm, PlaceKind
from savienojums.network.queries.places import Territory, atlas
from savienojums.network.queries.themes import themes
from savienojums.support import fit
from savienojums.support.kinds import MeasureKind, Standing
from savienojums.support.models import Measure
from savienojums.support.queries.cards import Card, card_of
from savienojums.support.queries.catalogue import SUM_BANDS, Shelf, shelf
from savienojums.support.queries.kept_portals import KeptPortal, kept_portal
from savienojums.support.queries.spoken import searched, with_reasons
from savienojums.support.queries.versions import with_versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from django.db.models import TextChoices

    from savienojums.accounts.models import Person
    from savienojums.core.search import Question
    from savienojums.core.search_shown import Reason

ORDERS = ("deadline", "sum", "fresh", "name")
Thing = TypeVar("Thing")

MOST_KEPT = 3_000
FACETS = ("state", "place", "form", "kind", "theme", "sum", "portal")


@dataclass(frozen=True)
class Filters:
    """What the reader asked for; its query string is an address that can be shared."""

    q: str = ""
    order: str = "deadline"
    page: str = ""
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def orders(self) -> list[tuple[str, str]]:
        """The orders one may choose, in words."""
        words = {
            "deadline": pgettext("sorted by", "deadline"),
            "sum": pgettext("sorted by", "sum"),
            "fresh": pgettext("sorted by", "last check"),
            "name": pgettext("sorted by", "name"),
        }
        return [(order, words[order]) for order in ORDERS]

    @cached_property
    def kept(self) -> dict[str, str]:
        """What a new search keeps: the choices and the order."""
        chosen = {facet: value for facet, values in self.chosen.items() for value in values}
        return chosen | ({"order": self.order} if self.order != "deadline" else {})

    @property
    def nothing(self) -> str:
        """The address without any filter."""
        return "?"

    @property
    def place(self) -> Territory | None:
        """The place that was chosen, if it is one we know."""
        slugs = self.chosen.get("place", frozenset())
        return next((atlas().by_slug[slug] for slug in slugs if slug in atlas().by_slug), None)

    @property
    def portal(self) -> KeptPortal | None:
        """The portal that was asked for, if there is such a one."""
        return next(filter(None, map(kept_portal, self.chosen.get("portal", ()))), None)

    def query(self, **changes: str) -> str:
        """The query string of this filter with one thing changed; an empty value drops it."""
        said = {"q": self.q, **self.kept, **changes}
        return urlencode({name: value for name, value in said.items() if value})


def filters_of(asked: QueryDict) -> Filters:
    """The filter an address asks for; words we do not know are left out."""
    chosen = {facet: frozenset({str(asked[facet])}) for facet in FACETS if asked.get(facet)}
    order = asked.get("order", "")
    return Filters(
        q=asked.get("q", "").strip()[:200],
        order=order if order in ORDERS else "deadline",
        page=asked.get("page", ""),
        chosen=chosen,
    )


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet: how many measures it would leave, and the address that chooses or drops it."""

    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One question by which the list is narrowed."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Facets:
    """All of them; equal ones look alike, so what was shown once need not be drawn again."""

    says_all: ClassVar[bool] = True

    groups: tuple[Facet, ...]

    def __iter__(self) -> Iterator[Facet]:
        return iter(self.groups)


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list with everything around it."""

    filters: Filters
    page: Page[Card]
    facets: Facets
    total: int
    hits: list[tuple[Card, Reason]]
    question: Question


def chosen_set(filters: Filters, at: datetime) -> tuple[Shelf, int]:
    """The shelf and the set of public measures that the filter leaves."""
    whole = shelf(at)
    within = searched(whole, filters.q).measures & _of_portal(whole, filters) & _from_place(whole, filters)
    return whole, whole.catalogue.chosen(_plain(filters), within)


def _from_place(whole: Shelf, filters: Filters) -> int:
    if not filters.chosen.get("place"):
        return whole.catalogue.everything
    place = filters.place
    return usable_from(whole, place) if place else 0


def _of_portal(whole: Shelf, filters: Filters) -> int:
    """What the portal's own filter leaves and what it highlights, without what it leaves out."""
    if not filters.chosen.get("portal"):
        return whole.catalogue.everything
    portal = filters.portal
    if portal is None:
        return 0
    own = filters_of(QueryDict(portal.query))
    left = whole.catalogue.chosen(_plain(own), searched(whole, own.q).measures & _from_place(whole, own))
    return (left | whole.catalogue.set_of(portal.highlighted)) & ~whole.catalogue.set_of(portal.excluded)


def members_of(whole: Shelf, chosen: int, filters: Filters, start: int, stop: int) -> list[int]:
    """A part of the chosen measures in the reader's order; what a portal highlights stands first."""
    portal = filters.portal
    first = chosen & whole.catalogue.set_of(portal.highlighted) if portal else 0
    if not first:
        return whole.catalogue.members(chosen, filters.order, start, stop)
    parts = (whole.catalogue.members(part, filters.order, 0, stop) for part in (first, chosen & ~first))
    return [pk for part in parts for pk in part][start:stop]


def usable_from(whole: Shelf, place: Territory) -> int:
    """Measures whose territory does not rule the place out; an unknown territory is not silently hidden."""
    applicant = applicant_at(place)
    return whole.catalogue.demanding(
        lambda demand: isinstance(demand, fit.PlaceWithin) and demand.judge(applicant).answer != fit.Answer.NO
    )


def applicant_at(place: Territory | None, **said: Any) -> fit.Applicant:
    """Someone at that place; whoever asks here is in the country."""
    lands = atlas()
    countries = frozenset(pk for pk, each in lands.by_pk.items() if each.kind == PlaceKind.COUNTRY)
    if place is None:
        return fit.Applicant(everywhere=countries, **said)
    wholes = lands.wholes_of(place.pk)
    return fit.Applicant(
        places=wholes,
        partly=frozenset(whole for whole in wholes if lands.partly(place.pk, whole)),
        inner=lands.parts_of(place.pk) - {place.pk},
        everywhere=countries,
        **said,
    )


def _plain(filters: Filters) -> dict[str, frozenset[str]]:
    return {facet: values for facet, values in filters.chosen.items() if facet not in {"place", "portal"}}


def measures_for(person: Person | None, filters: Filters, at: datetime) -> Listing:
    """One page of measures that the filter leaves, with counts beside every further choice."""
    whole = shelf(at)
    found = searched(whole, filters.q)
    said = found.measures & _of_portal(whole, filters)
    within = said & _from_place(whole, filters)
    left = whole.catalogue.chosen(_plain(filters), within)
    number = page_number(filters.page, left.bit_count())
    start = (number - 1) * PER_PAGE
    pks = members_of(whole, left, filters, start, start + PER_PAGE)
    return Listing(
        filters=filters,
        page=Page(cards := cards_for(person, pks, at), number, left.bit_count()),
        facets=_facets(whole, filters, within, said),
        total=len(whole.catalogue.pks),
        hits=with_reasons(cards, found.question, pks),
        question=found.question,
    )


def cards_for(person: Person | None, pks: list[int], at: datetime) -> list[Card]:
    """The cards of these public measures in this order; those shown before today are not asked for again."""

    def made(missing: list[int]) -> dict[int, Card]:
        rows = Measure.objects.visible_to(person).for_cards().in_bulk(missing)
        return {pk: card_of(row, at) for pk, row in rows.items()}

    return held(shelf(at).cards, pks, made)


def held(
    kept: dict[tuple[int, str], Thing], pks: list[int], make: Callable[[list[int]], dict[int, Thing]]
) -> list[Thing]:
    """These things in this order and in the page's language; only what is not kept yet is made."""
    language = get_language() or ""
    if missing := [pk for pk in pks if (pk, language) not in kept]:
        if len(kept) > MOST_KEPT:
            kept.clear()
        kept.update({(pk, language): thing for pk, thing in make(missing).items()})
    return [kept[pk, language] for pk in pks if (pk, language) in kept]


def _facets(whole: Shelf, filters: Filters, within: int, said: int) -> Facets:
    counts = whole.catalogue.counts(_plain(filters), within)
    before_place = whole.catalogue.chosen(_plain(filters), said)
    places = {place.slug: (usable_from(whole, place) & before_place).bit_count() for place in _places_offered(filters)}
    counts["place"] = places
    return Facets(
        tuple(
            Facet(name, label, _options(name, labels, counts.get(name, {}), filters))
            for name, label, labels in _labels(filters)
        )
    )


def _options(name: str, labels: Mapping[str, str], counts: Mapping[str, int], filters: Filters) -> tuple[Option, ...]:
    options = []
    for value, label in labels.items():
        chosen = value in filters.chosen.get(name, ())
        if counts.get(value) or chosen:
            href = "?" + filters.query(**{name: "" if chosen else value})
            options.append(Option(label, counts.get(value, 0), href, chosen))
    return tuple(options)


def _places_offered(filters: Filters) -> list[Territory]:
    """Municipalities, and whatever smaller place the reader came with."""
    offered = atlas().municipalities()
    here = filters.place
    return [here, *offered] if here and here not in offered else offered


def _labels(filters: Filters) -> list[tuple[str, str, Mapping[str, str]]]:
    return [
        ("state", _("How it stands"), _named(Standing)),
        ("place", _("Place"), {place.slug: str(place) for place in _places_offered(filters)}),
        ("form", _("Legal form"), _named(LegalForm)),
        ("kind", _("What it gives"), _named(MeasureKind)),
        ("theme", _("Theme"), theme_names()),
        ("sum", _("Largest sum"), sum_names()),
    ]


def _named(choices: type[TextChoices]) -> dict[str, str]:
    return {choice.value: str(choice.label) for choice in choices}


def theme_names() -> dict[str, str]:
    """The themes by their address words, in their order."""
    return {theme.slug: str(theme.name) for theme in themes()}


def sum_names() -> dict[str, str]:
    """The bands of sums in words."""
    ends = [str(end) for end in SUM_BANDS]
    names = {end: _("up to %(most)s") % {"most": euros(int(end))} for end in ends}
    return names | {"more": _("over %(sum)s") % {"sum": euros(SUM_BANDS[-1])}, "unknown": _("not known")}


def measure_for(person: Person | None, slug: str, *, versions: bool = False) -> Measure:
    """The measure, with its versions for other territories if asked; one they may not see does not exist."""
    rows = Measure.objects.visible_to(person).for_cards().select_related("checked_by").with_places()
    if versions:
        rows = with_versions(rows)
    if measure := rows.filter(slug=slug).first():
        return measure
    raise NotFound
