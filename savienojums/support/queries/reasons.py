"""Why a measure fits or not: each condition's answer in a sentence, with the words of the call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from savienojums.core.templatetags.core import listed
from savienojums.network.kinds import LegalForm
from savienojums.support import fit, sentences
from savienojums.support.composed import AllOf, AnyOf, Not, Stated, bare
from savienojums.support.models import Measure
from savienojums.support.queries.cards import Card, card_of
from savienojums.support.queries.catalogue import demands_of, judged_of, shelf
from savienojums.support.queries.conditions import age_words, forms_listed, places_listed, themes_listed
from savienojums.support.queries.measures import held
from savienojums.support.queries.versions import Link, local_ones_of, wider_of, with_versions

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.support.queries.asking import Asked

# What nobody asked about needs no reason.
SILENT = {"sum_not_said", "theme_not_said", "people_not_asked"}


@dataclass(frozen=True, slots=True)
class Reason:
    """What one condition says, in a sentence, with the words of the call; `key` if a person can judge it."""

    answer: str
    answer_words: str
    text: str
    key: str = ""
    quote: str = ""
    where: str = ""
    parts: tuple[Reason, ...] = ()

    @property
    def judged_within(self) -> bool:
        """Whether it, or a part of it, offers to be judged."""
        return bool(self.key) or any(part.judged_within for part in self.parts)


@dataclass(frozen=True)
class Judgement:
    """One measure with its reasons; those that decide come first. Equal ones look alike."""

    says_all: ClassVar[bool] = True

    card: Card
    reasons: tuple[Reason, ...]
    source_url: str
    # Where it says who could lead, for those who may only be partners.
    leads: str = ""
    wider: Link | None = None
    local: tuple[Link, ...] = ()

    @property
    def asks_a_person(self) -> bool:
        """Whether a reason offers to be judged, with addresses that depend on the page."""
        return any(reason.judged_within for reason in self.reasons)


@dataclass(frozen=True)
class Matter:
    """All of a measure that reasons are made of, in one language on one day."""

    card: Card
    demands: tuple[fit.Condition, ...]
    names: sentences.Names
    quotes: dict[type, tuple[str, str]]
    source_url: str
    partner_forms: frozenset[str]
    wider: Link | None
    local: tuple[Link, ...]


def judgements(person: Person | None, pks: list[int], asked: Asked, at: datetime) -> list[Judgement]:
    """These public measures with the reasons that concern whoever asks."""

    def made(missing: list[int]) -> dict[int, Matter]:
        rows = with_versions(Measure.objects.visible_to(person).for_cards().with_places()).in_bulk(missing)
        return {pk: _matter(row, at) for pk, row in rows.items()}

    applicant = asked.applicant()
    return [_judgement(matter, applicant, asked) for matter in held(shelf(at).matters, pks, made)]


def judgement_on(measure: Measure, asked: Asked, at: datetime) -> Judgement:
    """This measure as it is given, perhaps not as it is saved, with the reasons that concern whoever asks."""
    return _judgement(_matter(measure, at), asked.applicant(), asked)


def _matter(measure: Measure, at: datetime) -> Matter:
    return Matter(
        card=card_of(measure, at),
        demands=(*demands_of(measure), *judged_of(measure)),
        names=sentences.Names(
            forms=forms_listed(measure.legal_forms),
            places=places_text(measure),
            themes=listed(measure.themes.all()),
            least=measure.amount_min,
            most=measure.amount_max,
        ),
        quotes={
            fit.FormIn: (measure.who_text, measure.who_where),
            fit.PlaceWithin: (measure.places_text, measure.places_where),
            fit.SumBetween: ("", measure.sums_where),
            fit.ThemeAmong: (measure.theme_words, ""),
        },
        source_url=measure.source_url,
        partner_forms=frozenset(measure.partner_forms),
        wider=wider_of(measure),
        local=local_ones_of(measure),
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
        leads=_leads(matter, asked) if _may_be_partner(matter, asked, told) else "",
        wider=matter.wider,
        local=matter.local,
    )


def _leads(matter: Matter, asked: Asked) -> str:
    """The page of those who could lead, for whoever asks."""
    said = {"place": asked.place.slug if asked.place else "", "form": asked.form}
    return f"{reverse('measure_leads', args=[matter.card.slug])}?{urlencode(said)}"


def _may_be_partner(matter: Matter, asked: Asked, told: list[tuple[fit.Condition, fit.Verdict]]) -> bool:
    """Whether they may not lead because of their legal form, but may take part as a partner."""
    refused = {verdict.reason for _demand, verdict in told if verdict.answer == fit.Answer.NO}
    return asked.form in matter.partner_forms and refused == {"form_other"}


def _reason(matter: Matter, demand: fit.Condition, verdict: fit.Verdict, asked: Asked) -> Reason:
    """The sentence of one of the measure's own conditions, or of one that an editor composed."""
    inner = bare(demand)
    composed = isinstance(demand, Stated) or inner is not demand or isinstance(inner, AllOf | AnyOf | Not)
    quote, where = matter.quotes.get(type(demand), ("", ""))
    if isinstance(demand, Stated):
        quote, where = demand.says, demand.where
    # Limits nobody knows stand against nothing, but a tick would promise too much.
    shown = fit.Answer.UNKNOWN if verdict.reason == "sum_limits_not_known" else verdict.answer
    # A limit within a composed condition says when something holds, not what the measure gives.
    word = f"{verdict.reason}_here" if composed and verdict.reason in {"sum_above", "sum_below"} else verdict.reason
    names = names_of(inner, matter.names if not composed else sentences.Names(), asked, own=composed)
    return Reason(
        answer=shown.name.lower(),
        answer_words=_in_words(shown),
        text=sentences.reason(word, names),
        key=getattr(inner, "key", ""),
        quote=quote,
        where=where,
        parts=_parts(matter, inner, verdict, asked),
    )


def _parts(matter: Matter, inner: fit.Condition, verdict: fit.Verdict, asked: Asked) -> tuple[Reason, ...]:
    parts: tuple[fit.Condition, ...] = ()
    if isinstance(inner, AllOf | AnyOf):
        parts = inner.parts
    elif isinstance(inner, Not):
        parts = (inner.part,)
    # A part may be of the same kind as one of the measure's own conditions; it speaks for itself all the same.
    return tuple(
        _reason(matter, part if isinstance(part, Stated) else Stated(part), told, asked)
        for part, told in zip(parts, verdict.parts, strict=False)
    )


def names_of(  # noqa: PLR0911 -- one line a kind of condition
    condition: fit.Condition, names: sentences.Names, asked: Asked, *, own: bool
) -> sentences.Names:
    """What the sentence about a condition may mention; `own` where the condition itself says it all."""
    told = replace(
        names,
        form=str(LegalForm(asked.form).label).lower() if asked.form else "",
        place=str(asked.place or ""),
    )
    match condition:
        case fit.FormIn(forms=forms) if own:
            return replace(told, forms=forms_listed(forms))
        case fit.PlaceWithin(places=places) if own:
            return replace(told, places=places_listed(places))
        case fit.ThemeAmong(themes=wanted) if own:
            return replace(told, themes=themes_listed(wanted))
        case fit.SumBetween(least=least, most=most) if own:
            return replace(told, least=least, most=most)
        case fit.PeopleAtLeast(least=count) | fit.PartnersAtLeast(least=count) | fit.SignaturesAtLeast(least=count):
            return replace(told, number=count)
        case fit.AgeBetween(least=youngest, most=oldest):
            return replace(told, age=age_words(youngest, oldest))
        case fit.ShareAtLeast(least=share):
            return replace(told, share=formats.number_format(share.normalize()))
        case fit.Judged():
            return replace(told, text=sentences.judged(condition))
    return told


def _in_words(answer: fit.Answer) -> str:
    return {fit.Answer.YES: _("yes"), fit.Answer.UNKNOWN: _("cannot tell yet"), fit.Answer.NO: _("no")}[answer]


def places_text(measure: Measure) -> str:
    """The territory in words: the places we know, else what the call says."""
    return ", ".join(str(place) for place in measure.places.all()) or measure.places_text
