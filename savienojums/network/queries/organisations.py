"""What may be asked of the organisations: which pass a filter, how many there would be, what one of them is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Prefetch, Q

from savienojums.core import search
from savienojums.core.pages import PER_PAGE, Page, page_number
from savienojums.core.refusal import NotFound
from savienojums.core.search import Text
from savienojums.network.models import Membership, Organisation
from savienojums.network.queries.cards import Card, Row, cards_of, rows_of
from savienojums.network.queries.facets import Groups, groups_of
from savienojums.network.queries.register import ORDERS, Entry, register
from savienojums.network.queries.spoken import spoken_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from savienojums.accounts.models import Person
    from savienojums.network.queries.places import Atlas

FACETS = ("kind", "theme", "place", "about", "evidence", "state")
LONGEST_SEARCH = 200
MOST_VALUES = 30


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list of organisations was asked for; the same for the list, its map and its exports."""

    words: str = ""
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    order: str = ""

    def query(self) -> str:
        """The filter as the end of an address."""
        pairs = [("q", self.words), ("order", self.order)]
        pairs += [(facet, value) for facet in FACETS for value in sorted(self.chosen.get(facet, ()))]
        return urlencode([(name, value) for name, value in pairs if value])

    def with_choice(self, facet: str, value: str) -> Filter:
        """The filter with this value taken in, or taken out if it is in; of places there is one at a time."""
        now = self.chosen.get(facet, frozenset())
        others = frozenset() if facet == "place" else now
        return replace(self, chosen={**self.chosen, facet: now - {value} if value in now else others | {value}})

    def in_order(self, order: str) -> Filter:
        """The same filter in another order."""
        return replace(self, order=order)

    @property
    def kept(self) -> dict[str, list[tuple[str, str]]]:
        """What a new search keeps: everything but its words, as a form's hidden fields."""
        pairs = [(facet, value) for facet in FACETS for value in sorted(self.chosen.get(facet, ()))]
        return {"items": pairs}

    @property
    def is_empty(self) -> bool:
        """Whether it lets everything pass."""
        return not self.words and not any(self.chosen.values())


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the register and the ways to narrow it."""

    filter: Filter
    page: Page[Card]
    groups: Groups
    order: str


@dataclass(frozen=True, slots=True)
class Point:
    """One organisation on a map."""

    public_id: str
    slug: str
    name: str
    kind: str
    lat: float
    lon: float
    approximate: bool


def filter_of(parameters: Mapping[str, Any]) -> Filter:
    """The filter that the parameters of an address tell; what we do not know is passed over."""
    get_all = getattr(parameters, "getlist", lambda name: [parameters[name]] if name in parameters else [])
    chosen = {facet: frozenset(value for value in get_all(facet)[:MOST_VALUES] if value) for facet in FACETS}
    words = " ".join(str(parameters.get("q", ""))[:LONGEST_SEARCH].replace("\0", " ").split())
    order = str(parameters.get("order", ""))
    return Filter(
        words, {facet: values for facet, values in chosen.items() if values}, order if order in ORDERS else ""
    )


def organisations_for(person: Person | None, wanted: Filter, page: str = "") -> Listing:
    """One page of the organisations that pass the filter, with the counts of every further choice."""
    known = register()
    found = search.matching("organisation", wanted.words) if wanted.words else None
    visible = _seen(person, wanted)
    if found is not None:
        visible &= known.set_of(found)
    chosen = known.chosen(wanted.chosen, visible)
    total = chosen.bit_count()
    number = page_number(page, total)
    first = (number - 1) * PER_PAGE
    entries = islice(_ordered(chosen, wanted, found), first, first + PER_PAGE)
    cards = cards_of([entry.pk for entry in entries])
    groups = groups_of(wanted, visible)
    return Listing(
        wanted, Page(cards, number, total), groups, wanted.order or ("best" if found is not None else "name")
    )


def entries_for(person: Person | None, wanted: Filter) -> list[Entry]:
    """Everything the filter leaves, in its order, as the register knows it."""
    known = register()
    found = search.matching("organisation", wanted.words) if wanted.words else None
    visible = _seen(person, wanted)
    if found is not None:
        visible &= known.set_of(found)
    return list(_ordered(known.chosen(wanted.chosen, visible), wanted, found))


def map_points(person: Person | None, wanted: Filter) -> list[Point]:
    """The points of everything the filter leaves; what has no coordinates stands in the middle of its place."""
    entries = [(entry, entry.point()) for entry in entries_for(person, wanted)]
    return [
        Point(entry.public_id, entry.slug, entry.name, entry.kind, *point)
        for entry, point in entries
        if point is not None
    ]


def rows_for(person: Person | None, wanted: Filter) -> list[Row]:
    """Everything the filter leaves, whole, for a file."""
    return rows_of(person, [entry.pk for entry in entries_for(person, wanted)])


def search_organisations(person: Person | None, words: str, limit: int = 5) -> list[Card]:
    """The organisations that answer these words best."""
    return cards_of([entry.pk for entry in entries_for(person, Filter(words=words))[:limit]])


def entries_of(person: Person | None, scores: Mapping[int, float]) -> list[Entry]:
    """Those of these organisations that the person may see and that are not archived; the best first."""
    wanted, known = Filter(), register()
    return list(_ordered(_seen(person, wanted) & known.set_of(scores), wanted, scores))


def organisation_for(person: Person | None, slug: str) -> Organisation:
    """The organisation, if this person may see it; otherwise it does not exist."""
    organisations = Organisation.objects.visible_to(person).filter(slug=slug)
    if person is not None:
        # A visitor sees no names, and the tasks that people have stand in the register.
        held = Membership.objects.held().select_related("person")
        organisations = organisations.select_related("caretaker", "confirmed_by")
        organisations = organisations.prefetch_related(Prefetch("memberships", held))
    organisation = organisations.first()
    if organisation is None:
        raise NotFound
    return organisation


def organisations_of(person: Person) -> list[Organisation]:
    """The organisations this person acts for or takes care of, in alphabetical order."""
    mine = Q(memberships__person=person, memberships__until=None) | Q(caretaker=person)
    return list(Organisation.objects.filter(mine, archived_at=None).distinct())


def search_row(organisation: Organisation, lands: Atlas | None = None) -> tuple[int, str, list[Text]]:
    """What the search knows of an organisation: its number, its name, and all the rest that it says."""
    said = [Text(words, code) for name, words, code in spoken_by(organisation, lands) if words and name != "name"]
    return organisation.pk, organisation.name, said


def _seen(person: Person | None, wanted: Filter) -> int:
    """What this person may see; archived ones only when asked for."""
    known = register()
    seen = known.public
    if person is not None:
        hidden = Q(published_at=None) | Q(archived_at__isnull=False)
        seen |= known.set_of(Organisation.objects.visible_to(person).filter(hidden).values_list("pk", flat=True))
    if "archived" not in wanted.chosen.get("state", ()):
        seen &= ~known.holding("state", ["archived"])
    return seen


def _ordered(chosen: int, wanted: Filter, found: Mapping[int, float] | None) -> Iterable[Entry]:
    entries = register().members(chosen, wanted.order or "name")
    if found is None or wanted.order:
        return entries
    return sorted(entries, key=lambda entry: -found[entry.pk])


def proposed_count() -> int:
    """How many organisations wait for a coordinator to publish them."""
    return Organisation.objects.filter(published_at=None, archived_at=None).count()
