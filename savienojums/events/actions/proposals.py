"""Proposals of a meeting to somebody who has to answer, and the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy

from savienojums.core.clock import local_day
from savienojums.core.marks import raise_mark
from savienojums.core.refusal import Refused, allow
from savienojums.events.actions.minutes import insist_on_open
from savienojums.events.models import Minutes, Proposal
from savienojums.events.rules import proposals as rules
from savienojums.events.rules.hosting import on_behalf
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.network.rules import speaks_for

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models import Event

LINES = ("text", "addressee", "addressee_name", "point")
ANSWER = ("reply", "answer", "answered_on", "answer_url")


class NobodyAddressed(Refused):
    """A proposal goes to somebody."""

    sentence = gettext_lazy("Say to whom the proposal goes: a municipality, a ministry, an organisation.")


class NotSent(Refused):
    """It has not gone out."""

    sentence = gettext_lazy("This proposal has not been sent yet. Say first when it was sent.")


class DaysReversed(Refused):
    """An answer comes after the question."""

    sentence = gettext_lazy("An answer cannot be older than the proposal. Check the days.")


class DayAhead(Refused):
    """What is still to come has not happened."""

    sentence = gettext_lazy("This day has not come yet.")


@transaction.atomic
def add_proposal(*, by: Person, event: Event, details: Mapping[str, Any], at: datetime) -> Proposal:
    """Propose something to somebody who has to answer."""
    allow(rules.may_add_proposal, by, event)
    insist_on_open(event)
    if not details.get("addressee") and not details.get("addressee_name"):
        raise NobodyAddressed
    proposal = Proposal.objects.create(event=event, **{name: details[name] for name in LINES if name in details})
    _line("events.proposal_added", proposal, by=by, at=at)
    return proposal


@transaction.atomic
def change_proposal(*, by: Person, proposal: Proposal, details: Mapping[str, Any], at: datetime) -> None:
    """Say otherwise what is proposed or to whom, as long as the minutes are open."""
    allow(rules.may_change_proposal, by, proposal)
    changed = [name for name in LINES if name in details and getattr(proposal, name) != details[name]]
    if not changed:
        return
    insist_on_open(proposal.event)
    for name in changed:
        setattr(proposal, name, details[name])
    if not proposal.addressee and not proposal.addressee_name:
        raise NobodyAddressed
    proposal.save(update_fields=changed)
    _line("events.proposal_changed", proposal, by=by, at=at, lines=changed)


@transaction.atomic
def send_proposal(
    *, by: Person, proposal: Proposal, sent_on: date | None, answer_due_on: date | None, at: datetime
) -> None:
    """Say when the proposal went out and until when an answer is due; empty if it did not go out after all."""
    allow(rules.may_send_proposal, by, proposal)
    if sent_on and sent_on > local_day(at):
        raise DayAhead
    if (sent_on and answer_due_on and answer_due_on < sent_on) or _answered_before(proposal, sent_on):
        raise DaysReversed
    proposal.sent_on, proposal.answer_due_on = sent_on, answer_due_on
    proposal.save(update_fields=["sent_on", "answer_due_on"])
    _line("events.proposal_sent", proposal, by=by, at=at, sent_on=str(sent_on or ""))


@transaction.atomic
def answer_proposal(*, by: Person, proposal: Proposal, details: Mapping[str, Any], at: datetime) -> None:
    """Write down what the addressee answered, and when."""
    allow(rules.may_answer_proposal, by, proposal)
    answered_on = details.get("answered_on") or local_day(at)
    if proposal.sent_on is None:
        raise NotSent
    if answered_on > local_day(at):
        raise DayAhead
    if answered_on < proposal.sent_on:
        raise DaysReversed
    for name in ANSWER:
        setattr(proposal, name, {**details, "answered_on": answered_on}.get(name, ""))
    proposal.save(update_fields=list(ANSWER))
    _line("events.proposal_answered", proposal, by=by, at=at, reply=str(proposal.reply))


@transaction.atomic
def delete_proposal(*, by: Person, proposal: Proposal, at: datetime) -> None:
    """Strike a proposal that was written by mistake."""
    allow(rules.may_delete_proposal, by, proposal)
    insist_on_open(proposal.event)
    _line("events.proposal_deleted", proposal, by=by, at=at)
    proposal.delete()


def _answered_before(proposal: Proposal, sent_on: date | None) -> bool:
    return proposal.answered_on is not None and (sent_on is None or proposal.answered_on < sent_on)


def _line(verb: str, proposal: Proposal, *, by: Person, at: datetime, **particulars: Any) -> None:
    raise_mark("events")
    event = proposal.event
    behalf = on_behalf(by, event) or (speaks_for(by, proposal.addressee) if proposal.addressee else None)
    minutes = Minutes.objects.select_related("event").filter(event=event).first()
    audience = event.audience if minutes and minutes.is_public else Audience.EDITORS
    words = {"proposal": proposal.public_id, **particulars}
    record(verb, by=by, subject=event, at=at, on_behalf=behalf, audience=audience, **words)
