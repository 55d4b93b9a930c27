"""Who is invited to an event, how their invitations stand, and whom of the registry one can invite."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.signing import BadSignature
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from savienojums.core.pages import Page, page_number
from savienojums.core.refusal import NotFound
from savienojums.events.models import Event, EventInvitation, Registration
from savienojums.events.models.registrations import signer
from savienojums.journal.models import Record
from savienojums.network.kinds import MemberRole
from savienojums.network.models import Organisation
from savienojums.network.queries.places import atlas

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.db.models import QuerySet

AGAIN_AFTER = timedelta(days=3)
MOST_OF_AN_EVENT = 2000
KEPT_FOR = timedelta(days=30)
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody to be invited; of an organisation the address is known to the house alone."""

    email: str
    name: str = ""
    language: str = "lv"
    organisation: Organisation | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """An invitation as its organisers see it: the name of an organisation, never its address."""

    who: str
    address: str
    state: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Found:
    """Organisations of the registry that were asked for: those that can be written to, how many cannot, how many are invited."""

    organisations: list[Organisation]
    unreachable: int
    invited: int

    @property
    def total(self) -> int:
        """How many fit what was asked for."""
        return len(self.organisations) + self.unreachable + self.invited


def invitation_by(token: str) -> EventInvitation:
    """The invitation whose link this is."""
    try:
        public_id = signer("invitation").unsign(token)
    except BadSignature:
        raise NotFound from None
    found = EventInvitation.objects.filter(public_id=public_id, event__published_at__isnull=False)
    invitation = found.select_related("event__place", "organisation").first()
    if invitation is None:
        raise NotFound
    return invitation


def filled_in(event: Event, token: str) -> dict[str, Any]:
    """What the registration form knows of somebody who comes by the link of an invitation; nothing by any other."""
    try:
        invitation = invitation_by(token)
    except NotFound:
        return {}
    if invitation.event_id != event.pk:
        return {}
    return {"email": invitation.email, "name": invitation.name, "organisation": invitation.organisation}


def invitations_of(event: Event, asked: str = "") -> Page[Row]:
    """The invitations of an event, one page of them."""
    rows = _with_answers(event).select_related("organisation")
    total = rows.count()
    number = page_number(asked, total, PER_PAGE)
    shown = rows[(number - 1) * PER_PAGE : number * PER_PAGE]
    return Page([_row(each) for each in shown], number, total, PER_PAGE)


def counts_of(event: Event) -> dict[str, int]:
    """How many invitations stand how."""
    counts = dict.fromkeys(("waiting", "sent", "again", "answered", "declined"), 0)
    for each in _with_answers(event):
        counts[_state(each)] += 1
    return counts


def unanswered(event: Event, at: datetime) -> QuerySet[EventInvitation]:
    """Those written to some days ago who have neither answered nor declined, and were not written to twice."""
    waiting: dict[str, Any] = {"answered_at": None, "declined_at": None, "again_at": None, "is_registered": False}
    return _with_answers(event).filter(sent_at__lte=at - AGAIN_AFTER, **waiting)


def unsent(event: Event) -> list[EventInvitation]:
    """Those that wait to be sent."""
    rows = EventInvitation.objects.filter(event=event, sent_at=None, declined_at=None).select_related("organisation")
    found = list(rows)
    for each in found:
        # Known already: nobody asks for it five hundred times.
        each.event = event
    return found


def known_mailboxes(event: Event) -> tuple[set[str], set[str]]:
    """Addresses that were pasted before, and those that want no more; addresses of organisations are told to nobody."""
    rows = EventInvitation.objects.filter(event=event, organisation=None).values_list("email", "declined_at")
    return {email for email, declined in rows if not declined}, {email for email, declined in rows if declined}


def found_organisations(event: Event, wanted: Mapping[str, list[str]]) -> Found:
    """The public organisations of these kinds, places and themes: whom of them one can invite still."""
    rows = Organisation.objects.public().select_related("caretaker").prefetch_related("memberships__person")
    if wanted.get("kind"):
        rows = rows.filter(kind__in=wanted["kind"])
    if wanted.get("theme"):
        rows = rows.filter(themes__slug__in=wanted["theme"])
    if places := [atlas().by_slug[slug] for slug in wanted.get("place", ()) if slug in atlas().by_slug]:
        inside = frozenset().union(*(atlas().parts_of(place.pk) for place in places))
        rows = rows.filter(place_id__in=inside)
    invited = EventInvitation.objects.filter(event=event, organisation=OuterRef("pk"))
    known = list(rows.filter(~Exists(invited)).distinct().order_by("sort_name", "pk"))
    reached = [each for each in known if mailboxes(each)]
    return Found(reached, len(known) - len(reached), rows.filter(Exists(invited)).distinct().count())


def mailboxes(organisation: Organisation) -> list[str]:
    """Where its letters go, asked of what was fetched with it: its own mailbox, its contacts, its people, its caretaker."""
    if organisation.contact_email:
        return [organisation.contact_email]
    held = [each for each in organisation.memberships.all() if each.until is None and each.person.is_active]
    contacts = [each for each in held if each.role == MemberRole.CONTACT]
    if held:
        return [each.person.email for each in contacts or held]
    caretaker = organisation.caretaker
    return [caretaker.email] if caretaker and caretaker.is_active else []


def event_of(record_id: int) -> Event | None:
    """The event a journal line tells of."""
    line = Record.objects.get(pk=record_id)
    return Event.objects.with_hosts().filter(pk=line.subject_id or 0).first()


def registration_link(invitation: EventInvitation) -> str:
    """Where the form is opened filled in; the page of the event where nobody registers."""
    event = invitation.event
    if not event.takes_registrations:
        return event.get_absolute_url()
    return f"{reverse('event_registration', args=[event.slug])}?invitation={invitation.token}"


def own_page(invitation: EventInvitation) -> str:
    """Where one says that one does not want to hear of it."""
    return reverse("event_invitation", args=[invitation.token])


def events_to_forget(at: datetime) -> list[Event]:
    """Events over for a month of which somebody's address is still kept."""
    kept = EventInvitation.objects.filter(event=OuterRef("pk"))
    return list(Event.objects.filter(Exists(kept), ends_at__lt=at - KEPT_FOR).with_hosts())


def registered_in(record_id: int) -> Registration | None:
    """The registration a journal line tells of."""
    line = Record.objects.get(pk=record_id)
    found = Registration.objects.filter(public_id=line.particulars.get("registration", ""))
    return found.select_related("event", "person").first()


def is_registered(invitation: EventInvitation) -> bool:
    """Whether the invited mailbox has registered."""
    return Registration.objects.standing().filter(event=invitation.event_id, email=invitation.email).exists()


def _with_answers(event: Event) -> QuerySet[EventInvitation]:
    own = (
        Registration.objects.standing()
        .filter(event=OuterRef("event"))
        .filter(Q(email__iexact=OuterRef("email")) | Q(person__email__iexact=OuterRef("email")))
    )
    return EventInvitation.objects.filter(event=event).annotate(is_registered=Exists(own))


def _row(each: EventInvitation) -> Row:
    state = _state(each)
    since = {"sent": each.sent_at, "again": each.again_at, "answered": each.answered_at, "declined": each.declined_at}
    if each.organisation_id and each.organisation:
        return Row(each.organisation.name, "", state, since.get(state))
    return Row(each.name or each.email, each.email if each.name else "", state, since.get(state))


def _state(each: EventInvitation) -> str:
    if each.declined_at:
        return "declined"
    if each.answered_at or getattr(each, "is_registered", False):
        return "answered"
    if each.sent_at is None:
        return "waiting"
    return "again" if each.again_at else "sent"
