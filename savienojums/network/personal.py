"""What the registry holds about a person, and what of it goes when the person goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from savienojums.accounts.personal import Held
from savienojums.core.marks import raise_mark
from savienojums.network.models import ConfirmationRequest, Letter, MemberInvitation, Membership, Organisation, Photo

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from savienojums.accounts.models import Person


def held(person: Person) -> list[Held]:
    """The person's tasks for organisations, invitations, photos, confirmations, and letters still on their way."""
    return [
        _memberships(person),
        _care(person),
        _invitations(person),
        _photos(person),
        _confirmed(person),
        _letters(person),
    ]


def forget(person: Person, at: datetime) -> None:
    """Take the person's address out of invitations, yearly letters and letters still on their way."""
    del at
    _invited(person).delete()
    ConfirmationRequest.objects.filter(email__iexact=person.email).delete()
    Letter.objects.filter(sender_email__iexact=person.email).delete()
    Organisation.objects.filter(contact_email__iexact=person.email).update(contact_email="")
    # Their tasks go with them, and pages tell of tasks.
    raise_mark("registry")


def _invited(person: Person) -> QuerySet[MemberInvitation]:
    rows: QuerySet[MemberInvitation] = MemberInvitation.objects.filter(Q(email=person.email) | Q(accepted_by=person))
    return rows


def _memberships(person: Person) -> Held:
    rows = [
        {
            "organisation": each.organisation.name,
            "role": each.get_role_display(),
            "since": each.since,
            "until": each.until,
        }
        for each in Membership.objects.filter(person=person).select_related("organisation").order_by("since")
    ]
    labels = {"organisation": _("Organisation"), "role": _("Task"), "since": _("Since"), "until": _("Until")}
    return Held("memberships", _("Organisations you act for"), labels, rows)


def _care(person: Person) -> Held:
    rows = [{"organisation": each.name} for each in Organisation.objects.filter(caretaker=person)]
    return Held("care", _("Organisations you take care of"), {"organisation": _("Organisation")}, rows)


def _invitations(person: Person) -> Held:
    rows = [
        {
            "organisation": each.organisation.name,
            "role": each.get_role_display(),
            "asked": each.created_at,
            "accepted": each.accepted_at,
        }
        for each in _invited(person).select_related("organisation")
    ]
    labels = {
        "organisation": _("Organisation"),
        "role": _("Task"),
        "asked": _("Asked on"),
        "accepted": _("Accepted on"),
    }
    return Held("member_invitations", _("Invitations to act for organisations"), labels, rows)


def _photos(person: Person) -> Held:
    rows = [
        {"organisation": each.organisation.name, "photo": each.alt, "added": each.created_at}
        for each in Photo.objects.filter(added_by=person).select_related("organisation")
    ]
    labels = {"organisation": _("Organisation"), "photo": _("What one sees"), "added": _("Added on")}
    return Held("photos", _("Photos you added"), labels, rows)


def _confirmed(person: Person) -> Held:
    rows = [
        {"organisation": each.name, "confirmed": each.confirmed_at}
        for each in Organisation.objects.filter(confirmed_by=person)
    ]
    labels = {"organisation": _("Organisation"), "confirmed": _("Confirmed on")}
    return Held("confirmed", _("Organisations you confirmed last"), labels, rows)


def _letters(person: Person) -> Held:
    rows = [
        {
            "organisation": each.organisation.name,
            "name": each.sender_name,
            "text": each.text,
            "written": each.created_at,
        }
        for each in Letter.objects.filter(sender_email__iexact=person.email).select_related("organisation")
    ]
    labels = {"organisation": _("Organisation"), "name": _("Name"), "text": _("Letter"), "written": _("Written on")}
    return Held("letters", _("Letters of yours still on their way"), labels, rows)
