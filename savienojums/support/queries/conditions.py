"""What a condition demands, in words, and the rule an editor composed as conditions of our places and themes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.core.templatetags.core import listed
from savienojums.network.kinds import LegalForm
from savienojums.network.queries.places import atlas
from savienojums.network.queries.themes import themes
from savienojums.support import fit, rulebook, sentences
from savienojums.support.composed import AllOf, AnyOf, Not, Stated, bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from savienojums.support.models import Measure

# Where the place of an old rule is gone, nobody lies in it.
NOWHERE = 0


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition as a page tells it: its words, the call's own sentence, where that stands, and its parts."""

    text: str
    says: str = ""
    where: str = ""
    parts: tuple[Clause, ...] = ()


def known(name: str = "") -> rulebook.Known:
    """Everything a rule may speak of."""
    return rulebook.Known(
        places={slug: place.pk for slug, place in atlas().by_slug.items()},
        themes={theme.slug: theme.pk for theme in themes()},
        forms=frozenset(LegalForm.values),
        name=name,
    )


def rule_of(measure: Measure) -> tuple[fit.Condition, ...]:
    """The composed conditions of a measure; one that can no longer be read is left to a person."""
    if not measure.rule:
        return ()
    try:
        read = rulebook.demands(measure.rule, known(measure.slug))
    except rulebook.WrongRule:
        return (fit.Judged(f"{measure.slug}.rule", _("The conditions of this call have to be read in the call.")),)
    # Marked as an editor's, so that they are not taken for the measure's simple fields.
    return tuple(each if isinstance(each, Stated) else Stated(each) for each in read)


def clause_of(condition: fit.Condition) -> Clause:
    """The condition as a page tells it."""
    says, where = (condition.says, condition.where) if isinstance(condition, Stated) else ("", "")
    inner = bare(condition)
    parts: tuple[fit.Condition, ...] = ()
    if isinstance(inner, AllOf | AnyOf):
        parts = inner.parts
    elif isinstance(inner, Not):
        parts = (inner.part,)
    return Clause(demand(inner), says, where, tuple(map(clause_of, parts)))


def rule_in_words(rule: Mapping[str, Any]) -> str:
    """A kept rule in one line."""
    try:
        clauses = [clause_of(each) for each in rulebook.demands(rule, known())]
    except rulebook.WrongRule:
        return _("conditions that can no longer be read")
    return "; ".join(map(_one_line, clauses))


def one_line(condition: fit.Condition) -> str:
    """What the condition demands, with its parts, in one line."""
    return _one_line(clause_of(condition))


def _one_line(clause: Clause) -> str:
    if not clause.parts:
        return clause.text
    return f"{clause.text} ({'; '.join(map(_one_line, clause.parts))})"


def demand(condition: fit.Condition) -> str:  # noqa: C901, PLR0911, PLR0912 -- one line a kind of condition
    """What the condition demands, as one says it."""
    match condition:
        case AllOf():
            return _("all of these")
        case AnyOf():
            return _("at least one of these")
        case Not():
            return _("this must not be so")
        case fit.FormIn(forms=forms):
            return _("legal form: %(forms)s") % {"forms": forms_listed(forms)}
        case fit.PlaceWithin(places=places, basis=basis):
            return _basis(basis) % {"places": places_listed(places)}
        case fit.PeopleAtLeast(least=least, of_forms=of_forms):
            people = ngettext("at least %(n)d person", "at least %(n)d people", least) % {"n": least}
            return (
                _("%(people)s (%(forms)s)") % {"people": people, "forms": forms_listed(of_forms)}
                if of_forms
                else people
            )
        case fit.SignaturesAtLeast(least=least):
            return ngettext("at least %(n)d signature", "at least %(n)d signatures", least) % {"n": least}
        case fit.PartnersAtLeast(least=least):
            return ngettext("at least %(n)d partner", "at least %(n)d partners", least) % {"n": least}
        case fit.AgeBetween(least=least, most=most):
            return age_words(least, most)
        case fit.ShareAtLeast(least=share):
            number = formats.number_format(share.normalize())
            return _("own share of at least %(share)s %%") % {"share": number}
        case fit.SumBetween(least=smallest, most=largest):
            return _("a sum of %(sums)s") % {"sums": sentences.sums(smallest, largest)}
        case fit.ThemeAmong(themes=wanted):
            return _("themes: %(themes)s") % {"themes": themes_listed(wanted)}
        case fit.Judged():
            return sentences.judged(condition)
    return ""


def _basis(basis: str) -> str:
    return {
        "": _("place: %(places)s"),
        "address": _("legal address in %(places)s"),
        "activity": _("activity in %(places)s"),
        "spending": _("the money is spent in %(places)s"),
        "address_or_activity": _("legal address or activity in %(places)s"),
    }[basis]


def age_words(least: int | None, most: int | None) -> str:
    """How long the organisation must have existed, in words."""
    if least is not None and most is not None:
        words = {"least": sentences.months(least), "most": sentences.months(most)}
        return _("exists for %(least)s to %(most)s") % words
    if least is not None:
        return _("exists for at least %(time)s") % {"time": sentences.months(least)}
    return _("exists for at most %(time)s") % {"time": sentences.months(most or 0)}


def forms_listed(forms: Iterable[str]) -> str:
    """These legal forms in the order of the list, in words."""
    wanted = set(forms)
    return listed([str(form.label) for form in LegalForm if form in wanted]).lower()


def places_listed(pks: Iterable[int]) -> str:
    """These places by name."""
    lands = atlas()
    return ", ".join(str(place) for place in lands.sorted(pk for pk in pks if pk in lands.by_pk)) or _("elsewhere")


def themes_listed(pks: Iterable[int]) -> str:
    """These themes by name."""
    wanted = set(pks)
    return listed([str(theme) for theme in themes() if theme.pk in wanted])
