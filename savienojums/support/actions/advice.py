"""Asking the local partnership for advice: written by anyone, carried over by e-mail, forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from savienojums.core import mail
from savienojums.core.refusal import allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.network.queries.letters import address_of, language_of
from savienojums.support import rules
from savienojums.support.models import AdviceRequest
from savienojums.support.queries.advice import recipients_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.network.models import Organisation
    from savienojums.support.models import Measure


@transaction.atomic
def ask_advice(
    *,
    by: Person | None,
    measure: Measure,
    adviser: Organisation | None,
    letter: Mapping[str, str],
    at: datetime,
) -> AdviceRequest:
    """Ask the adviser about a measure; the letter is carried over and its words are then forgotten."""
    allow(rules.may_ask_advice, by, measure)
    asked = AdviceRequest.objects.create(
        measure=measure,
        adviser=adviser,
        asks_for=letter.get("asks_for", ""),
        sender_name=letter["name"],
        sender_email=letter["email"],
        text=letter["text"],
        written_at=at,
    )
    _tell("support.advice_asked", asked, by=by, at=at)
    return asked


def deliver_advice(*, by: System, asked: AdviceRequest, at: datetime) -> None:
    """Carry a question to those who advise, and forget it; done again only if nobody got it."""
    allow(rules.may_deliver_advice, by, asked)
    if asked.delivered_at:
        return
    link = address_of("measure", asked.measure.slug)
    # Outside the transaction: a slow mail server must not hold the database's only writer.
    got_it, refusal = 0, None
    for template, address in recipients_of(asked):
        language = language_of(address)
        try:
            mail.send(template, to=address, language=language, reply_to=[asked.sender_email], asked=asked, link=link)
            got_it += 1
        except OSError as wrong:
            # Every refusal by a mail server is one; whoever has the question must not get it again for another's sake.
            refusal = wrong
    if refusal and not got_it:
        raise refusal
    with transaction.atomic():
        _forget(asked, at)
        _tell("support.advice_delivered", asked, by=by, at=at)


@transaction.atomic
def forget_advice(*, by: System, asked: AdviceRequest, at: datetime) -> None:
    """Drop the words of a question that could not be carried over for too long."""
    allow(rules.may_forget_advice, by, asked)
    _forget(asked, at)
    _tell("support.advice_forgotten", asked, by=by, at=at)


def _forget(asked: AdviceRequest, at: datetime) -> None:
    """That somebody asked stays known; who asked what does not."""
    AdviceRequest.objects.filter(pk=asked.pk).update(
        text="", sender_name="", sender_email="", asks_for="", delivered_at=at
    )


def _tell(verb: str, asked: AdviceRequest, *, by: Person | System | None, at: datetime) -> None:
    # The measure is what others may read of; that this person asked is for the coordinators at most.
    record(verb, by=by, subject=asked.measure, at=at, audience=Audience.EDITORS, question=asked.public_id)
