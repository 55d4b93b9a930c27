"""Addresses of the room; fixed words first, for a conversation's own word is never one of RESERVED."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.voices.urls import (
    answers,
    conversations,
    exchange,
    initiatives,
    maps,
    paper,
    statements,
    survey_papers,
    surveys,
)

if TYPE_CHECKING:
    from django.urls import URLPattern

# First words of addresses under /voices/ that no conversation may be called.
RESERVED = frozenset(
    {"new", "mine", "surveys", "initiatives", "sheets", "confirmations", "imports", "list", "map", "feed", "embed"}
)

NOUNS = (conversations, answers, maps, statements, paper, exchange, surveys, survey_papers, initiatives)

urlpatterns: list[URLPattern] = [
    *(address for noun in NOUNS for address in noun.FIXED),
    *(address for noun in NOUNS for address in noun.OF_A_CONVERSATION),
]
