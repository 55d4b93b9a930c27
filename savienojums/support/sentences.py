"""The sentences of the Connection document: sums, shares, deadlines and reasons, as people say them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from savienojums.core.templatetags.core import euros

if TYPE_CHECKING:
    from datetime import date, time
    from decimal import Decimal

    from django_stubs_ext import StrOrPromise

    from savienojums.support.fit import Judged


@dataclass(frozen=True, slots=True)
class Names:
    """What a reason's sentence may mention."""

    forms: str = ""
    form: StrOrPromise = ""
    places: str = ""
    place: str = ""
    themes: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    number: int = 0
    age: str = ""
    share: str = ""
    text: str = ""


def sums(least: Decimal | None, most: Decimal | None) -> str:
    """The smallest and largest sum in words; empty if neither is known."""
    if least is not None and most is not None:
        return _("%(least)s to %(most)s") % {"least": euros(least), "most": euros(most)}
    if most is not None:
        return _("up to %(most)s") % {"most": euros(most)}
    if least is not None:
        return _("from %(least)s") % {"least": euros(least)}
    return ""


def own_share(percent: Decimal | None, above: Decimal | None) -> str:
    """The share the applicant has to bring, with the sum above which it is asked."""
    if percent is None:
        return ""
    if percent == 0:
        return _("no own share")
    share = formats.number_format(percent.normalize(), use_l10n=True)
    if above is not None:
        return _("own share %(share)s %% above %(above)s") % {"share": share, "above": euros(above)}
    return _("own share %(share)s %%") % {"share": share}


def day_and_hour(day: date, hour: time | None) -> str:
    """A day of the year without its year: "1 March, 12:00"."""
    words = formats.date_format(day, "MONTH_DAY_FORMAT")
    return _("%(day)s, %(hour)s") % {"day": words, "hour": f"{hour:%H:%M}"} if hour else words


def usually(day: date, hour: time | None) -> str:
    """When the deadline usually is."""
    return _("usually %(day)s") % {"day": day_and_hour(day, hour)}


# Marked for the catalogues here, put into the reader's language where they are said.
SENTENCES = {
    "forms_not_known": gettext_noop("Who may apply is not known; ask the provider."),
    "form_not_said": gettext_noop("For: %(forms)s. What is your legal form?"),
    "form_fits": gettext_noop("Your legal form fits: %(form)s."),
    "form_other": gettext_noop("Only for: %(forms)s."),
    "form_uncertain": gettext_noop("Named are: %(forms)s. Whether others may apply is not said; ask the provider."),
    "places_not_known": gettext_noop("The territory is not known; ask the provider."),
    "place_not_said": gettext_noop("For: %(places)s. Where are you?"),
    "place_fits": gettext_noop("Your place lies in the territory: %(places)s."),
    "place_partly": gettext_noop(
        "Only a part of %(place)s lies in the territory (%(places)s). Is your address in that part?"
    ),
    "place_too_large": gettext_noop("Meant only for %(places)s. Are you there?"),
    "place_activity_elsewhere": gettext_noop("Meant for activity in %(places)s. Will you act there?"),
    "place_spending_elsewhere": gettext_noop("The money has to be spent in %(places)s. Will you spend it there?"),
    "place_address_or_activity_elsewhere": gettext_noop(
        "An address or activity in %(places)s is needed. Do you act there?"
    ),
    "place_uncertain": gettext_noop("Meant for %(places)s, but the borders are not said clearly; ask the provider."),
    "place_elsewhere": gettext_noop("Only for %(places)s."),
    "place_acts_there": gettext_noop("You act in the territory: %(places)s."),
    "all": gettext_noop("All of these are needed:"),
    "any": gettext_noop("One of these is enough:"),
    "not": gettext_noop("This must not be so:"),
    "age_not_said": gettext_noop("An organisation that %(age)s is needed. How old is yours?"),
    "age_fits": gettext_noop("Your organisation is of the right age: it %(age)s."),
    "age_too_young": gettext_noop("Only for an organisation that %(age)s."),
    "age_too_old": gettext_noop("Only for an organisation that %(age)s."),
    "share_not_said": gettext_noop("You have to bring %(share)s %% yourselves. How much can you bring?"),
    "share_enough": gettext_noop("Your own share is enough: %(share)s %% is asked."),
    "share_too_small": gettext_noop("An own share of at least %(share)s %% is asked."),
    "sum_above_here": gettext_noop("This holds for sums of at most %(most)s."),
    "sum_below_here": gettext_noop("This holds for sums of at least %(least)s."),
    "sum_not_said": gettext_noop("No sum was named."),
    "sum_limits_not_known": gettext_noop("The smallest and largest sums are not known; ask the provider."),
    "sum_fits": gettext_noop("Your sum lies within the limits."),
    "sum_above": gettext_noop("Gives at most %(most)s."),
    "sum_below": gettext_noop("Gives no less than %(least)s."),
    "theme_not_said": gettext_noop("No theme was named."),
    "theme_any": gettext_noop("For any theme."),
    "theme_fits": gettext_noop("Your theme fits: %(themes)s."),
    "theme_other": gettext_noop("About other themes: %(themes)s."),
    "themes_not_known": gettext_noop("The themes are not known; ask the provider."),
    "people_not_asked": gettext_noop("The number of people does not matter for your legal form."),
    "judgement_open": "%(text)s",
    "judgement_met": "%(text)s",
    "judgement_not_met": "%(text)s",
    "closed": gettext_noop("Closed for good; kept as history."),
}


def reason(word: str, names: Names) -> str:
    """The sentence of a verdict."""
    said: dict[str, Any] = {
        "forms": names.forms,
        "form": names.form,
        "places": names.places,
        "place": names.place,
        "themes": names.themes,
        "least": euros(names.least),
        "most": euros(names.most),
        "text": names.text,
        "number": names.number,
        "age": names.age,
        "share": names.share,
    }
    counted = _counted(word, names.number)
    return (counted or _(SENTENCES[word])) % said


def _counted(word: str, number: int) -> str:
    """Sentences that count people or partners."""
    if word in {"people_not_said", "people_enough", "people_too_few"}:
        return ngettext("At least %(number)d person is needed.", "At least %(number)d people are needed.", number)
    if word in {"partners_not_said", "partners_enough", "partners_too_few"}:
        return ngettext("At least %(number)d partner is needed.", "At least %(number)d partners are needed.", number)
    if word in {"signatures_not_said", "signatures_enough", "signatures_too_few"}:
        return ngettext(
            "At least %(number)d signature is needed.", "At least %(number)d signatures are needed.", number
        )
    return ""


def months(count: int) -> str:
    """A length of time in months, in years where it is whole years."""
    if count and count % 12 == 0:
        return ngettext("%(n)d year", "%(n)d years", count // 12) % {"n": count // 12}
    return ngettext("%(n)d month", "%(n)d months", count) % {"n": count}


def judged(condition: Judged) -> str:
    """A condition that a person judges, as it is put to them."""
    if condition.about == "received":
        return _("You have not received this support already this year.")
    if condition.about == "applications":
        return ngettext(
            "You have not applied yet this year: only %(n)d application a year is taken.",
            "You have applied fewer than %(n)d times this year: only %(n)d applications a year are taken.",
            condition.number,
        ) % {"n": condition.number}
    return condition.text


def question(asks: str) -> str:
    """The question that would decide, in a few words."""
    if asks.startswith("judged:"):
        return _("a condition to judge yourselves")
    return {
        "form": _("your legal form"),
        "place": _("your place"),
        "signatures": _("how many signatures you have"),
        "age": _("how old your organisation is"),
        "share": _("how much you can bring yourselves"),
        "theme": _("what it is about"),
        "sum": _("how much you need"),
        "exact_place": _("your exact address"),
        "activity": _("where you will act"),
        "people": _("how many people you are"),
        "partners": _("how many partners you have"),
        "provider": _("something only the provider knows"),
    }[asks]


def question_in_full(asks: str) -> str:
    """The question as one asks somebody."""
    return {
        "form": _("Who are you?"),
        "place": _("Where are you?"),
        "exact_place": _("In which parish or town exactly?"),
        "activity": _("Where will you act besides?"),
        "people": _("How many people are you?"),
        "signatures": _("How many signatures of residents can you gather?"),
        "partners": _("How many partners do you have?"),
        "age": _("How many years has your organisation existed?"),
        "share": _("What share of the whole sum can you bring, in per cent?"),
        "theme": _("What is it about?"),
        "sum": _("How much do you need? (EUR)"),
    }[asks]
