"""What calendars, news readers and spreadsheets get of the measures a filter leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from savienojums.core import clock
from savienojums.core.words import fold
from savienojums.journal.kinds import Audience
from savienojums.journal.models import Record
from savienojums.support.grades import grades_of, matters
from savienojums.support.models import Measure
from savienojums.support.queries import cancelled, deadlines
from savienojums.support.queries.cards import Card, card_of
from savienojums.support.queries.changed import TOLD, grade_labels
from savienojums.support.queries.facts import MEASURE_CHANGED, ROUND_CHANGED
from savienojums.support.queries.measures import chosen_set
from savienojums.support.queries.significance import sentences_of

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from savienojums.support.queries.deadlines import Deadline
    from savienojums.support.queries.measures import Filters

# What went by stays in people's calendars for a season; what is expected is told a year ahead.
SHOWN_AFTERWARDS = timedelta(days=92)
EXPECTED_AHEAD = timedelta(days=366)
ANNOUNCED_AHEAD = timedelta(days=3 * 366)
MOST_NEWS = 50
MOST_LOOKED_AT = 1000
CHANGING = (
    MEASURE_CHANGED, ROUND_CHANGED, "support.round_removed", "support.measure_closed", "support.measure_expected",
    "support.measure_removed", "support.measure_restored",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dates:
    """Deadlines for a calendar: its name, and how often each measure was changed."""

    name: str
    file_name: str
    deadlines: list[Deadline]
    change_counts: dict[int, int]


@dataclass(frozen=True, slots=True)
class News:
    """What a news reader gets: a name, and what was new, the latest first."""

    name: str
    items: list[Item]


@dataclass(frozen=True, slots=True)
class Item:
    """One change that matters, or a measure of which nothing was changed yet; with what its card says."""

    key: str
    at: datetime
    title: str
    sentences: list[str]
    measure: Measure
    card: Card


@dataclass(frozen=True, slots=True)
class About:
    """Whence a file is, of which day, what was asked for, and on what terms it may be used."""

    address: str
    day: date
    words: str
    count: int

    def rows(self) -> list[list[str | int | date | Decimal | None]]:
        """Its lines, label by label."""
        terms = _("The facts may be used by everyone, with the name of this site and the day of the last check.")
        return [
            [_("Source"), f"{settings.NETWORK_NAME} · {settings.REGION_NAME}"],
            [_("Web address"), self.address],
            [_("As of"), self.day],
            [_("Filter"), self.words or _("everything")],
            [_("Measures"), self.count],
            [_("Licence"), terms],
        ]


def dates_for(filters: Filters, at: datetime) -> Dates:
    """The deadlines of every measure the filter leaves."""
    words = deadlines.chosen_words(filters)
    name = _("Support: deadlines (%(filter)s)") % {"filter": words} if words else _("Support: deadlines")
    told = _dates(deadlines.members(filters, at), cancelled.called_off(filters, at), at)
    return Dates(name, file_name(), told, _change_counts())


def dates_of(measure: Measure, at: datetime) -> Dates:
    """The deadlines of one measure."""
    told = _dates({measure.pk}, cancelled.called_off_of(measure, at), at)
    return Dates(str(measure.name), measure.slug, told, _change_counts())


def news_for(filters: Filters, at: datetime) -> News:
    """What changed lately and matters in the measures the filter leaves; wording alone is no news."""
    within = deadlines.members(filters, at)
    lines = _news_lines(within)
    untouched = Measure.objects.public().order_by("-published_at", "-pk").values_list("pk", "published_at")
    told = {line.subject_id for line in lines}
    moments: list[tuple[datetime, int, Record | None]] = [(line.at, line.subject_id or 0, line) for line in lines]
    moments += [(since or at, pk, None) for pk, since in untouched if pk in within and pk not in told][:MOST_NEWS]
    moments = sorted(moments, key=lambda each: (each[0], each[1]), reverse=True)[:MOST_NEWS]
    rows = Measure.objects.public().for_cards().in_bulk({pk for _when, pk, _line in moments})
    words = deadlines.chosen_words(filters)
    name = _("Support (%(filter)s)") % {"filter": words} if words else _("Support")
    return News(name, [_item(rows[pk], line, when, at) for when, pk, line in moments if pk in rows])


def _news_lines(within: set[int]) -> list[Record]:
    """The latest public lines about these measures that matter to those who plan with them."""
    kind = ContentType.objects.get_for_model(Measure)
    lines = Record.objects.told_to(Audience.EVERYONE).filter(subject_type=kind, verb__in=TOLD).order_by("-at", "-id")
    fitting = (line for line in lines[:MOST_LOOKED_AT] if line.subject_id in within)
    return list(islice((line for line in fitting if matters(grades_of(line.verb, line.particulars))), MOST_NEWS))


def _item(measure: Measure, line: Record | None, when: datetime, at: datetime) -> Item:
    card = card_of(measure, at)
    if line is None:
        return Item(measure.public_id, when, str(measure.name), [], measure, card)
    grades = ", ".join(str(label) for label in grade_labels(grades_of(line.verb, line.particulars)))
    title = _("%(name)s: %(what)s") % {"name": measure.name, "what": grades}
    sentences = sentences_of(line.verb, line.particulars)
    return Item(f"{measure.public_id}/{line.pk}", when, title, sentences, measure, card)


def rows_for(filters: Filters, at: datetime) -> list[tuple[Measure, Card]]:
    """Every measure the filter leaves, in the order of the list."""
    whole, chosen = chosen_set(filters, at)
    everything = Measure.objects.public().for_cards().with_places()
    rows = {measure.pk: measure for measure in everything}
    pks = whole.catalogue.members(chosen, filters.order)
    return [(rows[pk], card_of(rows[pk], at)) for pk in pks if pk in rows]


def about(filters: Filters, count: int, at: datetime) -> About:
    """Where a file with these measures comes from."""
    return About(
        address=f"{settings.SITE_URL}{reverse('measures')}?{filters.query(order='')}".rstrip("?"),
        day=clock.local_day(at),
        words=deadlines.chosen_words(filters),
        count=count,
    )


def file_name() -> str:
    """What a file with measures is called."""
    return slugify(fold(" ".join([settings.REGION_NAME, _("Support")])))


def _dates(within: set[int], off: list[Deadline], at: datetime) -> list[Deadline]:
    """What stands and what was called off; one deadline is told once."""
    today = clock.local_day(at)
    certain = deadlines.announced(today - SHOWN_AFTERWARDS, today + ANNOUNCED_AHEAD, at, within)
    told = [*certain, *deadlines.expected(today, today + EXPECTED_AHEAD, at, within)]
    gone = {each.key for each in off}
    return deadlines.in_order([*off, *(each for each in told if each.key not in gone)])


def _change_counts() -> dict[int, int]:
    """How often something was done to each measure that its deadlines may depend on; it only ever grows."""
    kind = ContentType.objects.get_for_model(Measure)
    lines = Record.objects.filter(subject_type=kind, verb__in=CHANGING).order_by()
    return {pk: count for pk, count in lines.values_list("subject_id").annotate(Count("pk")) if pk is not None}
