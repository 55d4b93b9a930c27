"""What becomes of participants: brought together, told of by themselves, set aside and brought back."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, TypedDict, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.voices.actions.answering import join
from savienojums.voices.actions.lines import line
from savienojums.voices.keys import WIDE
from savienojums.voices.kinds import AgeBand, AsideFor
from savienojums.voices.models import Participant, Vote
from savienojums.voices.rules import participants as rules

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.network.models import Place
    from savienojums.voices.actions.answering import Newcomer
    from savienojums.voices.models import Conversation

AT_ONCE = 500


class NobodyChosen(Refused):
    """One has to say whom."""

    sentence = gettext_lazy("Choose at least one participant.")


class NoReasonForAside(Refused):
    """Setting aside needs its reason."""

    sentence = gettext_lazy("Choose why these answers are set aside.")


class Told(TypedDict, total=False):
    """What somebody told of themselves; nothing where they did not want to."""

    place: Place | None
    age_band: str


@transaction.atomic
def take_over(*, by: Person, newcomer: Newcomer, double: Participant, at: datetime) -> Participant:
    """Somebody signed in says that the answers of this browser are theirs: they are the account's from now on."""
    allow(rules.may_take_over, by, newcomer.conversation, double)
    own = join(by=by, newcomer=newcomer, at=at)
    own.conversation = newcomer.conversation
    unite(by=by, participant=own, double=double, at=at)
    return own


@transaction.atomic
def unite(*, by: Person | None, participant: Participant, double: Participant, at: datetime) -> None:
    """The two are one: the later answer to each statement counts, what was told of themselves stays.

    Nothing is moved or lost: the double keeps its rows, its answers are copied, and it is not counted any more.
    """
    allow(rules.may_unite, by, participant, double)
    if participant.pk == double.pk:
        return
    # An answer to one of them that is just being written waits for this, or this for it.
    both = Participant.objects.select_for_update().filter(pk__in=[participant.pk, double.pk])
    list(both.order_by("pk").values_list("pk"))
    Vote.objects.bulk_create(_copied(participant, double), batch_size=AT_ONCE)
    double.statements.update(author=participant)
    double.doubles.update(same_as=participant)
    _keep_decided(participant, double)
    double.same_as, double.aside_at, double.aside_for = participant, at, AsideFor.OTHER
    double.save(update_fields=["same_as", "aside_at", "aside_for"])
    participant.place = participant.place or double.place
    participant.age_band = participant.age_band or double.age_band
    participant.save(update_fields=["place", "age_band", "aside_at", "aside_for"])
    if participant.has_account:
        _let_go(participant)
    # Who it was stays with them: the line says only that it happened.
    line("voices.participants_united", participant.conversation, by=None, at=at)


@transaction.atomic
def tell_of_oneself(*, by: Person | None, participant: Participant, at: datetime, **told: Unpack[Told]) -> None:
    """Where somebody lives and how old they are, if they want to say; empty takes it back."""
    allow(rules.may_tell_of_oneself, by, participant)
    del at
    age_band = told.get("age_band", "")
    participant.place = told.get("place") if participant.conversation.asks_place else participant.place
    if participant.conversation.asks_age:
        participant.age_band = age_band if age_band in AgeBand.values else ""
    # No line of the journal: one by one they would tell who it was.
    participant.save(update_fields=["place", "age_band"])


@transaction.atomic
def set_aside(
    *, by: Person, conversation: Conversation, participants: Collection[int], aside_for: str, at: datetime
) -> int:
    """Keep the answers of these participants (their rows) without counting them; how many there were."""
    allow(rules.may_set_aside, by, conversation)
    if aside_for not in AsideFor.values:
        raise NoReasonForAside
    if not participants:
        raise NobodyChosen
    chosen = list(participants)
    many = 0
    for begin in range(0, len(chosen), AT_ONCE):
        theirs = conversation.participants.filter(pk__in=chosen[begin : begin + AT_ONCE], aside_at=None)
        many += theirs.update(aside_at=at, aside_for=aside_for)
    if many:
        line("voices.participants_set_aside", conversation, by=by, at=at, count=many, reason=str(aside_for))
    return many


@transaction.atomic
def bring_back(*, by: Person, conversation: Conversation, participants: Collection[int], at: datetime) -> int:
    """Count the answers of these participants again; how many there were. Doubles stay with whom they belong to."""
    allow(rules.may_bring_back, by, conversation)
    if not participants:
        raise NobodyChosen
    chosen = list(participants)
    many = 0
    for begin in range(0, len(chosen), AT_ONCE):
        theirs = conversation.participants.filter(
            pk__in=chosen[begin : begin + AT_ONCE], aside_at__isnull=False, same_as=None
        )
        many += theirs.update(aside_at=None, aside_for="")
    if many:
        line("voices.participants_brought_back", conversation, by=by, at=at, count=many)
    return many


def _keep_decided(participant: Participant, double: Participant) -> None:
    """Whom the organisers set aside stays aside, by whichever name they go on."""
    decided = double.aside_at and not double.is_aside_by_itself and not double.same_as_id
    if decided and (participant.aside_at is None or participant.is_aside_by_itself):
        participant.aside_at, participant.aside_for = double.aside_at, double.aside_for


def _let_go(account: Participant) -> None:
    """No browser leads to an account: who sits there next begins anew, with the same cookie or another."""
    for pk in account.doubles.filter(has_account=False).values_list("pk", flat=True):
        Participant.objects.filter(pk=pk).update(key=f"spent-{secrets.token_hex(WIDE // 2)}")


def _copied(participant: Participant, double: Participant) -> list[Vote]:
    """The double's last answers, where they are later than the participant's own."""
    own = dict(
        Vote.objects.filter(participant=participant)
        .order_by()
        .values("statement")
        .annotate(last=Max("said_at"))
        .values_list("statement", "last")
    )
    last = {each.statement_id: each for each in Vote.objects.filter(participant=double).order_by("pk")}
    return [
        Vote(
            participant=participant,
            statement_id=each.statement_id,
            value=each.value,
            said_at=each.said_at,
            chance=None if each.statement_id in own else each.chance,
        )
        for each in sorted(last.values(), key=lambda each: each.pk)
        if each.statement_id not in own or each.said_at > own[each.statement_id]
    ]
