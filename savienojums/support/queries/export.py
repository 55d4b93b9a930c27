"""What calendars, news readers and spreadsheets get of the measures a filter leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count
from django.utils.text import slugify
from django.utils.translation import gettext as _

from savienojums.core import clock
from savienojums.core.words import fold
from savienojums.journal.models import Record
from savienojums.support.models import Measure
from savienojums.support.queries import deadlines
from savienojums.support.queries.cards import Card, card_of
from savienojums.support.queries.facts import MEASURE_CHANGED, ROUND_CHANGED
from savienojums.support.queries.measures import chosen_set

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.support.queries.deadlines import Deadline
    from savienojums.support.queries.measures import Filters

# What went by stays in people's calendars for a season; what is expected is told a year ahead.
SHOWN_AFTERWARDS = timedelta(days=92)
EXPECTED_AHEAD = timedelta(days=366)
ANNOUNCED_AHEAD = timedelta(days=3 * 366)
MOST_NEWS = 50


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


def dates_for(filters: Filters, at: datetime) -> Dates:
    """The deadlines of every measure the filter leaves."""
    words = deadlines.chosen_words(filters)
    name = _("Support: deadlines (%(filter)s)") % {"filter": words} if words else _("Support: deadlines")
    return Dates(name, file_name(), _dates(deadlines.members(filters, at), at), _change_counts())


def dates_of(measure: Measure, at: datetime) -> Dates:
    """The deadlines of one measure."""
    return Dates(str(measure.name), measure.slug, _dates({measure.pk}, at), _change_counts())


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


def file_name() -> str:
    """What a file with measures is called."""
    return slugify(fold(" ".join([settings.REGION_NAME, _("Support")])))


def _dates(within: set[int], at: datetime) -> list[Deadline]:
    today = clock.local_day(at)
    certain = deadlines.announced(today - SHOWN_AFTERWARDS, today + ANNOUNCED_AHEAD, at, within)
    return deadlines.in_order([*certain, *deadlines.expected(today, today + EXPECTED_AHEAD, at, within)])


def _change_counts() -> dict[int, int]:
    """How often each measure or one of its rounds was changed."""
    kind = ContentType.objects.get_for_model(Measure)
    lines = Record.objects.filter(subject_type=kind, verb__in=[MEASURE_CHANGED, ROUND_CHANGED]).order_by()
    return {pk: count for pk, count in lines.values_list("subject_id").annotate(Count("pk")) if pk is not None}
