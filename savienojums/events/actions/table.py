"""Voluntary totals: what people of an event said of themselves, as sums and never of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.events.actions.lines import line
from savienojums.events.kinds import TotalKind
from savienojums.events.models import VoluntaryTotal
from savienojums.events.queries.table import came_count
from savienojums.events.rules import arrivals as rules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.events.models import Event


class MoreThanCame(Refused):
    """Nobody is counted who was not there."""

    sentence = gettext_lazy("More people are counted here than came. Correct the sums or the list of those who came.")


@transaction.atomic
def set_totals(
    *, by: Person | System | None, event: Event, totals: Sequence[tuple[str, str, int]], at: datetime
) -> None:
    """Write the sums of an event anew: kind, label, count."""
    allow(rules.may_set_totals, by, event)
    came = came_count(event)
    for kind in TotalKind.values:
        if sum(count for each, _label, count in totals if each == kind) > came:
            raise MoreThanCame
    VoluntaryTotal.objects.filter(event=event).delete()
    VoluntaryTotal.objects.bulk_create(
        VoluntaryTotal(event=event, kind=kind, label=label[:60], count=count) for kind, label, count in totals
    )
    line("events.totals_set", event, by=by, at=at, count=len(totals))
