"""When a conversation is open, and for what, as those who run it fill it in."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from savienojums.core.clock import RIGA
from savienojums.core.form_times import DayField, HourField, moment, spoken, unspoken
from savienojums.voices.kinds import PhaseKind

if TYPE_CHECKING:
    from savienojums.voices.models import Phase


class PhaseForm(forms.Form):
    """Kind, opening, closing, and a name if it needs one."""

    kind = forms.ChoiceField(label=_("What people can do"), choices=PhaseKind.choices, widget=forms.RadioSelect)
    opens_on = DayField(label=_("Opens on"))
    opens_hour = HourField(label=_("Opening hour"), required=False, help_text=_("Empty: when the day begins."))
    closes_on = DayField(label=_("Closes on"))
    closes_hour = HourField(label=_("Closing hour"), required=False, help_text=_("Empty: at the end of that day."))
    name_lv = forms.CharField(
        label=pgettext_lazy("phase", "Name"),
        required=False,
        max_length=80,
        help_text=_("Only if the kind does not say enough: First round in the libraries."),
    )
    name_en = forms.CharField(label=_("Name in English"), required=False, max_length=80)
    name_ru = forms.CharField(label=_("Name in Russian"), required=False, max_length=80)

    @property
    def times(self) -> list[forms.BoundField]:
        """Days and hours, in one row."""
        return [self[name] for name in ("opens_on", "opens_hour", "closes_on", "closes_hour")]

    @property
    def names(self) -> list[forms.BoundField]:
        """How the phase is called."""
        return [self[f"name_{code}"] for code in ("lv", "en", "ru")]

    @property
    def opens_names(self) -> bool:
        """Whether it has a name."""
        return any(field.errors or field.value() for field in self.names)

    def clean(self) -> dict[str, Any]:
        """The moments."""
        said: dict[str, Any] = super().clean() or {}
        self._moment(said, "opens")
        self._moment(said, "closes")
        if "opens_at" in said and "closes_at" in said and said["closes_at"] <= said["opens_at"]:
            self.add_error("closes_on", _("A phase has to close after it has opened."))
        return said

    def _moment(self, said: dict[str, Any], which: str) -> None:
        day, hour = said.get(f"{which}_on"), said.get(f"{which}_hour")
        if not day or f"{which}_hour" in self.errors:
            return
        if which == "closes" and hour is None:
            # Until the next day begins, so that a phase that opens then follows without a gap.
            day += timedelta(days=1)
        try:
            said[f"{which}_at"] = moment(day, hour or time(0))
        except ValidationError as wrong:
            self.add_error(f"{which}_hour", wrong)

    def details(self) -> dict[str, Any]:
        """What was said, as acts take it."""
        said = self.cleaned_data
        return {**{name: said[name] for name in ("kind", "opens_at", "closes_at")}, "name": spoken(said, "name")}


def initial_of(phase: Phase) -> dict[str, Any]:
    """A phase as the form shows it."""
    opens, closes = phase.opens_at.astimezone(RIGA), phase.closes_at.astimezone(RIGA)
    whole_day = closes.time() == time(0)
    return {
        "kind": phase.kind,
        "opens_on": opens.date(),
        "opens_hour": opens.time() if opens.time() != time(0) else None,
        "closes_on": closes.date() - timedelta(days=whole_day),
        "closes_hour": None if whole_day else closes.time(),
        **unspoken("name", phase.name),
    }
