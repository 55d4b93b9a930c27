"""Saying "still true" of an organisation, and asking for it once a year."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.crypto import salted_hmac

from savienojums.accounts.models import Person, digest_of
from savienojums.core import mail
from savienojums.core.marks import raise_mark
from savienojums.core.records import make_public_id
from savienojums.core.refusal import Refused, allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.network import rules
from savienojums.network.kinds import Capacity
from savienojums.network.models import ConfirmationRequest, Organisation
from savienojums.network.queries import letters as queries

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.core.system import System

LASTS = timedelta(days=60)
CONFIRMED = "network.organisation_confirmed"


class AlreadyAnswered(Refused):
    """The link of this letter has done its work."""


class LinkOver(Refused):
    """The link was good until a day that has passed."""


@transaction.atomic
def confirm_organisation(*, by: Person, organisation: Organisation, at: datetime) -> None:
    """Say that what is written of the organisation is still true."""
    allow(rules.may_confirm_organisation, by, organisation)
    capacity = rules.capacity(by, organisation) or ""
    _confirm(organisation, by, capacity, at)
    on_behalf = rules.speaks_for(by, organisation)
    audience, particulars = organisation.audience, {"capacity": str(capacity)}
    record(CONFIRMED, by=by, subject=organisation, at=at, on_behalf=on_behalf, audience=audience, **particulars)


@transaction.atomic
def ask_confirmation(*, by: System, organisation: Organisation, email: str, at: datetime) -> ConfirmationRequest:
    """Make a link that answers "is this still true?" in one click; its letter follows."""
    allow(rules.may_ask_confirmation, by, organisation)
    public_id = make_public_id()
    request = ConfirmationRequest.objects.create(
        public_id=public_id,
        organisation=organisation,
        email=email,
        token_digest=digest_of(token_of(public_id)),
        expires_at=at + LASTS,
    )
    audience = Audience.EDITORS
    record("network.confirmation_asked", by=by, subject=organisation, at=at, audience=audience, request=public_id)
    return request


def send_confirmation(*, by: System, request: ConfirmationRequest, at: datetime) -> None:
    """Send the letter with the link; done again only if it did not leave."""
    allow(rules.may_send_confirmation, by, request)
    if request.sent_at or request.answered_at:
        return
    # Outside the transaction: a slow mail server must not hold the database's only writer.
    mail.send(
        "network/mail/confirmation.txt",
        to=request.email,
        language=queries.language_of(request.email),
        organisation=request.organisation,
        until=request.expires_at,
        link=queries.address_of("confirmation", token_of(request.public_id)),
    )
    with transaction.atomic():
        ConfirmationRequest.objects.filter(pk=request.pk).update(sent_at=at)
        subject, audience = request.organisation, Audience.EDITORS
        record("network.confirmation_sent", by=by, subject=subject, at=at, audience=audience, request=request.public_id)


@transaction.atomic
def answer_confirmation(*, by: Person | None, request: ConfirmationRequest, at: datetime) -> None:
    """Say "still true" by the link of the yearly letter, with or without an account."""
    allow(rules.may_answer_confirmation, by, request)
    _close(request, at)
    _confirm(request.organisation, by, Capacity.LINK, at)
    subject, particulars = request.organisation, {"capacity": str(Capacity.LINK)}
    record(CONFIRMED, by=by, subject=subject, at=at, on_behalf=subject, audience=subject.audience, **particulars)


@transaction.atomic
def propose_change(*, by: Person | None, request: ConfirmationRequest, text: str, at: datetime) -> None:
    """Tell the coordinators, by the link of the yearly letter, what is no longer true."""
    allow(rules.may_propose_change, by, request)
    _close(request, at)
    subject, audience = request.organisation, Audience.EDITORS
    record("network.change_proposed", by=by, subject=subject, at=at, on_behalf=subject, audience=audience, text=text)


def send_proposal(*, by: System, organisation: Organisation, text: str, at: datetime) -> None:
    """Send the coordinators what somebody wants changed."""
    allow(rules.may_send_proposal, by, organisation)
    words: dict[str, Any] = {
        "organisation": organisation,
        "text": text,
        "link": queries.address_of("organisation", organisation.slug),
    }
    for person in queries.coordinators():
        mail.send("network/mail/proposal.txt", to=person.email, language=person.language, **words)
    record("network.proposal_sent", by=by, subject=organisation, at=at, audience=Audience.EDITORS)


def token_of(public_id: str) -> str:
    """The secret of the link: made from the house's key, so that it need not be kept."""
    digest = salted_hmac("savienojums.confirmation", public_id, algorithm="sha256").digest()
    return urlsafe_b64encode(digest[:24]).decode()


def _confirm(organisation: Organisation, by: Person | None, capacity: str, at: datetime) -> None:
    organisation.confirmed_at, organisation.confirmed_by = at, by
    organisation.confirmed_as = capacity
    organisation.save(update_fields=["confirmed_at", "confirmed_by", "confirmed_as"])
    raise_mark("registry")


def _close(request: ConfirmationRequest, at: datetime) -> None:
    """The link works once, until its day."""
    open_ones = ConfirmationRequest.objects.filter(pk=request.pk, answered_at=None)
    if request.expires_at <= at and request.answered_at is None:
        raise LinkOver
    if not open_ones.update(answered_at=at):
        raise AlreadyAnswered
    request.answered_at = at
