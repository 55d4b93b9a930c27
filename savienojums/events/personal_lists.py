"""What lists, invitations, rides and polls of meetings hold about a person, and what of it goes with the person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from savienojums.accounts.personal import Held, records_about, unname
from savienojums.core.marks import raise_mark
from savienojums.events.models import (
    Attendance,
    EventInvitation,
    PollAnswer,
    Registration,
    Ride,
    RideLetter,
)
from savienojums.journal.models import Record

# Somebody who came and is known no more.
NOBODY: dict[str, Any] = {
    "registration": None, "name": "–", "sort_name": "", "answers": {}, "certificate_code": None, "age_band": "",
    "consented_at": None, "consented_by": "", "organisation_name": "",
}  # fmt: skip

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from savienojums.accounts.models import Person


def held_in_lists(person: Person) -> list[Held]:
    """Registrations with their people, arrivals, invitations, rides, letters on their way, answers to polls."""
    return [
        _registrations(person),
        _attendances(person),
        _invitations(person),
        _rides(person),
        _letters(person),
        _answers(person),
    ]


def forget_in_lists(person: Person) -> None:
    """Take the person out of lists; those they registered keep their seats, and counts of those who came stay."""
    mine = _registered(person)
    lines = Record.objects.filter(verb__startswith="events.")
    lines.filter(particulars__registration__in=list(mine.values_list("public_id", flat=True))).update(particulars={})
    unname(records_about(Registration, mine.values_list("pk", flat=True)))
    for party in mine.prefetch_related("people"):
        _leave(party, person)
    for rows in (_invited(person), _answered(person), _riding(person)):
        unname(records_about(rows.model, rows.values_list("pk", flat=True)))
        rows.delete()
    RideLetter.objects.filter(sender_email__iexact=person.email).delete()
    raise_mark("events")


def _leave(party: Registration, person: Person) -> None:
    """Take one out of their party; the party goes with its last one."""
    own = {party.name, person.name}
    for row in party.people.all():
        if row.name in own and row.came_at:
            Attendance.objects.filter(pk=row.pk).update(**NOBODY)
        elif row.name in own:
            row.delete()
    if not Attendance.objects.filter(registration=party).exists():
        party.delete()
        return
    Registration.objects.filter(pk=party.pk).update(
        name="–", email="", phone="", note="", organisation_name="", person=None, answers={}
    )


def _registered(person: Person) -> QuerySet[Registration]:
    rows: QuerySet[Registration] = Registration.objects.of_person(person)
    return rows


def _invited(person: Person) -> QuerySet[EventInvitation]:
    rows: QuerySet[EventInvitation] = EventInvitation.objects.filter(email__iexact=person.email)
    return rows


def _riding(person: Person) -> QuerySet[Ride]:
    rows: QuerySet[Ride] = Ride.objects.filter(Q(email__iexact=person.email) | Q(registration__person=person))
    return rows


def _answered(person: Person) -> QuerySet[PollAnswer]:
    rows: QuerySet[PollAnswer] = PollAnswer.objects.filter(person=person)
    return rows


def _registrations(person: Person) -> Held:
    rows = [
        {
            "event": str(each.event),
            "name": each.name,
            "email": each.mailbox,
            "phone": each.phone,
            "organisation": str(each.organisation or each.organisation_name),
            "place": str(each.place or ""),
            "answers": "; ".join(f"{key}: {answer}" for key, answer in each.answers.items()),
            "note": each.note,
            "asked": each.asked_at,
            "cancelled": each.cancelled_at,
        }
        for each in _registered(person).select_related("event", "organisation", "place", "person")
    ]
    labels = {
        "event": _("Event"),
        "name": _("Name and surname"),
        "email": _("E-mail"),
        "phone": _("Telephone"),
        "organisation": _("Organisation"),
        "place": _("Place"),
        "answers": _("Answers"),
        "note": _("Note"),
        "asked": _("Asked on"),
        "cancelled": pgettext("registration", "Cancelled on"),
    }
    return Held("event_registrations", _("Events you registered for"), labels, rows)


def _attendances(person: Person) -> Held:
    found = Attendance.objects.filter(registration__in=_registered(person)).select_related("event", "place")
    rows = [
        {
            "event": str(each.event),
            "name": each.name,
            "seat": each.get_seat_display(),
            "answers": "; ".join(f"{key}: {answer}" for key, answer in each.answers.items()),
            "came": each.came_at,
            "age": each.get_age_band_display(),
            "consented": each.consented_at,
        }
        for each in found.order_by("pk")
    ]
    labels = {
        "event": _("Event"),
        "name": _("Name and surname"),
        "seat": _("Seat"),
        "answers": _("Answers"),
        "came": _("Came"),
        "age": _("Age group"),
        "consented": _("Consented on"),
    }
    return Held("event_people", _("You and those you registered"), labels, rows)


def _invitations(person: Person) -> Held:
    rows = [
        {"event": str(each.event), "name": each.name, "sent": each.sent_at, "answered": each.answered_at,
         "declined": each.declined_at}
        for each in _invited(person).select_related("event")
    ]  # fmt: skip
    labels = {
        "event": _("Event"),
        "name": _("Name and surname"),
        "sent": _("Sent on"),
        "answered": _("Answered"),
        "declined": _("Declined"),
    }
    return Held("event_invitations", _("Invitations to events"), labels, rows)


def _rides(person: Person) -> Held:
    rows = [
        {"event": str(each.event), "kind": each.get_kind_display(), "name": each.name, "email": each.email,
         "place": str(each.place), "spot": each.spot, "seats": each.seats, "note": each.note}
        for each in _riding(person).select_related("event", "place")
    ]  # fmt: skip
    labels = {
        "event": _("Event"),
        "kind": _("Kind"),
        "name": pgettext("person", "Name"),
        "email": _("E-mail"),
        "place": _("Place"),
        "spot": _("Meeting point"),
        "seats": _("Seats"),
        "note": _("Note"),
    }
    return Held("rides", _("Rides you offered or looked for"), labels, rows)


def _letters(person: Person) -> Held:
    found = RideLetter.objects.filter(sender_email__iexact=person.email).select_related("ride__event")
    rows = [{"event": str(each.ride.event), "text": each.text, "written": each.created_at} for each in found]
    labels = {"event": _("Event"), "text": _("Letter"), "written": _("Written on")}
    return Held("ride_letters", _("Letters about rides still on their way"), labels, rows)


def _answers(person: Person) -> Held:
    found = _answered(person).select_related("poll")
    rows = [{"poll": str(each.poll), "name": each.name, "answered": each.answered_at} for each in found]
    labels = {"poll": _("Date poll"), "name": pgettext("person", "Name"), "answered": _("Answered")}
    return Held("poll_answers", _("Date polls you answered"), labels, rows)
