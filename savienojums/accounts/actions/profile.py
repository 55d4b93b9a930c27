"""An account and what its owner says about themselves."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from savienojums.accounts import rules
from savienojums.accounts.models import Person, mailbox
from savienojums.core import mail
from savienojums.core.refusal import Refused, allow
from savienojums.core.system import SYSTEM
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.core.system import System


class AccountClosed(Refused):
    """This account was closed by those who keep the installation."""

    sentence = _("This account is closed. If you think that is a mistake, please write to the network.")


class AddressTaken(Refused):
    """Another account has this address."""

    sentence = _("This address already belongs to another account.")


@transaction.atomic
def open_account(*, by: System, email: str, language: str, at: datetime) -> Person:
    """Make the account of a mailbox that has proved itself; who already has one gets that one."""
    allow(rules.may_open_account, by)
    person: Person = Person.objects.filter(email=mailbox(email)).first() or _new(email, language, at)
    if not person.is_active:
        raise AccountClosed
    return person


def _new(email: str, language: str, at: datetime) -> Person:
    try:
        with transaction.atomic():
            person = Person.objects.create_user(email, language=language)
    except IntegrityError:
        # Two clicks on the same button: the other request was quicker by a moment.
        winner: Person = Person.objects.get(email=mailbox(email))
        return winner
    record("accounts.account_opened", by=SYSTEM, subject=person, at=at, audience=Audience.SELF)
    return person


@transaction.atomic
def change_profile(*, by: Person, person: Person, name: str, language: str, at: datetime) -> None:
    """Change the name under which others see you, and the language in which the house writes to you."""
    allow(rules.may_change_profile, by, person)
    person.call(name)
    person.language = language
    person.save(update_fields=["name", "sort_name", "search_name", "language"])
    record("accounts.profile_changed", by=by, subject=person, at=at, audience=Audience.SELF)


@transaction.atomic
def change_email(*, by: Person, person: Person, email: str, at: datetime) -> None:
    """Move the account to another mailbox, which has proved itself by a code; the old one is told."""
    allow(rules.may_change_email, by, person)
    if Person.objects.filter(email=mailbox(email)).exclude(pk=person.pk).exists():
        raise AddressTaken
    old, person.email = person.email, mailbox(email)
    person.save(update_fields=["email"])
    letter = partial(mail.send, "accounts/mail/email_changed.txt", to=old, language=person.language, email=person.email)
    # The change is done whether or not the old mailbox still exists.
    transaction.on_commit(letter, robust=True)
    record("accounts.email_changed", by=by, subject=person, at=at, audience=Audience.SELF)
