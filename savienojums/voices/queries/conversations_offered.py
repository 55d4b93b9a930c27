"""What a form about a conversation offers to choose, and what is fixed because people have answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from savienojums.network.queries.named import public_names
from savienojums.network.queries.organisations import organisations_of
from savienojums.network.rules import coordinates

if TYPE_CHECKING:
    from savienojums.accounts.models import Person
    from savienojums.network.models import Organisation
    from savienojums.voices.models import Conversation


@dataclass(frozen=True, slots=True)
class Offered:
    """Organisations one asks for, and for coordinators all others by name; whether people have answered."""

    own: list[Organisation]
    names: list[str]
    answered: bool


def offered_to(person: Person, conversation: Conversation | None) -> Offered:
    """What this person may choose; of a conversation also what stands there already."""
    own, answered = organisations_of(person), False
    if conversation is not None:
        answered = conversation.participants.exists()
        if conversation.organisation and conversation.organisation not in own:
            own.append(conversation.organisation)
    return Offered(own, public_names() if coordinates(person) else [], answered)
