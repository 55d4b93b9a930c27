"""Small forms of an event's life: why it is cancelled, onto which day it is copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from savienojums.core.form_times import DayField, HourField, moment

if TYPE_CHECKING:
    from datetime import datetime


class CancellingForm(forms.Form):
    """Why it does not take place."""

    why = forms.CharField(
        label=_("Why?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One sentence; everyone reads it on the page and in the letter to those who registered."),
    )


class CopyingForm(forms.Form):
    """When the copy takes place."""

    day = DayField(label=_("Day of the new event"))
    hour = HourField(label=_("From"), required=False, help_text=_("Empty: at the same hour."))

    def __init__(self, *given: Any, usual: datetime, **named: Any) -> None:
        super().__init__(*given, **named)
        self.usual = usual

    def clean(self) -> dict[str, Any]:
        """The moment it begins."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("day"):
            try:
                said["starts_at"] = moment(said["day"], said.get("hour") or self.usual.time())
            except ValidationError as wrong:
                self.add_error("hour", wrong)
        return said
