"""Who is to be told what of proposals, and what has been told already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, OuterRef, Q

from savienojums.core.clock import local_day
from savienojums.journal.models import Record
from savienojums.network.queries.letters import coordinators, mailboxes_of
from savienojums.voices.keys import key_of_mailbox
from savienojums.voices.kinds import State
from savienojums.voices.models import (
    Initiative,
    InitiativeAnswer,
    InitiativeComment,
    InitiativeSupport,
    InitiativeTold,
)
from savienojums.voices.queries.initiatives_desk import FLOOD
from savienojums.voices.waiting import Age, age_of, reminder_due

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from savienojums.accounts.models import Person

# How long the connection is known, and the address of an author after the last word.
SOURCES_KEPT, ADDRESSES_KEPT = timedelta(days=60), timedelta(days=180)
MOST_LISTED = 10


@dataclass(frozen=True, slots=True)
class Digest:
    """What waits in the whole region, for one letter a week."""

    looks: int
    comments: int
    waiting: int
    longest: Age | None
    # Those that wait longest, each with its age.
    oldest: list[tuple[Initiative, Age]]
    floods: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.looks or self.comments or self.waiting or self.floods)


def initiative_in(record_id: int) -> Initiative | None:
    """The proposal a journal line tells of, as it is now."""
    line = Record.objects.get(pk=record_id)
    return Initiative.objects.select_related("addressee", "same_as").filter(pk=line.subject_id or 0).first()


def answer_in(record_id: int) -> InitiativeAnswer | None:
    """The answer a journal line tells of."""
    line = Record.objects.get(pk=record_id)
    found = InitiativeAnswer.objects.select_related("initiative")
    return found.filter(public_id=line.particulars["answer"]).first()


def is_told(thing: str, address: str) -> bool:
    """Whether this mailbox was told this."""
    return InitiativeTold.objects.filter(thing=thing, mailbox_key=key_of_mailbox(address, thing)).exists()


def addressee_mailboxes(initiative: Initiative) -> list[str]:
    """Where the addressee reads letters; none if it is nobody of the registry."""
    return mailboxes_of(initiative.addressee) if initiative.addressee else []


def authors_of(initiative: Initiative) -> list[Initiative]:
    """The proposal and what is joined to it, where their authors left an address."""
    rows = [initiative, *initiative.doubles.filter(state=State.SHOWN)]
    return [one for one in rows if one.email]


def is_to_be_asked(initiative: Initiative) -> bool:
    """Whether an organisation of the registry owes its answer now."""
    return initiative.is_open and initiative.addressee is not None and not initiative.answers.exists()


def to_remind(at: datetime) -> list[tuple[Initiative, int]]:
    """Those whose addressee is to be reminded by now, and on which day of waiting."""
    rows = Initiative.objects.unanswered().filter(addressee__isnull=False, addressed_at__isnull=False)
    waits = [
        (one, reminder_due(age_of(local_day(one.addressed_at), local_day(at)).days))
        for one in rows.select_related("addressee").order_by("asked_at", "pk")
        if one.addressed_at
    ]
    return [(one, due) for one, due in waits if due]


def age(initiative: Initiative, at: datetime) -> Age:
    """For how long it has waited."""
    return age_of(local_day(initiative.asked_at), local_day(at))


def digest_of(at: datetime) -> Digest:
    """What waits in the whole region."""
    rows = Initiative.objects.unanswered().select_related("addressee").order_by("asked_at", "pk")
    oldest = [(one, age(one, at)) for one in rows[:MOST_LISTED]]
    many = InitiativeSupport.objects.counted().exclude(source_key="").order_by().values("initiative_id", "source_key")
    return Digest(
        looks=Initiative.objects.filter(state=State.WAITING).count(),
        comments=InitiativeComment.objects.filter(state=State.WAITING).exclude(initiative__state=State.HIDDEN).count(),
        waiting=rows.count(),
        longest=oldest[0][1] if oldest else None,
        oldest=oldest,
        floods=many.annotate(n=Count("pk")).filter(n__gte=FLOOD).count(),
    )


def digest_readers() -> list[Person]:
    """The coordinators."""
    return coordinators()


def week_of(at: datetime) -> str:
    """The week as letters name it."""
    year, week, _day = local_day(at).isocalendar()
    return f"{year}-W{week:02}"


def old_sources(at: datetime) -> tuple[QuerySet[Any], ...]:
    """Whatever still knows its connection after it has served its end, also where it was set aside."""
    old = at - SOURCES_KEPT
    return (
        Initiative.objects.exclude(source_key="").filter(created_at__lt=old),
        InitiativeSupport.objects.exclude(source_key="").filter(given_at__lt=old),
        InitiativeComment.objects.exclude(source_key="").filter(said_at__lt=old),
    )


def old_addresses(at: datetime) -> QuerySet[Initiative]:
    """Proposals whose authors have been told the last word long ago, or that are hidden as long."""
    old = at - ADDRESSES_KEPT
    recent = InitiativeAnswer.objects.filter(initiative=OuterRef("pk"), answered_at__gte=old)
    answered = InitiativeAnswer.objects.filter(initiative=OuterRef("pk"))
    done = (Exists(answered) & ~Exists(recent)) | Q(state=State.HIDDEN, created_at__lt=old)
    return Initiative.objects.exclude(email="").filter(done)
