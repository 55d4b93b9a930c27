"""The form in which readers suggest a correction: what stands there, as a copy to edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from savienojums.core.guarded import GuardedForm
from savienojums.support import sound, suggested
from savienojums.support.forms.fields import DayField, HourField, LinesField, PercentField, SumField
from savienojums.support.labels import MEASURE, ROUND

if TYPE_CHECKING:
    from collections.abc import Mapping

TEXTS = ("who_text", "ask_where", "remark")


class CorrectionForm(GuardedForm):
    """A handful of lines that readers know; whatever they leave alone stays."""

    salt = "support.correction"

    closes_on = DayField(label=ROUND["closes_on"], required=False, help_text=_("For example 31.3.2027."))
    closes_hour = HourField(
        label=ROUND["closes_hour"],
        required=False,
        help_text=_("Time in Latvia. Empty means: until the end of the day."),
    )
    amount_min = SumField(label=MEASURE["amount_min"], required=False)
    amount_max = SumField(label=MEASURE["amount_max"], required=False)
    own_share_percent = PercentField(
        label=MEASURE["own_share_percent"], required=False, max_digits=5, decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal"}),
    )  # fmt: skip
    who_text = LinesField(label=_("Who may apply"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))
    ask_where = LinesField(
        label=MEASURE["ask_where"], required=False, max_length=1000, widget=forms.Textarea({"rows": 3})
    )
    url = forms.URLField(label=MEASURE["url"], required=False, max_length=500, assume_scheme="https")
    remark = LinesField(
        label=_("What else is wrong, or how you know"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        required=False,
        help_text=_("Only if you want to hear what became of it; forgotten 90 days after the answer."),
    )

    def __init__(self, *given: Any, present: Mapping[str, Any], **named: Any) -> None:
        named["initial"] = {**present, **named.get("initial", {})}
        super().__init__(*given, **named)

    def clean(self) -> dict[str, Any]:
        """Nothing that contradicts itself, and words rather than links."""
        said = super().clean()
        for name in TEXTS:
            if suggested.is_only_links(said.get(name) or "") and said.get(name) != self.initial.get(name):
                self.add_error(name, _("Please say in words what is wrong; a link alone does not tell it."))
        problems = () if self.errors else (*sound.problems_of_measure(said), *self._of_deadline(said))
        for name, sentence in problems:
            if name in self.fields:
                self.add_error(name, sentence)
        return said

    @property
    def said(self) -> dict[str, Any]:
        """What should stand there, by the names of the lines."""
        return {name: self.cleaned_data.get(name) for name in suggested.LINES}

    def _of_deadline(self, said: Mapping[str, Any]) -> list[tuple[str, str]]:
        days = {name: said.get(name) for name in suggested.OF_ROUND}
        return list(sound.problems_of_round({**days, "name": "-"}))
