"""The whole document, or what a filter leaves of it, to be read away from a screen: groups, entries, an index of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from savienojums.core import clock
from savienojums.core.refusal import Refused
from savienojums.core.words import sort_key
from savienojums.network.queries.themes import themes
from savienojums.support.kinds import Standing, Status
from savienojums.support.models import Measure
from savienojums.support.queries import deadlines, page
from savienojums.support.queries.versions import with_versions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from savienojums.support.queries.deadlines import Deadline
    from savienojums.support.queries.measures import Filters
    from savienojums.support.queries.page import Told

# About two hundred and sixty pages; more would take too much memory on a small machine.
MOST = 600
AHEAD = timedelta(days=366)
GROUPED_BY = ("theme", "provider")


class TooLong(Refused):
    """Nobody reads that many entries on paper; a filter makes a document of them."""

    def __init__(self, count: int) -> None:
        said = _(
            "%(count)s measures are too many for one document; it holds %(most)s. Choose a place, a theme or a form."
        )
        super().__init__(said % {"count": formats.number_format(count), "most": formats.number_format(MOST)})


@dataclass(frozen=True, slots=True)
class Fact:
    """What is said under one label."""

    label: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Leaf:
    """One measure as the document tells it."""

    id: str
    name: str
    language: str
    provider: str
    kinds: str
    summary: str
    summary_language: str
    standing: str
    standing_text: str
    until: list[str]
    facts: list[Fact]
    source: str
    checked: str
    stale: bool
    address: str


@dataclass(frozen=True, slots=True)
class Group:
    """The measures of a theme or of a provider; `also` are those of the theme that stand elsewhere."""

    name: str
    leaves: list[Leaf]
    also: list[Leaf]


@dataclass(frozen=True, slots=True)
class Day:
    """A line of the index by deadline."""

    on: date
    day: str
    hour: str
    id: str
    name: str
    provider: str
    amount: str
    expected: bool


@dataclass(frozen=True, slots=True)
class Month:
    """What may be applied for until a day of this month."""

    name: str
    days: list[Day]


@dataclass(frozen=True, slots=True)
class Booklet:
    """The document: what it is about, its groups and its index."""

    language: str
    region: str
    network: str
    words: str
    today: date
    day: str
    count: int
    address: str
    groups: list[Group]
    months: list[Month]
    by_pk: dict[int, Leaf]


def booklet_for(filters: Filters, by: str, at: datetime) -> Booklet:
    """Everything the filter leaves, grouped by theme or by provider."""
    within = deadlines.members(filters, at)
    if len(within) > MOST:
        raise TooLong(len(within))
    rows = with_versions(Measure.objects.public().for_cards().select_related("checked_by").with_places())
    chosen = sorted(rows.in_bulk(list(within)).values(), key=lambda measure: measure.sort_name)
    ahead = days_ahead(within, at)
    leaves = {measure.pk: _leaf(page.told_of(measure, at), ahead) for measure in chosen}
    today = clock.local_day(at)
    return Booklet(
        language=(get_language() or "lv")[:2],
        region=settings.REGION_NAME,
        network=settings.NETWORK_NAME,
        words=deadlines.chosen_words(filters),
        today=today,
        day=formats.date_format(today),
        count=len(chosen),
        address=f"{settings.SITE_URL}{reverse('measures')}?{filters.query(order='')}".rstrip("?"),
        groups=_by_provider(chosen, leaves) if by == "provider" else _by_theme(chosen, leaves),
        months=_months(ahead, leaves),
        by_pk=leaves,
    )


def written_until() -> datetime | None:
    """When a measure was last written: after a backup came back, the same count of changes may stand for others."""
    last: datetime | None = Measure.objects.aggregate(last=Max("changed_at"))["last"]
    return last


def days_ahead(within: set[int], at: datetime) -> list[Deadline]:
    """The deadlines that are still to come: all that are announced, and a year of those that are expected."""
    today = clock.local_day(at)
    certain = deadlines.announced(today, today + 3 * AHEAD, at, within)
    told = [*certain, *deadlines.expected(today, today + AHEAD, at, within)]
    return deadlines.in_order(each for each in told if not each.past)


def _by_theme(chosen: list[Measure], leaves: dict[int, Leaf]) -> list[Group]:
    """Each measure stands under the first of its themes; the others refer to it."""
    groups, placed = [], set()
    for theme in themes():
        having = [measure for measure in chosen if theme in measure.themes.all()]
        own = [measure.pk for measure in having if measure.pk not in placed]
        also = [leaves[measure.pk] for measure in having if measure.pk in placed]
        placed.update(own)
        if own or also:
            groups.append(Group(str(theme), [leaves[pk] for pk in own], also))
    if rest := [leaves[measure.pk] for measure in chosen if measure.pk not in placed]:
        groups.append(Group(_("Theme not named"), rest, []))
    return groups


def _by_provider(chosen: list[Measure], leaves: dict[int, Leaf]) -> list[Group]:
    def named(measure: Measure) -> str:
        return measure.provider.name

    ordered = sorted(chosen, key=lambda measure: (sort_key(named(measure)), measure.sort_name))
    return [Group(name, [leaves[each.pk] for each in own], []) for name, own in groupby(ordered, key=named)]


def _months(ahead: list[Deadline], leaves: dict[int, Leaf]) -> list[Month]:
    days = groupby(ahead, key=lambda each: each.on.replace(day=1))
    return [
        Month(formats.date_format(first, "YEAR_MONTH_FORMAT"), [_day(each, leaves[each.measure_pk]) for each in group])
        for first, group in days
    ]


def _day(each: Deadline, leaf: Leaf) -> Day:
    return Day(
        on=each.on,
        day=formats.date_format(each.on, "SHORT_DATE_FORMAT"),
        hour=f"{each.hour:%H:%M}" if each.hour else "",
        id=leaf.id,
        name=f"{leaf.name}, {each.round_name}" if each.round_name else leaf.name,
        provider=each.provider,
        amount=each.amount_text,
        expected=each.expected,
    )


def _leaf(told: Told, ahead: list[Deadline]) -> Leaf:
    measure, card = told.measure, told.card
    return Leaf(
        id=measure.public_id,
        name=str(measure.name),
        language=measure.name.language(),
        provider=card.provider,
        kinds=", ".join(told.kinds),
        summary=str(measure.summary),
        summary_language=measure.summary.language(),
        standing=card.standing,
        standing_text=card.standing_text,
        until=_until(told, [each for each in ahead if each.measure_pk == measure.pk]),
        facts=[fact for fact in _facts(told) if fact.lines],
        source=measure.source_url or measure.url,
        checked=_checked(told),
        stale=told.stale,
        address=settings.SITE_URL + measure.get_absolute_url(),
    )


def _facts(told: Told) -> Iterable[Fact]:
    measure, card = told.measure, told.card
    yield Fact(_("Who"), _lines(", ".join(told.forms) or measure.who_text))
    yield Fact(_("Where"), _lines(", ".join(map(str, told.places)) or measure.places_text))
    money = [card.amount_text, card.share_text, measure.own_share_note]
    yield Fact(_("How much"), [line for line in money if line])
    yield Fact(_("To know"), [*told.conditions, *told.terms])
    yield Fact(_("How"), _lines(", ".join(told.ways_in), measure.way_in_text))
    yield Fact(_("To be added"), told.annexes)
    yield Fact(_("Where to ask"), _lines(measure.ask_where))
    yield Fact(_("Web address"), _lines(measure.url) if measure.url != measure.source_url else [])


def _until(told: Told, ahead: list[Deadline]) -> list[str]:
    """The days ahead in words; where there is none, how it is taken."""
    if ahead:
        return [moment(each) for each in ahead]
    if told.card.standing == Standing.OPEN and told.measure.status == Status.ONGOING:
        return [str(Status.ONGOING.label)]
    return [str(Status.CLOSED.label)] if told.measure.status == Status.CLOSED else [_("not known; ask the provider")]


def moment(each: Deadline) -> str:
    """A deadline with its hour, saying so if nobody has announced it or knows the hour."""
    said = {"day": formats.date_format(each.on), "hour": f"{each.hour:%H:%M}" if each.hour else ""}
    told = _("%(day)s, %(hour)s") % said if each.hour else said["day"]
    if each.expected:
        told = _("%(day)s (expected)") % {"day": told}
    elif not each.hour:
        told = _("%(day)s, hour not known") % said
    return f"{each.round_name}: {told}" if each.round_name else told


def _checked(told: Told) -> str:
    measure = told.measure
    if measure.checked_on is None:
        return _("nobody yet: ask before you rely on it")
    said = {"day": formats.date_format(measure.checked_on), "who": measure.checked_by}
    if told.stale:
        return _("%(day)s, longer than a year ago: ask before you rely on it") % said
    return (_("%(day)s, %(who)s") if measure.checked_by else "%(day)s") % said


def _lines(*texts: str) -> list[str]:
    return [line.strip() for text in texts for line in text.splitlines() if line.strip()]
