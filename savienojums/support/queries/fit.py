"""What fits whom: three lists out of all measures, each with its reasons and what would decide."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _

from savienojums.core.pages import PER_PAGE, Page, page_number
from savienojums.core.templatetags.core import listed
from savienojums.network.kinds import LegalForm
from savienojums.network.models import Organisation
from savienojums.network.queries.places import atlas
from savienojums.network.queries.themes import themes
from savienojums.support import fit, sentences
from savienojums.support.catalogue import exactly_one
from savienojums.support.models import Measure
from savienojums.support.queries.cards import Card, card_of
from savienojums.support.queries.catalogue import Shelf, demands_of, judged_of, shelf
from savienojums.support.queries.measures import applicant_at, held

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import QueryDict

    from savienojums.accounts.models import Person
    from savienojums.network.queries.places import Territory

LISTS = ("yes", "unknown", "no")
# A measure may have both an open question of ours and one for the provider; only ours can be asked here.
NOT_OURS = "provider"
# What nobody asked about needs no reason.
SILENT = {"sum_not_said", "theme_not_said", "people_not_asked"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, as the address of the page says it."""

    place: Territory | None = None
    form: str = ""
    amount: Decimal | None = None
    themes: tuple[str, ...] = ()
    people: int | None = None
    partners: int | None = None
    judged: dict[str, bool] = field(default_factory=dict)
    organisation: Organisation | None = None

    @property
    def said_something(self) -> bool:
        """Whether there is anything to judge by."""
        return bool(self.place or self.form or self.amount is not None or self.themes)

    def applicant(self) -> fit.Applicant:
        """The same for the pure core."""
        pks = {theme.slug: theme.pk for theme in themes()}
        known = frozenset(pks[slug] for slug in self.themes if slug in pks)
        return applicant_at(
            self.place,
            form=self.form or None,
            amount=self.amount,
            themes=known or None,
            people=self.people,
            partners=self.partners,
            judged=self.judged,
        )


def asked_by(person: Person | None, said: QueryDict) -> Asked:
    """Who asks: what the form says, else what the registry knows of the organisation they ask for."""
    organisation = _organisation(person, said.get("organisation", ""))
    place = atlas().by_slug.get(said.get("place", ""))
    form = said.get("form", "")
    if organisation and "place" not in said:
        place = atlas().by_pk.get(organisation.place_id or 0)
        form = form or organisation.legal_form
    people = _number(said.get("people", ""))
    return Asked(
        place=place,
        form=form if form in LegalForm.values else "",
        amount=_amount(said.get("sum", "")),
        themes=tuple(said.getlist("theme")[:20]),
        people=people if people is not None or not organisation else organisation.people_count,
        partners=_number(said.get("partners", "")),
        judged=dict.fromkeys(said.getlist("met")[:50], True) | dict.fromkeys(said.getlist("unmet")[:50], False),
        organisation=organisation,
    )


def _organisation(person: Person | None, slug: str) -> Organisation | None:
    return Organisation.objects.visible_to(person).filter(slug=slug).first() if slug else None


def _number(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else None


def _amount(said: str) -> Decimal | None:
    """A sum as people type it: "11 000 EUR", "500,50", "€800"."""
    digits = "".join(sign for sign in said.replace(",", ".") if sign in "0123456789.")
    try:
        amount = Decimal(digits) if digits and len(digits) < 13 else None
    except InvalidOperation:
        return None
    return amount if amount is None or amount >= 0 else None


@dataclass(frozen=True, slots=True)
class Reason:
    """What one condition says, in a sentence, with the words of the call; `key` if a person can judge it."""

    answer: str
    answer_words: str
    text: str
    key: str = ""
    quote: str = ""


@dataclass(frozen=True)
class Judgement:
    """One measure with its reasons; those that decide come first. Equal ones look alike."""

    says_all: ClassVar[bool] = True

    card: Card
    reasons: tuple[Reason, ...]
    source_url: str

    @property
    def asks_a_person(self) -> bool:
        """Whether a reason offers to be judged, with addresses that depend on the page."""
        return any(reason.key for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the three lists."""

    name: str
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A question still open, and how many measures its answer would help to decide."""

    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Result:
    """The three lists; of one of them a page of rows."""

    counts: dict[str, int]
    shown: str
    page: Page[Judgement]
    questions: list[Ask]
    one_answer_away: int

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
    waiting = exactly_one(asks.values(), once=told.one | told.many, twice=told.many) & ~asks.get(NOT_OURS, 0)
    return Result(
        counts=counts,
        shown=shown,
        page=Page(judgements(person, pks, asked, at), number, counts[shown]),
        questions=_most_deciding(ours),
        one_answer_away=(waiting & outcome.unknown).bit_count(),
    )


def _most_deciding(asks: dict[str, int]) -> list[Ask]:
    """The open questions, the one that helps to decide most first."""
    counted = Counter({ask: having.bit_count() for ask, having in asks.items() if having})
    return [Ask(sentences.question(ask), count) for ask, count in counted.most_common()]


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
        if verdict.asks:
            asks[verdict.asks] = asks.get(verdict.asks, 0) | whole.catalogue.demands[demand]
    return asks


@dataclass(frozen=True)
class Matter:
    """All of a measure that reasons are made of, in one language on one day."""

    card: Card
    demands: tuple[fit.Condition, ...]
    names: sentences.Names
    quotes: dict[type, str]
    source_url: str


def judgements(person: Person | None, pks: list[int], asked: Asked, at: datetime) -> list[Judgement]:
    """These public measures with the reasons that concern whoever asks."""

    def made(missing: list[int]) -> dict[int, Matter]:
        rows = Measure.objects.visible_to(person).for_cards().prefetch_related("places").in_bulk(missing)
        return {pk: _matter(row, at) for pk, row in rows.items()}

    applicant = asked.applicant()
    return [_judgement(matter, applicant, asked) for matter in held(shelf(at).matters, pks, made)]


def _matter(measure: Measure, at: datetime) -> Matter:
    forms = [str(LegalForm(form).label) for form in LegalForm.values if form in measure.legal_forms]
    return Matter(
        card=card_of(measure, at),
        demands=(*demands_of(measure), *judged_of(measure)),
        names=sentences.Names(
            forms=listed(forms).lower(),
            places=places_text(measure),
            themes=listed(measure.themes.all()),
            least=measure.amount_min,
            most=measure.amount_max,
        ),
        quotes={
            fit.FormIn: measure.who_text,
            fit.PlaceWithin: measure.places_text,
            fit.ThemeAmong: measure.theme_words,
        },
        source_url=measure.source_url,
    )


def _judgement(matter: Matter, applicant: fit.Applicant, asked: Asked) -> Judgement:
    """One measure with its reasons, those that decide first."""
    told = [(demand, demand.judge(applicant)) for demand in matter.demands]
    told.sort(key=lambda pair: pair[1].answer)
    return Judgement(
        card=matter.card,
        reasons=tuple(
            _reason(matter, demand, verdict, asked) for demand, verdict in told if verdict.reason not in SILENT
        ),
        source_url=matter.source_url,
    )


def _reason(matter: Matter, demand: fit.Condition, verdict: fit.Verdict, asked: Asked) -> Reason:
    counted = demand.least if isinstance(demand, fit.PeopleAtLeast | fit.PartnersAtLeast) else 0
    names = replace(
        matter.names,
        form=str(LegalForm(asked.form).label).lower() if asked.form else "",
        place=str(asked.place or ""),
        number=counted,
        text=getattr(demand, "text", ""),
    )
    # Limits nobody knows stand against nothing, but a tick would promise too much.
    shown = fit.Answer.UNKNOWN if verdict.reason == "sum_limits_not_known" else verdict.answer
    return Reason(
        answer=shown.name.lower(),
        answer_words=_in_words(shown),
        text=sentences.reason(verdict.reason, names),
        key=getattr(demand, "key", ""),
        quote=matter.quotes.get(type(demand), ""),
    )


def _in_words(answer: fit.Answer) -> str:
    return {fit.Answer.YES: _("yes"), fit.Answer.UNKNOWN: _("cannot tell yet"), fit.Answer.NO: _("no")}[answer]


def places_text(measure: Measure) -> str:
    """The territory in words: the places we know, else what the call says."""
    return ", ".join(str(place) for place in measure.places.all()) or measure.places_text
