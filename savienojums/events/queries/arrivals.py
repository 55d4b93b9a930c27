"""What may be asked of the attendance record: its rows, who is meant by a code or a name, how many came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Count, Q

from savienojums.core.marks import Kept
from savienojums.core.refusal import NotFound
from savienojums.core.words import fold
from savienojums.events import arrivals as core
from savienojums.events.kinds import Seat
from savienojums.events.models import Attendance, Event
from savienojums.events.queries.registrations_seats import in_the_room
from savienojums.network.matching import full_name, match_name
from savienojums.network.models import Organisation
from savienojums.network.queries.places import atlas

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from savienojums.accounts.models import Person

# People come early, and some only find the poster when they leave.
DOOR_OPENS, DOOR_CLOSES = timedelta(hours=3), timedelta(hours=3)
# Nobody scrolls through more; who is further down is searched for.
MOST_SHOWN = 500
# So long after its end a list may lie on a device.
ON_DEVICES = timedelta(days=3)


def secret() -> str:
    """What proves that a blank row's code is ours."""
    return f"events.row:{settings.SECRET_KEY}"


# --- the rows -------------------------------------------------------------------


def attendances_of(event: Event) -> QuerySet[Attendance]:
    """The rows of an event's record in alphabetical order: all who have a seat, wait for one, or came."""
    rows = Attendance.objects.filter(event=event).exclude(Q(seat=Seat.GONE) & Q(came_at=None))
    return rows.select_related("organisation", "place").order_by("sort_name", "pk")


def attendance_by(event: Event, code: str) -> Attendance:
    """The row of that code; nothing if the event has none."""
    found = Attendance.objects.filter(event=event, row_code=core.code_of(code)).first()
    if found is None:
        raise NotFound
    return found


def counts_of(event: Event) -> dict[str, int]:
    """How many are expected and how many came."""
    counted = Attendance.objects.filter(event=event).aggregate(
        came=Count("pk", filter=Q(came_at__isnull=False)), expected=Count("pk", filter=Q(seat=Seat.ACCEPTED))
    )
    return {"came": counted["came"], "expected": counted["expected"]}


def organisation_of(row: Attendance) -> str:
    """What the row says of an organisation: its name in the registry, or in own words."""
    return row.organisation.name if row.organisation else row.organisation_name


def lasts_until(event: Event) -> datetime:
    """Until when devices may keep the list of this event."""
    return event.ends_at + ON_DEVICES


def rows_told(event: Event) -> list[dict[str, Any]]:
    """The rows as a device is told them, however many."""
    return [
        {
            "code": row.row_code,
            "name": row.name,
            "organisation": organisation_of(row),
            "place": str(row.place or ""),
            "waits": row.seat == Seat.WAITING,
            "came": row.came_at.timestamp() if row.came_at else None,
        }
        for row in attendances_of(event)
    ]


def marked_rows(event: Event) -> tuple[str, list[dict[str, Any]]]:
    """The rows as a device is told them, and a mark that is the same as long as they are."""
    rows = rows_told(event)
    return blake2b(repr(rows).encode(), digest_size=12).hexdigest(), rows


def listed(event: Event, words: str) -> list[Attendance]:
    """The rows whose name, organisation or code has all these words, with or without diacritics."""
    wanted = fold(words).split()
    if not wanted:
        return list(attendances_of(event)[: MOST_SHOWN + 1])
    rows = attendances_of(event)
    return [row for row in rows if _has(f"{row.name} {organisation_of(row)} {row.row_code}", wanted)]


def _has(text: str, wanted: list[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in wanted)


# --- who is meant ---------------------------------------------------------------


def _made_names() -> Names:
    whole: dict[str, int] = {}
    short: dict[str, int | None] = {}
    for pk, name in Organisation.objects.public().order_by("-pk").values_list("pk", "name"):
        whole[full_name(name)] = pk
        key = match_name(name)
        # A name that two of them bear says nothing.
        short[key] = None if key in short else pk
    return Names(whole, short)


_names = Kept(_made_names, "registry")


@dataclass(frozen=True, slots=True)
class Names:
    """Organisations of the registry by what they are called, as of one moment."""

    whole: dict[str, int]
    short: dict[str, int | None]

    def called(self, name: str) -> int | None:
        """The organisation that is called so; none where no or more than one fits."""
        if not name.strip():
            return None
        return self.whole.get(full_name(name)) or self.short.get(match_name(name))


def names() -> Names:
    """The names of the registry; asked for once, however many people are looked up."""
    return _names.get()


def place_called(slug: str) -> int | None:
    """The place of that address word."""
    found = atlas().by_slug.get(slug) if slug else None
    return found.pk if found else None


@dataclass(frozen=True, slots=True)
class Named:
    """A row as one looks for it: who it is."""

    pk: int
    code: str
    name: str
    organisation_id: int | None
    organisation_name: str
    seat: str
    came: bool

    def person(self, known: Names) -> str:
        """Who counts as the same person."""
        return core.person_key(
            self.name, self.organisation_id or known.called(self.organisation_name), self.organisation_name
        )


def named_rows(event: Event) -> list[Named]:
    """All rows of an event as one looks for them; one query."""
    columns = ("pk", "row_code", "name", "organisation_id", "organisation_name", "seat", "came_at")
    rows = Attendance.objects.filter(event=event).order_by("pk").values_list(*columns, named=True)
    return [
        Named(
            row.pk, row.row_code, row.name, row.organisation_id, row.organisation_name, row.seat,
            came=row.came_at is not None,
        )
        for row in rows
    ]  # fmt: skip


# --- the door -------------------------------------------------------------------


def door_for(code: str) -> Event:
    """The event whose door this code opens; it does not exist where the code is an old one."""
    found = Event.objects.with_hosts().filter(door_code=code).exclude(door_code="").first() if code else None
    if found is None or found.is_draft:
        raise NotFound
    return found


def door_state(event: Event, at: datetime) -> str:
    """Whether one can check oneself in: "open", "early", "over" or "cancelled"."""
    if event.cancelled_at:
        return "cancelled"
    if at < event.starts_at - DOOR_OPENS:
        return "early"
    return "over" if at > event.ends_at + DOOR_CLOSES or event.erased_at else "open"


def party_at_door(event: Event, who: str) -> list[Attendance]:
    """The people meant by a row code, or by the mailbox a party registered with."""
    rows = Attendance.objects.filter(event=event).select_related("registration").order_by("pk")
    if "@" in who:
        mailbox = Q(registration__email__iexact=who.strip()) | Q(registration__person__email__iexact=who.strip())
        return list(rows.filter(mailbox, registration__cancelled_at=None).exclude(seat=Seat.GONE))
    return list(rows.filter(row_code=core.code_of(who)))


def has_seats_left(event: Event, wanted: int = 1) -> bool:
    """Whether so many without a seat still find one; whoever has come sits on one too."""
    if event.capacity is None or not wanted:
        return True
    return (
        in_the_room(event).filter(Q(seat=Seat.ACCEPTED) | Q(came_at__isnull=False)).count() + wanted <= event.capacity
    )


def row_behind(person: Person | None, public_id: str) -> Event:
    """The event a scanned row belongs to, for those who run it."""
    found = Event.objects.visible_to(person).with_hosts().filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def place_named(words: str) -> str:
    """The address word of the place that is called so, in whatever spelling; empty where none is."""
    wanted = full_name(words)
    if not wanted:
        return ""
    return next((land.slug for land in atlas().by_pk.values() if full_name(land.name) == wanted), "")
