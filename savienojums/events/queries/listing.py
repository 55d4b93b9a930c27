"""What a calendar page was asked for, and what it shows: one filter for list, month, map and every calendar file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from savienojums.core import clock, search
from savienojums.core.marks import Kept
from savienojums.core.pages import Page, page_number
from savienojums.core.words import fold
from savienojums.events.models import Event
from savienojums.events.queries import calendars
from savienojums.events.queries.listing_facets import Groups, groups_of
from savienojums.events.queries.listing_month import Month, month_of
from savienojums.events.queries.occasions import Occasion, occasion_of, outside_occasion
from savienojums.events.queries.spoken import also_on_in_words
from savienojums.network.queries.places import atlas

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from django.utils.safestring import SafeString

    from savienojums.accounts.models import Person
    from savienojums.events.models import OutsideEvent

FACETS = ("kind", "mode", "place", "organiser", "theme", "series", "project")
VIEWS = ("list", "month", "map")
# Of these an event has one, so choosing another one means leaving the first.
SINGLE = {"place", "series", "project", "mode"}
LONGEST_SEARCH, MOST_VALUES = 200, 30
MOST_REMEMBERED = 60
# Days of a series that a row names besides the nearest one.
ALSO = 2
FIRST_YEAR, LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the calendar was asked for, and how it is looked at."""

    words: str = ""
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None
    free: bool = False
    past: bool = False
    outside: bool = True
    view: str = "list"
    month: date | None = None

    def pairs(self) -> list[tuple[str, str]]:
        """The filter alone, as the parts of an address."""
        said = [("q", self.words)]
        said += [(facet, value) for facet in FACETS for value in sorted(self.chosen.get(facet, ()))]
        said += [("seats", "free" if self.free else ""), ("from", _iso(self.since)), ("to", _iso(self.until))]
        said += [("time", "past" if self.past else ""), ("outside", "" if self.outside else "no")]
        return [(name, value) for name, value in said if value]

    def filter_query(self) -> str:
        """The filter alone, as the end of an address."""
        return urlencode(self.pairs())

    def query(self) -> str:
        """The filter and the way it is looked at, as the end of an address."""
        looked = [("view", "" if self.view == "list" else self.view)]
        looked += [("month", f"{self.month:%Y-%m}" if self.month else "")]
        return urlencode([*self.pairs(), *((name, value) for name, value in looked if value)])

    def with_choice(self, facet: str, value: str) -> Wanted:
        """The filter with this value taken in, or out if it is in."""
        now = self.chosen.get(facet, frozenset())
        others = frozenset() if facet in SINGLE else now
        return replace(self, chosen={**self.chosen, facet: now - {value} if value in now else others | {value}})

    def but(self, **changes: Any) -> Wanted:
        """The same, changed in one thing."""
        return replace(self, **changes)

    @property
    def is_empty(self) -> bool:
        """Whether it lets everything pass."""
        return not (self.words or self.free or self.since or self.until or any(self.chosen.values()))

    def kept(self, *but: str) -> list[tuple[str, str]]:
        """What a form keeps as hidden fields, besides what it asks for itself."""
        looked = [("view", self.view)] if self.view != "list" else []
        looked += [("month", f"{self.month:%Y-%m}")] if self.month else []
        return [pair for pair in [*self.pairs(), *looked] if pair[0] not in but]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the calendar and the ways to narrow it."""

    wanted: Wanted
    total: int
    outside_total: int
    groups: Groups
    page: Page[Occasion] | None = None
    month: Month | None = None
    today: date = date.min
    # Parts of the page that were written for it already; it is one and the same for all who see the same.
    written: dict[str, SafeString] = field(default_factory=dict, compare=False)

    @property
    def days(self) -> list[tuple[date, list[Occasion]]]:
        """The rows of a list, day by day; what began earlier stands under the day it began."""
        found: dict[date, list[Occasion]] = {}
        for occasion in self.page.rows if self.page else ():
            found.setdefault(occasion.first, []).append(occasion)
        return list(found.items())

    @property
    def kept_besides_words(self) -> list[tuple[str, str]]:
        """What a new search keeps."""
        return self.wanted.kept("q")

    @property
    def kept_besides_days(self) -> list[tuple[str, str]]:
        """What another choice of days keeps."""
        return self.wanted.kept("from", "to", "seats", "outside", "time")

    @property
    def clear(self) -> str:
        """The same look without any filter."""
        return f"{reverse('events')}?{Wanted(view=self.wanted.view, month=self.wanted.month).query()}".rstrip("?")

    @property
    def past_href(self) -> str:
        """What has been held."""
        return f"?{self.wanted.but(past=True, since=None, until=None).query()}"

    @property
    def times(self) -> list[tuple[str, str, bool]]:
        """What is to come, what has been: each a word, an address, and whether it is shown now."""
        between = bool(self.wanted.since or self.wanted.until)
        coming = f"?{self.wanted.but(past=False, since=None, until=None).query()}"
        return [
            (_("Coming"), coming, not between and not self.wanted.past),
            (_("Held"), self.past_href, not between and self.wanted.past),
        ]

    def tabs(self) -> list[tuple[str, str]]:
        """The ways to look at the same, each with the end of its address."""
        return [(view, self.wanted.but(view=view, month=None).query()) for view in VIEWS]


_LISTINGS: Kept[dict[object, Listing]] = Kept(dict, *calendars.MARKS)


def wanted_of(parameters: Mapping[str, Any], today: date) -> Wanted:
    """What the parameters of an address ask for; what we do not know is passed over."""
    get_all = getattr(parameters, "getlist", lambda name: [parameters[name]] if name in parameters else [])
    chosen = {facet: frozenset(value for value in get_all(facet)[:MOST_VALUES] if value) for facet in FACETS}
    words = " ".join(str(parameters.get("q", ""))[:LONGEST_SEARCH].replace("\0", " ").split())
    view = str(parameters.get("view", ""))
    since, until = _day(parameters.get("from", "")), _day(parameters.get("to", ""))
    return Wanted(
        words=words,
        chosen={facet: values for facet, values in chosen.items() if values},
        since=since,
        until=max(until, since) if since and until else until,
        free=parameters.get("seats") == "free",
        past=parameters.get("time") == "past",
        outside=parameters.get("outside") != "no",
        view=view if view in VIEWS else "list",
        month=_month(str(parameters.get("month", "")), today) if view == "month" else None,
    )


def listing_for(person: Person | None, wanted: Wanted, at: datetime, page: str = "") -> Listing:
    """The calendar as it was asked for, as this person may see it; laid out once for all who see the same."""
    visible, listings = _visible(person, wanted, at), _LISTINGS.get()
    key = (visible, wanted.query(), page[:9], get_language(), int(at.timestamp()) // calendars.BREATH)
    if key not in listings:
        if len(listings) >= MOST_REMEMBERED:
            listings.clear()
        listings[key] = _laid_out(visible, wanted, at, page)
    return listings[key]


def _laid_out(visible: int, wanted: Wanted, at: datetime, page: str) -> Listing:
    known, today = calendars.shelf(), clock.local_day(at)
    month = (wanted.month or today.replace(day=1)) if wanted.view == "month" else None
    within = visible & (known.on_days(month, _last_of(month)) if month else _window(wanted, at))
    groups = groups_of(wanted, within)
    chosen = known.chosen(wanted.chosen, within)
    if month:
        first, last = _grid(month)
        shown = known.chosen(wanted.chosen, visible & known.on_days(first, last))
        others = list(_outside(wanted, first, last))
        occasions = [*_told(known.members(shown), at), *(outside_occasion(each, at) for each in others)]
        of_month = sum(month <= each.last and each.first <= _last_of(month) for each in occasions if each.source)
        made = month_of(month, occasions, today, wanted)
        return Listing(wanted, chosen.bit_count(), of_month, groups, month=made, today=today)
    rows: list[Event | OutsideEvent] = [*known.members(chosen), *_outside_listed(wanted, at)]
    rows.sort(key=lambda each: each.starts_at, reverse=wanted.past)
    number = page_number(page, len(rows))
    cut = Page(_told(rows[(number - 1) * 20 : number * 20], at), number, len(rows))
    return Listing(wanted, chosen.bit_count(), len(rows) - chosen.bit_count(), groups, page=cut, today=today)


def events_of(person: Person | None, wanted: Wanted, at: datetime, first: date, last: date) -> list[Event]:
    """Every published event the filter leaves between two days, for a calendar file; past or coming is no matter."""
    known = calendars.shelf()
    first, last = max(first, wanted.since or first), min(last, wanted.until or last)
    within = _visible(person, wanted, at) & known.published & known.on_days(first, last)
    return list(known.members(known.chosen(wanted.chosen, within)))


def coming_events(person: Person | None, wanted: Wanted, at: datetime) -> list[Event]:
    """The events the list would show, without the calendars of others."""
    known = calendars.shelf()
    within = _visible(person, wanted, at) & _window(wanted, at)
    return list(known.members(known.chosen(wanted.chosen, within)))


def next_occasions(person: Person | None, wanted: Wanted, at: datetime, most: int) -> list[Occasion]:
    """The nearest events the filter leaves, examples behind all others; what is cancelled or a draft is left out.

    A series stands in one row: its nearest meeting, with the days of the following ones.
    """
    events = [event for event in coming_events(person, wanted, at) if not (event.cancelled_at or event.is_draft)]
    rows: dict[tuple[str, int], list[Event]] = {}
    for event in sorted(events, key=lambda event: event.is_example):
        key = ("series", event.series_id) if event.series_id else ("event", event.pk)
        rows.setdefault(key, []).append(event)
    return [
        replace(
            occasion_of(nearest, calendars.shelf(), at), also=also_on_in_words([each.first_day for each in more[:ALSO]])
        )
        for nearest, *more in islice(rows.values(), most)
    ]


def outside_between(wanted: Wanted, first: date, last: date) -> list[OutsideEvent]:
    """What the filter leaves of the calendars of others between two days."""
    return list(_outside(wanted, first, last))


def _visible(person: Person | None, wanted: Wanted, at: datetime) -> int:
    known, visible = calendars.shelf(), calendars.seen_by(person)
    if wanted.words:
        found = search.matching("event", wanted.words)
        visible &= known.set_of(found) if found is not None else known.everything
    return visible & known.free(at) if wanted.free else visible


def _window(wanted: Wanted, at: datetime) -> int:
    """What lies in the asked stretch of time: between the days given, else what has passed or is to come."""
    known = calendars.shelf()
    over = known.over(at)
    if wanted.since or wanted.until:
        return known.on_days(wanted.since, wanted.until)
    return over if wanted.past else known.everything & ~over


def _told(rows: Iterable[Event | OutsideEvent], at: datetime) -> list[Occasion]:
    known = calendars.shelf()
    return [occasion_of(each, known, at) if isinstance(each, Event) else outside_occasion(each, at) for each in rows]


def _outside(wanted: Wanted, first: date | None, last: date | None) -> Iterable[OutsideEvent]:
    """What others have between two days, if the filter speaks only of what is known of others: words, places, hosts."""
    if not wanted.outside or wanted.free or any(wanted.chosen.get(facet) for facet in FACETS if facet not in KNOWN):
        return
    places, hosts = wanted.chosen.get("place", frozenset()), wanted.chosen.get("organiser", frozenset())
    known = atlas()
    within = frozenset().union(*(known.parts_of(known.by_slug[slug].pk) for slug in places if slug in known.by_slug))
    words = fold(wanted.words.lower()).split()
    for each in calendars.outside_events():
        begins, ends = calendars.days_of(each.starts_at, max(each.ends_at, each.starts_at + timedelta(minutes=1)))
        host = each.calendar.organisation.slug if each.calendar.organisation else ""
        if (last and begins > last) or (first and ends < first):
            continue
        if (places and each.calendar.place_id not in within) or (hosts and host not in hosts):
            continue
        said = fold(f"{each.title} {each.where} {each.calendar.name}".lower())
        if all(word in said for word in words):
            yield each


KNOWN = ("place", "organiser")


def _outside_listed(wanted: Wanted, at: datetime) -> list[OutsideEvent]:
    if wanted.since or wanted.until:
        return list(_outside(wanted, wanted.since, wanted.until))
    return [each for each in _outside(wanted, None, None) if (each.ends_at <= at) == wanted.past]


def _grid(month: date) -> tuple[date, date]:
    last = _last_of(month)
    return month - timedelta(days=month.weekday()), last + timedelta(days=6 - last.weekday())


def _last_of(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(said: object) -> date | None:
    try:
        day = date.fromisoformat(str(said)[:10])
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _month(said: str, today: date) -> date:
    return _day(f"{said[:7]}-01") or today.replace(day=1)
