"""The link of the letter that confirms a mailbox: it carries everything, nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

from savienojums.core.refusal import NotFound
from savienojums.voices.keys import key_of_mailbox
from savienojums.voices.models import Conversation, Participant

SALT, GOOD_FOR = "voices.confirmation", timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who confirms which mailbox, by its key."""

    participant: Participant
    mailbox_key: str


def token_for(participant: Participant, email: str) -> str:
    """What the link of the letter carries: the participant and the mailbox's key, signed."""
    key = key_of_mailbox(email, participant.conversation.public_id)
    return signing.dumps([participant.public_id, key], salt=SALT, compress=True)


def confirmation_of(token: str) -> Confirmation | None:
    """Whom the link of a letter confirms; none if it is too old. What is not ours does not exist."""
    try:
        public_id, key = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.SignatureExpired:
        return None
    except (signing.BadSignature, ValueError):
        raise NotFound from None
    found = Participant.objects.select_related("same_as").filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    found = found.same_as or found
    conversation = Conversation.objects.published().prefetch_related("phases").filter(pk=found.conversation_id).first()
    if conversation is None:
        raise NotFound
    found.conversation = conversation
    return Confirmation(found, key)
