"""Who may say something of a participant, bring two of them together, or set one aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.voices.rules.answering import may_join
from savienojums.voices.rules.hosting import runs

if TYPE_CHECKING:
    from savienojums.voices.models import Conversation, Participant
    from savienojums.voices.rules.hosting import By


def may_take_over(by: By, conversation: Conversation, double: Participant) -> bool:
    """Whoever has signed in, in the browser that answered before."""
    return by is not None and double.conversation_id == conversation.pk and may_join(by, conversation)


def may_unite(by: By, participant: Participant, double: Participant) -> bool:
    """The participant themselves, shown by an account or a mailbox; both are of one conversation."""
    del by
    return participant.conversation_id == double.conversation_id


def may_tell_of_oneself(by: By, participant: Participant) -> bool:
    """Whoever takes part, of themselves."""
    del by
    return not participant.conversation.is_draft


def may_set_aside(by: By, conversation: Conversation) -> bool:
    """Who runs the conversation."""
    return runs(by, conversation)


may_bring_back = may_set_aside
