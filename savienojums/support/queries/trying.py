"""Trying conditions before they are saved: what they would say to the organisations of the registry."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from savienojums.core import search
from savienojums.core.clock import local_day
from savienojums.core.words import fold
from savienojums.network.kinds import LegalForm
from savienojums.network.models import Organisation
from savienojums.network.queries.places import atlas
from savienojums.support import fit, ruletree
from savienojums.support.queries.asking import asked_by
from savienojums.support.queries.catalogue import demands_of, judged_of
from savienojums.support.queries.measures import applicant_at
from savienojums.support.queries.reasons import judgement_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from django.http import QueryDict

    from savienojums.accounts.models import Person
    from savienojums.support.models import Measure
    from savienojums.support.queries.reasons import Judgement

    Facts = tuple[str, int | None, int | None, int | None]

MOST_SHOWN = 20
MOST_CHOSEN = 6
MOST_FOUND = 8
ANSWERS = (fit.Answer.YES, fit.Answer.UNKNOWN, fit.Answer.NO)


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation of the registry, as far as conditions ask."""

    pk: int
    slug: str
    name: str
    facts: Facts

    @property
    def about(self) -> str:
        """Its legal form and place in words."""
        form, place, *_rest = self.facts
        known = [str(LegalForm(form).label).lower()] if form in LegalForm.values else []
        known += [str(atlas().by_pk[place])] if place in atlas().by_pk else []
        return ", ".join(known)


@dataclass(frozen=True, slots=True)
class Count:
    """How many would be told this, before and after."""

    name: str
    words: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Turned:
    """An organisation that would be told something else than now."""

    row: Row
    before: str
    after: str
    answer: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """An organisation with all its reasons as the draft gives them, and the address without it."""

    row: Row
    before: str
    after: str
    answer: str
    judgement: Judgement
    without: str


@dataclass(frozen=True, slots=True)
class Offer:
    """An organisation one may look at, and the address that does."""

    row: Row
    href: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What the draft would do to the registry."""

    total: int
    counts: list[Count]
    turned: list[Turned]
    more: int
    chosen: list[Chosen]
    offered: list[Offer]
    q: str
    found: list[Offer] = field(default_factory=list)

    @property
    def turned_count(self) -> int:
        """How many would be told something else than now."""
        return len(self.turned) + self.more


def trial(person: Person, measure: Measure, rule: Mapping[str, Any], said: QueryDict, at: datetime) -> Trial:
    """The draft beside what is saved, for everyone in the registry, and in full for those who were chosen."""
    rows, draft = _rows(person), _as_drafted(measure, rule)
    before, after = answers(rows, [_demands(measure), _demands(draft)], at)
    turned = [row for row in rows if before[row.facts] != after[row.facts]]
    words = _words()
    return Trial(
        total=len(rows),
        counts=[
            Count(
                each.name.lower(), words[each],
                sum(before[row.facts] == each for row in rows), sum(after[row.facts] == each for row in rows),
            )
            for each in ANSWERS
        ],
        turned=[
            Turned(row, words[before[row.facts]], words[after[row.facts]], after[row.facts].name.lower())
            for row in turned[:MOST_SHOWN]
        ],
        more=max(0, len(turned) - MOST_SHOWN),
        chosen=_chosen(person, measure, draft, rows, said, at),
        offered=_offers(_typical(rows), said),
        q=said.get("q", "").strip()[:100],
        found=_offers(_found(rows, said.get("q", "").strip()[:100]), said),
    )  # fmt: skip


def answers(rows: Iterable[Row], sets: list[tuple[fit.Condition, ...]], at: datetime) -> list[dict[Facts, fit.Answer]]:
    """What each set of conditions says to everyone; each condition is asked once for those who are alike."""
    year = local_day(at).year
    everyone = {row.facts for row in rows}
    at_place = {place: applicant_at(atlas().by_pk.get(place or 0)) for place in {facts[1] for facts in everyone}}
    told: list[dict[Facts, fit.Answer]] = [{} for _set in sets]
    for facts in everyone:
        form, place, people, founded = facts
        age = None if founded is None else max(0, year - founded) * 12
        somebody = replace(at_place[place], form=form or None, people=people, age=age)
        heard: dict[fit.Condition, fit.Answer] = {}
        for conditions, answer in zip(sets, told, strict=True):
            for condition in conditions:
                if condition not in heard:
                    heard[condition] = condition.judge(somebody).answer
            answer[facts] = fit.all_of(heard[condition] for condition in conditions)
    return told


def _rows(person: Person) -> list[Row]:
    columns = ("pk", "slug", "name", "legal_form", "place_id", "people_count", "founded_year")
    rows = Organisation.objects.visible_to(person).order_by("sort_name", "pk").values_list(*columns)
    return [Row(pk, slug, name, tuple(facts)) for pk, slug, name, *facts in rows]


def _as_drafted(measure: Measure, rule: Mapping[str, Any]) -> Measure:
    """The measure as it would be; never saved."""
    draft = copy(measure)
    draft.rule = ruletree.pruned(rule)
    draft.wider = None
    draft.public_local_ones = []  # type: ignore[attr-defined]  # as `with_versions` sets it
    return draft


def _demands(measure: Measure) -> tuple[fit.Condition, ...]:
    return (*demands_of(measure), *judged_of(measure))


def _words() -> dict[fit.Answer, str]:
    return {fit.Answer.YES: _("fits"), fit.Answer.UNKNOWN: _("cannot be told yet"), fit.Answer.NO: _("does not fit")}


def _chosen(
    person: Person, measure: Measure, draft: Measure, rows: list[Row], said: QueryDict, at: datetime
) -> list[Chosen]:
    by_slug, words, before = {row.slug: row for row in rows}, _words(), _demands(measure)
    told = []
    for slug in _slugs(said):
        if slug not in by_slug:
            continue
        question = said.copy()
        question.setlist("organisation", [slug])
        asked = asked_by(person, question, at)
        applicant = asked.applicant()
        after = fit.judged_by(_demands(draft), applicant)
        told.append(
            Chosen(
                by_slug[slug],
                words[fit.judged_by(before, applicant)],
                words[after],
                after.name.lower(),
                judgement_on(draft, asked, at),
                _address(said, [each for each in _slugs(said) if each != slug]),
            )
        )
    return told


def _slugs(said: QueryDict) -> list[str]:
    return list(dict.fromkeys(said.getlist("organisation")))[:MOST_CHOSEN]


def _address(said: QueryDict, slugs: list[str]) -> str:
    asked = said.copy()
    asked.setlist("organisation", slugs)
    return f"?{asked.urlencode()}#try"


def _offers(rows: Iterable[Row], said: QueryDict) -> list[Offer]:
    slugs = _slugs(said)
    kept = slugs[-(MOST_CHOSEN - 1) :]
    return [Offer(row, _address(said, [*kept, row.slug])) for row in rows if row.slug not in slugs]


def _typical(rows: list[Row]) -> list[Row]:
    """One of each legal form, of whom most is known."""
    best: dict[str, Row] = {}
    for row in rows:
        form = row.facts[0]
        if form in LegalForm.values and (form not in best or _known(row) > _known(best[form])):
            best[form] = row
    return [best[form] for form in LegalForm.values if form in best]


def _known(row: Row) -> int:
    return sum(each is not None for each in row.facts)


def _found(rows: list[Row], q: str) -> list[Row]:
    """Those whose name holds these words."""
    words = fold(q).split()
    if not words:
        return []
    scores = search.matching("organisation", q) or {}
    named = [row for row in rows if all(word in fold(row.name) for word in words)]
    return list(dict.fromkeys([*named, *(row for row in rows if row.pk in scores)]))[:MOST_FOUND]
