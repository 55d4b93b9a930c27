"""Who took part and how, in counts; what fewer people share than may be shown is one rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.db.models.functions import TruncDate

from savienojums.core.clock import RIGA
from savienojums.core.marks import Kept
from savienojums.network.models import Place
from savienojums.voices.kinds import AgeBand, Way
from savienojums.voices.models import Vote
from savienojums.voices.queries.votes import counted_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

    from savienojums.voices.models import Conversation

# More days than this are shown by the week.
MOST_DAYS = 45
WEEK = 7


@dataclass(frozen=True, slots=True)
class Part:
    """Something that was counted; part of a hundred of all."""

    label: StrOrPromise
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class Parts:
    """Counts that may be shown, the largest first or in their own order, and the rest; few: the rest is not told."""

    shown: tuple[Part, ...]
    rest: int = 0
    few: bool = False
    rest_percent: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or a week by its first day; how many answers came, and how high its bar is of a hundred."""

    day: date
    answers: int
    high: int

    @property
    def low(self) -> int:
        """Where the bar begins, from above."""
        return 100 - self.high


@dataclass(frozen=True, slots=True)
class Took:
    """Who took part, by way, place and age; and answers by day."""

    people: int
    ways: Parts
    places: Parts
    ages: Parts
    days: tuple[Day, ...]
    by_week: bool

    @property
    def fullest(self) -> Day | None:
        """The day with the most answers."""
        return max(self.days, key=lambda each: each.answers, default=None)


# Going through all answers of a long conversation takes a second; the next map raises the mark.
_KEPT: Kept[dict[int, Took]] = Kept(dict, "voices")


def shown_took_part(conversation: Conversation) -> Took:
    """The same as `took_part`, kept until something of the room changes."""
    kept = _KEPT.get()
    if conversation.pk not in kept:
        kept[conversation.pk] = took_part(conversation)
    return kept[conversation.pk]


def took_part(conversation: Conversation) -> Took:
    """Counts of those whose answers count; five questions, however many there are."""
    least = conversation.smallest_group
    people = counted_in(conversation).order_by()
    ways, ages = _counts(people, "way"), _counts(people, "age_band")
    whole = sum(ways.values())
    places = _counts(people.exclude(place=None), "place")
    names = {each.pk: each.name for each in Place.objects.filter(pk__in=places)}
    by_place = sorted(((names[pk], count) for pk, count in places.items()), key=lambda each: (-each[1], each[0]))
    days, by_week = _days(conversation)
    return Took(
        whole,
        parted(((each.label, ways.get(each.value, 0)) for each in Way), whole, least),
        parted(by_place, whole, least),
        parted(((each.label, ages.get(each.value, 0)) for each in AgeBand), whole, least),
        days,
        by_week,
    )


def parted(counts: Iterable[tuple[StrOrPromise, int]], whole: int, least: int) -> Parts:
    """The counts of at least so many people; smaller ones and those who said nothing are one rest.

    If the rest itself has fewer, the smallest count that would be shown goes with it, for otherwise it could be
    reckoned from the whole.
    """
    known = [(label, count) for label, count in counts if count]
    shown = [each for each in known if each[1] >= least]
    rest = whole - sum(count for _label, count in shown)
    hidden = any(count < least for _label, count in known)
    while hidden and 0 < rest < least and shown:
        smallest = min(shown, key=lambda each: each[1])
        shown.remove(smallest)
        rest += smallest[1]
    told = tuple(Part(label, count, _percent(count, whole)) for label, count in shown)
    few = 0 < rest < least
    return Parts(told, 0 if few else rest, few, _percent(rest, whole))


def _counts(people: QuerySet[Any], by: str) -> dict[Any, int]:
    return dict(people.values_list(by).annotate(count=Count("pk")))


def _percent(part: int, whole: int) -> int:
    return int(100 * part / whole + 0.5) if whole else 0


def _days(conversation: Conversation) -> tuple[tuple[Day, ...], bool]:
    """Answers by day, days without any included; of a long time by week."""
    said = Vote.objects.filter(participant__in=counted_in(conversation).values("pk"), value__isnull=False)
    found = said.order_by().annotate(day=TruncDate("said_at", tzinfo=RIGA)).values_list("day")
    counts = {day: count for day, count in found.annotate(count=Count("pk")) if day}
    if not counts:
        return (), False
    first, last = min(counts), max(counts)
    by_week = (last - first).days >= MOST_DAYS
    step = WEEK if by_week else 1
    sums = [0] * ((last - first).days // step + 1)
    for day, count in counts.items():
        sums[(day - first).days // step] += count
    most = max(sums)
    begun = first.toordinal()
    return tuple(
        Day(type(first).fromordinal(begun + at * step), count, max(1, round(100 * count / most)) if count else 0)
        for at, count in enumerate(sums)
    ), by_week
