"""Forms of coding: what one answer is about, a theme's name, merging and deleting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from savienojums.voices.models import AnswerTheme

LONGEST_NAME, LONGEST_NOTE = 80, 300


class MarkForm(forms.Form):
    """The themes of one answer; names of the fields are those the keys look for (frontend/src/coding.ts)."""

    codes = forms.MultipleChoiceField(
        label=pgettext_lazy("survey", "What is this answer about?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    new_codes = forms.CharField(
        label=pgettext_lazy("survey", "A new theme"),
        help_text=gettext_lazy("Several are separated by semicolons."),
        max_length=400,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *given: Any, themes: Sequence[AnswerTheme], chosen: set[int], **named: Any) -> None:
        super().__init__(*given, **named)
        self.themes = themes
        self.fields["codes"].choices = [(each.public_id, each.name) for each in themes]  # type: ignore[attr-defined]  # a choice field
        self.initial["codes"] = [each.public_id for each in themes if each.pk in chosen]

    def chosen(self) -> list[AnswerTheme]:
        """The themes that are ticked."""
        return [each for each in self.themes if each.public_id in self.cleaned_data["codes"]]

    def new_names(self) -> list[str]:
        """Names of themes that may be new."""
        return [each.strip() for each in str(self.cleaned_data["new_codes"]).split(";") if each.strip()]


class ThemeForm(forms.Form):
    """A theme's name, and what belongs to it."""

    name = forms.CharField(label=pgettext_lazy("survey theme", "Name"), max_length=LONGEST_NAME)
    note = forms.CharField(
        label=gettext_lazy("What belongs to it, and what does not"),
        help_text=gettext_lazy("Coders who read the same note agree more often."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LeavingForm(forms.Form):
    """A theme goes: into another one, or away with its marks."""

    into = forms.ChoiceField(label=pgettext_lazy("survey", "Merge into"), required=False)

    def __init__(self, *given: Any, others: Sequence[AnswerTheme], **named: Any) -> None:
        super().__init__(*given, **named)
        self.others = others
        self.fields["into"].choices = [("", "–"), *((each.public_id, each.name) for each in others)]  # type: ignore[attr-defined]  # a choice field

    def chosen(self) -> AnswerTheme | None:
        """The theme that takes the marks; None where they go with it."""
        return next((each for each in self.others if each.public_id == self.cleaned_data.get("into")), None)
