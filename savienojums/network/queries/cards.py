"""Organisations as they stand in lists and in files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from savienojums.core.marks import Kept
from savienojums.core.rich import without_contacts
from savienojums.network.kinds import Evidence
from savienojums.network.models import Organisation
from savienojums.network.queries.places import Territory, atlas
from savienojums.network.queries.register import Picture, register

if TYPE_CHECKING:
    from savienojums.accounts.models import Person
    from savienojums.core.records import Translated


@dataclass(frozen=True)
class Card:
    """What a list shows of an organisation, in one language; equal cards look alike."""

    # Told to `{% component %}`: what was shown for an equal card once is right again.
    says_all: ClassVar[bool] = True

    pk: int
    url: str
    name: str
    kind: str
    place: str
    summary: str
    member_text: str
    themes: tuple[str, ...]
    photo: Picture | None


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation whole, with its place and themes, for a file."""

    organisation: Organisation
    land: Territory | None
    municipality: Territory | None
    themes: list[Translated]


_CARDS: Kept[dict[tuple[int, str | None], Card]] = Kept(dict, "registry", "places")


def cards_of(pks: list[int]) -> list[Card]:
    """These organisations as cards, in this order; one query for those not shown lately, else none."""
    kept, language = _CARDS.get(), get_language()
    if missing := [pk for pk in pks if (pk, language) not in kept]:
        organisations = Organisation.objects.defer("story", "offers", "looks_for").filter(pk__in=missing)
        kept.update({(each.pk, language): _card(each) for each in organisations})
    return [kept[pk, language] for pk in pks if (pk, language) in kept]


def rows_of(person: Person | None, pks: list[int]) -> list[Row]:
    """These organisations whole, in this order, as far as the person may see them."""
    seen = {each.pk: each for each in Organisation.objects.visible_to(person)}
    return [_row(seen[pk]) for pk in pks if pk in seen]


def member_text(evidence: str) -> str:
    """Membership of the network in words; nothing for those outside."""
    network = {"network": settings.NETWORK_NAME}
    return {
        Evidence.SIGNED: _("In the network “%(network)s”") % network,
        Evidence.LISTED: _("Listed in the network “%(network)s”") % network,
        Evidence.TO_CONFIRM: _("Membership to be confirmed"),
    }.get(Evidence(evidence), "")


def _row(organisation: Organisation) -> Row:
    known, lands = register(), atlas()
    municipality = lands.municipality_of(organisation.place_id)
    return Row(
        organisation,
        lands.by_pk.get(organisation.place_id or 0),
        lands.by_pk[municipality] if municipality and municipality != organisation.place_id else None,
        [known.themes[slug] for slug in known.themes_of.get(organisation.pk, ())],
    )


def _card(organisation: Organisation) -> Card:
    row = _row(organisation)
    near = [organisation.locality, row.land, row.municipality]
    return Card(
        pk=organisation.pk,
        url=organisation.get_absolute_url(),
        name=organisation.name,
        kind=organisation.get_kind_display(),
        place=", ".join(dict.fromkeys(str(each) for each in near if each)),
        summary=without_contacts(str(organisation.summary)),
        member_text=member_text(organisation.evidence),
        themes=tuple(str(theme) for theme in row.themes),
        photo=next(iter(register().pictures.get(organisation.pk, ())), None),
    )
