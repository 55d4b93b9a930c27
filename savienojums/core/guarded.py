"""A form that anyone may send, with or without an account: asks a little of machines, nothing of people."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from datetime import datetime

QUICKEST, SLOWEST = timedelta(seconds=3), timedelta(days=1)


class GuardedForm(forms.Form):
    """What letters of strangers have in common; `salt` tells one kind of form from another."""

    salt = "core.guarded"

    # People do not see this line; whoever fills it in is a machine.
    subject = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, at: datetime, **named: Any) -> None:
        super().__init__(*given, **named)
        self.at = at
        self.initial.setdefault("opened", signing.dumps(at.timestamp(), salt=self.salt))

    def clean(self) -> dict[str, Any]:
        """Nobody writes a letter within three seconds."""
        written_for = self._written_for()
        if written_for is None or written_for > SLOWEST:
            self._open_anew()
            raise forms.ValidationError(
                _("This page had been open for very long. Your letter is still here: please send it once more.")
            )
        if written_for < QUICKEST:
            raise forms.ValidationError(
                _("That was quicker than people write. Please wait a moment and send it once more.")
            )
        return self.cleaned_data

    @property
    def is_from_a_machine(self) -> bool:
        """Whether the line was filled in that people do not see."""
        return bool(self.cleaned_data.get("subject"))

    def _written_for(self) -> timedelta | None:
        """How long ago the form was opened; nothing if it does not carry our mark."""
        try:
            opened = float(signing.loads(self.cleaned_data.get("opened", ""), salt=self.salt))
        except (signing.BadSignature, ValueError, TypeError):
            return None
        return timedelta(seconds=self.at.timestamp() - opened)

    def _open_anew(self) -> None:
        """The next try counts from now."""
        self.data = dict(self.data.items(), opened=signing.dumps(self.at.timestamp(), salt=self.salt))
