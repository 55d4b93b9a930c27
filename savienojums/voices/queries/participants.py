"""Who takes part: a browser or an account known again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.network.models import Place
from savienojums.voices.keys import key_of_person, key_of_token
from savienojums.voices.models import Participant

if TYPE_CHECKING:
    from savienojums.accounts.models import Person
    from savienojums.voices.models import Conversation


def participant_of(person: Person | None, token: str, conversation: Conversation) -> Participant | None:
    """Whoever answers here: this account, or this browser; one question, or none where neither is known."""
    account, browser = both_of(person, token, conversation)
    # What a browser holds is not the account's before its owner says so.
    return account if person else browser


def both_of(
    person: Person | None, token: str, conversation: Conversation
) -> tuple[Participant | None, Participant | None]:
    """The account as it takes part, and the browser as it does; a double leads to the one that counts."""
    about = conversation.public_id
    own = key_of_person(person.public_id, about) if person else ""
    browser = key_of_token(token, about) if token else ""
    keys = [key for key in (own, browser) if key]
    if not keys:
        return None, None
    # Doubles are rare: most of the time this is one short question.
    rows = Participant.objects.filter(conversation_id=conversation.pk, key__in=keys).order_by()
    found = {each.key: (each.same_as or each) if each.same_as_id else each for each in rows}
    for each in found.values():
        # With its phases, which have been read already.
        each.conversation = conversation
    account, here = found.get(own), found.get(browser)
    if here and here.has_account and here != account:
        # Somebody had signed in on this computer before: who sits here now is somebody else.
        here = None
    return account, here


def place_of(slug: str) -> Place | None:
    """The place of this word, if there is one."""
    return Place.objects.filter(slug=slug).first() if slug else None
