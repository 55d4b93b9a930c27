"""Support of a proposal: given and taken back by a browser or an account, counted from paper, set aside.

As with answers to statements (docs/decisions/0023) the rows are their own journal: no line tells who stood behind what.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy

from savienojums.core.marks import raise_mark
from savienojums.core.records import make_public_id
from savienojums.core.refusal import Refused, allow
from savienojums.voices.actions.initiatives_lines import line
from savienojums.voices.kinds import AsideFor, Way
from savienojums.voices.models import InitiativeSupport
from savienojums.voices.rules import initiatives as rules
from savienojums.voices.wording import tidied

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Initiative

MOST_SIGNATURES = 100_000


class Joined(Refused):
    """Support goes where the answer comes from."""

    sentence = gettext_lazy("This proposal is joined to another one. Support that one: it gets the answer.")


class NobodyCounted(Refused):
    """A list of signatures has some."""

    sentence = gettext_lazy("How many people have signed? Write a number from 1 to 100 000.")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who supports, as far as the house knows: keys of the account and of the browser, the first one is kept."""

    keys: tuple[str, ...]
    has_account: bool = False
    source_key: str = ""


@transaction.atomic
def support_initiative(*, by: Person | None, initiative: Initiative, voice: Voice, at: datetime) -> bool:
    """Stand behind it; whether that is new, for one counts once, here and in what is joined to it."""
    allow(rules.may_support_initiative, by, initiative)
    if initiative.same_as_id:
        raise Joined
    if _of(initiative, voice).exists():
        return False
    given = {"has_account": voice.has_account, "given_at": at, "source_key": voice.source_key}
    _row, new = InitiativeSupport.objects.get_or_create(initiative=initiative, key=voice.keys[0], defaults=given)
    raise_mark("initiatives")
    return new


@transaction.atomic
def withdraw_support(*, by: Person | None, initiative: Initiative, voice: Voice, at: datetime) -> None:
    """Stand behind it no more; nothing of it stays."""
    allow(rules.may_withdraw_support, by, initiative)
    del at
    _of(initiative, voice).delete()
    raise_mark("initiatives")


@transaction.atomic
def count_signatures(*, by: Person, initiative: Initiative, people: int, note: str, at: datetime) -> InitiativeSupport:
    """Count those who signed on paper, with a word about where the list lies."""
    allow(rules.may_count_signatures, by, initiative)
    if initiative.same_as_id:
        raise Joined
    counted = paper_support(initiative, by, people, note, at)
    line("voices.signatures_counted", initiative, by=by, at=at, seen=True, people=people)
    return counted


@transaction.atomic
def drop_signatures(*, by: Person, counted: InitiativeSupport, at: datetime) -> None:
    """Strike a list of signatures that was counted by mistake."""
    allow(rules.may_drop_signatures, by, counted)
    line("voices.signatures_dropped", counted.initiative, by=by, at=at, seen=True, people=counted.people)
    counted.delete()


@transaction.atomic
def set_supports_aside(*, by: Person, initiative: Initiative, source_key: str, at: datetime) -> int:
    """Keep but not count what came from one connection; how many they are."""
    allow(rules.may_set_supports_aside, by, initiative)
    counted = initiative.supports.counted().exclude(source_key="").filter(source_key=source_key)
    number = counted.update(aside_at=at, aside_for=AsideFor.FLOOD)
    line("voices.supports_set_aside", initiative, by=by, at=at, number=number)
    return number


@transaction.atomic
def count_supports_again(*, by: Person, initiative: Initiative, source_key: str, at: datetime) -> int:
    """Count them after all; how many they are."""
    allow(rules.may_count_supports_again, by, initiative)
    aside = initiative.supports.exclude(aside_at=None).exclude(source_key="").filter(source_key=source_key)
    number = aside.update(aside_at=None, aside_for="")
    line("voices.supports_counted_again", initiative, by=by, at=at, number=number)
    return number


def paper_support(initiative: Initiative, by: Person, people: int, note: str, at: datetime) -> InitiativeSupport:
    """A counted list of signatures as one row."""
    if not 1 <= people <= MOST_SIGNATURES:
        raise NobodyCounted
    return InitiativeSupport.objects.create(
        initiative=initiative, key=f"paper:{make_public_id()}", way=Way.PAPER, people=people, note=tidied(note)[:120],
        counted_by=by, given_at=at,
    )  # fmt: skip


def _of(initiative: Initiative, voice: Voice) -> QuerySet[InitiativeSupport]:
    own = Q(initiative=initiative) | Q(initiative__same_as=initiative)
    return InitiativeSupport.objects.filter(own, key__in=voice.keys)
