"""Who may have a map reckoned anew, and who may see it when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.system import SYSTEM
from savienojums.voices.kinds import ResultsShown, Standing
from savienojums.voices.rules.hosting import runs

if TYPE_CHECKING:
    from savienojums.voices.models import Conversation
    from savienojums.voices.rules.hosting import By

# So many answers, or all there are, before others' answers are shown "after answering".
ANSWERS_FIRST = 7


def may_make_map(by: By, conversation: Conversation) -> bool:
    """The house, and its organisers."""
    return by is SYSTEM or runs(by, conversation)


def may_write_conclusions(by: By, conversation: Conversation) -> bool:
    """Its organisers."""
    return runs(by, conversation)


def results_open(conversation: Conversation, standing: Standing, answers_missing: int) -> bool:
    """Whether readers may see results now; `answers_missing` of this reader's own, where they must answer first."""
    if standing == Standing.CLOSED or conversation.results_shown == ResultsShown.LIVE:
        return standing != Standing.DRAFT
    return conversation.results_shown == ResultsShown.AFTER_ANSWERING and answers_missing <= 0
