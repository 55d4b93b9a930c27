"""Which confirmation of a measure stands now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.journal.models import Record

if TYPE_CHECKING:
    from savienojums.support.models import Measure

CHECKS = ("support.measure_confirmed", "support.measure_closed", "support.measure_expected")
WITHDRAWN = "support.confirmation_withdrawn"


def standing_check(measure: Measure) -> Record | None:
    """The line of the last confirmation that nobody has taken back."""
    open_withdrawals = 0
    for line in Record.objects.about(measure).filter(verb__in=[*CHECKS, WITHDRAWN]).order_by("-id")[:50]:
        if line.verb == WITHDRAWN:
            open_withdrawals += 1
        elif open_withdrawals:
            open_withdrawals -= 1
        else:
            return line
    return None
