"""The organisers' hand on the list: names from paper, seats given and taken, the same person found twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from savienojums.core.refusal import Refused, allow
from savienojums.events.actions.lines import line
from savienojums.events.actions.registrations import MailboxInUse, insist_people, standing_of
from savienojums.events.actions.registrations_seats import (
    cancel_rows,
    give_seats,
    hold,
    moment,
    promote,
    tell_promoted,
    written,
)
from savienojums.events.kinds import Seat
from savienojums.events.models import Attendance, CheckLine, MixChoice, Registration, Voice
from savienojums.events.queries.registrations_seats import seat_counts
from savienojums.events.rules import registrations as rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models import Event
    from savienojums.events.parties import Party

# Names pasted at once; more is a mistake of the clipboard.
MOST_NAMES = 500


class HallFull(Refused):
    """Nobody is put above the number of seats."""


class AlreadySeated(Refused):
    """Nothing to give."""

    sentence = gettext_lazy("This person has a seat already.")


class NotSeated(Refused):
    """Nothing to take."""

    sentence = gettext_lazy("This person has no seat that could be given on.")


class CameAlready(Refused):
    """Whoever is there has a seat."""

    sentence = gettext_lazy("This person has already come; take the arrival back first.")


class PeopleErased(Refused):
    """After the retention rule has done its work, no lists are kept."""

    sentence = gettext_lazy("The list of this event has been erased; only its counts are kept.")


class TooManyNames(Refused):
    """More lines than a list has."""


class NotTwo(Refused):
    """One row cannot be merged with itself, nor with one of another event."""

    sentence = gettext_lazy("Choose two different rows of the same list.")


class TwoVoices(Refused):
    """One person behind two numbers could take back only the words of one."""

    def __init__(self, voices: Iterable[Voice]) -> None:
        told = _(
            "Both rows have a number in the notes of the focus group: %(voices)s. "
            "They stay two rows, so that consent can be taken back for what stands under each number."
        )
        super().__init__(told % {"voices": ", ".join(str(voice) for voice in voices)})


@transaction.atomic
def enter_party(*, by: Person, event: Event, party: Party, at: datetime) -> Registration:
    """Write down a party that asked on paper or by telephone; it stands in the same order as all others."""
    allow(rules.may_enter_party, by, event)
    held = hold(event)
    _insist_kept(held)
    insist_people(party)
    if standing_of(held, None, party.email):
        raise MailboxInUse
    made = _entered(held, party, by=by, at=at)
    line("events.registration_entered", held, by=by, at=at, registration=made.public_id, people=len(party.people))
    return made


@transaction.atomic
def enter_list(*, by: Person, event: Event, parties: Sequence[Party], at: datetime) -> int:
    """Write down many people at once; those whose mailbox is on the list already are passed over."""
    allow(rules.may_enter_list, by, event)
    held = hold(event)
    _insist_kept(held)
    if len(parties) > MOST_NAMES:
        raise TooManyNames(
            _("%(count)s lines are too many; at most %(most)s can be taken at once. Nothing was changed.")
            % {"count": len(parties), "most": MOST_NAMES}
        )
    there = set(Registration.objects.standing().filter(event=held).exclude(email="").values_list("email", flat=True))
    made = []
    for party in parties:
        if party.email in there:
            continue
        there.update(filter(None, [party.email]))
        made.append(written(held, party, person=None, entered_by=by, at=at))
    _seat(held, [each.pk for each in made], by=by, at=at)
    line("events.list_entered", held, by=by, at=at, people=len(made), registrations=[each.public_id for each in made
                                                                                     if each.email])  # fmt: skip
    return len(made)


@transaction.atomic
def give_seat(*, by: Person, attendance: Attendance, at: datetime) -> None:
    """Give somebody a seat out of turn, kept ones too; never more seats than there are."""
    allow(rules.may_give_seat, by, attendance)
    event = hold(attendance.event)
    row = _row(attendance)
    if row.seat == Seat.ACCEPTED:
        raise AlreadySeated
    if seat_counts(event, at).left == 0:
        raise HallFull(
            ngettext(
                "The only seat is taken. Raise the number of seats first, or free it.",
                "All %(count)s seats are taken. Raise the number of seats first, or free one.",
                event.capacity or 0,
            )
            % {"count": event.capacity}
        )
    was_gone = row.seat == Seat.GONE
    row.seat = Seat.ACCEPTED
    row.save(update_fields=["seat"])
    if row.registration and row.registration.cancelled_at:
        take_up_again(event, row.registration)
    line("events.seat_given", event, by=by, at=at, row=row.row_code,
         registration=row.registration.public_id if row.registration else "", again=was_gone)  # fmt: skip
    promote(event, by, at)


@transaction.atomic
def move_to_waiting(*, by: Person, attendance: Attendance, at: datetime) -> None:
    """Put a party at the end of the waiting list; its seats go to those who wait before it."""
    allow(rules.may_move_to_waiting, by, attendance)
    event = hold(attendance.event)
    row = _row(attendance)
    if row.seat != Seat.ACCEPTED or row.registration is None:
        raise NotSeated
    party = row.registration
    _insist_absent(party.people.all())
    party.asked_at = moment(event, at)
    party.promoted_at = None
    party.save(update_fields=["asked_at", "promoted_at"])
    party.people.filter(seat=Seat.ACCEPTED).update(seat=Seat.WAITING, reserve=None)
    line("events.seat_withdrawn", event, by=by, at=at, registration=party.public_id)
    promote(event, by, at, but=party)


@transaction.atomic
def cancel_seat(*, by: Person, attendance: Attendance, at: datetime) -> None:
    """Take one person off the list; their seat goes to whoever waits."""
    allow(rules.may_cancel_seat, by, attendance)
    event = hold(attendance.event)
    row = _row(attendance)
    if row.seat == Seat.GONE:
        return
    _insist_absent([row])
    cancel_rows([row])
    party = row.registration
    if party and not party.people.exclude(seat=Seat.GONE).exists():
        party.cancelled_at = at
        party.save(update_fields=["cancelled_at"])
    line("events.seat_cancelled", event, by=by, at=at, row=row.row_code,
         registration=party.public_id if party else "")  # fmt: skip
    promote(event, by, at)


@transaction.atomic
def merge_attendances(*, by: Person, attendance: Attendance, other: Attendance, at: datetime) -> None:
    """Make one row of two that are the same person: the first stays and takes over what only the second had.

    If the first was cancelled with its registration, the second stays, so that the person is still written to.
    """
    allow(rules.may_merge_attendances, by, attendance)
    event = hold(attendance.event)
    kept, dropped = _row(attendance), _row(other)
    if kept.pk == dropped.pk or dropped.event_id != event.pk:
        raise NotTwo
    if _is_off(kept) and not _is_off(dropped):
        kept, dropped = dropped, kept
    _take_over(kept, dropped)
    party = dropped.registration
    dropped.delete()
    kept.save()
    emptied = party and party.pk != kept.registration_id and not party.people.exclude(seat=Seat.GONE).exists()
    if party and emptied and not party.cancelled_at:
        party.cancelled_at = at
        party.save(update_fields=["cancelled_at"])
    line("events.attendances_merged", event, by=by, at=at, row=kept.row_code)
    promote(event, by, at)


@transaction.atomic
def export_list(*, by: Person, event: Event, form: str, count: int, at: datetime) -> None:
    """Note that somebody took the list away, in which form and how long it was."""
    allow(rules.may_export_list, by, event)
    _insist_kept(event)
    line("events.list_exported", event, by=by, at=at, form=form, count=count)


def _entered(event: Event, party: Party, *, by: Person, at: datetime) -> Registration:
    made = written(event, party, person=None, entered_by=by, at=at)
    _seat(event, [made.pk], by=by, at=at)
    return made


def _seat(event: Event, new: list[int], *, by: Person, at: datetime) -> None:
    """Seats in order; whoever waited before and has one now is told, the new ones hear of it otherwise."""
    for each in give_seats(event, at):
        if each.pk not in new:
            tell_promoted(event, each, by, at)


def _insist_kept(event: Event) -> None:
    if event.erased_at:
        raise PeopleErased


def _insist_absent(rows: Iterable[Attendance]) -> None:
    if any(row.came for row in rows):
        raise CameAlready


def _row(attendance: Attendance) -> Attendance:
    """The row as it stands now."""
    return Attendance.objects.select_related("registration").get(pk=attendance.pk)


def take_up_again(event: Event, registration: Registration) -> None:
    """A cancelled registration stands again, unless its mailbox has another one by now."""
    if standing_of(event, None, registration.email, but=registration):
        raise MailboxInUse
    registration.cancelled_at = None
    registration.save(update_fields=["cancelled_at"])


def _is_off(row: Attendance) -> bool:
    """Whether its registration was taken back."""
    return row.registration is not None and row.registration.cancelled_at is not None


def _take_over(kept: Attendance, dropped: Attendance) -> None:
    """The better seat, the arrival, the certificate, and whatever the first row does not know."""
    order = [Seat.ACCEPTED, Seat.WAITING, Seat.GONE]
    if order.index(Seat(dropped.seat)) < order.index(Seat(kept.seat)):
        # A seat at home is none in the room.
        kept.seat, kept.reserve_id, kept.online = dropped.seat, dropped.reserve_id, dropped.online
    if dropped.came_at and (kept.came_at is None or dropped.came_at < kept.came_at):
        kept.came_at, kept.came_by = dropped.came_at, dropped.came_by
    for name in ("organisation_id", "organisation_name", "place_id", "age_band"):
        if not getattr(kept, name):
            setattr(kept, name, getattr(dropped, name))
    if dropped.consented_at and not kept.consented_at:
        kept.consented_at, kept.consented_by = dropped.consented_at, dropped.consented_by
    kept.answers = {**dropped.answers, **{key: value for key, value in kept.answers.items() if value}}
    if dropped.certificate_code and not kept.certificate_code:
        kept.certificate_code, dropped.certificate_code = dropped.certificate_code, None
        dropped.save(update_fields=["certificate_code"])
    CheckLine.objects.filter(attendance=dropped).update(attendance=kept)
    if not MixChoice.objects.filter(attendance=kept).exists():
        MixChoice.objects.filter(attendance=dropped).update(attendance=kept)
    for group in dropped.work_groups.all():
        group.people.add(kept)
    voices = Voice.objects.filter(attendance__in=[kept, dropped])
    if len(voices) > 1:
        raise TwoVoices(voices)
    # Whoever takes their consent back still takes their words out.
    voices.update(attendance=kept)
