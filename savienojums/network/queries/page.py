"""What the page of one organisation tells, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from savienojums.core.rich import rich, without_contacts
from savienojums.network import rules
from savienojums.network.kinds import Capacity, MemberRole
from savienojums.network.queries.cards import member_text
from savienojums.network.queries.history import Line, history_of
from savienojums.network.queries.people import is_of_network
from savienojums.network.queries.places import Territory, atlas
from savienojums.network.queries.register import Picture, register

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.safestring import SafeString

    from savienojums.accounts.models import Person
    from savienojums.network.models import Membership, Organisation

FRESH_FOR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """One organisation in the words of its page, for one reader."""

    place: Territory | None
    municipality: Territory | None
    summary: str
    story: SafeString
    offers: SafeString
    looks_for: SafeString
    languages: list[str]
    member_text: str
    confirmed_text: str
    is_fresh: bool
    themes: list[tuple[str, str]]
    photos: list[Picture]
    people: list[Membership]
    tasks: list[str]
    shows_names: bool
    is_reached: bool
    contact_text: str
    history: list[Line]
    point: tuple[float, float] | None
    is_about_here: bool


def told_of(person: Person | None, organisation: Organisation, at: datetime) -> OrganisationPage:
    """Everything the page tells this reader; names of people only to those who belong to the network."""
    lands, known = atlas(), register()
    tasks = known.tasks.get(organisation.pk, [])
    place = lands.by_pk.get(organisation.place_id or 0)
    municipality = lands.municipality_of(organisation.place_id)
    shows_names = is_of_network(person)
    own = (organisation.lat, organisation.lon) if None not in (organisation.lat, organisation.lon) else None
    around = (place.lat, place.lon) if place and None not in (place.lat, place.lon) else None
    return OrganisationPage(
        place=place,
        municipality=lands.by_pk[municipality] if municipality and municipality != organisation.place_id else None,
        summary=without_contacts(str(organisation.summary)),
        story=public_text(organisation.story),
        offers=public_text(organisation.offers),
        looks_for=public_text(organisation.looks_for),
        languages=[str(name) for code, name in settings.LANGUAGES if code in organisation.languages],
        member_text=member_text(organisation.evidence),
        confirmed_text=confirmed_text(organisation, named=shows_names),
        is_fresh=organisation.is_confirmed(at, FRESH_FOR),
        themes=[(slug, str(known.themes[slug])) for slug in known.themes_of.get(organisation.pk, ())],
        photos=known.pictures.get(organisation.pk, []),
        people=list(organisation.memberships.all()) if shows_names else [],
        tasks=[] if shows_names else [str(MemberRole(role).label) for role in tasks],
        shows_names=shows_names,
        is_reached=bool(organisation.contact_email or organisation.caretaker_id or tasks),
        contact_text=without_contacts(organisation.contact_role) or _("Contact person of the organisation"),
        history=history_of(organisation) if rules.may_change_organisation(person, organisation) else [],
        point=own or around,  # type: ignore[arg-type]  # both are pairs or nothing
        is_about_here=own is None,
    )


def public_text(text: str) -> SafeString:
    """What people wrote, as a page may show it."""
    return rich(without_contacts(text))


def confirmed_text(organisation: Organisation, *, named: bool = False) -> str:
    """When it was last confirmed and by whom: as a task to everyone, by name to people of the network."""
    if organisation.confirmed_at is None:
        return _("Not confirmed yet.")
    words = {"day": date_format(timezone.localtime(organisation.confirmed_at), "SHORT_DATE_FORMAT")}
    if named and organisation.confirmed_by:
        return _("Confirmed on %(day)s by %(name)s.") % {**words, "name": organisation.confirmed_by}
    sentence = {
        Capacity.MEMBER: _("Confirmed on %(day)s by the organisation itself."),
        Capacity.LINK: _("Confirmed on %(day)s by the organisation itself, by e-mail."),
        Capacity.CARETAKER: _("Confirmed on %(day)s by its caretaker."),
        Capacity.COORDINATOR: _("Confirmed on %(day)s by the region coordinator."),
    }.get(organisation.confirmed_as, _("Confirmed on %(day)s."))  # type: ignore[call-overload]  # a word, maybe an empty one
    return str(sentence % words)
