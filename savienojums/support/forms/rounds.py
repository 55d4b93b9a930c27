"""The form of a round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from savienojums.support import sound
from savienojums.support.forms.fields import DayField, HourField, LinesField, SumField
from savienojums.support.forms.sections import Line, lines_of
from savienojums.support.kinds import DeadlineBy
from savienojums.support.labels import ROUND

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_APPLIED = 1_000_000


class RoundForm(forms.Form):
    """When applications are taken, and later what came of it; what is not known stays empty."""

    name = forms.CharField(
        label=ROUND["name"],
        max_length=120,
        required=False,
        help_text=_("As people call it: “spring round”, “round 3”."),
    )
    opens_on = DayField(label=ROUND["opens_on"], required=False, help_text=_("For example 1.3.2027."))
    closes_on = DayField(label=ROUND["closes_on"], required=False, help_text=_("For example 31.3.2027."))
    closes_hour = HourField(
        label=ROUND["closes_hour"],
        required=False,
        help_text=_("Time in Latvia. Empty means: until the end of the day."),
    )
    deadline_by = forms.ChoiceField(
        label=ROUND["deadline_by"], choices=[("", _("not known")), *DeadlineBy.choices], required=False
    )
    budget = SumField(label=ROUND["budget"], required=False)
    applied_count = forms.IntegerField(
        label=ROUND["applied_count"], required=False, min_value=0, max_value=MOST_APPLIED
    )
    won_count = forms.IntegerField(label=ROUND["won_count"], required=False, min_value=0, max_value=MOST_APPLIED)
    note = LinesField(label=ROUND["note"], max_length=400, required=False, widget=forms.Textarea({"rows": 2}))
    source_url = forms.URLField(label=ROUND["source_url"], max_length=500, required=False, assume_scheme="https")
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, details: Mapping[str, Any] | None = None, seen: int | None = None, **named: Any
    ) -> None:
        if details is not None:
            named["initial"] = {**details, "seen": seen}
        super().__init__(*args, **named)
        self.theirs: Mapping[str, str] = {}

    def clean(self) -> dict[str, Any]:
        """Nothing that contradicts itself."""
        said: dict[str, Any] = super().clean() or {}
        # With a day that could not be read nothing can be said of the others.
        for name, sentence in () if self.errors else sound.problems_of_round(said):
            self.add_error(name, sentence)
        return said

    @property
    def rows(self) -> list[list[Line]]:
        """The fields as they stand beside each other."""
        together = ("name", "opens_on", "closes_on closes_hour", "deadline_by", "source_url", "note")
        return [lines_of(self, self.theirs, *names.split()) for names in together]

    @property
    def results(self) -> list[list[Line]]:
        """What came of it; known only afterwards."""
        return [lines_of(self, self.theirs, *names.split()) for names in ("budget", "applied_count won_count")]

    def details(self) -> dict[str, Any]:
        """What was said, as acts take it."""
        return {name: value for name, value in self.cleaned_data.items() if name in ROUND}
