"""Loading themes and organisations in bulk from tables that were read elsewhere: the demo's, a host's first start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from savienojums.core import search
from savienojums.core.clock import local_day
from savienojums.core.marks import raise_mark
from savienojums.core.refusal import allow
from savienojums.core.words import sort_key
from savienojums.journal.actions import record
from savienojums.network import rules
from savienojums.network.kinds import MemberRole
from savienojums.network.matching import match_name
from savienojums.network.models import Membership, Organisation, Place, Theme
from savienojums.network.queries.organisations import search_row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One organisation as a table tells it: fields by name, and what they refer to by its address word or code."""

    slug: str
    fields: dict[str, Any]
    place_code: str = ""
    themes: tuple[str, ...] = ()


@transaction.atomic
def load_themes(*, by: System, names: dict[str, dict[str, str]], at: datetime) -> None:
    """Take the themes of a region, in this order; names already there are brought up to date."""
    allow(rules.may_load_themes, by)
    for position, (slug, name) in enumerate(names.items()):
        theme, _ = Theme.objects.update_or_create(slug=slug, defaults={"name": name, "position": position})
    if names:
        record("network.themes_loaded", by=by, subject=theme, at=at, audience="editors")
    raise_mark("registry")


@transaction.atomic
def load_organisations(*, by: System, rows: Sequence[OrganisationRow], at: datetime) -> int:
    """Take organisations into the registry; those it has already stay as their people left them."""
    allow(rules.may_load_organisations, by)
    known = set(Organisation.objects.values_list("slug", flat=True))
    places = {place.code: place for place in Place.objects.defer("outline") if place.code}
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    made = []
    for row in rows:
        if row.slug in known:
            continue
        name = row.fields["name"]
        organisation = Organisation.objects.create(
            slug=row.slug,
            sort_name=sort_key(name),
            match_name=match_name(name),
            place=places.get(row.place_code),
            published_at=at,
            **row.fields,
        )
        organisation.themes.set([themes[slug] for slug in row.themes if slug in themes])
        record("network.organisation_added", by=by, subject=organisation, at=at)
        made.append(organisation)
    search.index("organisation", [search_row(organisation) for organisation in made])
    raise_mark("registry")
    return len(made)


@transaction.atomic
def load_member(*, by: System, person: Person, organisation: str, at: datetime) -> None:
    """Let a person act for the organisation of that address word, as its contact."""
    allow(rules.may_load_member, by)
    found = Organisation.objects.get(slug=organisation)
    if not Membership.objects.held().filter(person=person, organisation=found).exists():
        Membership.objects.create(person=person, organisation=found, role=MemberRole.CONTACT, since=local_day(at))
        record("network.member_loaded", by=by, subject=found, at=at, audience="editors")
