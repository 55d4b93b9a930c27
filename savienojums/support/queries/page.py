"""One measure's page: everything known of it, in the order in which people ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.urls import reverse
from django.utils import formats
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from savienojums.core import clock
from savienojums.network.kinds import LegalForm
from savienojums.network.queries.places import atlas
from savienojums.support.kinds import MeasureKind, WayIn
from savienojums.support.queries.cards import Card, card_of
from savienojums.support.queries.catalogue import conditions_of, shelf
from savienojums.support.queries.conditions import clause_of, forms_listed, rule_of
from savienojums.support.queries.links import DeadLink, Unseen, dead_links, unseen
from savienojums.support.queries.measures import held, measure_for
from savienojums.support.queries.versions import Link, local_ones_of, wider_of

if TYPE_CHECKING:
    from datetime import date, datetime, time
    from decimal import Decimal

    from savienojums.accounts.models import Person
    from savienojums.network.queries.places import Territory
    from savienojums.support.models import Measure, Round
    from savienojums.support.queries.conditions import Clause


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round as its row in the history says it."""

    name: str
    opens_on: date | None
    closes_on: date | None
    closes_hour: time | None
    deadline_by: str
    budget: Decimal | None
    odds: str
    note: str
    source_url: str
    state: str


@dataclass(frozen=True, eq=False)
class Told:
    """A measure and what its page tells besides the record's own fields, in one language on one day."""

    # The same telling looks the same; another one is another object.
    says_all: ClassVar[bool] = True

    measure: Measure
    card: Card
    kinds: list[str]
    forms: list[str]
    places: list[Territory]
    conditions: list[str]
    clauses: list[Clause]
    partner_forms: list[str]
    people_for: str
    terms: list[str]
    ways_in: list[str]
    annexes: list[str]
    languages: list[str]
    ahead: list[RoundLine]
    past: list[RoundLine]
    today: date
    stale: bool
    dead: list[DeadLink]
    unseen: Unseen | None
    crumbs: list[tuple[str, str]]
    wider: Link | None = None
    local: tuple[Link, ...] = ()


def told_for(person: Person | None, slug: str, at: datetime) -> Told:
    """The page of a measure, if this person may see it; otherwise it does not exist."""
    whole = shelf(at)
    pk = whole.slugs.get(slug)
    if pk is None:
        return told_of(measure_for(person, slug, versions=True), at)
    (told,) = held(whole.tellings, [pk], lambda _missing: {pk: told_of(measure_for(person, slug, versions=True), at)})
    return told


def told_of(measure: Measure, at: datetime) -> Told:
    """The page of a measure that was fetched with its rounds, themes and places."""
    rounds = [_line(each, at) for each in measure.rounds.all()]
    lands = atlas()
    return Told(
        measure=measure,
        card=card_of(measure, at),
        kinds=[str(MeasureKind(kind).label) for kind in measure.all_kinds()],
        forms=[str(form.label) for form in LegalForm if form in measure.legal_forms],
        places=lands.sorted(place.pk for place in measure.places.all() if place.pk in lands.by_pk),
        conditions=conditions_of(measure),
        clauses=[clause_of(each) for each in rule_of(measure)],
        partner_forms=[str(form.label) for form in LegalForm if form in measure.partner_forms],
        people_for=forms_listed(measure.people_for),
        terms=[line.strip() for line in measure.terms.splitlines() if line.strip()],
        ways_in=[str(way.label) for way in WayIn if way in measure.way_in],
        annexes=[line.strip() for line in measure.annexes.splitlines() if line.strip()],
        languages=[str(get_language_info(code)["name_translated"]) for code in measure.languages],
        ahead=[line for line in rounds if line.state != "past"],
        past=[line for line in rounds if line.state == "past"],
        today=clock.local_day(at),
        stale=not measure.is_fresh(clock.local_day(at)),
        dead=dead_links([measure.url, measure.source_url]),
        unseen=unseen(measure),
        crumbs=[(reverse("measures"), _("Support"))],
        wider=wider_of(measure),
        local=local_ones_of(measure),
    )


def _line(each: Round, at: datetime) -> RoundLine:
    opens_later = each.opens_on is not None and each.opens_on > clock.local_day(at)
    state = "open" if each.is_open(at) else "announced" if opens_later else "past"
    return RoundLine(
        name=each.name,
        opens_on=each.opens_on,
        closes_on=each.closes_on,
        closes_hour=each.closes_hour,
        deadline_by=each.get_deadline_by_display(),
        budget=each.budget,
        odds=_odds(each),
        note=each.note,
        source_url=each.source_url,
        state=state,
    )


def _odds(each: Round) -> str:
    """How many won of how many applied, with the share: "59 / 189 (31 %)"."""
    if each.applied_count is None or each.won_count is None:
        return ""
    share = round(100 * each.won_count / each.applied_count) if each.applied_count else 0
    return f"{formats.number_format(each.won_count)} / {formats.number_format(each.applied_count)} ({share}\u00a0%)"
