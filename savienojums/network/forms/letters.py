"""Letters and answers of people who may have no account."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from datetime import datetime

SALT = "network.letter"
QUICKEST, SLOWEST = timedelta(seconds=3), timedelta(days=1)
LONGEST = 5000


class LetterForm(forms.Form):
    """A letter to an organisation; asks a little of machines, nothing of people."""

    name = forms.CharField(label=_("Your name"), max_length=120)
    email = forms.EmailField(label=_("Your e-mail"), help_text=_("The answer comes straight to it."))
    text = forms.CharField(
        label=_("Your letter"), max_length=LONGEST, min_length=10, widget=forms.Textarea(attrs={"rows": 9})
    )
    # People do not see this line; whoever fills it in is a machine.
    subject = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, at: datetime, **named: Any) -> None:
        super().__init__(*given, **named)
        self.at = at
        self.initial.setdefault("opened", signing.dumps(at.timestamp(), salt=SALT))

    def clean_name(self) -> str:
        """A name on one line: it stands in the heading of a mail."""
        return " ".join(self.cleaned_data["name"].split())

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
            opened = float(signing.loads(self.cleaned_data.get("opened", ""), salt=SALT))
        except (signing.BadSignature, ValueError, TypeError):
            return None
        return timedelta(seconds=self.at.timestamp() - opened)

    def _open_anew(self) -> None:
        """The next try counts from now."""
        self.data = {**self.data.dict(), "opened": signing.dumps(self.at.timestamp(), salt=SALT)}  # type: ignore[attr-defined]


class ChangeForm(forms.Form):
    """What is no longer true, in the sender's own words."""

    text = forms.CharField(
        label=_("What has changed?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("A coordinator reads it and changes the page."),
    )
