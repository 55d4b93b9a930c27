"""What fits whom: conditions as data, judged in three values, each with its reason.

Pure core: no Django, no database, no clock. The logic is Kleene's strong three-valued logic
(S. C. Kleene, Introduction to Metamathematics, 1952, §64): "cannot tell" stays "cannot tell" until
an answer decides it, and no further answer ever turns a "yes" or a "no".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal


class Answer(IntEnum):
    """No < cannot tell < yes, so that "all of" is the least and "any of" the greatest."""

    NO = 0
    UNKNOWN = 1
    YES = 2


def all_of(answers: Iterable[Answer]) -> Answer:
    """Yes if every answer is yes, no if one is no, else cannot tell; nothing asked means yes."""
    return min(answers, default=Answer.YES)


def any_of(answers: Iterable[Answer]) -> Answer:
    """Yes if one answer is yes, no if every one is no, else cannot tell; nothing offered means no."""
    return max(answers, default=Answer.NO)


def opposite(answer: Answer) -> Answer:
    """No for yes, yes for no; cannot tell stays."""
    return Answer(2 - answer)


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who asks; whatever is None has not been said yet.

    `places` are the numbers of all places the applicant's place lies in, itself included; `partly`
    those of them it lies in only in part; `inner` the places that lie within it; `everywhere` those in
    which everybody lies who can ask here, said or not. `elsewhere` are the places in which they act or
    spend money besides (empty: nowhere else). `age` is in months, `share` in per cent of the whole sum.
    """

    form: str | None = None
    places: frozenset[int] | None = None
    partly: frozenset[int] = frozenset()
    inner: frozenset[int] = frozenset()
    everywhere: frozenset[int] = frozenset()
    people: int | None = None
    partners: int | None = None
    amount: Decimal | None = None
    themes: frozenset[int] | None = None
    elsewhere: frozenset[int] | None = None
    signatures: int | None = None
    age: int | None = None
    share: Decimal | None = None
    judged: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one condition says of an applicant.

    `reason` is the word by which the sentence is found, `asks` the question that would decide
    (empty when nothing is open, "provider" when only the provider knows); a composed condition may need
    `more` answers besides, and tells what its `parts` said.
    """

    answer: Answer
    reason: str
    asks: str = ""
    more: frozenset[str] = frozenset()
    parts: tuple[Verdict, ...] = ()

    @property
    def questions(self) -> frozenset[str]:
        """Everything that has to be answered for it to be decided."""
        return self.more | {self.asks} if self.asks else frozenset()


class Condition(Protocol):
    """Something a measure demands; equal conditions are judged once for all measures."""

    def judge(self, applicant: Applicant) -> Verdict:
        """What this condition says of that applicant."""
        ...

    def __hash__(self) -> int: ...


@dataclass(frozen=True, slots=True)
class FormIn:
    """The applicant's legal form is one of these; not certain means that others may be taken too."""

    forms: frozenset[str]
    certain: bool = True

    def judge(self, applicant: Applicant) -> Verdict:
        """Yes for a named form; no for another only if the list is certain."""
        if not self.forms:
            return Verdict(Answer.UNKNOWN, "forms_not_known", "provider")
        if applicant.form is None:
            return Verdict(Answer.UNKNOWN, "form_not_said", "form")
        if applicant.form in self.forms:
            return Verdict(Answer.YES, "form_fits")
        if self.certain:
            return Verdict(Answer.NO, "form_other")
        return Verdict(Answer.UNKNOWN, "form_uncertain", "provider")


@dataclass(frozen=True, slots=True)
class PlaceWithin:
    """The applicant's place lies in one of these; `basis` says what has to lie there."""

    places: frozenset[int]
    basis: str = ""
    certain: bool = True

    def judge(self, applicant: Applicant) -> Verdict:  # noqa: PLR0911 -- one line a case, in the order they decide
        """Yes inside; no outside if an address is asked; where only the activity counts, ask."""
        if not self.places:
            return Verdict(Answer.UNKNOWN, "places_not_known", "provider")
        if self.places & applicant.everywhere:
            return Verdict(Answer.YES, "place_fits")
        if applicant.places is None:
            return Verdict(Answer.UNKNOWN, "place_not_said", "place")
        within = self.places & applicant.places
        if within - applicant.partly:
            return Verdict(Answer.YES, "place_fits")
        if within:
            return Verdict(Answer.UNKNOWN, "place_partly", "exact_place")
        if self.places & applicant.inner:
            return Verdict(Answer.UNKNOWN, "place_too_large", "exact_place")
        return self._outside(applicant)

    def _outside(self, applicant: Applicant) -> Verdict:
        """What is said of someone from elsewhere: where they act counts only if the call says so."""
        if self.basis in {"activity", "spending", "address_or_activity"}:
            if applicant.elsewhere is None:
                return Verdict(Answer.UNKNOWN, f"place_{self.basis}_elsewhere", "activity")
            if self.places & applicant.elsewhere:
                return Verdict(Answer.YES, "place_acts_there")
        if not self.certain:
            return Verdict(Answer.UNKNOWN, "place_uncertain", "provider")
        return Verdict(Answer.NO, "place_elsewhere")


@dataclass(frozen=True, slots=True)
class SumBetween:
    """The sum one wants lies between the smallest and the largest given, in EUR; None is no limit known."""

    least: Decimal | None
    most: Decimal | None

    def judge(self, applicant: Applicant) -> Verdict:
        """No outside the limits; as long as no sum is named nothing stands against it."""
        if applicant.amount is None:
            return Verdict(Answer.YES, "sum_not_said")
        if self.most is None and self.least is None:
            return Verdict(Answer.YES, "sum_limits_not_known")
        if self.most is not None and applicant.amount > self.most:
            return Verdict(Answer.NO, "sum_above")
        if self.least is not None and applicant.amount < self.least:
            return Verdict(Answer.NO, "sum_below")
        return Verdict(Answer.YES, "sum_fits")


@dataclass(frozen=True, slots=True)
class ThemeAmong:
    """The measure is about these themes; `open` means about anything."""

    themes: frozenset[int]
    open: bool = False

    def judge(self, applicant: Applicant) -> Verdict:
        """Yes for a shared theme, or while no theme is named."""
        if applicant.themes is None:
            return Verdict(Answer.YES, "theme_not_said")
        if self.open:
            return Verdict(Answer.YES, "theme_any")
        if not self.themes:
            return Verdict(Answer.UNKNOWN, "themes_not_known", "provider")
        if self.themes & applicant.themes:
            return Verdict(Answer.YES, "theme_fits")
        return Verdict(Answer.NO, "theme_other")


@dataclass(frozen=True, slots=True)
class PeopleAtLeast:
    """So many people are needed; only of these forms if any are named."""

    least: int
    of_forms: frozenset[str] = frozenset()

    def judge(self, applicant: Applicant) -> Verdict:
        """Asked only of those whom it concerns."""
        if self.of_forms and applicant.form is not None and applicant.form not in self.of_forms:
            return Verdict(Answer.YES, "people_not_asked")
        if applicant.people is not None:
            enough = applicant.people >= self.least
            if enough:
                return Verdict(Answer.YES, "people_enough")
            if not self.of_forms or applicant.form is not None:
                return Verdict(Answer.NO, "people_too_few")
        asks = "people" if applicant.people is None else "form"
        return Verdict(Answer.UNKNOWN, "people_not_said", asks)


@dataclass(frozen=True, slots=True)
class PartnersAtLeast:
    """So many partners are needed."""

    least: int

    def judge(self, applicant: Applicant) -> Verdict:
        """Unknown until the number of partners is said."""
        if applicant.partners is None:
            return Verdict(Answer.UNKNOWN, "partners_not_said", "partners")
        if applicant.partners >= self.least:
            return Verdict(Answer.YES, "partners_enough")
        return Verdict(Answer.NO, "partners_too_few")


@dataclass(frozen=True, slots=True)
class SignaturesAtLeast:
    """So many signatures of residents are needed."""

    least: int

    def judge(self, applicant: Applicant) -> Verdict:
        """Unknown until their number is said."""
        if applicant.signatures is None:
            return Verdict(Answer.UNKNOWN, "signatures_not_said", "signatures")
        if applicant.signatures >= self.least:
            return Verdict(Answer.YES, "signatures_enough")
        return Verdict(Answer.NO, "signatures_too_few")


@dataclass(frozen=True, slots=True)
class AgeBetween:
    """The organisation has existed so many months at least, or at most; None is no limit."""

    least: int | None = None
    most: int | None = None

    def judge(self, applicant: Applicant) -> Verdict:
        """Unknown until its age is said."""
        if applicant.age is None:
            return Verdict(Answer.UNKNOWN, "age_not_said", "age")
        if self.least is not None and applicant.age < self.least:
            return Verdict(Answer.NO, "age_too_young")
        if self.most is not None and applicant.age > self.most:
            return Verdict(Answer.NO, "age_too_old")
        return Verdict(Answer.YES, "age_fits")


@dataclass(frozen=True, slots=True)
class ShareAtLeast:
    """The applicant brings so many per cent of the whole sum."""

    least: Decimal

    def judge(self, applicant: Applicant) -> Verdict:
        """Unknown until it is said how much one can bring."""
        if applicant.share is None:
            return Verdict(Answer.UNKNOWN, "share_not_said", "share")
        if applicant.share >= self.least:
            return Verdict(Answer.YES, "share_enough")
        return Verdict(Answer.NO, "share_too_small")


@dataclass(frozen=True, slots=True)
class Judged:
    """A condition in words that only a person can judge; `key` is how their answer is remembered.

    `about` tells conditions of one kind apart: "" is the text itself, "received" that one has not had the
    support this year, "applications" that one has not applied too often this year (`number` times).
    """

    key: str
    text: str
    about: str = ""
    number: int = 0

    def judge(self, applicant: Applicant) -> Verdict:
        """As the person said; until then cannot tell."""
        said = applicant.judged.get(self.key)
        if said is None:
            return Verdict(Answer.UNKNOWN, "judgement_open", f"judged:{self.key}")
        return Verdict(Answer.YES if said else Answer.NO, "judgement_met" if said else "judgement_not_met")


@dataclass(frozen=True, slots=True)
class Closed:
    """The measure is closed for good."""

    def judge(self, applicant: Applicant) -> Verdict:
        """No, whoever asks."""
        del applicant
        return Verdict(Answer.NO, "closed")


def judged_by(conditions: Iterable[Condition], applicant: Applicant) -> Answer:
    """Whether all the conditions are met."""
    return all_of(condition.judge(applicant).answer for condition in conditions)
