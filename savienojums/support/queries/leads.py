"""Who could lead an application in which one may only be a partner, out of the registry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from savienojums.network.kinds import LegalForm
from savienojums.network.queries.places import atlas
from savienojums.support import fit
from savienojums.support.queries.attempts import known_of
from savienojums.support.queries.catalogue import ANY_THEME, demands_of
from savienojums.support.queries.seekers import applicants, seekers

if TYPE_CHECKING:
    from collections.abc import Callable

    from savienojums.support.models import Measure
    from savienojums.support.queries.asking import Asked
    from savienojums.support.queries.seekers import Entry

MOST_LEADS = 8


@dataclass(frozen=True, slots=True)
class Lead:
    """An organisation that could lead: what it is, where, and whether it said itself that it looks for partners."""

    slug: str
    name: str
    form: str
    place: str
    wants: bool
    near: bool
    certain: bool


def possible_leads(measure: Measure, asked: Asked) -> list[Lead]:
    """Organisations whose legal form, place and themes fit as lead; those who look for partners themselves come first.

    Nobody has asked the others: they are what the registry says, and the page tells so.
    """
    wanting = {slug for _name, slug in known_of(measure.pk).named}
    own = asked.organisation.pk if asked.organisation else 0
    here = atlas().municipality_of(asked.place.pk) if asked.place else None
    judge = _judging(measure)
    themes = {theme.pk for theme in measure.themes.all() if theme.slug != ANY_THEME}
    found = []
    for pk, each in seekers().items():
        if pk == own or (answer := judge(each)) is fit.Answer.NO:
            continue
        wants, near = each.slug in wanting, bool(here) and each.seeker.municipality == here
        shared = len(themes & each.seeker.themes)
        if wants or each.seeker.form in measure.legal_forms:
            certain = answer is fit.Answer.YES
            found.append((not wants, not near, -shared, not certain, each.name, _lead(each, wants, near, certain)))
    found.sort(key=lambda row: row[:5])
    return [row[-1] for row in found[:MOST_LEADS]]


def _judging(measure: Measure) -> Callable[[Entry], fit.Answer]:
    """How an organisation stands to the conditions that can be judged from the registry."""
    # Sums, themes and partners are matters of the project, not of who leads it.
    projects = (fit.SumBetween, fit.ThemeAmong, fit.PartnersAtLeast)
    demands = [each for each in demands_of(measure) if not isinstance(each, projects)]
    applicant = applicants()

    def judge(entry: Entry) -> fit.Answer:
        who = replace(applicant(entry.seeker.form, entry.seeker.place), people=entry.people)
        return fit.judged_by(demands, who)

    return judge


def _lead(entry: Entry, wants: bool, near: bool, certain: bool) -> Lead:  # noqa: FBT001 -- facts of a row, in its order
    place = atlas().by_pk.get(entry.seeker.place)
    form = str(LegalForm(entry.seeker.form).label) if entry.seeker.form else ""
    return Lead(entry.slug, entry.name, form, str(place or ""), wants, near, certain)
