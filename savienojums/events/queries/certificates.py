"""Certificates of attendance: what stands on one, and whether a code is genuine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from savienojums.core.refusal import NotFound, Refused
from savienojums.events import arrivals as core
from savienojums.events.models import Attendance, KeptCounts
from savienojums.events.queries import arrivals
from savienojums.events.queries.spoken import when_of, where_of
from savienojums.events.table import certificate_mark

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.events.models import Event

MINUTES_OF_AN_HOUR = 60
LENGTH = 14


NOBODY_CAME = gettext_lazy("Nobody of this event's list has come yet, so there are no certificates.")


class NotReady(Refused):
    """Who came may still leave."""

    sentence = gettext_lazy("The certificate is ready when the event is over. This address stays the same.")


class NotHeldYet(Refused):
    """Who came may still leave, and who is marked may not have come yet."""

    sentence = gettext_lazy("The certificates are ready when the event is over.")


class Cancelled(Refused):
    """What did not take place certifies nothing."""

    sentence = gettext_lazy(
        "This event was cancelled, so there are no certificates. If it took place, restore it first."
    )


class NobodyCame(Refused):
    """There is nobody to certify."""

    sentence = NOBODY_CAME


class NoName(Refused):
    """A certificate without a name certifies nothing."""

    sentence = gettext_lazy(
        "The certificate is genuine, but names of this event are no longer kept; it cannot be printed."
    )


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says; without a name where names are no longer kept."""

    code: str
    name: str
    organisation: str
    title: str
    when: str
    where: str
    hours: str
    organisers: tuple[str, ...]
    project: str
    funder: str
    address: str
    event_address: str
    is_ready: bool

    @property
    def code_in_parts(self) -> str:
        """The code as people read it, in parts."""
        return "-".join(self.code[at : at + 4] for at in range(0, len(self.code), 4))


def certificate_by(code: str, at: datetime) -> Certificate:
    """The certificate of that code; there is none for people who did not come or for what was cancelled."""
    row = _row_by(code)
    if row is not None:
        return _told(row, row.event, at)
    mark = certificate_mark(core.code_of(code))
    kept = KeptCounts.objects.filter(table__certificates__icontains=mark).select_related(
        "event__project", "event__place"
    )
    found = kept.prefetch_related("event__organisers").first()
    if found is None:
        raise NotFound
    return _told(Attendance(certificate_code=core.code_of(code)), found.event, at)


def certificate_and_event(code: str, at: datetime) -> tuple[Event, Certificate]:
    """The certificate to be printed, with its event; only once the event is over and while the name is kept."""
    row = _row_by(code)
    if row is None:
        certificate_by(code, at)
        raise NoName
    told = _told(row, row.event, at)
    if not told.is_ready:
        raise NotReady
    return row.event, told


def _row_by(code: str) -> Attendance | None:
    code = core.code_of(code)
    if len(code) != LENGTH:
        raise NotFound
    rows = Attendance.objects.came().filter(certificate_code=code)
    rows = rows.select_related("organisation", "event__project", "event__place")
    row = rows.prefetch_related("event__organisers").first()
    if row is not None and row.event.cancelled_at:
        raise NotFound
    return row


def certificates_of(event: Event, at: datetime) -> list[Certificate]:
    """The certificates of all who came, in alphabetical order."""
    rows = arrivals.attendances_of(event).filter(came_at__isnull=False).exclude(certificate_code=None)
    return [_told(row, event, at) for row in rows]


def certificates_to_print(event: Event, at: datetime) -> list[Certificate]:
    """The certificates of all who came, once the event was held and while names are kept."""
    if event.cancelled_at:
        raise Cancelled
    if event.ends_at > at:
        raise NotHeldYet
    told = certificates_of(event, at)
    if not told or event.erased_at:
        raise NobodyCame
    return told


def can_be_printed(event: Event, at: datetime) -> bool:
    """Whether the event was held and its people are still known."""
    return not event.cancelled_at and not event.erased_at and event.ends_at <= at


def codes_of(rows: list[Attendance]) -> dict[int, str]:
    """The certificates of a party's people: the code of each who came."""
    return {row.pk: row.certificate_code for row in rows if row.came and row.certificate_code}


def _told(row: Attendance, event: Event, at: datetime) -> Certificate:
    code = row.certificate_code or ""
    gone = bool(event.erased_at) or not row.name
    return Certificate(
        code=code,
        name="" if gone else row.name,
        organisation="" if gone else arrivals.organisation_of(row),
        title=str(event.title),
        when=when_of(event),
        where=where_of(event),
        hours=hours_of(event),
        organisers=tuple(organiser.name for organiser in event.organisers.all()),
        project=str(event.project or ""),
        funder=str(event.project.funder_sentence) if event.project else "",
        address=settings.SITE_URL + reverse("certificate", args=[code]),
        event_address=event.get_absolute_url() if event.is_public else "",
        is_ready=event.ends_at <= at,
    )


def hours_of(event: Event) -> str:
    """How long it was, where begin and end of one day are known."""
    minutes = round((event.ends_at - event.starts_at).total_seconds() / 60)
    if not event.hours_known or not event.end_known or event.first_day != event.last_day:
        return ""
    hours, rest = divmod(minutes, MINUTES_OF_AN_HOUR)
    told = (
        ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": formats.number_format(hours)} if hours else ""
    )
    left = ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest} if rest else ""
    return _("%(hours)s %(minutes)s") % {"hours": told, "minutes": left} if told and left else told or left
