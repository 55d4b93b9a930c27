"""Votes as three parallel arrays and the sums one needs of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from scipy.sparse import coo_array, csr_array

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    # Places of people and statements: half the memory of Ints, which counts where there are millions of votes.
    Spots = NDArray[np.int32]
    Flags = NDArray[np.bool_]

# A sparse array (rows, columns); scipy does not say what its own arrays can do.
Sparse: TypeAlias = Any

AGREE, PASS, DISAGREE = 1, 0, -1


class WrongVotes(ValueError):
    """These are no votes: another value than 1, 0, -1, or arrays of different lengths."""


@dataclass(frozen=True)
class Votes:
    """All votes of a conversation, one a person and statement, sorted by person, then statement.

    person, statement: (votes,) places in `people` and `statements`; value: (votes,) 1 agree, 0 pass, -1 disagree;
    people: (n,) and statements: (m,) the outer numbers, ascending; out: (m,) statements moderated out.
    """

    person: Spots
    statement: Spots
    value: NDArray[np.int8]
    people: Ints
    statements: Ints
    out: Flags

    @property
    def people_count(self) -> int:
        """How many people voted."""
        return len(self.people)

    @property
    def statement_count(self) -> int:
        """How many statements there are, those moderated out and those without votes included."""
        return len(self.statements)

    @cached_property
    def answered(self) -> Ints:
        """(n,) How many statements each person answered, passes and statements moderated out included."""
        return np.bincount(self.person, minlength=self.people_count).astype(np.int64)

    @cached_property
    def ends(self) -> Spots:
        """(n + 1,) Where each person's votes begin and end."""
        return np.concatenate([[0], np.cumsum(self.answered)]).astype(np.int32)

    @cached_property
    def counts(self) -> Ints:
        """(m, 3) How many disagreed with, passed on and agreed to each statement."""
        flat = np.bincount(self.statement * 3 + self.value + 1, minlength=self.statement_count * 3)
        return flat.reshape(-1, 3).astype(np.int64)

    def only(self, chosen: Flags) -> Votes:
        """The same people and statements with some of the votes (a flag for each)."""
        return Votes(
            self.person[chosen], self.statement[chosen], self.value[chosen], self.people, self.statements, self.out
        )

    def of_people(self, chosen: Flags) -> Votes:
        """The votes of some of the people (a flag for each), who are numbered anew."""
        place = (np.cumsum(chosen) - 1).astype(np.int32)
        kept = chosen[self.person]
        return Votes(
            place[self.person[kept]], self.statement[kept], self.value[kept], self.people[chosen], self.statements,
            self.out,
        )  # fmt: skip

    def stretches(self, most: int) -> Iterator[tuple[slice, slice]]:
        """Stretches of people with at most about so many votes together: (their places, the places of their votes)."""
        ends = self.ends
        begin = 0
        while begin < self.people_count:
            end = max(begin + 1, int(np.searchsorted(ends, ends[begin] + most, side="right")) - 1)
            yield slice(begin, end), slice(int(ends[begin]), int(ends[end]))
            begin = end

    def stretch(self, people: slice, votes: slice) -> Votes:
        """The votes of one stretch of people, who are numbered from 0."""
        return Votes(
            self.person[votes] - people.start, self.statement[votes], self.value[votes], self.people[people],
            self.statements, self.out,
        )  # fmt: skip

    def matrix(self, weights: Floats) -> Sparse:
        """(n, m) A sparse array that holds a weight for each vote."""
        return csr_array((weights, self.statement, self.ends), shape=(self.people_count, self.statement_count))

    @cached_property
    def marks(self) -> tuple[Ints, Ints]:
        """(n,) and (m,) Numbers that come from what was said, and not from who came first.

        Whatever needs an order takes this one, so that numbering people or statements anew changes nothing. Sums of
        thirty-bit numbers are exact, so that the order of summing plays no part either.
        """
        known = _mixed(self.counts @ np.array([1, 1_000_003, 998_244_353]) + self.out)
        said = _mixed(known[:, None] * 3 + np.arange(3)).ravel().astype(float)[self.statement * 3 + self.value + 1]
        people = np.bincount(self.person, weights=said, minlength=self.people_count).astype(np.int64)
        said = _mixed(people[:, None] * 3 + np.arange(3)).ravel().astype(float)[self.person * 3 + self.value + 1]
        statements = np.bincount(self.statement, weights=said, minlength=self.statement_count).astype(np.int64)
        return people, statements + known


def votes_from(
    people: ArrayLike, statements: ArrayLike, values: ArrayLike, *, known: ArrayLike = (), out: ArrayLike = ()
) -> Votes:
    """Votes out of lists in the order in which they were given: somebody's last vote on a statement counts.

    `known` are numbers of statements, with or without votes; `out` those that were moderated out.
    Raises WrongVotes where the lists differ in length or a value is none of 1, 0, -1.
    """
    person, statement = (np.asarray(each, dtype=np.int64) for each in (people, statements))
    value = np.asarray(values)
    if not len(person) == len(statement) == len(value):
        raise WrongVotes("The lists of people, statements and votes differ in length.")
    # Looked at before they are made whole numbers, or a half would count as passed.
    if len(value) and not np.isin(value, (AGREE, PASS, DISAGREE)).all():
        raise WrongVotes("A vote is 1, 0 or -1.")
    who, by_person = _numbered(person)
    what, by_all = _numbered(np.concatenate([statement, np.asarray(known, np.int64), np.asarray(out, np.int64)]))
    by_statement = by_all[: len(statement)]
    order = _order(by_person, by_statement, (len(who), len(what)))
    by_person, by_statement = by_person[order], by_statement[order]
    last = np.ones(len(order), dtype=bool)
    last[:-1] = (by_person[1:] != by_person[:-1]) | (by_statement[1:] != by_statement[:-1])
    kept = value[order[last]].astype(np.int8)
    return Votes(by_person[last], by_statement[last], kept, who, what, np.isin(what, np.asarray(out, np.int64)))


def _mixed(numbers: Ints) -> Ints:
    """Thirty bits that look like chance, from whole numbers (the finaliser of SplitMix64, Steele et al. 2014)."""
    mixed = numbers.astype(np.uint64)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return (mixed >> np.uint64(34)).astype(np.int64)


def _numbered(numbers: Ints) -> tuple[Ints, Spots]:
    """The distinct numbers in order, and each number's place among them; by counting where they lie close together."""
    if not len(numbers):
        return numbers, numbers.astype(np.int32)
    low, high = int(numbers.min()), int(numbers.max())
    if high - low > 4 * len(numbers) + 1_000:
        distinct, places = np.unique(numbers, return_inverse=True)
        return distinct, places.astype(np.int32)
    seen = np.zeros(high - low + 1, dtype=bool)
    seen[numbers - low] = True
    return np.flatnonzero(seen) + low, (np.cumsum(seen, dtype=np.int32) - 1)[numbers - low]


def _order(person: Spots, statement: Spots, shape: tuple[int, int]) -> Spots:
    """What sorts votes by person, then statement, equal cells as they came, so that the last of them is the last vote.

    Turning a sparse array from columns to rows counts, which is several times quicker than sorting.
    """
    cells = coo_array((np.arange(len(person), dtype=np.int32), (statement, person)), shape=shape[::-1])
    # Or it would add up the places of votes on the same cell.
    cells.has_canonical_format = True
    return np.asarray(cells.tocsr().T.tocsr().data)
