"""A form for each kind of condition, with the fields that fit it; what it says is a part of a rule."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from savienojums.core.offering import offer
from savienojums.network.kinds import LegalForm
from savienojums.network.queries.places import place_options
from savienojums.support.faults import fault
from savienojums.support.forms.fields import GroupedBoxes, LinesField, PercentField, SumField
from savienojums.support.kinds import PlaceBasis
from savienojums.support.labels import CONDITION
from savienojums.support.queries.measures import theme_names
from savienojums.support.rulebook import LARGEST, LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

A_YEAR = 12
UNITS = [("years", pgettext_lazy("counted in", "years")), ("months", pgettext_lazy("counted in", "months"))]


def _boxes(label: StrOrPromise, choices: Any = (), **options: Any) -> forms.MultipleChoiceField:
    options.setdefault("widget", forms.CheckboxSelectMultiple)
    return forms.MultipleChoiceField(label=label, choices=choices, **options)


def _tick(label: StrOrPromise, **options: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, initial=True, **options)


def _count(label: StrOrPromise, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=LARGEST, **options)


class ConditionForm(forms.Form):
    """What every condition may say besides: the call's own sentence, and where it stands there."""

    kind: ClassVar[str] = ""
    says = LinesField(
        label=_("In the call's words"), required=False, max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 2}),
        help_text=_("Copied from the call, so that everyone can compare."),
    )  # fmt: skip
    where = forms.CharField(
        label=_("Where in the call"), required=False, max_length=200, help_text=_("Such as “point 4.2” or “page 3”.")
    )

    def __init__(self, *args: Any, part: Mapping[str, Any] | None = None, **options: Any) -> None:
        if part is not None:
            options["initial"] = self.shown(part)
        super().__init__(*args, **options)
        self.order_fields([name for name in self.fields if name not in {"says", "where"}])

    def shown(self, part: Mapping[str, Any]) -> dict[str, Any]:
        """The part as the form shows it."""
        return dict(part)

    def said(self) -> dict[str, Any]:
        """The kind's own part of what was said, as a rule keeps it."""
        return {name: self.cleaned_data[name] for name in self.fields if name not in {"says", "where"}}

    def part(self) -> dict[str, Any]:
        """The condition as a rule keeps it."""
        stated = {name: text for name in ("says", "where") if (text := self.cleaned_data[name].strip())}
        return {"is": self.kind, **self.said(), **stated}

    def _in_order(self, least: Any, most: Any) -> None:
        """One limit at least, and the smaller one first."""
        if self.errors:
            return
        if least is None and most is None:
            self.add_error(None, fault("no_limit"))
        elif least is not None and most is not None and least > most:
            self.add_error("least", fault("limits_swapped"))


class FormCondition(ConditionForm):
    """Which legal forms."""

    kind = "form"
    forms = _boxes(
        _("One of these legal forms"), LegalForm.choices,
        error_messages={"required": _("No legal form is chosen. Choose at least one.")},
    )  # fmt: skip
    certain = _tick(
        _("Only these legal forms, nobody else"),
        help_text=_("Leave empty if others may be taken too: then they read “cannot tell yet”."),
    )

    def shown(self, part: Mapping[str, Any]) -> dict[str, Any]:
        """A list that does not say otherwise is the whole one."""
        return {"certain": True, **part}


class PeopleCondition(ConditionForm):
    """How many people."""

    kind = "people"
    least = _count(_("At least so many people"))
    of = _boxes(
        _("People are counted for"), LegalForm.choices, required=False, help_text=_("Empty means: for every form.")
    )


class SignaturesCondition(ConditionForm):
    """How many signatures."""

    kind = "signatures"
    least = _count(_("At least so many signatures"))


class PartnersCondition(ConditionForm):
    """How many partners."""

    kind = "partners"
    least = _count(_("At least so many partners"))


class PlaceCondition(ConditionForm):
    """Which places, and what has to lie there."""

    kind = "place"
    basis = forms.ChoiceField(
        label=_("What has to be in the territory"), required=False, choices=[("", _("not known")), *PlaceBasis.choices]
    )
    places = _boxes(
        _("In one of these places"), widget=GroupedBoxes,
        error_messages={"required": _("No place is chosen. Choose at least one.")},
    )  # fmt: skip
    certain = _tick(_("Only this territory, no other"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "places", place_options())

    def shown(self, part: Mapping[str, Any]) -> dict[str, Any]:
        """A territory that does not say otherwise is the whole one."""
        return {"certain": True, **part}


class AgeCondition(ConditionForm):
    """How long the organisation has existed."""

    kind = "age"
    least = _count(_("Exists at least so long"), required=False)
    most = _count(_("Exists at most so long"), required=False)
    unit = forms.ChoiceField(label=_("Counted in"), choices=UNITS)

    def clean(self) -> dict[str, Any]:
        """One limit at least, and the smaller one first."""
        said = super().clean() or self.cleaned_data
        self._in_order(said.get("least"), said.get("most"))
        return said

    def shown(self, part: Mapping[str, Any]) -> dict[str, Any]:
        """In years where they are whole ones."""
        limits = {name: limit for name in ("least", "most") if isinstance(limit := part.get(name), int)}
        in_years = all(limit % A_YEAR == 0 for limit in limits.values())
        by = A_YEAR if in_years else 1
        counted = {name: limits[name] // by if name in limits else None for name in ("least", "most")}
        return {**part, **counted, "unit": "years" if in_years else "months"}

    def said(self) -> dict[str, Any]:
        """In months."""
        by = A_YEAR if self.cleaned_data["unit"] == "years" else 1
        limits = {name: self.cleaned_data[name] for name in ("least", "most")}
        return {name: None if limit is None else min(limit * by, LARGEST) for name, limit in limits.items()}


class ShareCondition(ConditionForm):
    """How much one has to bring."""

    kind = "share"
    least = PercentField(
        label=_("Own share of at least, %"), min_value=0, max_value=100, max_digits=5, decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal"}),
    )  # fmt: skip

    def shown(self, part: Mapping[str, Any]) -> dict[str, Any]:
        """As a number."""
        return {**part, "least": _number(part.get("least"))}

    def said(self) -> dict[str, Any]:
        """As text, which keeps every digit."""
        return {"least": _plain(self.cleaned_data["least"])}


class SumCondition(ConditionForm):
    """Between which sums."""

    kind = "sum"
    least = SumField(label=_("Smallest sum"), required=False)
    most = SumField(label=_("Largest sum"), required=False, help_text=_("For example 11 000 EUR"))

    def clean(self) -> dict[str, Any]:
        """One limit at least, and the smaller one first."""
        said = super().clean() or self.cleaned_data
        self._in_order(said.get("least"), said.get("most"))
        return said

    def shown(self, part: Mapping[str, Any]) -> dict[str, Any]:
        """As numbers."""
        return {**part, **{name: _number(part.get(name)) for name in ("least", "most")}}

    def said(self) -> dict[str, Any]:
        """As text, which keeps every digit."""
        limits = {name: self.cleaned_data[name] for name in ("least", "most")}
        return {name: None if limit is None else _plain(limit) for name, limit in limits.items()}


class ThemesCondition(ConditionForm):
    """About what."""

    kind = "themes"
    themes = _boxes(_("About one of these"), error_messages={"required": _("No theme is chosen. Choose at least one.")})

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "themes", list(theme_names().items()))


class ReceivedCondition(ConditionForm):
    """Nobody gets it twice a year."""

    kind = "received"


class ApplicationsCondition(ConditionForm):
    """How often one may apply."""

    kind = "applications"
    most = _count(_("At most so many applications a year"))


class JudgedCondition(ConditionForm):
    """What only a person can judge."""

    kind = "judged"
    text = LinesField(
        label=_("The condition in plain words"), max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 2}),
        help_text=_("So that a community can answer with yes or no."),
    )  # fmt: skip

    def said(self) -> dict[str, Any]:
        """In one line."""
        return {"text": " ".join(self.cleaned_data["text"].split())}


FORMS: dict[str, type[ConditionForm]] = {
    each.kind: each
    for each in (
        FormCondition, PeopleCondition, SignaturesCondition, PartnersCondition, PlaceCondition, AgeCondition,
        ShareCondition, SumCondition, ThemesCondition, ReceivedCondition, ApplicationsCondition, JudgedCondition,
    )
}  # fmt: skip


def form_of(kind: str, *args: Any, **options: Any) -> ConditionForm | None:
    """The form of that kind of condition, if there is such a kind."""
    return FORMS[kind](*args, **options) if kind in FORMS else None


def title_of(kind: str) -> StrOrPromise:
    """What the kind is called."""
    return CONDITION[kind]


def _number(kept: Any) -> Decimal | None:
    """A kept sum; nothing if it can no longer be read."""
    try:
        return Decimal(str(kept))
    except InvalidOperation:
        return None


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
