"""Who asks "What fits us?": what the address of the page says of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from savienojums.core.clock import local_day
from savienojums.core.reading import Unreadable, read_sum
from savienojums.network.kinds import LegalForm
from savienojums.network.models import Organisation
from savienojums.network.queries.places import atlas
from savienojums.network.queries.themes import themes
from savienojums.support.queries.measures import applicant_at

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from django.http import QueryDict

    from savienojums.accounts.models import Person
    from savienojums.network.queries.places import Territory
    from savienojums.support import fit

NOWHERE_ELSE = "-"
LONGEST = 40
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, as the address of the page says it."""

    place: Territory | None = None
    form: str = ""
    amount: Decimal | None = None
    themes: tuple[str, ...] = ()
    people: int | None = None
    partners: int | None = None
    signatures: int | None = None
    age: int | None = None
    share: Decimal | None = None
    elsewhere: Territory | None = None
    judged: dict[str, bool] = field(default_factory=dict)
    organisation: Organisation | None = None
    # The measure they came from: they want to know about it first.
    measure: str = ""

    @property
    def said_something(self) -> bool:
        """Whether there is anything to judge by."""
        return bool(self.place or self.form or self.amount is not None or self.themes)

    @property
    def said_more(self) -> bool:
        """Whether anything was said that stands behind "Say more"."""
        more = (self.people, self.partners, self.signatures, self.age, self.share, self.elsewhere)
        return bool(self.themes) or any(each is not None for each in more)

    @property
    def elsewhere_word(self) -> str:
        """Where they act besides, as the address says it."""
        if self.elsewhere is None:
            return ""
        return NOWHERE_ELSE if self.elsewhere == self.place else self.elsewhere.slug

    def applicant(self) -> fit.Applicant:
        """The same for the pure core."""
        pks = {theme.slug: theme.pk for theme in themes()}
        known = frozenset(pks[slug] for slug in self.themes if slug in pks)
        return applicant_at(
            self.place,
            form=self.form or None,
            amount=self.amount,
            themes=known or None,
            people=self.people,
            partners=self.partners,
            signatures=self.signatures,
            age=None if self.age is None else self.age * 12,
            share=self.share,
            elsewhere=_around(self.elsewhere),
            judged=self.judged,
        )


def asked_by(person: Person | None, said: QueryDict, at: datetime) -> Asked:
    """Who asks: what the form says, else what the registry knows of the organisation they ask for."""
    organisation = _organisation(person, said.get("organisation", ""))
    place = atlas().by_slug.get(said.get("place", ""))
    form = said.get("form", "")
    if organisation and "place" not in said:
        place = atlas().by_pk.get(organisation.place_id or 0)
        form = form or organisation.legal_form
    people, age = _number(said.get("people", "")), _number(said.get("age", ""))
    if organisation:
        people = organisation.people_count if people is None else people
        age = _age(organisation, at) if age is None else age
    return Asked(
        place=place,
        form=form if form in LegalForm.values else "",
        amount=_amount(said.get("sum", "")),
        themes=tuple(said.getlist("theme")[:20]),
        people=people,
        partners=_number(said.get("partners", "")),
        signatures=_number(said.get("signatures", "")),
        age=age,
        share=_share(said.get("share", "")),
        elsewhere=_elsewhere(said.get("elsewhere", ""), place),
        judged=dict.fromkeys(said.getlist("met")[:50], True) | dict.fromkeys(said.getlist("unmet")[:50], False),
        organisation=organisation,
        measure=said.get("measure", ""),
    )


def _around(place: Territory | None) -> frozenset[int] | None:
    """The places in which one acts who acts there."""
    return None if place is None else atlas().wholes_of(place.pk)


def _elsewhere(slug: str, place: Territory | None) -> Territory | None:
    """Where they act besides; "nowhere" means only where they are."""
    return place if slug == NOWHERE_ELSE else atlas().by_slug.get(slug)


def _age(organisation: Organisation, at: datetime) -> int | None:
    """Years since it was founded, as far as the year tells."""
    return None if organisation.founded_year is None else max(0, local_day(at).year - organisation.founded_year)


def _organisation(person: Person | None, slug: str) -> Organisation | None:
    return Organisation.objects.visible_to(person).filter(slug=slug).first() if slug else None


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else None


def _amount(said: str) -> Decimal | None:
    """A sum as people type it: "11 000 EUR", "500,50", "€800"; what cannot be read was not said."""
    try:
        return read_sum(said[:LONGEST]) if said.strip() else None
    except Unreadable:
        return None


def _share(said: str) -> Decimal | None:
    """A share in per cent as people type it."""
    share = _amount(said.replace("%", "").strip())
    return share if share is not None and share <= WHOLE else None
