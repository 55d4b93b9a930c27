"""Conversations to reckon with: two real ones, and drawn ones whose truth is known."""

from __future__ import annotations

import csv
import gzip
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from savienojums.voices.maths import ideal
from savienojums.voices.maths.opinion_map import map_of
from savienojums.voices.maths.votes import votes_from

if TYPE_CHECKING:
    from savienojums.voices.maths.votes import Ints, Votes

PUBLIC = Path(__file__).parent / "polis_public"
NAMES = ("nz-taxes", "canada-electoral-reform")


def rows(name: str, part: str) -> list[dict[str, str]]:
    with gzip.open(PUBLIC / f"{name}.{part}.csv.gz", "rt", encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


@cache
def real(name: str) -> tuple[Votes, Ints]:
    """The votes of a public conversation, and the published group of everybody (-1 none)."""
    cast = sorted(rows(name, "votes"), key=lambda row: int(row["order"]))
    statements = rows(name, "statements")
    votes = votes_from(
        *([int(row[key]) for row in cast] for key in ("participant_id", "statement_id", "vote")),
        known=[int(row["statement_id"]) for row in statements],
        out=[int(row["statement_id"]) for row in statements if row["moderated"] == "-1"],
    )
    group = {int(row["participant_id"]): int(row["group"]) for row in rows(name, "groups") if row["group"]}
    return votes, np.array([group.get(each, -1) for each in votes.people.tolist()])


@cache
def real_map(name):
    return map_of(real(name)[0])


@cache
def taught(name):
    """Votes with every fifth put aside, and what was put aside: person, statement, whether they agreed."""
    votes, _ = real(name)
    said = ideal.said_of(votes)
    aside = (np.random.default_rng(1).random(len(said.value)) < 0.2) & (said.answered[said.person] >= 10)
    return said.only(~aside), said.person[aside], said.statement[aside], said.value[aside] > 0


def drawn(*, seed, people=300, statements=60, gap=0.0, filled=0.3):
    """Votes of one Gaussian cloud, or with a gap of two groups, and who is in the first third."""
    chance = np.random.default_rng(seed)
    stands = chance.standard_normal((people, 2))
    first = np.arange(people) < people // 3
    if gap:
        stands[:, 0] = 0.5 * stands[:, 0] + np.where(first, gap, -gap / 2)
    loading, level = chance.standard_normal((statements, 2)) * 1.3, chance.standard_normal(statements)
    ready = chance.standard_normal(people) * 0.7
    person, statement = np.nonzero(chance.random((people, statements)) < filled)
    odds = level[statement] + ready[person] + np.sum(stands[person] * loading[statement], axis=1)
    value = np.where(chance.random(len(person)) < 1 / (1 + np.exp(-odds)), 1, -1)
    value[chance.random(len(person)) < 0.15] = 0
    return votes_from(person, statement, value, known=np.arange(statements)), first


def renumbered(votes: Votes, seed: int) -> tuple[Votes, Ints, Ints]:
    """The same votes with people and statements numbered anew, in another order; and both new numberings."""
    chance = np.random.default_rng(seed)
    people, statements = chance.permutation(votes.people_count), chance.permutation(votes.statement_count)
    order = chance.permutation(len(votes.value))
    again = votes_from(
        people[votes.person][order],
        statements[votes.statement][order],
        votes.value[order],
        known=np.arange(votes.statement_count),
        out=statements[np.flatnonzero(votes.out)],
    )
    return again, people, statements
