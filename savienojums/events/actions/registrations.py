"""Registering: asked for, changed, taken back; seats that become free go to those who wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from savienojums.accounts.models import mailbox
from savienojums.core.refusal import Refused, allow
from savienojums.events.actions.lines import line
from savienojums.events.actions.registrations_seats import (
    cancel_rows,
    fill,
    fill_row,
    give_seats,
    hold,
    is_at_home,
    promote,
    row_of,
    tell_promoted,
    written,
)
from savienojums.events.kinds import Mode, Seat
from savienojums.events.models import Attendance, EventInvitation, Registration
from savienojums.events.parties import MOST_PEOPLE
from savienojums.events.queries.registrations_seats import seat_counts, would_fit
from savienojums.events.rules import registrations as rules
from savienojums.events.rules.hosting import organises

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.events.models import Event
    from savienojums.events.parties import Party


class RegistrationClosed(Refused):
    """The event takes no names now."""

    sentence = gettext_lazy("Registration is closed. If you would like to come all the same, ask the organisers.")


class EventCalledOff(Refused):
    """Nobody registers for what does not happen."""

    sentence = gettext_lazy("This event has been cancelled, so nobody can register any more.")


class NoSeats(Refused):
    """All seats are taken and nobody waits for one here."""

    sentence = gettext_lazy("There are not enough seats left for so many people, and there is no waiting list.")


class NobodyComes(Refused):
    """A party without people."""

    sentence = gettext_lazy("Write at least one person who comes.")


class TooManyPeople(Refused):
    """A party larger than a party."""


class AlreadyCancelled(Refused):
    """What was taken back cannot be changed; one registers anew."""

    sentence = gettext_lazy("This registration was cancelled. Register anew if you want to come.")


class EventOver(Refused):
    """What has been is not changed by those who came."""

    sentence = gettext_lazy("The event is over; its list can be changed by the organisers only.")


class NoSeatsForMore(Refused):
    """Those who have seats keep them; there are none for those who were added."""


class MailboxInUse(Refused):
    """One mailbox, one registration."""

    sentence = gettext_lazy("Another registration for this event has the same e-mail address.")


@transaction.atomic
def register(*, by: Person | None, event: Event, party: Party, at: datetime) -> Registration:
    """Ask for seats for a party; it gets them together, or waits in the order of asking.

    If the mailbox has asked already, nothing changes and its letter is sent again.
    """
    allow(rules.may_register, by, event)
    held = hold(event)
    insist_open(held, at)
    insist_people(party)
    wanted = sum(not is_at_home(held, guest) for guest in party.people)
    kind = party.organisation.kind if party.organisation else ""
    # Asked before anything else, so that nobody learns from the answer who has registered.
    if not held.has_waiting_list and not would_fit(held, at, size=wanted, kind=kind):
        raise NoSeats
    if there := standing_of(held, by, party.email):
        line("events.registration_asked_again", held, by=by, at=at, registration=there.public_id)
        return there
    made = written(held, party, person=by, entered_by=None, at=at)
    for each in give_seats(held, at):
        if each.pk != made.pk:
            tell_promoted(held, each, by, at)
    EventInvitation.objects.filter(event=held, email=made.email, answered_at=None).exclude(email="").update(
        answered_at=at
    )
    line("events.registration_made", held, by=by, at=at, registration=made.public_id, people=len(party.people))
    return made


@transaction.atomic
def ask_for_link(*, by: Person | None, event: Event, email: str, at: datetime) -> None:
    """Have the letter sent once more to a mailbox that registered; to any other nothing is sent and nothing is said."""
    allow(rules.may_ask_for_link, by, event)
    if there := standing_of(event, None, email):
        line("events.registration_asked_again", event, by=by, at=at, registration=there.public_id)


@transaction.atomic
def change_registration(
    *, by: Person | None, registration: Registration, party: Party, token: str = "", at: datetime
) -> None:
    """Change who comes and what was answered; those who have seats keep them, added ones need free seats."""
    allow(rules.may_change_registration, by, registration, token)
    event = hold(registration.event)
    registration = Registration.objects.select_related("event", "organisation").get(pk=registration.pk)
    insist_changeable(by, registration, event, at)
    insist_people(party)
    if party.email and standing_of(event, None, party.email, but=registration):
        raise MailboxInUse
    rows = {row.row_code: row for row in registration.people.exclude(seat=Seat.GONE)}
    more = _seats_for_more(event, party, rows, at)
    fill(registration, party)
    registration.save()
    _change_rows(event, registration, party, rows, more=more)
    promote(event, by, at)
    line("events.registration_changed", event, by=by, at=at, registration=registration.public_id,
         people=len(party.people))  # fmt: skip


@transaction.atomic
def cancel_registration(*, by: Person | None, registration: Registration, token: str = "", at: datetime) -> None:
    """Take a registration back; its seats go to those who wait. Done twice it is still done once."""
    allow(rules.may_cancel_registration, by, registration, token)
    event = hold(registration.event)
    registration = Registration.objects.get(pk=registration.pk)
    if registration.cancelled_at:
        return
    if at >= event.ends_at:
        raise EventOver
    registration.cancelled_at = at
    registration.save(update_fields=["cancelled_at"])
    cancel_rows(list(registration.people.all()))
    line("events.registration_cancelled", event, by=by, at=at, registration=registration.public_id)
    promote(event, by, at)


@transaction.atomic
def promote_waiting(*, by: System, event: Event, at: datetime) -> None:
    """Give the seats that became free – more room, a reserve that ended – to those who wait."""
    allow(rules.may_promote_waiting, by, event)
    promote(hold(event), by, at)


def standing_of(
    event: Event, person: Person | None, email: str, *, but: Registration | None = None
) -> Registration | None:
    """What this person or this mailbox has asked for already."""
    theirs = Q(pk=None)
    if email:
        theirs |= Q(email=mailbox(email))
    if person is not None:
        theirs |= Q(person=person)
    rows = Registration.objects.standing().filter(theirs, event_id=event.pk)
    return (rows.exclude(pk=but.pk) if but else rows).first()


def insist_open(event: Event, at: datetime) -> None:
    """The event takes names now."""
    if event.cancelled_at:
        raise EventCalledOff
    if not event.takes_names(at):
        raise RegistrationClosed


def insist_people(party: Party) -> None:
    """Somebody comes, and not a whole parish."""
    if not party.people:
        raise NobodyComes
    if len(party.people) > MOST_PEOPLE:
        raise TooManyPeople(
            _("At most %(most)s people can be registered at once; for more, write to the organisers.")
            % {"most": MOST_PEOPLE}
        )


def insist_changeable(by: Person | None, registration: Registration, event: Event, at: datetime) -> None:
    """It stands, and it is not too late."""
    if registration.cancelled_at:
        raise AlreadyCancelled
    if event.cancelled_at:
        raise EventCalledOff
    if at >= event.ends_at and not organises(by, event):
        raise EventOver


def is_home(event: Event, row: Attendance) -> bool:
    """Whether this person of the list needs no seat in the room."""
    return row.online and event.mode == Mode.HYBRID


def _seats_for_more(event: Event, party: Party, rows: dict[str, Attendance], at: datetime) -> int:
    """How many who had no seat in the room get one with their party: a seated one grows only into free seats.

    One that waits grows as it likes; where some have seats and some wait, they keep as many as they have.
    """
    room = {code: row for code, row in rows.items() if not is_home(event, row)}
    seated = {code for code, row in room.items() if row.seat == Seat.ACCEPTED}
    if not seated:
        return 0
    named = {guest.row for guest in party.people}
    coming = [guest.row for guest in party.people if not is_at_home(event, guest)]
    new = sum(code not in seated for code in coming)
    # Whoever has come keeps the seat, also if left out.
    stay = len(coming) - new + sum(rows[code].came for code in seated - named)
    if len(seated) < len(room):
        return len(seated) - stay
    kind = party.organisation.kind if party.organisation else ""
    more = stay + new - len(seated)
    if more <= 0 or would_fit(event, at, size=more, kind=kind):
        return new
    left = seat_counts(event, at).left or 0
    raise NoSeatsForMore(
        ngettext(
            "Only %(left)s more seat is free, so not everybody you added can come. The seats you have stay yours.",
            "Only %(left)s more seats are free, so not everybody you added can come. The seats you have stay yours.",
            left,
        )
        % {"left": left}
    )


def _change_rows(
    event: Event, registration: Registration, party: Party, rows: dict[str, Attendance], *, more: int
) -> None:
    kept = {guest.row for guest in party.people}
    # Whoever has come already is not taken off the list.
    Attendance.objects.filter(
        pk__in=[row.pk for code, row in rows.items() if code not in kept and not row.came]
    ).delete()
    for guest in party.people:
        row = rows.get(guest.row)
        sits = row is not None and row.seat == Seat.ACCEPTED and not is_home(event, row)
        if row is None:
            row = row_of(event, registration, guest)
        at_home = is_at_home(event, guest)
        fill_row(row, registration, guest)
        if not (sits or at_home):
            sits, more = more > 0, more - 1
        row.seat = Seat.ACCEPTED if sits or at_home else Seat.WAITING
        if at_home:
            row.reserve = None
        row.save()
