"""Who advises whom: the local partnership or NGO centre of a place, else the region coordinators."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from savienojums.core.marks import Kept
from savienojums.journal.models import Record
from savienojums.network.models import Organisation
from savienojums.network.queries.letters import LETTERS_WAIT, coordinators, mailboxes_of
from savienojums.network.queries.organisations import organisations_of
from savienojums.network.queries.places import atlas
from savienojums.support.kinds import ProviderKind
from savienojums.support.models import AdviceRequest, Measure, Provider

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.network.queries.places import Territory

ADVISERS = (ProviderKind.PARTNERSHIP, ProviderKind.NGO_CENTRE)
LETTER, TO_PASS_ON = "support/mail/advice.txt", "support/mail/advice_to_pass_on.txt"


@dataclass(frozen=True, slots=True)
class Adviser:
    """An organisation that advises, and where."""

    pk: int
    slug: str
    name: str
    partnership: bool
    places: frozenset[int]


def advisers() -> list[Adviser]:
    """Partnerships and NGO centres of the registry; where they work is where the measures they give are for."""
    return _ADVISERS.get()


def _read() -> list[Adviser]:
    found = {
        each.pk: each
        for each in Provider.objects.filter(kind__in=ADVISERS, organisation__isnull=False).select_related(
            "organisation"
        )
    }
    territory: dict[int, set[int]] = defaultdict(set)
    rows = Measure.objects.public().filter(provider__in=found, outside_region=False)
    for provider, place in rows.values_list("provider_id", "places"):
        if place is not None:
            territory[provider].add(place)
    return [
        Adviser(own.pk, own.slug, own.name, each.kind == ProviderKind.PARTNERSHIP, frozenset(territory[pk]))
        for pk, each in found.items()
        if (own := each.organisation) and own.is_public
    ]


_ADVISERS: Kept[list[Adviser]] = Kept(_read, "catalogue", "registry")


def adviser_for(place: Territory | None) -> Adviser | None:
    """Who advises at a place: whose land is nearest around it; of several the partnership."""
    if place is None:
        return None
    lands = atlas()
    wholes = lands.wholes_of(place.pk)
    covering = [
        (min(len(lands.parts_of(pk)) for pk in each.places & wholes), not each.partnership, each.name, each)
        for each in advisers()
        if each.places & wholes
    ]
    return min(covering, key=lambda one: one[:3])[3] if covering else None


def advisers_to_choose() -> list[tuple[str, str]]:
    """All who advise somewhere, in alphabetical order, each with its territory."""
    lands = atlas()
    told = []
    for each in sorted(advisers(), key=lambda each: each.name):
        where = ", ".join(str(place) for place in lands.sorted(each.places & lands.by_pk.keys()))
        told.append(
            (each.slug, _("%(name)s – %(places)s") % {"name": each.name, "places": where} if where else each.name)
        )
    return told


def adviser_named(slug: str) -> Organisation | None:
    """The organisation behind the adviser of that address word."""
    known = next((each for each in advisers() if each.slug == slug), None)
    return Organisation.objects.public().filter(pk=known.pk).first() if known else None


def place_asked(person: Person | None, slug: str) -> Territory | None:
    """Where advice is sought: the place that was said, else that of the organisation one acts for."""
    if place := atlas().by_slug.get(slug):
        return place
    own = next(iter(organisations_of(person)), None) if person else None
    return atlas().by_pk.get(own.place_id or 0) if own else None


def recipients_of(asked: AdviceRequest) -> list[tuple[str, str]]:
    """Template and address of everyone who gets a question: the adviser's mailboxes, else the coordinators."""
    if asked.adviser and (own := mailboxes_of(asked.adviser)):
        return [(LETTER, address) for address in own]
    return [(TO_PASS_ON, person.email) for person in coordinators()]


def question_of(record_id: int) -> AdviceRequest | None:
    """The question a journal line tells of."""
    line = Record.objects.get(pk=record_id)
    rows = AdviceRequest.objects.select_related("measure", "adviser__caretaker")
    return rows.filter(public_id=line.particulars["question"]).first()


def questions_to_forget(at: datetime) -> list[AdviceRequest]:
    """Questions that could not be carried over for as long as letters may wait."""
    rows = AdviceRequest.objects.filter(delivered_at=None, written_at__lt=at - LETTERS_WAIT)
    return list(rows.select_related("measure"))
