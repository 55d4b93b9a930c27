"""The desk of a conversation: which pages it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from savienojums.voices.models import Conversation


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of the desk."""

    href: str
    title: StrOrPromise
    current: bool


# Name of the address and what it is called.
LEAVES: tuple[tuple[str, StrOrPromise], ...] = (
    ("conversation_desk", gettext_lazy("Overview")),
    ("conversation_form", gettext_lazy("Edit")),
    ("conversation_statements", pgettext_lazy("conversation", "Statements")),
    ("conversation_people", pgettext_lazy("conversation", "Participants")),
    ("conversation_sheets", pgettext_lazy("conversation", "Paper")),
    ("conversation_halls", pgettext_lazy("conversation", "Hands in the hall")),
    ("conversation_files", pgettext_lazy("conversation", "Files")),
)


def leaves_of(conversation: Conversation, current: str) -> list[Leaf]:
    """The pages of this conversation's desk; `current` is the name of the one that is open."""
    return [Leaf(reverse(name, args=[conversation.slug]), title, name == current) for name, title in LEAVES]
