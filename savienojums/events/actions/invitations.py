"""Inviting to an event by e-mail: those of the registry, those whose addresses somebody has; answered, declined, forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.accounts.models import mailbox
from savienojums.accounts.personal import records_about, unname
from savienojums.core import mail
from savienojums.core.refusal import Refused, allow
from savienojums.events.actions.erased import insist_not_erased
from savienojums.events.actions.lines import line
from savienojums.events.models import EventInvitation
from savienojums.events.queries import invitations as queries
from savienojums.events.queries import messages as letters
from savienojums.events.rules import invitations as rules
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.events.models import Event
    from savienojums.events.queries.invitations import Invited


class NotInviting(Refused):
    """Nobody is invited to a draft, to what is cancelled, or to what is over."""

    sentence = _("One can invite to an event that is published, not cancelled and not over. Publish it first.")


class NobodyNew(Refused):
    """All of them are invited already."""

    sentence = _("Everybody you have chosen is invited already.")


class TooManyInvited(Refused):
    """One event does not write to the whole world."""

    sentence = _("Two thousand people are invited to this event already, and more is not possible.")


class NobodyLeft(Refused):
    """All have answered, were written to twice, or got the first letter only just now."""

    sentence = _(
        "There is nobody to write to again: a second letter goes once, three days after the first, to those who have not answered."
    )


@transaction.atomic
def invite_people(*, by: Person, event: Event, invited: Sequence[Invited], at: datetime) -> int:
    """Invite these mailboxes, each once; how many are new. The letters go out by themselves."""
    allow(rules.may_invite_people, by, event)
    _insist(event, at)
    before = EventInvitation.objects.filter(event=event).count()
    if before + len(invited) > queries.MOST_OF_AN_EVENT:
        raise TooManyInvited
    made = [
        EventInvitation(
            event=event, email=mailbox(one.email), name=one.name, organisation=one.organisation,
            invited_by=by, language=one.language,
        )
        for one in invited
    ]  # fmt: skip
    EventInvitation.objects.bulk_create(made, ignore_conflicts=True)
    new = EventInvitation.objects.filter(event=event).count() - before
    if not new:
        raise NobodyNew
    line("events.people_invited", event, by=by, at=at, count=new)
    return new


@transaction.atomic
def invite_again(*, by: Person, event: Event, at: datetime) -> int:
    """Write once more to those who have not answered; how many they are."""
    allow(rules.may_invite_again, by, event)
    _insist(event, at)
    keys = list(queries.unanswered(event, at).values_list("pk", flat=True))
    if not keys:
        raise NobodyLeft
    # Sent anew: the mark that it is the second time stays.
    EventInvitation.objects.filter(pk__in=keys).update(sent_at=None, again_at=at)
    line("events.people_invited_again", event, by=by, at=at, count=len(keys))
    return len(keys)


def send_event_invitation(*, by: System, invitation: EventInvitation, at: datetime) -> bool:
    """Carry one invitation; whether it went out now, for nothing is sent twice."""
    allow(rules.may_send_event_invitation, by, invitation)
    event = invitation.event
    if event.cancelled_at or event.is_draft or event.ends_at <= at or queries.is_registered(invitation):
        return False
    # Whoever marks the row sends it: two workers never write to one mailbox; a refusal takes the mark away again.
    if not EventInvitation.objects.filter(pk=invitation.pk, sent_at=None, declined_at=None).update(sent_at=at):
        return False
    try:
        _send(invitation, event)
    except OSError:
        EventInvitation.objects.filter(pk=invitation.pk, sent_at=at).update(sent_at=None)
        raise
    _tell("events.invitation_sent", invitation, by=by, at=at)
    return True


@transaction.atomic
def decline_invitation(*, by: Person | None, invitation: EventInvitation, token: str, at: datetime) -> None:
    """Hear no more of this event; done twice it is still done once."""
    allow(rules.may_decline_invitation, by, invitation, token)
    if EventInvitation.objects.filter(pk=invitation.pk, declined_at=None).update(declined_at=at):
        _tell("events.invitation_declined", invitation, by=by, at=at)


@transaction.atomic
def reopen_invitation(*, by: Person | None, invitation: EventInvitation, token: str, at: datetime) -> None:
    """Take it back that one does not want to hear of it."""
    allow(rules.may_reopen_invitation, by, invitation, token)
    if EventInvitation.objects.filter(pk=invitation.pk).exclude(declined_at=None).update(declined_at=None):
        _tell("events.invitation_reopened", invitation, by=by, at=at)


@transaction.atomic
def answer_invitations(*, by: System, event: Event, email: str, at: datetime) -> None:
    """Somebody invited has registered: their invitation is answered."""
    allow(rules.may_answer_invitations, by, event)
    waiting = EventInvitation.objects.filter(event=event, email=mailbox(email), answered_at=None)
    for invitation in waiting.select_for_update():
        EventInvitation.objects.filter(pk=invitation.pk).update(answered_at=at)
        _tell("events.invitation_answered", invitation, by=by, at=at)


@transaction.atomic
def forget_invitations(*, by: System, event: Event, at: datetime) -> None:
    """Drop the addresses of all who were invited to an event long over."""
    allow(rules.may_forget_invitations, by, event)
    keys = list(EventInvitation.objects.filter(event=event).values_list("pk", flat=True))
    unname(records_about(EventInvitation, keys))
    EventInvitation.objects.filter(pk__in=keys).delete()
    line("events.invitations_forgotten", event, by=by, at=at, count=len(keys))


def _send(invitation: EventInvitation, event: Event) -> None:
    stop = letters.whole_address(queries.own_page(invitation))
    mail.send(
        "events/mail/invitation.txt",
        to=invitation.email,
        language=invitation.language,
        reply_to=letters.reply_to(event),
        headers={"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
        invitation=invitation,
        names=", ".join(each.name for each in event.organisers.all()),
        event=event,
        page=letters.whole_address(event.get_absolute_url()),
        link=letters.whole_address(queries.registration_link(invitation)),
        stop=stop,
        **letters.words_of(event),
    )


def _insist(event: Event, at: datetime) -> None:
    insist_not_erased(event)
    if event.is_draft or event.cancelled_at or event.ends_at <= at:
        raise NotInviting


def _tell(verb: str, invitation: EventInvitation, *, by: Person | System | None, at: datetime) -> None:
    record(verb, by=by, subject=invitation, at=at, audience=Audience.EDITORS)
