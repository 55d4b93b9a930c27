"""The form of a measure, in the order in which the document tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from savienojums.core.offering import offer
from savienojums.core.records import Translated, in_languages
from savienojums.network.kinds import LegalForm
from savienojums.network.queries.places import place_options
from savienojums.network.queries.themes import themes
from savienojums.support import sound
from savienojums.support.forms.fields import (
    DayOfYearField,
    DaysOfYearField,
    GroupedBoxes,
    HourField,
    LinesField,
    PercentField,
    SumField,
)
from savienojums.support.forms.sections import Section, sections_of
from savienojums.support.kinds import MeasureKind, PlaceBasis, Recurrence, Status, WayIn
from savienojums.support.labels import LANGUAGES, MEASURE
from savienojums.support.queries.facts import RELATED, TRANSLATED
from savienojums.support.queries.named import (
    measure_choices,
    measure_named,
    places_named,
    provider_choices,
    provider_of,
    themes_named,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django_stubs_ext import StrOrPromise

    from savienojums.support.models import Provider

NOT_KNOWN = [("", _("not known"))]
PER_LANGUAGE = tuple((f"{name}_{code}", name, code) for name in TRANSLATED for code in LANGUAGES)


def _line(name: str, longest: int, **options: Any) -> forms.CharField:
    return forms.CharField(label=MEASURE[name], max_length=longest, required=False, **options)


def _text(name: str, rows: int = 4, **options: Any) -> LinesField:
    widget = forms.Textarea({"rows": rows})
    return LinesField(label=MEASURE[name], max_length=5000, required=False, widget=widget, **options)


def _several(name: str, choices: Iterable[Any] = (), **options: Any) -> forms.MultipleChoiceField:
    options.setdefault("widget", forms.CheckboxSelectMultiple)
    return forms.MultipleChoiceField(label=MEASURE[name], choices=choices, required=False, **options)


def _one(name: str, choices: Iterable[Any], *, required: bool = False, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=MEASURE[name], choices=choices, required=required, **options)


def _number(name: str, most: int, least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(label=MEASURE[name], required=False, min_value=least, max_value=most)


def _tick(name: str, **options: Any) -> forms.BooleanField:
    return forms.BooleanField(label=MEASURE[name], required=False, **options)


class MeasureForm(forms.Form):
    """Everything an editor may say of a measure; what is not known stays empty."""

    name_lv = forms.CharField(label=_("Name in Latvian"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=200, required=False)
    provider = forms.ChoiceField(label=MEASURE["provider"], required=False)
    new_provider = forms.CharField(label=_("or a new provider"), max_length=200, required=False)
    kind = _one("kind", [("", _("Choose")), *MeasureKind.choices], required=True)
    other_kinds = _several("other_kinds", MeasureKind.choices)
    summary_lv = _text("summary", 2)
    summary_en = LinesField(label=_("In English"), max_length=1000, required=False, widget=forms.Textarea({"rows": 2}))
    summary_ru = LinesField(label=_("In Russian"), max_length=1000, required=False, widget=forms.Textarea({"rows": 2}))
    themes = _several("themes")
    theme_words = _line("theme_words", 400)
    amount_min = SumField(label=MEASURE["amount_min"], required=False)
    amount_max = SumField(label=MEASURE["amount_max"], required=False, help_text=_("For example 11 000 EUR"))
    own_share_percent = PercentField(
        label=MEASURE["own_share_percent"], required=False, max_digits=5, decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal"}),
        help_text=_("0 means: nothing to bring. Empty means: not known."),
    )  # fmt: skip
    own_share_above = SumField(label=MEASURE["own_share_above"], required=False)
    own_share_note = _line("own_share_note", 300)
    sums_where = _line("sums_where", 200)
    duration_months = _number("duration_months", 240)

    who_text = _text("who_text", 3)
    who_where = _line("who_where", 200, help_text=_("Such as “point 4.2” or “page 3”, so that everyone can look."))
    legal_forms = _several("legal_forms", LegalForm.choices)
    forms_certain = _tick(
        "forms_certain", help_text=_("Leave empty if others may be taken too: then they read “cannot tell yet”.")
    )
    people_min = _number("people_min", 100_000)
    people_for = _several("people_for", LegalForm.choices, help_text=_("Empty means: for every form."))
    partners_min = _number("partners_min", 1000)
    partners_note = _line("partners_note", 300)
    partner_forms = _several(
        "partner_forms", LegalForm.choices, help_text=_("Those who may not apply themselves but may be partners.")
    )
    conditions = _text(
        "conditions", help_text=_("One a line, as a question that a community can answer with yes or no.")
    )
    terms = _text("terms", help_text=_("One a line: what one has to know, but nobody has to judge."))

    places = _several("places", widget=GroupedBoxes)
    places_text = _line("places_text", 300)
    place_basis = _one("place_basis", [*NOT_KNOWN, *PlaceBasis.choices])
    places_certain = _tick("places_certain")
    places_where = _line("places_where", 200)
    outside_region = _tick("outside_region")
    wider = _one(
        "wider", [], help_text=_("The measure for a larger territory, such as the whole country. Both are shown.")
    )

    recurrence = _one("recurrence", Recurrence.choices, required=True, initial=Recurrence.UNKNOWN)
    recurrence_text = _line("recurrence_text", 200)
    usual_opening = DayOfYearField(
        label=MEASURE["usual_opening"], required=False, help_text=_("A day such as 1.3., or the number of a month.")
    )
    usual_deadlines = DaysOfYearField(
        label=MEASURE["usual_deadlines"],
        required=False,
        help_text=_("Days such as 1.3.; 15.9. Shown as expected until a round is announced."),
    )
    usual_hour = HourField(label=MEASURE["usual_hour"], required=False)
    applications_per_year = _number("applications_per_year", 366)
    status = _one("status", Status.choices, required=True, initial=Status.NEEDS_CHECK)

    way_in = _several("way_in", WayIn.choices)
    way_in_text = _line("way_in_text", 300)
    annexes = _text("annexes", 3)
    languages = _several("languages", LANGUAGES.items())
    url = forms.URLField(label=MEASURE["url"], max_length=500, required=False, assume_scheme="https")

    ask_where = _text("ask_where", 3)
    notes = _text("notes", 3)

    source_url = forms.URLField(label=MEASURE["source_url"], max_length=500, required=False, assume_scheme="https")
    checked = forms.BooleanField(label=_("I have just compared the whole entry with its source"), required=False)
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, details: Mapping[str, Any] | None = None, seen: int | None = None, **named: Any
    ) -> None:
        if details is not None:
            named["initial"] = {**initial_of(details), "seen": seen}
        super().__init__(*args, **named)
        self.theirs: Mapping[str, str] = {}
        offer(self, "provider", [("", _("Choose")), *provider_choices()])
        offer(self, "themes", [(theme.slug, str(theme)) for theme in themes()])
        offer(self, "places", place_options())
        offer(self, "wider", [("", _("of none")), *measure_choices()])

    def clean(self) -> dict[str, Any]:
        """One provider, and nothing that contradicts itself."""
        said: dict[str, Any] = super().clean() or {}
        if bool(said.get("provider")) == bool(said.get("new_provider")) and not {"provider", "new_provider"} & set(
            self.errors
        ):
            self.add_error("provider", _one_provider(said))
        if said.get("usual_hour") and not said.get("usual_deadlines") and "usual_deadlines" not in self.errors:
            self.add_error("usual_hour", _("An hour needs its day. Enter the usual deadline too."))
        for name, sentence in () if self.errors else sound.problems_of_measure(said):
            self.add_error(name, sentence)
        return said

    @property
    def sections(self) -> list[Section]:
        """The fields part by part, in the order of the document."""
        return sections_of(self, self.theirs)

    def details(self) -> dict[str, Any]:
        """What was said, as acts take it."""
        said = {name: value for name, value in self.cleaned_data.items() if name in MEASURE and name not in RELATED}
        for name in TRANSLATED:
            said[name] = in_languages({code: self.cleaned_data[f"{name}_{code}"] for code in LANGUAGES})
        said["provider"] = self._provider()
        said["themes"] = themes_named(self.cleaned_data["themes"])
        said["places"] = places_named(self.cleaned_data["places"])
        said["wider"] = measure_named(self.cleaned_data["wider"])
        return said

    def _provider(self) -> Provider | str:
        return provider_of(self.cleaned_data["provider"]) or " ".join(self.cleaned_data["new_provider"].split())


def _one_provider(said: Mapping[str, Any]) -> StrOrPromise:
    if said.get("provider"):
        return _("Choose a provider or name a new one, not both.")
    return _("Choose who gives the support, or name a new provider.")


def initial_of(details: Mapping[str, Any]) -> dict[str, Any]:
    """The details of a measure as the form shows them."""
    shown = {name: value for name, value in details.items() if name not in (*TRANSLATED, *RELATED, "provider", "wider")}
    for field, name, code in PER_LANGUAGE:
        shown[field] = in_languages(details.get(name, Translated())).get(code, "")
    provider = details.get("provider")
    shown["wider"] = getattr(details.get("wider"), "slug", "")
    shown["new_provider" if isinstance(provider, str) else "provider"] = getattr(provider, "slug", provider)
    for name in RELATED:
        shown[name] = [each.slug for each in details.get(name, ())]
    return shown
