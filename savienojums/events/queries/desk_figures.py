"""How an event stands in numbers, and what its organisers do next; for the first page of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from savienojums.core.clock import RIGA
from savienojums.events.kinds import Seat
from savienojums.events.models import Attendance, EventInvitation, Minutes

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.events.models import Event


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts; it leads to those who are counted."""

    value: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Next:
    """The one thing that comes next."""

    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many are on the list, wait, came, were invited."""

    expected: int
    waiting: int
    came: int
    invited: int


def numbers_of(event: Event) -> Numbers:
    """Counted in two questions, however many people there are."""
    seat = {"expected": Q(seat=Seat.ACCEPTED), "waiting": Q(seat=Seat.WAITING), "came": Q(came_at__isnull=False)}
    found = Attendance.objects.filter(event=event).aggregate(
        **{name: Count("pk", filter=which) for name, which in seat.items()}
    )
    return Numbers(**found, invited=EventInvitation.objects.filter(event=event).count())


def figures_of(event: Event, numbers: Numbers, at: datetime) -> list[Figure]:
    """The numbers that say something by now: nobody waits or came before there is anything to wait for."""
    people, told = reverse("event_people", args=[event.slug]), []
    if event.takes_registrations or numbers.expected:
        label = pgettext("desk", "on the list")
        if event.capacity:
            label = ngettext("on the list, %(n)s seat", "on the list, %(n)s seats", event.capacity)
            label %= {"n": event.capacity}
        told.append(Figure(str(numbers.expected), label, people))
    if numbers.waiting:
        told.append(Figure(str(numbers.waiting), pgettext("desk", "in the waiting line"), people))
    if numbers.invited:
        invitations = reverse("event_invitations", args=[event.slug])
        label = ngettext("invitation", "invitations", numbers.invited)
        told.append(Figure(str(numbers.invited), label, invitations))
    if numbers.came or (event.starts_at <= at and numbers.expected):
        told.append(Figure(str(numbers.came), pgettext("desk", "came"), reverse("event_check_in", args=[event.slug])))
    return told


def next_of(event: Event, numbers: Numbers, at: datetime) -> Next | None:
    """What comes next; a draft has its own button, a cancelled event nothing."""
    if event.is_draft or event.cancelled_at:
        return None
    if event.starts_at > at:
        closes = event.registration_closes_at
        if not event.takes_registrations or not closes or closes <= at:
            return None
        words = {"day": date_format(closes.astimezone(RIGA), "DATETIME_FORMAT")}
        return Next(reverse("event_registering", args=[event.slug]), _("Registering ends: %(day)s") % words)
    if event.ends_at > at or (numbers.expected and not numbers.came and not event.erased_at):
        return Next(reverse("event_check_in", args=[event.slug]), _("Tick those who came"))
    if not Minutes.objects.filter(event=event, closed_at__isnull=False).exists():
        return Next(reverse("event_minutes_form", args=[event.slug]), _("Finish the minutes"))
    return None
