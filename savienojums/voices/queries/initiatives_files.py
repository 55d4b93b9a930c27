"""Public facts of proposals for files: what their pages show, with every answer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from savienojums.voices.models import InitiativeAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from savienojums.voices.queries.initiatives import Entry


@dataclass(frozen=True, slots=True)
class Facts:
    """Proposals in their order, and the answers to each."""

    entries: Sequence[Entry]
    answers: Mapping[int, list[InitiativeAnswer]]


def facts_of(entries: Sequence[Entry]) -> Facts:
    """Everything a file tells of these; two questions however many they are."""
    answers: dict[int, list[InitiativeAnswer]] = defaultdict(list)
    for answer in InitiativeAnswer.objects.filter(initiative__in=[one.pk for one in entries if one.outcome]):
        answers[answer.initiative_id].append(answer)
    return Facts(entries, answers)
