"""Answers for the examples: drawn by stated chances from a stated seed, for nobody's real opinion may be made up."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from savienojums.voices.actions.loading import Voice
from savienojums.voices.kinds import Way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from savienojums.network.models import Place

# How often somebody passes, and how many of a hundred are typed from paper.
PASSED, PAPER = 0.1, 0.22
AGES = ("", "", "18-29", "30-44", "45-64", "45-64", "65+")


@dataclass(frozen=True, slots=True)
class Leaning:
    """How a statement is answered: how many like it, and how much it divides people."""

    level: float
    pull: float


@dataclass(frozen=True, slots=True)
class Crowd:
    """Who answers: how many, how far two camps stand apart, when they began and how many days they took."""

    people: int
    apart: float
    began: datetime
    days: int
    places: Sequence[Place]
    seed: int


def voices_of(crowd: Crowd, leanings: Sequence[Leaning]) -> list[Voice]:
    """One voice each of a crowd; the same seed gives the same voices."""
    chance = Random(crowd.seed)  # noqa: S311 -- an example that is the same each time, no secret
    return [_voice(crowd, leanings, chance) for _ in range(crowd.people)]


def _voice(crowd: Crowd, leanings: Sequence[Leaning], chance: Random) -> Voice:
    side = (crowd.apart if chance.random() < 0.6 else -crowd.apart) + chance.gauss(0, 0.35)
    ready = chance.gauss(0, 0.4)
    asked = chance.sample(range(len(leanings)), chance.randint(min(10, len(leanings)), len(leanings)))
    said_at = crowd.began + timedelta(days=crowd.days * chance.random() ** 1.4, hours=chance.randint(8, 21))
    return Voice(
        said_at=said_at,
        answers={number + 1: _answer(leanings[number], side, ready, chance) for number in sorted(asked)},
        way=Way.PAPER if chance.random() < PAPER else Way.WEB,
        place=chance.choice([None, *crowd.places]) if crowd.places else None,
        age_band=chance.choice(AGES),
    )


def _answer(leaning: Leaning, side: float, ready: float, chance: Random) -> int:
    if chance.random() < PASSED:
        return 0
    likely = 1 / (1 + math.exp(-(leaning.level + leaning.pull * side + ready)))
    return 1 if chance.random() < likely else -1
