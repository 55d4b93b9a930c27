"""What fits whom: three lists out of all measures, each with its reasons and what would decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from savienojums.core.pages import PER_PAGE, Page, page_number
from savienojums.support import fit, sentences
from savienojums.support.catalogue import exactly_one
from savienojums.support.queries.catalogue import Shelf, shelf
from savienojums.support.queries.measures import cards_for
from savienojums.support.queries.reasons import Judgement, judgements

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.support.queries.asking import Asked
    from savienojums.support.queries.cards import Card

LISTS = ("yes", "unknown", "no")
# A measure may have both an open question of ours and one for the provider; only ours can be asked here.
NOT_OURS = "provider"
# Questions that belong to one measure alone are asked beside it.
OF_ONE_MEASURE = "judged:"


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the three lists."""

    name: str
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A question still open: how many measures wait for its answer alone, and how many need it among others."""

    name: str
    words: str
    alone: int
    among: int

    @property
    def parameter(self) -> str:
        """The part of the address that answers it."""
        return {"exact_place": "place", "activity": "elsewhere"}.get(self.name, self.name)

    @property
    def in_full(self) -> str:
        """The question as one asks somebody."""
        return sentences.question_in_full(self.name)


@dataclass(frozen=True, slots=True)
class Result:
    """The three lists; of one of them a page of rows."""

    counts: dict[str, int]
    shown: str
    page: Page[Judgement]
    questions: list[Ask]
    one_answer_away: int
    first: Judgement | None = None
    first_list: str = ""
    # What decides about the measure they came from, or helps to.
    own_question: Ask | None = None

    @property
    def shown_tab(self) -> Tab:
        """The list whose rows are shown."""
        return next(tab for tab in self.tabs if tab.name == self.shown)

    @property
    def tabs(self) -> list[Tab]:
        """The three lists with their sizes and names."""
        words = {"yes": _("fit"), "unknown": _("cannot be told yet"), "no": _("do not fit")}
        return [Tab(name, self.counts[name], words[name]) for name in LISTS]


def fits_for(person: Person | None, asked: Asked, at: datetime, *, shown: str = "", page: str = "") -> Result:
    """What fits, what cannot be told yet, what does not fit; a page of the list that was asked for."""
    whole, applicant = shelf(at), asked.applicant()
    verdicts = {demand: demand.judge(applicant) for demand in whole.catalogue.demands}
    told = _as_judged(whole, asked.judged)
    answers = {demand: verdict.answer for demand, verdict in verdicts.items()}
    outcome = whole.catalogue.judged(answers, no=told.refused, unknown=told.one | told.many)
    sets = {"yes": outcome.yes, "unknown": outcome.unknown, "no": outcome.no}
    counts = {name: found.bit_count() for name, found in sets.items()}
    shown = shown if shown in LISTS else next((name for name in LISTS if counts[name]), "yes")
    number = page_number(page, counts[shown])
    start = (number - 1) * PER_PAGE
    pks = whole.catalogue.members(sets[shown], "deadline", start, start + PER_PAGE)
    asks = _open_questions(whole, verdicts)
    ours = {ask: having & outcome.unknown for ask, having in asks.items() if ask != NOT_OURS}
    alone = exactly_one(asks.values(), once=told.one | told.many, twice=told.many)
    waiting = alone & ~asks.get(NOT_OURS, 0) & outcome.unknown
    first = whole.slugs.get(asked.measure)
    bit = whole.catalogue.set_of([first] if first else [])
    own = {ask: having & bit for ask, having in ours.items()}
    return Result(
        first=next(iter(judgements(person, [first] if first else [], asked, at)), None),
        first_list=next((name for name, having in sets.items() if having & bit), ""),
        own_question=next(iter(_most_deciding(own, waiting)), None),
        counts=counts,
        shown=shown,
        page=Page(judgements(person, pks, asked, at), number, counts[shown]),
        questions=_most_deciding(ours, waiting),
        one_answer_away=waiting.bit_count(),
    )


def card_asked_about(person: Person | None, asked: Asked, at: datetime) -> Card | None:
    """The card of the measure they came from, if everyone may read it."""
    pk = shelf(at).slugs.get(asked.measure)
    return next(iter(cards_for(person, [pk] if pk else [], at)), None)


def _most_deciding(asks: dict[str, int], waiting: int) -> list[Ask]:
    """The open questions; the one that decides most measures by itself first, then the one that helps with most."""
    told = [
        Ask(name, sentences.question(name), (having & waiting).bit_count(), having.bit_count())
        for name, having in asks.items()
        if having and not name.startswith(OF_ONE_MEASURE)
    ]
    return sorted(told, key=lambda ask: (-ask.alone, -ask.among, ask.name))


@dataclass(frozen=True, slots=True)
class Told:
    """Which measures wait for one judgement of a person, for several, and which were refused by one."""

    one: int
    many: int
    refused: int


def _as_judged(whole: Shelf, judged: dict[str, bool]) -> Told:
    """The measures with conditions in words, as far as whoever asks has judged them."""
    one, many, refused = whole.one_judged, whole.many_judged, 0
    touched = {key.rpartition(".")[0] for key in judged}
    for pk, own in whole.judged.items() if touched else ():
        if own[0].key.rpartition(".")[0] in touched:
            bit = whole.catalogue.set_of([pk])
            said = [judged.get(each.key) for each in own]
            refused |= bit if False in said else 0
            one = one | bit if said.count(None) == 1 else one & ~bit
            many = many | bit if said.count(None) > 1 else many & ~bit
    return Told(one, many, refused)


def _open_questions(whole: Shelf, verdicts: dict[fit.Condition, fit.Verdict]) -> dict[str, int]:
    """For each question still open: the measures it would help to decide."""
    asks: dict[str, int] = {}
    for demand, verdict in verdicts.items():
        for ask in verdict.questions:
            asks[ask] = asks.get(ask, 0) | whole.catalogue.demands[demand]
    return asks
