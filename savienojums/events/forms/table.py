"""Forms of the funder's table: which events are counted together, and what people said of themselves as sums."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from savienojums.core.form_times import DayField
from savienojums.core.offering import offer
from savienojums.events.kinds import TotalKind
from savienojums.events.queries.table import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

MOST_LABELS, LONGEST_LABEL = 12, 60
# How such a line looks.
EXAMPLES: dict[str, StrOrPromise] = {
    TotalKind.GENDER: gettext_lazy("One a line: women 14"),
    TotalKind.AGE: gettext_lazy("One a line: up to 25 6"),
    TotalKind.NATIONALITY: gettext_lazy("One a line: Latvian 18"),
}


class SpanForm(forms.Form):
    """Which events are counted together."""

    project = forms.ChoiceField(label=gettext_lazy("Project"), required=False)
    series = forms.ChoiceField(label=gettext_lazy("Series"), required=False)
    organisation = forms.ChoiceField(label=gettext_lazy("Organiser"), required=False)
    since = DayField(label=gettext_lazy("From"), required=False)
    until = DayField(label=gettext_lazy("Until"), required=False)

    def __init__(self, *given: Any, choices: Mapping[str, list[tuple[str, str]]], **named: Any) -> None:
        super().__init__(*given, **named)
        for name, options in choices.items():
            offer(self, name, [("", _("all of them")), *options])

    def span(self) -> Span:
        """What was chosen; a choice that cannot be read is none."""
        said = self.cleaned_data if self.is_valid() else {}
        return Span(
            said.get("project", ""), said.get("series", ""), said.get("organisation", ""),
            said.get("since"), said.get("until"),
        )  # fmt: skip


class TotalsForm(forms.Form):
    """Sums of what people said of themselves, one a line: "women 14"."""

    def __init__(self, *given: Any, came: int, **named: Any) -> None:
        super().__init__(*given, **named)
        self.came = came
        for kind, label in TotalKind.choices:
            self.fields[kind] = forms.CharField(
                label=label, required=False, max_length=2_000, help_text=EXAMPLES[kind],
                widget=forms.Textarea(attrs={"rows": 4}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Every kind as labels and counts; nobody is counted who did not come."""
        for kind in TotalKind.values:
            if kind in self.cleaned_data:
                try:
                    self.cleaned_data[kind] = self._read(self.cleaned_data[kind])
                except forms.ValidationError as wrong:
                    self.add_error(kind, wrong)
        return self.cleaned_data

    def totals(self) -> list[tuple[str, str, int]]:
        """Kind, label, count."""
        return [(kind, label, count) for kind in TotalKind.values for label, count in self.cleaned_data[kind].items()]

    def _read(self, text: str) -> dict[str, int]:
        found: dict[str, int] = {}
        for line in filter(str.strip, text.splitlines()):
            label, _space, number = line.strip().rstrip(".;,").rpartition(" ")
            if not number.isdecimal() or not number.isascii() or not label.strip(" :–-") or len(number) > 6:
                raise forms.ValidationError(
                    _("“%(line)s” is not a word and a number. Write, for example: women 14.") % {"line": line[:60]}
                )
            name = label.strip(" :–-")[:LONGEST_LABEL]
            found[name] = found.get(name, 0) + int(number)
        self._insist(found)
        return {label: count for label, count in found.items() if count}

    def _insist(self, found: Mapping[str, int]) -> None:
        if len(found) > MOST_LABELS:
            raise forms.ValidationError(_("At most twelve lines fit here."))
        if sum(found.values()) > self.came:
            raise forms.ValidationError(
                ngettext(
                    "These are %(sum)s, but only %(count)s person came.",
                    "These are %(sum)s, but only %(count)s people came.",
                    self.came,
                )
                % {"sum": sum(found.values()), "count": self.came}
            )
