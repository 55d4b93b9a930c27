"""Keeping what was learnt of the document's links."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q

from savienojums.core.clock import local_day
from savienojums.core.marks import raise_mark
from savienojums.core.refusal import allow
from savienojums.journal.actions import record_each
from savienojums.journal.kinds import Audience
from savienojums.support import rules
from savienojums.support.models import LinkCheck, Measure

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from savienojums.core.system import System

# So many sites must have been asked before their common silence tells of us and not of them.
ENOUGH_HOSTS = 3
# The page is there, only not for us, or not now: nothing is wrong with the link.
NO_STRIKE = {"forbidden", "too_often", "not_secure"}


@dataclass(frozen=True, slots=True)
class Tried:
    """One link that was tried: where one arrives, or why one does not."""

    address: str
    host: str
    leads_to: str = ""
    error: list[Any] = field(default_factory=list)

    @property
    def answers(self) -> bool:
        """Whether there is something, be it only a closed door."""
        return not self.error or self.error[1] in NO_STRIKE


@transaction.atomic
def note_links(*, by: System, tried: Sequence[Tried], at: datetime) -> list[str]:
    """Keep which links answer; one that failed on three days is dead, and one that answers again lives.

    If nothing at all answered, it is our own line that is broken, and nothing is held against anyone.
    """
    allow(rules.may_note_links, by)
    if not any(each.answers for each in tried) and len({each.host for each in tried}) >= ENOUGH_HOSTS:
        return []
    known = {each.address: each for each in LinkCheck.objects.filter(address__in=[each.address for each in tried])}
    died: list[str] = []
    revived: list[str] = []
    for each in tried:
        check = known.get(each.address) or LinkCheck(address=each.address)
        was_dead = check.is_dead
        _note(check, each, at)
        check.save()
        if check.is_dead != was_dead:
            (died if check.is_dead else revived).append(each.address)
    _tell("support.link_died", died, by, at)
    _tell("support.link_revived", revived, by, at)
    if died or revived:
        raise_mark("catalogue")
    return died


def _note(check: LinkCheck, tried: Tried, at: datetime) -> None:
    today = local_day(at)
    check.checked_at, check.error = at, tried.error
    if tried.answers:
        check.answered_at, check.strikes, check.failing_since, check.struck_on = at, 0, None, None
        check.leads_to = tried.leads_to[:500] if tried.leads_to != tried.address else ""
        return
    if check.struck_on != today:
        check.strikes, check.struck_on = check.strikes + 1, today
    check.failing_since = check.failing_since or today


def _tell(verb: str, addresses: Sequence[str], by: System, at: datetime) -> None:
    measures = Measure.objects.filter(Q(url__in=addresses) | Q(source_url__in=addresses)) if addresses else ()
    lines = [
        (measure, {"address": address})
        for measure in measures
        for address in addresses
        if address in {measure.url, measure.source_url}
    ]
    record_each(verb, lines, by=by, at=at, audience=Audience.EDITORS)
