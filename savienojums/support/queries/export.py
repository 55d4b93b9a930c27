"""What calendars, news readers and spreadsheets get of the measures a filter leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from savienojums.core import clock
from savienojums.core.words import fold
from savienojums.journal.models import Record
from savienojums.support.models import Measure
from savienojums.support.queries import cancelled, deadlines
from savienojums.support.queries.cards import Card, card_of
from savienojums.support.queries.facts import MEASURE_CHANGED, ROUND_CHANGED
from savienojums.support.queries.measures import chosen_set

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
    """What a news reader gets: a name, and the measures that changed last with what their cards say."""

    name: str
    items: list[tuple[Measure, Card]]


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
    """The measures the filter leaves, the one changed last first."""
    within = deadlines.members(filters, at)
    newest = Measure.objects.public().order_by("-changed_at", "-pk").values_list("pk", flat=True)
    pks = [pk for pk in newest if pk in within][:MOST_NEWS]
    rows = Measure.objects.public().for_cards().in_bulk(pks)
    words = deadlines.chosen_words(filters)
    name = _("Support (%(filter)s)") % {"filter": words} if words else _("Support")
    return News(name, [(rows[pk], card_of(rows[pk], at)) for pk in pks if pk in rows])


def rows_for(filters: Filters, at: datetime) -> list[tuple[Measure, Card]]:
    """Every measure the filter leaves, in the order of the list."""
    whole, chosen = chosen_set(filters, at)
    everything = Measure.objects.public().for_cards().prefetch_related("places")
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
