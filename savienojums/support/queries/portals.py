"""Portals: the list of them, one portal's page, and what its form has to offer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.http import QueryDict

from savienojums.core.refusal import NotFound
from savienojums.core.rich import rich
from savienojums.core.words import sort_key
from savienojums.network.models import Organisation
from savienojums.support import rules
from savienojums.support.models import Measure, Portal
from savienojums.support.queries import deadlines
from savienojums.support.queries.measures import Facets, Filters, Listing, chosen_set, filters_of, measures_for

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.safestring import SafeString

    from savienojums.accounts.models import Person

MOST_OFFERED = 300


class Inside(Filters):
    """A filter within a portal: its own addresses do not repeat the portal."""

    @cached_property
    def kept(self) -> dict[str, str]:
        """What a new search keeps."""
        return {name: value for name, value in self.away.kept.items() if name != "portal"}

    @cached_property
    def away(self) -> Filters:
        """The same filter where the portal has to be named: in feeds, files and frames."""
        return Filters(self.q, self.order, self.page, self.chosen)


@dataclass(frozen=True, slots=True)
class Shown:
    """A portal's page: its record, its list, the cards that stand first."""

    portal: Portal
    filters: Inside
    listing: Listing
    highlighted: frozenset[str]
    introduction: SafeString


@dataclass(frozen=True, slots=True)
class Line:
    """A portal in the list of portals."""

    portal: Portal
    words: str
    count: int


def portals_for(person: Person | None, at: datetime) -> list[Line]:
    """The portals this person may see, in alphabetical order; removed ones last and only for who may bring them back."""
    portals = Portal.objects.visible_to(person).select_related("owner").order_by("removed_at", "sort_name")
    return [_line(portal, at) for portal in portals]


def portal_for(person: Person | None, slug: str) -> Portal:
    """The portal, if this person may see it; otherwise it does not exist."""
    portals = Portal.objects.visible_to(person).select_related("owner")
    if portal := portals.filter(slug=slug).prefetch_related("highlighted", "excluded").first():
        return portal
    raise NotFound


def shown_for(person: Person | None, slug: str, asked: QueryDict, at: datetime) -> Shown:
    """The portal's page with its own filter fixed and the reader's within it."""
    portal = portal_for(person, slug)
    if portal.removed_at:
        raise NotFound
    own = filters_of(QueryDict(portal.query))
    said = filters_of(asked)
    word = portal.slug if portal.is_public else portal.public_id
    filters = Inside(said.q, said.order, said.page, {**said.chosen, "portal": frozenset({word})})
    listing = measures_for(person, filters, at)
    within = Facets(tuple(group for group in listing.facets if group.name not in own.chosen))
    return Shown(
        portal=portal,
        filters=filters,
        listing=replace(listing, facets=within),
        highlighted=frozenset(measure.slug for measure in portal.highlighted.all()),
        introduction=rich(str(portal.introduction)),
    )


def organisations_for(person: Person) -> list[tuple[str, str]]:
    """The organisations in whose name this person may open a portal."""
    return [
        (each.slug, each.name) for each in Organisation.objects.public().of(person).order_by("sort_name").distinct()
    ]


def organisation_named(slug: str) -> Organisation | None:
    """The public organisation of that address word."""
    return Organisation.objects.public().filter(slug=slug).first()


def measures_named(slugs: list[str]) -> list[Measure]:
    """The public measures of these address words."""
    return list(Measure.objects.public().filter(slug__in=slugs))


def may_open_portals(person: Person | None) -> bool:
    """Whether this person may open a portal at all: for the whole network, or for an organisation of theirs."""
    return rules.may_add_portal(person, None) or (person is not None and bool(organisations_for(person)))


def offered(query: str, also: list[Measure], at: datetime) -> list[tuple[str, str]]:
    """The measures a portal's form offers to highlight or leave out: first those it has already, then its filter's."""
    whole, chosen = chosen_set(filters_of(QueryDict(query)), at)
    pks = whole.catalogue.members(chosen, "name", 0, MOST_OFFERED)
    rows = Measure.objects.public().in_bulk([*pks, *(measure.pk for measure in also)])
    chosen_before = {measure.pk for measure in also}
    ordered = sorted(rows.values(), key=lambda row: (row.pk not in chosen_before, sort_key(str(row.name))))
    return [(row.slug, str(row.name)) for row in ordered]


def canonical(query: str) -> str:
    """The filter of an address or of a query string as we keep it: only what we know, nothing of pages or portals."""
    said = filters_of(QueryDict(query.rpartition("?")[2]))
    return Filters(
        q=said.q, chosen={facet: values for facet, values in said.chosen.items() if facet != "portal"}
    ).query()


def words_of(query: str) -> str:
    """The filter in words."""
    return deadlines.chosen_words(filters_of(QueryDict(query)))


def facts_of(portal: Portal) -> dict[str, Any]:
    """Everything that may be changed of a portal, as plain values."""
    return {
        "name": dict(portal.name),
        "introduction": dict(portal.introduction),
        "owner": portal.owner.slug if portal.owner else "",
        "query": portal.query,
        "highlighted": sorted(measure.slug for measure in portal.highlighted.all()) if portal.pk else [],
        "excluded": sorted(measure.slug for measure in portal.excluded.all()) if portal.pk else [],
        "colours": dict(portal.colours),
        "is_public": portal.is_public,
    }


def _line(portal: Portal, at: datetime) -> Line:
    word = portal.public_id
    count = 0 if portal.removed_at else chosen_set(Filters(chosen={"portal": frozenset({word})}), at)[1].bit_count()
    return Line(portal, words_of(portal.query), count)
