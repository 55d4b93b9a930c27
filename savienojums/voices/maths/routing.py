"""Which statement to show next: the one whose answer would tell most, a new one, or any, by stated chances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit

if TYPE_CHECKING:
    from savienojums.voices.maths.ideal import Items
    from savienojums.voices.maths.votes import Flags, Floats, Ints

# Shares of the drawing: what tells most of the person, what statements still need, and pure chance.
TELLING, NEEDED, CHANCE = 0.65, 0.25, 0.10
# How strongly the most telling is preferred: its worth to this power.
SHARPNESS = 6
# A statement with so many answers is half known.
HALF_KNOWN = 15


@dataclass(frozen=True, slots=True)
class Person:
    """Where somebody stands so far: mean (k+1,) of (b, f), and covariance (k+1, k+1)."""

    mean: Floats
    spread: Floats


def stranger(items: Items) -> Person:
    """Somebody who has not answered anything."""
    variance = np.ones(items.axes + 1)
    variance[0] = items.readiness
    return Person(np.zeros(items.axes + 1), np.diag(variance))


def person_of(items: Items, statement: Ints, value: Ints, rounds: int = 4) -> Person:
    """Where somebody stands after these answers (1 or -1; passes say nothing): a few solutions of a tiny system."""
    said = value != 0
    design, agrees = items.design[statement[said]], (value[said] > 0) - 0.5
    level = items.level[statement[said]]
    start = stranger(items)
    prior = np.linalg.inv(start.spread)
    mean, spread = start.mean, start.spread
    for _ in range(rounds):
        size = np.maximum(np.abs(level + design @ mean), 1e-6)
        weights = np.tanh(size / 2) / (2 * size)
        spread = np.linalg.inv(prior + (design.T * weights) @ design)
        mean = spread @ (design.T @ (agrees - weights * level))
    return Person(mean, spread)


def telling(items: Items, person: Person, counts: Ints) -> Floats:
    """(m,) By how much an answer would lessen what is not known of all this person's answers, passes reckoned in.

    Asking s lessens the covariance V by w/(1+w·xVx)·(Vx)(Vx)ᵀ; summed over all statements that is xVMVx with M = Σxxᵀ.
    """
    design = items.design
    chance = expit(items.level + design @ person.mean)
    weight = chance * (1 - chance)
    seen = design @ person.spread
    own = np.sum(seen * design, axis=1)
    every = np.sum((seen @ (design.T @ design)) * seen, axis=1)
    passed = (counts[:, 1] + 1) / (counts.sum(axis=1) + 4)
    return np.asarray(weight / (1 + weight * own) * every * (1 - passed))


def chances_of(items: Items, person: Person, counts: Ints, open_: Flags) -> Floats:
    """(m,) With which chance each statement is shown next; none where it was answered or stands out (open_ False).

    counts (m, 3) is what is known of the statements now, also of those newer than the fit.
    """
    if not open_.any():
        return np.zeros(len(open_))
    worth = np.where(open_, telling(items, person, counts), 0.0)
    worth = (worth / worth.max()) ** SHARPNESS if worth.max() > 0 else open_.astype(float)
    need = np.where(open_, 1 / (1 + counts.sum(axis=1) / HALF_KNOWN) ** 2, 0.0)
    parts = ((TELLING, worth), (NEEDED, need), (CHANCE, open_.astype(float)))
    return np.asarray(np.sum([share * part / part.sum() for share, part in parts], axis=0))


def priority(counts: Ints, loading: Floats, mean: Floats) -> Floats:
    """(m,) The published priority of Polis, to compare with: importance times a bonus for statements seldom seen, squared."""
    asked = counts.sum(axis=1)
    extremity = np.sqrt(len(mean)) * np.abs(1 - mean) * np.linalg.norm(loading, axis=1)
    importance = (1 - (counts[:, 1] + 1) / (asked + 2)) * (extremity + 1) * (counts[:, 2] + 1) / (asked + 2)
    return np.asarray((importance * (1 + 8 * 2.0 ** (-asked / 5))) ** 2)
