"""Who reads for an organisation, who is to be asked whether it is still true, and which letters wait."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from savienojums.accounts.kinds import RoleKind
from savienojums.accounts.models import Person, digest_of
from savienojums.core.refusal import NotFound
from savienojums.journal.models import Record
from savienojums.network.kinds import MemberRole
from savienojums.network.models import ConfirmationRequest, Letter, Membership, Organisation

if TYPE_CHECKING:
    from datetime import datetime

YEAR = timedelta(days=365)
NOT_AGAIN_FOR = timedelta(days=60)
LETTERS_WAIT = timedelta(days=30)
ASKED_AT_ONCE = 50


def recipients_of(organisation: Organisation) -> list[tuple[str, str]]:
    """Template and address of everyone who gets a letter: those who act for it, else the coordinators."""
    template = "network/mail/letter.txt"
    if own := mailboxes_of(organisation):
        return [(template, address) for address in own]
    return [("network/mail/letter_to_pass_on.txt", person.email) for person in coordinators()]


def mailboxes_of(organisation: Organisation) -> list[str]:
    """The organisation's own mailbox, else its contacts', else its other members', else its caretaker's."""
    if organisation.contact_email:
        return [organisation.contact_email]
    held = list(organisation.memberships.filter(until=None, person__is_active=True).select_related("person"))
    contacts = [each for each in held if each.role == MemberRole.CONTACT]
    if held:
        return [each.person.email for each in contacts or held]
    return [organisation.caretaker.email] if organisation.caretaker and organisation.caretaker.is_active else []


def coordinators() -> list[Person]:
    """Those who coordinate the region now."""
    return list(Person.objects.filter(roles__kind=RoleKind.COORDINATOR, roles__until=None, is_active=True).distinct())


def coordinators_to_tell(organisation: Organisation) -> list[Person]:
    """The coordinators who have not yet been told that this organisation was proposed."""
    lines = Record.objects.about(organisation).filter(verb="network.proposal_announced")
    told = {one for line in lines for one in line.particulars.get("told", ())}
    return [person for person in coordinators() if person.public_id not in told]


def language_of(email: str) -> str:
    """The language to write to this address in."""
    known = Person.objects.filter(email=email.lower()).values_list("language", flat=True).first()
    return known or settings.LANGUAGE_CODE


def address_of(noun: str, *words: str) -> str:
    """A whole address of the site, for a letter."""
    return settings.SITE_URL + reverse(noun, args=words)


def letter_of(record_id: int) -> Letter | None:
    """The letter a journal line tells of."""
    line = Record.objects.get(pk=record_id)
    return Letter.objects.select_related("organisation").filter(public_id=line.particulars["letter"]).first()


def letters_to_forget(at: datetime) -> list[Letter]:
    """Letters that could not be carried over for a month."""
    return list(
        Letter.objects.filter(delivered_at=None, created_at__lt=at - LETTERS_WAIT).select_related("organisation")
    )


def request_of(record_id: int) -> ConfirmationRequest | None:
    """The yearly request a journal line tells of."""
    line = Record.objects.get(pk=record_id)
    requests = ConfirmationRequest.objects.select_related("organisation")
    return requests.filter(public_id=line.particulars["request"]).first()


def request_by(token: str) -> ConfirmationRequest:
    """The yearly request that this link opens, whether it still waits or not."""
    requests = ConfirmationRequest.objects.select_related("organisation__place", "organisation__confirmed_by")
    request = requests.filter(token_digest=digest_of(token), organisation__archived_at=None).first()
    if request is None:
        raise NotFound
    return request


def proposal_of(record_id: int) -> tuple[Organisation, str] | None:
    """What somebody wants changed, as a journal line tells it."""
    line = Record.objects.get(pk=record_id)
    organisation = Organisation.objects.filter(pk=line.subject_id or 0).first()
    return (organisation, line.particulars.get("text", "")) if organisation else None


def proposed_in(record_id: int) -> Organisation | None:
    """The organisation a journal line tells of."""
    line = Record.objects.get(pk=record_id)
    return Organisation.objects.filter(pk=line.subject_id or 0).first()


def organisations_to_ask(at: datetime) -> list[Organisation]:
    """Public organisations nobody has confirmed for a year, that can be reached and were not asked lately."""
    asked = ConfirmationRequest.objects.filter(organisation=OuterRef("pk"), created_at__gt=at - NOT_AGAIN_FOR)
    members = Membership.objects.held().filter(organisation=OuterRef("pk"), person__is_active=True)
    reached = Q(Exists(members)) | ~Q(contact_email="") | Q(caretaker__is_active=True)
    # What was published lately was just written; nobody is asked about it the next morning.
    old = Q(confirmed_at=None, published_at__lt=at - YEAR) | Q(confirmed_at__lt=at - YEAR)
    found = Organisation.objects.public().filter(old & reached & ~Exists(asked))
    return list(found.select_related("caretaker").order_by("confirmed_at", "pk")[:ASKED_AT_ONCE])
