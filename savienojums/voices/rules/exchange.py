"""Who may have the files of a conversation, and when everyone may."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.voices.kinds import Standing
from savienojums.voices.rules.hosting import runs
from savienojums.voices.rules.maps import results_open

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.voices.models import Conversation
    from savienojums.voices.rules.hosting import By


def may_hand_out_files(by: By, conversation: Conversation) -> bool:
    """Those who run it, at any time."""
    return runs(by, conversation)


def files_open(conversation: Conversation, at: datetime) -> bool:
    """Whether everyone may have them now: when it has closed, for two files an hour apart tell who answered meanwhile."""
    return conversation.standing(at) == Standing.CLOSED


def results_everyones(conversation: Conversation, at: datetime) -> bool:
    """Whether everyone, also who has not answered, may see results now."""
    return results_open(conversation, conversation.standing(at), answers_missing=1)
