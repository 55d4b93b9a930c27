"""Letters to organisations through the site: written by anyone, carried over, forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from savienojums.core import mail
from savienojums.core.refusal import allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.network import rules
from savienojums.network.models import Letter, Organisation
from savienojums.network.queries import letters as queries

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System


@transaction.atomic
def write_letter(
    *, by: Person | None, organisation: Organisation, name: str, email: str, text: str, at: datetime
) -> Letter:
    """Write to an organisation; the letter is carried over and its words are then forgotten."""
    allow(rules.may_write_letter, by, organisation)
    letter = Letter.objects.create(organisation=organisation, sender_name=name, sender_email=email, text=text)
    _tell("network.letter_written", letter, by=by, at=at)
    return letter


def deliver_letter(*, by: System, letter: Letter, at: datetime) -> None:
    """Carry a letter to those who read for the organisation, and forget it; done again only if nobody got it."""
    allow(rules.may_deliver_letter, by, letter)
    if letter.delivered_at:
        return
    organisation = letter.organisation
    link = queries.address_of("organisation", organisation.slug)
    words: dict[str, Any] = {"letter": letter, "organisation": organisation, "link": link}
    # Outside the transaction: a slow mail server must not hold the database's only writer.
    got_it, refusal = 0, None
    for template, address in queries.recipients_of(organisation):
        language = queries.language_of(address)
        try:
            mail.send(template, to=address, language=language, reply_to=[letter.sender_email], **words)
            got_it += 1
        except OSError as wrong:
            # Every refusal by a mail server is one; whoever has the letter must not get it again for another's sake.
            refusal = wrong
    if refusal and not got_it:
        raise refusal
    with transaction.atomic():
        _forget(letter, at)
        _tell("network.letter_delivered", letter, by=by, at=at)


@transaction.atomic
def forget_letter(*, by: System, letter: Letter, at: datetime) -> None:
    """Drop the words of a letter that could not be carried over for too long."""
    allow(rules.may_forget_letter, by, letter)
    _forget(letter, at)
    _tell("network.letter_forgotten", letter, by=by, at=at)


def announce_proposal(*, by: System, organisation: Organisation, at: datetime) -> None:
    """Tell the coordinators that an organisation was proposed; done again for those alone who did not get it."""
    allow(rules.may_announce_proposal, by, organisation)
    if organisation.published_at or organisation.archived_at:
        return
    words: dict[str, Any] = {
        "organisation": organisation,
        "link": queries.address_of("organisation", organisation.slug),
    }
    told: list[str] = []
    refusal = None
    for person in queries.coordinators_to_tell(organisation):
        try:
            mail.send("network/mail/proposed.txt", to=person.email, language=person.language, **words)
            told.append(person.public_id)
        except OSError as wrong:
            # As with letters: a mailbox that refuses keeps nobody else waiting, nor is anybody told twice for its sake.
            refusal = wrong
    if told:
        record("network.proposal_announced", by=by, subject=organisation, at=at, audience=Audience.EDITORS, told=told)
    if refusal:
        raise refusal


def _forget(letter: Letter, at: datetime) -> None:
    """That there was a letter stays known; who wrote what does not."""
    Letter.objects.filter(pk=letter.pk).update(text="", sender_name="", sender_email="", delivered_at=at)


def _tell(verb: str, letter: Letter, *, by: Person | System | None, at: datetime) -> None:
    subject, audience = letter.organisation, Audience.EDITORS
    record(verb, by=by, subject=subject, at=at, audience=audience, letter=letter.public_id)
