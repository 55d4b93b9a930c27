"""Conditions made of conditions: all of them, one of them, not this one; and where in the call each stands.

Pure core: no Django, no database, no clock. Kleene's strong three-valued logic, as in `fit`: a composed
condition of parts that never turn a "yes" or a "no" never turns one either.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from savienojums.support.fit import Answer, Verdict, all_of, any_of, opposite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from savienojums.support.fit import Applicant, Condition

# What counts as "nothing stands against it" while a filter is silent, and the question that is open then.
SILENT = {"sum_not_said": "sum", "theme_not_said": "theme"}
ONLY_THE_PROVIDER = "provider"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part has to be met."""

    parts: tuple[Condition, ...]

    def judge(self, applicant: Applicant) -> Verdict:
        """No if one part is no; everything still open has to be asked."""
        told = tuple(part.judge(applicant) for part in self.parts)
        answer = all_of(each.answer for each in told)
        return _verdict(answer, "all", told, frozenset().union(*(each.questions for each in told)))


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part is enough."""

    parts: tuple[Condition, ...]

    def judge(self, applicant: Applicant) -> Verdict:
        """Yes if one part is yes; of what is open the shortest way is asked, rather of people than of the provider."""
        told = tuple(part.judge(applicant) for part in self.parts)
        answer = any_of(each.answer for each in told)
        open_parts = [each.questions for each in told if each.answer == Answer.UNKNOWN]
        asks = min(open_parts, key=lambda asked: (ONLY_THE_PROVIDER in asked, len(asked)), default=frozenset())
        return _verdict(answer, "any", told, asks)


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not be so."""

    part: Condition

    def judge(self, applicant: Applicant) -> Verdict:
        """The opposite; what is open stays open."""
        told = self.part.judge(applicant)
        return _verdict(opposite(told.answer), "not", (told,), told.questions)


@dataclass(frozen=True, slots=True)
class Asked:
    """A condition on what may stay unsaid elsewhere, such as a theme: here it is asked for."""

    part: Condition

    def judge(self, applicant: Applicant) -> Verdict:
        """Cannot tell while it is silent."""
        told = self.part.judge(applicant)
        if told.reason in SILENT:
            return replace(told, answer=Answer.UNKNOWN, asks=SILENT[told.reason])
        return told


@dataclass(frozen=True, slots=True)
class Stated:
    """A condition with the sentence of the call and where it stands there ("point 4.2", "page 3")."""

    part: Condition
    says: str = ""
    where: str = ""

    def judge(self, applicant: Applicant) -> Verdict:
        """As the condition itself."""
        return self.part.judge(applicant)


def bare(condition: Condition) -> Condition:
    """The condition itself, without what is said about it."""
    while isinstance(condition, Stated | Asked):
        condition = condition.part
    return condition


def leaves(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """The conditions everything is composed of, without what is said about them."""
    for each in map(bare, conditions):
        if isinstance(each, AllOf | AnyOf):
            yield from leaves(each.parts)
        elif isinstance(each, Not):
            yield from leaves([each.part])
        else:
            yield each


def _verdict(answer: Answer, word: str, parts: tuple[Verdict, ...], asked: frozenset[str]) -> Verdict:
    if answer != Answer.UNKNOWN:
        return Verdict(answer, word, parts=parts)
    first = min(asked)
    return Verdict(answer, word, first, asked - {first}, parts)
