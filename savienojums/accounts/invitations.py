"""What every invitation by e-mail has in common: a secret link, an end, a letter sent once, one acceptance."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from savienojums.accounts.models import Invitation, Person, digest_of, mailbox
from savienojums.core import mail
from savienojums.core.records import make_public_id
from savienojums.core.refusal import NotFound, Refused

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from savienojums.core.system import System

LASTS = timedelta(days=14)
Some = TypeVar("Some", bound=Invitation)


class InvitationOver(Refused):
    """The link no longer works: accepted, withdrawn or too old."""


class InvitationWaits(Refused):
    """This address has already been asked the same and has not answered yet."""


def opened(*, email: str, by: Person | System, at: datetime) -> dict[str, Any]:
    """The columns that every new invitation starts with."""
    public_id = make_public_id()
    return {
        "public_id": public_id,
        "email": mailbox(email),
        "token_digest": digest_of(_token(public_id)),
        "invited_by": by if isinstance(by, Person) else None,
        "expires_at": at + LASTS,
    }


def invitation_by(invitations: QuerySet[Some], token: str) -> Some:
    """The invitation this link opens, whether it still waits or not."""
    invitation = invitations.filter(token_digest=digest_of(token)).first()
    if invitation is None:
        raise NotFound
    return invitation


def is_for(invitation: Invitation, person: Person | None) -> bool:
    """Whether this person was asked: they are signed in with the address the invitation went to."""
    return person is not None and mailbox(person.email) == invitation.email


def why_over(invitation: Invitation, at: datetime) -> str:
    """The sentence that says why the invitation cannot be accepted any more; empty while it can."""
    if invitation.accepted_at:
        return _("This invitation was accepted on %(day)s.") % {"day": _day(invitation.accepted_at)}
    if invitation.withdrawn_at:
        return _("This invitation was withdrawn. Please ask the one who invited you for a new one.")
    if invitation.expires_at <= at:
        sentence = _("This invitation was good until %(day)s. Please ask the one who invited you for a new one.")
        return sentence % {"day": _day(invitation.expires_at)}
    return ""


def check_waiting(invitation: Invitation, at: datetime) -> None:
    """Refuse, saying why, if the invitation cannot be accepted any more."""
    if sentence := why_over(invitation, at):
        raise InvitationOver(sentence)


def accept(invitation: Invitation, *, person: Person, at: datetime) -> None:
    """Take the invitation up, once; of two who click at the same time the second is refused."""
    rows = type(invitation)._default_manager.filter(  # noqa: SLF001 -- Django's own way to ask
        pk=invitation.pk, accepted_at=None, withdrawn_at=None, expires_at__gt=at
    )
    taken = rows.update(accepted_at=at, accepted_by=person)
    if not taken:
        invitation.refresh_from_db()
        check_waiting(invitation, at)
    invitation.accepted_at, invitation.accepted_by = at, person


def withdraw(invitation: Invitation, *, at: datetime) -> None:
    """The link works no longer."""
    check_waiting(invitation, at)
    invitation.withdrawn_at = at
    invitation.save(update_fields=["withdrawn_at"])


def renew(invitation: Invitation, *, at: datetime) -> None:
    """The same link works for a fortnight more, and its letter may be sent again."""
    if invitation.accepted_at or invitation.withdrawn_at:
        check_waiting(invitation, at)
    invitation.expires_at, invitation.sent_at = at + LASTS, None
    invitation.save(update_fields=["expires_at", "sent_at"])


def send(invitation: Invitation, template: str, *, noun: str, at: datetime, **words: Any) -> bool:
    """Send the invitation's letter, once however often this is asked; `noun` names the address of its page."""
    token = _token(invitation.public_id)
    rows = type(invitation)._default_manager.filter(pk=invitation.pk)  # noqa: SLF001 -- Django's own way to ask
    claimed = rows.filter(sent_at=None, accepted_at=None, withdrawn_at=None, expires_at__gt=at)
    if not claimed.update(sent_at=at, token_digest=digest_of(token)):
        return False
    link = settings.SITE_URL + reverse(noun, args=[token])
    letter = partial(
        mail.send,
        template,
        to=invitation.email,
        language=_language(invitation),
        invitation=invitation,
        link=link,
        **words,
    )

    def deliver() -> None:
        try:
            letter()
        except Exception:
            # The letter did not leave: the next run of the job shall try again.
            rows.update(sent_at=None)
            raise

    # After commit, so that no slow mail server holds the database's only writer.
    transaction.on_commit(deliver)
    return True


def _token(public_id: str) -> str:
    """The secret of the link: made from the house's key, so that it need not be kept and a second letter repeats it."""
    digest = salted_hmac("savienojums.invitation", public_id, algorithm="sha256").digest()
    return urlsafe_b64encode(digest[:24]).decode()


def _language(invitation: Invitation) -> str:
    """The language of the one who was asked, if known, else of the one who asks."""
    known = Person.objects.filter(email=invitation.email).values_list("language", flat=True).first()
    asking = invitation.invited_by.language if invitation.invited_by else settings.LANGUAGE_CODE
    return known or asking


def _day(at: datetime) -> str:
    return date_format(timezone.localtime(at), "SHORT_DATE_FORMAT")
