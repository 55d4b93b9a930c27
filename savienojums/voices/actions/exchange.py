"""Handing the files of a conversation to those who run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from savienojums.core.refusal import allow
from savienojums.voices.actions.lines import line
from savienojums.voices.rules import exchange as rules

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Conversation


@transaction.atomic
def hand_out_files(*, by: Person, conversation: Conversation, form: str, at: datetime) -> None:
    """Note that somebody takes a file of it away, whoever is not counted and what is not public included."""
    allow(rules.may_hand_out_files, by, conversation)
    line("voices.files_exported", conversation, by=by, at=at, form=form)
