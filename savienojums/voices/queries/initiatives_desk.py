"""What waits at the desk of proposals: to be looked at, to be answered, comments, and supports that came in a flood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Q

from savienojums.core.clock import local_day
from savienojums.core.refusal import NotFound
from savienojums.network.models import Organisation
from savienojums.network.queries.places import atlas
from savienojums.network.rules import coordinates
from savienojums.voices.kinds import State, Way
from savienojums.voices.models import Initiative, InitiativeComment, InitiativeSupport
from savienojums.voices.rules.hosting import acts_for_somebody
from savienojums.voices.waiting import Age, age_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from savienojums.accounts.models import Person
    from savienojums.network.queries.places import Territory

# So many supports from one connection on one day are looked at; a library or a fair may well have more.
FLOOD = 10
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """One proposal that waits for somebody."""

    initiative: Initiative
    age: Age
    place: Territory | None
    # How many others wait that came over the same connection that day.
    beside: int = 0


@dataclass(frozen=True, slots=True)
class Flood:
    """Many supports of one proposal over one connection on one day."""

    initiative: Initiative
    source_key: str
    number: int
    aside: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that waits for this person."""

    looks: list[Waiting]
    answers: list[Waiting]
    comments: list[InitiativeComment]
    floods: list[Flood]
    coordinates: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not (
            self.looks or self.answers or self.comments or any(each.number > each.aside for each in self.floods)
        )


def desk_for(person: Person, at: datetime) -> Desk:
    """The desk, for coordinators and those who act for an organisation; for others there is none."""
    if not acts_for_somebody(person):
        raise NotFound
    today, all_of_them = local_day(at), coordinates(person)
    seen = Initiative.objects.visible_to(person).select_related("addressee").order_by("asked_at", "pk")
    waiting = seen.filter(state=State.WAITING) if all_of_them else seen.filter(own_of(person), state=State.WAITING)
    return Desk(
        _looks(list(waiting[:MOST_SHOWN]), today),
        [_waiting(one, today) for one in to_answer(person)[:MOST_SHOWN]],
        comments_to_look_at() if all_of_them else [],
        floods() if all_of_them else [],
        all_of_them,
    )


def own_of(person: Person) -> Q:
    """Those put to an organisation this person acts for."""
    theirs = Organisation.objects.filter(
        Q(memberships__person=person, memberships__until=None) | Q(caretaker=person)
    ).values("pk")
    return Q(addressee__in=theirs)


def to_answer(person: Person) -> list[Initiative]:
    """Shown ones without an answer that this person may answer, the longest waiting first."""
    rows = Initiative.objects.unanswered().select_related("addressee").order_by("asked_at", "pk")
    # Whether a letter reaches the addressee is told beside it.
    rows = rows.prefetch_related("addressee__memberships")
    return list(rows if coordinates(person) else rows.filter(own_of(person)))


def comments_to_look_at() -> list[InitiativeComment]:
    """Comments nobody has looked at yet."""
    rows = InitiativeComment.objects.filter(state=State.WAITING).exclude(initiative__state=State.HIDDEN)
    return list(rows.select_related("initiative")[:MOST_SHOWN])


def floods(initiative: Initiative | None = None) -> list[Flood]:
    """Where many supports came over one connection; also those that are set aside, so that they can be counted again."""
    rows = InitiativeSupport.objects.filter(way=Way.WEB).exclude(source_key="")
    if initiative:
        rows = rows.filter(initiative=initiative)
    grouped = rows.order_by().values("initiative_id", "source_key")
    counted = grouped.annotate(
        number=Count("pk"), aside=Count("pk", filter=Q(aside_at__isnull=False)), last_at=Max("given_at")
    )
    found = list(
        counted.filter(Q(number__gte=FLOOD) | Q(aside__gt=0)).order_by("-number", "initiative_id")[:MOST_SHOWN]
    )
    known = Initiative.objects.in_bulk({row["initiative_id"] for row in found})
    return [
        Flood(known[row["initiative_id"]], row["source_key"], row["number"], row["aside"], row["last_at"])
        for row in found
    ]


def _looks(rows: list[Initiative], today: date) -> list[Waiting]:
    """Those to be looked at, with how many came over the same connection."""
    sources = [one.source_key for one in rows if one.source_key]
    return [_waiting(one, today, max(0, sources.count(one.source_key) - 1)) for one in rows]


def _waiting(one: Initiative, today: date, beside: int = 0) -> Waiting:
    return Waiting(one, age_of(local_day(one.asked_at), today), atlas().by_pk.get(one.place_id or 0), beside)
