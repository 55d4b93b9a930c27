"""What is said of a project, and whom it promised to reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from savienojums.core.offering import offer
from savienojums.core.records import in_languages
from savienojums.network.forms.fields import WebAddressField
from savienojums.network.forms.organisation import LANGUAGES
from savienojums.network.kinds import OrganisationKind
from savienojums.network.queries.named import organisation_named, public_names
from savienojums.network.queries.places import place_for, place_options

if TYPE_CHECKING:
    from datetime import date

    from savienojums.network.models import Organisation, Project

GROUPS = 5
FIRST_YEAR, LAST_YEAR = 1990, 2100
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def in_our_time(day: date) -> None:
    """Refuse a year no project is in: a slip of the hand would keep lists for ever."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise forms.ValidationError(_("Check the year: it has to lie between 1990 and 2100."))


class ProjectForm(forms.Form):
    """One grant: who gave it, under which number, for how long, and what its funder wants to be said."""

    name = forms.CharField(label=pgettext_lazy("project", "Name"), max_length=200)
    number = forms.CharField(
        label=gettext_lazy("Number of the agreement"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("As it stands in the contract: 2026.LV/NVOF/MAC/049."),
    )
    leader = forms.CharField(
        label=gettext_lazy("Whose project it is"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "off"}),
    )
    funder = forms.CharField(label=gettext_lazy("Funder"), required=False, max_length=200)
    funder_sentence_lv = forms.CharField(
        label=gettext_lazy("The funder's sentence"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Word for word; it stands on pages, sheets and certificates of every event."),
    )
    funder_sentence_en = forms.CharField(
        label=gettext_lazy("The same in English"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2})
    )
    funder_sentence_ru = forms.CharField(
        label=gettext_lazy("The same in Russian"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2})
    )
    hashtags = forms.CharField(label=gettext_lazy("Hashtags"), required=False, max_length=200)
    starts_on = forms.DateField(label=gettext_lazy("First day"), required=False, widget=DAY, validators=[in_our_time])
    ends_on = forms.DateField(label=gettext_lazy("Last day"), required=False, widget=DAY, validators=[in_our_time])
    lists_kept_until = forms.DateField(
        label=gettext_lazy("Lists of participants are kept until"),
        required=False,
        widget=DAY,
        validators=[in_our_time],
        help_text=gettext_lazy("Until then the funder may ask for them; afterwards names are erased and counts stay."),
    )
    source_url = WebAddressField(label=gettext_lazy("Where this can be read"), required=False, max_length=400)

    SAID = ("name", "number", "leader", "funder", "hashtags", "source_url")
    SENTENCE = ("funder_sentence_lv", "funder_sentence_en", "funder_sentence_ru")
    TIMES = ("starts_on", "ends_on", "lists_kept_until")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for number in range(1, GROUPS + 1):
            self.fields[f"group_{number}"] = forms.CharField(
                label=_("Whom it wants to reach"), required=False, max_length=120
            )
            self.fields[f"promised_{number}"] = forms.IntegerField(
                label=_("How many were promised"), required=False, min_value=1, max_value=100_000
            )
            self.fields[f"place_{number}"] = forms.ChoiceField(label=_("From where"), required=False)
            self.fields[f"kinds_{number}"] = forms.MultipleChoiceField(
                label=_("Kinds of organisations"),
                required=False,
                choices=OrganisationKind.choices,
                widget=forms.CheckboxSelectMultiple,
            )
            offer(self, f"place_{number}", [("", _("From anywhere")), *place_options()])

    @property
    def said(self) -> list[forms.BoundField]:
        """What it is."""
        return [self[name] for name in self.SAID]

    @property
    def sentence(self) -> list[forms.BoundField]:
        """What the funder wants to be said."""
        return [self[name] for name in self.SENTENCE]

    @property
    def times(self) -> list[forms.BoundField]:
        """From when until when."""
        return [self[name] for name in self.TIMES]

    @property
    def group_rows(self) -> list[tuple[bool, list[forms.BoundField]]]:
        """The fields of each group and whether it is one already; behind them the fields of one more."""
        parts = ("group", "promised", "place", "kinds")
        rows = ([self[f"{part}_{number}"] for part in parts] for number in range(1, GROUPS + 1))
        told = [(any(field.value() or field.errors for field in row), row) for row in rows]
        empty = [row for has, row in told if not has]
        return [*((has, row) for has, row in told if has), *((False, row) for row in empty[:1])]

    @property
    def names(self) -> list[str]:
        """The organisations one may choose from."""
        return public_names()

    def clean_leader(self) -> Organisation | None:
        """The organisation of that name."""
        words = self.cleaned_data["leader"]
        if not words:
            return None
        found = organisation_named(words)
        if found is None:
            raise forms.ValidationError(
                _("There is no organisation of this name in the registry. Choose one from the list.")
            )
        return found

    def clean(self) -> dict[str, Any]:
        """Days in order, groups with names."""
        said: dict[str, Any] = super().clean() or {}
        starts, ends, kept = said.get("starts_on"), said.get("ends_on"), said.get("lists_kept_until")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The last day is before the first one."))
        if ends and kept and kept < ends:
            self.add_error("lists_kept_until", _("While the project runs its lists are needed."))
        said["groups"] = self._groups(said)
        return said

    def _groups(self, said: dict[str, Any]) -> list[dict[str, Any]]:
        groups = []
        for number in range(1, GROUPS + 1):
            parts = ("group", "promised", "place", "kinds")
            name, promised, place, kinds = (said.get(f"{part}_{number}") for part in parts)
            if not (name or promised or place or kinds):
                continue
            if not name:
                self.add_error(f"group_{number}", _("How is this group called?"))
            words = in_languages({**self.initial.get(f"words_{number}", {}), "lv": name or ""})
            groups.append(
                {
                    "name": words,
                    "promised": promised,
                    "place": place_for(None, place) if place else None,
                    "kinds": kinds or [],
                }
            )
        return groups

    def details(self) -> dict[str, Any]:
        """What was said, as the act takes it."""
        plain = ("name", "number", "leader", "funder", "hashtags", "starts_on", "ends_on", "lists_kept_until",
                 "source_url", "groups")  # fmt: skip
        sentence = {code: self.cleaned_data[f"funder_sentence_{code}"] for code, _name in LANGUAGES}
        return {**{name: self.cleaned_data[name] for name in plain}, "funder_sentence": in_languages(sentence)}


def initial_of_project(project: Project) -> dict[str, Any]:
    """A project as the form shows it."""
    plain = ("name", "number", "funder", "hashtags", "starts_on", "ends_on", "lists_kept_until", "source_url")
    start: dict[str, Any] = {
        **{name: getattr(project, name) for name in plain},
        **{f"funder_sentence_{code}": project.funder_sentence.get(code, "") for code, _name in LANGUAGES},
        "leader": project.leader.name if project.leader else "",
    }
    for number, group in enumerate(project.target_groups.select_related("place")[:GROUPS], 1):
        start |= {
            f"group_{number}": group.name.get("lv", "") or str(group.name),
            f"words_{number}": dict(group.name),
            f"promised_{number}": group.promised,
            f"place_{number}": group.place.slug if group.place else "",
            f"kinds_{number}": group.kinds,
        }
    return start
