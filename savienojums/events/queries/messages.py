"""Letters of the organisers: to whom one would go, whom it reached, and who has no mailbox and is to be told by telephone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from savienojums.core.refusal import NotFound
from savienojums.events.kinds import Circle, MessageKind, Readers, Seat
from savienojums.events.models import Attendance, Event, Material, Message, Registration, ToldParty
from savienojums.events.queries.spoken import when_of, where_of
from savienojums.journal.models import Record
from savienojums.network.queries.letters import mailboxes_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

_PEOPLE = {
    Readers.ALL: Q(),
    Readers.ACCEPTED: Q(seat=Seat.ACCEPTED),
    Readers.WAITING: Q(seat=Seat.WAITING),
    Readers.CAME: Q(came_at__isnull=False),
    Readers.MISSED: Q(seat=Seat.ACCEPTED, came_at=None),
}
_HAS_MAILBOX = ~Q(email="") | Q(person__isnull=False)


@dataclass(frozen=True, slots=True)
class Reach:
    """To whom of an event one letter goes: how many parties by e-mail, how many people they are, who has no mailbox."""

    mailboxes: int
    people: int
    unreached: list[Registration]


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message as the list shows it."""

    message: Message
    told: int
    waiting: int
    unreached: int


def parties(event: Event, readers: str) -> QuerySet[Registration]:
    """The parties of which somebody is meant; those who came are also thanked who took their registration back."""
    meant = Attendance.objects.filter(_PEOPLE[Readers(readers)], registration=OuterRef("pk"))
    found = Registration.objects.filter(Exists(meant), event=event).select_related("person")
    return found if readers == Readers.CAME else found.standing()


def reach_of(event: Event, readers: str, until: datetime | None = None) -> Reach:
    """Whom a letter to these readers reaches."""
    found = parties(event, readers)
    if until:
        found = found.filter(asked_at__lte=until)
    meant = Attendance.objects.filter(_PEOPLE[Readers(readers)], registration__in=found.order_by().values("pk"))
    return Reach(found.filter(_HAS_MAILBOX).count(), meant.count(), list(found.exclude(_HAS_MAILBOX)))


def parties_to_call(event: Event, at: datetime) -> list[Registration]:
    """Who has no mailbox and so has not heard that a coming event was changed, cancelled or restored."""
    if event.changed_at is None or event.ends_at <= at:
        return []
    return list(parties(event, Readers.ALL).exclude(_HAS_MAILBOX).filter(asked_at__lte=event.changed_at))


def reach_choices(event: Event) -> dict[str, int]:
    """How many parties each choice of readers means."""
    return {readers.value: parties(event, readers).count() for readers in Readers}


def thing_of(message: Message) -> str:
    """Under what a party has been told this message."""
    return f"message:{message.public_id}"


def messages_of(event: Event) -> list[SentMessage]:
    """What was written to those registered, the newest first; the same number of questions however many there are."""
    written = list(Message.objects.filter(event=event).select_related("written_by"))
    told = dict(
        ToldParty.objects.filter(registration__event=event, thing__startswith="message:")
        .values_list("thing")
        .annotate(Count("pk"))
        .order_by()
    )
    came = Attendance.objects.filter(registration=OuterRef("pk"))
    rows = list(
        Registration.objects.filter(event=event)
        .annotate(has_mailbox=Q(_HAS_MAILBOX), **{each.value: Exists(came.filter(_PEOPLE[each])) for each in Readers})
        .values("asked_at", "cancelled_at", "has_mailbox", *Readers.values)
    )
    return [_sent(each, told.get(thing_of(each), 0), rows) for each in written]


def message_in(event: Event, public_id: str) -> Message:
    """One message of this event."""
    found = Message.objects.filter(event=event, public_id=public_id).select_related("written_by").first()
    if found is None:
        raise NotFound
    return found


def told_count(message: Message) -> int:
    """How many parties have got it."""
    return ToldParty.objects.filter(registration__event=message.event_id, thing=thing_of(message)).count()


def message_of(record_id: int) -> Message | None:
    """The message a journal line tells of, unless the event's people have been erased meanwhile."""
    line = Record.objects.get(pk=record_id)
    found = Message.objects.filter(public_id=line.particulars.get("message", ""), event__erased_at=None)
    return found.select_related("event", "written_by").first()


def parties_to_tell(message: Message) -> list[Registration]:
    """Those who are meant and have not got it yet; who registered after it was written is not meant."""
    told = ToldParty.objects.filter(registration=OuterRef("pk"), thing=thing_of(message))
    meant = parties(message.event, message.readers)
    found = list(meant.filter(~Exists(told), _HAS_MAILBOX, asked_at__lte=message.written_at))
    for party in found:
        # Known already: nobody asks for it five hundred times.
        party.event = message.event
    return found


def reply_to(event: Event, message: Message | None = None) -> list[str]:
    """Where answers go: the organisers' mailbox, else who wrote it, else who made the event."""
    for organisation in event.organisers.all():
        if own := mailboxes_of(organisation):
            return own[:1]
    writer = (message.written_by if message else None) or event.made_by
    return [writer.email] if writer and writer.is_active else []


def materials_of(event: Event) -> list[Material]:
    """What one may take along, as a letter names it; what is for members stays on the page, where it is asked who reads."""
    return list(Material.objects.filter(event=event, circle=Circle.EVERYONE))


def usual_readers(kind: str) -> str:
    """Whom such a message goes to if nobody chooses."""
    return str(Readers.CAME if kind == MessageKind.THANKS else Readers.ACCEPTED)


def words_of(event: Event) -> dict[str, Any]:
    """When and where, in the language in which the letter will be written."""
    return {"when": partial(when_of, event), "where": partial(where_of, event)}


def whole_address(path: str) -> str:
    """An address of the site, for a letter."""
    return settings.SITE_URL + path


def calendar_address(event: Event) -> str:
    """The event as a file for one's calendar."""
    return whole_address(reverse("event_calendar", args=[event.slug]))


def _sent(message: Message, told: int, rows: list[dict[str, object]]) -> SentMessage:
    meant = [
        row for row in rows
        if row[message.readers] and row["asked_at"] <= message.written_at  # type: ignore[operator]  # a moment
        and (row["cancelled_at"] is None or message.readers == Readers.CAME)
    ]  # fmt: skip
    mailboxes = sum(bool(row["has_mailbox"]) for row in meant)
    return SentMessage(message, told, max(0, mailboxes - told), len(meant) - mailboxes)
