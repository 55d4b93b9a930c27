"""Keeping what was counted: numbers are added up, old ones thrown away."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from savienojums.core import clock
from savienojums.core.refusal import allow
from savienojums.support import rules
from savienojums.support.kinds import TallyKind
from savienojums.support.models import Tally

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from savienojums.core.system import System
    from savienojums.support.counting import Counted

# Words people searched for are kept for a year, plain numbers for five.
WORDS_KEPT = timedelta(days=366)
NUMBERS_KEPT = timedelta(days=5 * 366)


@transaction.atomic
def keep_tallies(*, by: System, counted: Mapping[Counted, int], at: datetime) -> None:
    """Add what a process has counted to what is kept, whoever else adds at the same moment.

    No line in the journal: it would say every minute that somebody read something.
    """
    allow(rules.may_keep_tallies, by)
    del at
    Tally.objects.bulk_create(
        [Tally(day=each.day, what=each.what, key=each.key) for each in counted], ignore_conflicts=True
    )
    same: dict[tuple[date, str, int], list[str]] = defaultdict(list)
    for each, count in counted.items():
        same[each.day, each.what, count].append(each.key)
    for (day, what, count), keys in same.items():
        Tally.objects.filter(day=day, what=what, key__in=keys).update(count=F("count") + count)


@transaction.atomic
def forget_tallies(*, by: System, at: datetime) -> int:
    """Throw away what is older than we promise to keep it; how many rows went."""
    allow(rules.may_forget_tallies, by)
    today = clock.local_day(at)
    words, _ = Tally.objects.filter(what=TallyKind.NOTHING, day__lt=today - WORDS_KEPT).delete()
    numbers, _ = Tally.objects.filter(day__lt=today - NUMBERS_KEPT).delete()
    return words + numbers
