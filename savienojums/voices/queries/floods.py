"""What looks odd among those who take part: seen and explained to the organisers, who decide; nothing is dropped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Min, Q
from django.db.models.functions import TruncDate

from savienojums.core.clock import RIGA
from savienojums.voices.kinds import AsideFor
from savienojums.voices.models import Vote
from savienojums.voices.queries.votes import votes_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django_stubs_ext import StrOrPromise

    from savienojums.voices.models import Conversation, Participant

# A connection is named from so many participants on; a family or a small office stays unnamed.
NAMED_FROM = 10
# So many rows of each list are shown; the rest is told as a number.
SHOWN = 20
DAYS = 28
STRETCH = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Day:
    """One day: who began to take part, and how many of them are set aside now."""

    day: date
    newcomers: int
    aside: int


@dataclass(frozen=True, slots=True)
class Source:
    """A connection on one day from which many take part."""

    which: str
    many: int
    aside: int
    first: datetime
    last: datetime

    @property
    def counted(self) -> int:
        """How many of them are counted."""
        return self.many - self.aside


@dataclass(frozen=True, slots=True)
class Burst:
    """A stretch of time in which far more began than is usual."""

    which: str
    begins: datetime
    ends: datetime
    many: int


@dataclass(frozen=True, slots=True)
class Someone:
    """One participant, as far as organisers see them."""

    public_id: str
    joined_at: datetime
    answers: int
    aside_for: StrOrPromise = ""


@dataclass(frozen=True, slots=True)
class Some:
    """Some participants: how many there are in all, and the first of them."""

    many: int
    rows: list[Someone]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.many - len(self.rows)


@dataclass(frozen=True, slots=True)
class Reason:
    """Participants who are set aside for one reason."""

    which: str
    title: StrOrPromise
    many: int


@dataclass(frozen=True, slots=True)
class People:
    """Everything the desk tells of those who take part."""

    counted: int
    aside: int
    days: list[Day]
    sources: list[Source]
    bursts: list[Burst]
    one_sided: Some
    alike: Some
    reasons: list[Reason]
    set_aside: Some


def people_of(conversation: Conversation) -> People:
    """Counts, sources, bursts, odd rows, and who is set aside; as many questions whatever the number of people."""
    everybody = conversation.participants.filter(same_as=None)
    totals = everybody.aggregate(all=Count("pk"), aside=Count("pk", filter=Q(aside_at__isnull=False)))
    one_sided, alike, answered = _odd(conversation)
    shown = _someones(conversation, [*one_sided[:SHOWN], *alike[:SHOWN]], answered)
    aside = everybody.filter(aside_at__isnull=False)
    return People(
        counted=totals["all"] - totals["aside"],
        aside=totals["aside"],
        days=_days(everybody),
        sources=_sources(everybody),
        bursts=_bursts(everybody),
        one_sided=Some(len(one_sided), [shown[pk] for pk in one_sided[:SHOWN] if pk in shown]),
        alike=Some(len(alike), [shown[pk] for pk in alike[:SHOWN] if pk in shown]),
        reasons=_reasons(aside),
        set_aside=Some(totals["aside"], _aside_rows(aside)),
    )


def members_of(conversation: Conversation, which: str) -> list[int]:
    """The rows a button means: of one source, a burst, all odd ones of a kind, a reason, or single ones.

    Only what the page names now: nobody learns what was answered at a moment or from a house by setting it aside.
    """
    kind, _colon, value = which.partition(":")
    everybody = conversation.participants.filter(same_as=None)
    if not _is_named(conversation, everybody, which):
        return []
    if kind == "source":
        return list(everybody.filter(source_key=value).values_list("pk", flat=True))
    if kind == "reason":
        return list(everybody.filter(aside_for=value, aside_at__isnull=False).values_list("pk", flat=True))
    if kind == "burst":
        begins = datetime.fromtimestamp(int(value), tz=UTC)
        within = everybody.filter(joined_at__gte=begins, joined_at__lt=begins + STRETCH, aside_at=None)
        return list(within.values_list("pk", flat=True))
    if kind in {"one_sided", "alike"}:
        one_sided, alike, _answered = _odd(conversation)
        return one_sided if kind == "one_sided" else alike
    return list(everybody.filter(public_id=value).values_list("pk", flat=True))


def _is_named(conversation: Conversation, everybody: Any, which: str) -> bool:
    """Whether the page names it now; connections and moments only where they are no small group."""
    kind, _colon, value = which.partition(":")
    if kind in {"source", "burst"}:
        named: list[Source] | list[Burst] = _sources(everybody) if kind == "source" else _bursts(everybody)
        return any(each.which == which and each.many >= conversation.smallest_group for each in named)
    if kind in {"reason", "one_sided", "alike"}:
        return True
    if kind != "one":
        return False
    if everybody.filter(public_id=value, aside_at__isnull=False).exists():
        return True
    one_sided, alike, _answered = _odd(conversation)
    return bool(everybody.filter(public_id=value, pk__in=[*one_sided[:SHOWN], *alike[:SHOWN]]).exists())


def _days(everybody: Any) -> list[Day]:
    rows = (
        everybody.order_by()
        .annotate(day=TruncDate("joined_at", tzinfo=RIGA))
        .values("day")
        .annotate(many=Count("pk"), aside=Count("pk", filter=Q(aside_at__isnull=False)))
        .order_by("-day")[:DAYS]
    )
    return [Day(row["day"], row["many"], row["aside"]) for row in rows]


def _sources(everybody: Any) -> list[Source]:
    rows = (
        everybody.order_by()
        .exclude(source_key="")
        .values("source_key")
        .annotate(
            many=Count("pk"),
            aside=Count("pk", filter=Q(aside_at__isnull=False)),
            first=Min("joined_at"),
            last=Max("joined_at"),
        )
        .filter(many__gte=NAMED_FROM)
        .order_by("-many", "source_key")[:SHOWN]
    )
    return [Source(f"source:{row['source_key']}", row["many"], row["aside"], row["first"], row["last"]) for row in rows]


def _bursts(everybody: Any) -> list[Burst]:
    import numpy as np  # slow import

    from savienojums.voices.maths.flags import bursts  # slow import

    joined = everybody.filter(aside_at=None).order_by().values_list("joined_at", flat=True)
    times = np.fromiter((each.timestamp() for each in joined.iterator()), dtype=float)
    return [
        Burst(f"burst:{int(begins)}", *_stretch(begins), many)
        for begins, many in sorted(bursts(times, STRETCH.total_seconds()), key=lambda each: -each[1])[:SHOWN]
    ]


def _stretch(begins: float) -> tuple[datetime, datetime]:
    first = datetime.fromtimestamp(begins, tz=UTC)
    return first, first + STRETCH


def _odd(conversation: Conversation) -> tuple[list[int], list[int], dict[int, int]]:
    """Rows of those with one answer to everything, of those with the very answers of others; who answered how many."""
    from savienojums.voices.maths.flags import odd_of  # slow import

    said = votes_of(conversation)
    if not len(said.people):
        return [], [], {}
    odd = odd_of(said.votes)
    answered = dict(zip(said.people.tolist(), said.votes.answered.tolist(), strict=True))
    return said.people[odd.one_sided].tolist(), said.people[odd.alike].tolist(), answered


def _someones(conversation: Conversation, pks: Iterable[int], answered: dict[int, int]) -> dict[int, Someone]:
    rows = conversation.participants.filter(pk__in=list(pks))
    return {each.pk: Someone(each.public_id, each.joined_at, answered.get(each.pk, 0)) for each in rows}


def _reasons(aside: Any) -> list[Reason]:
    rows = aside.order_by().values("aside_for").annotate(many=Count("pk")).order_by("-many", "aside_for")
    return [Reason(f"reason:{row['aside_for']}", AsideFor(row["aside_for"]).label, row["many"]) for row in rows]


def _aside_rows(aside: Any) -> list[Someone]:
    rows: list[Participant] = list(aside.order_by("-aside_at", "-pk")[:SHOWN])
    votes = Vote.objects.filter(participant__in=[each.pk for each in rows]).order_by().values("participant")
    many = dict(votes.annotate(many=Count("statement", distinct=True)).values_list("participant", "many"))
    return [
        Someone(each.public_id, each.joined_at, many.get(each.pk, 0), AsideFor(each.aside_for).label) for each in rows
    ]
