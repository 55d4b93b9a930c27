"""Letters and answers of people who may have no account."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from savienojums.core.guarded import GuardedForm

SALT = "network.letter"
LONGEST = 5000


class LetterForm(GuardedForm):
    """A letter to an organisation."""

    salt = SALT

    name = forms.CharField(label=_("Your name"), max_length=120)
    email = forms.EmailField(label=_("Your e-mail"), help_text=_("The answer comes straight to it."))
    text = forms.CharField(
        label=_("Your letter"), max_length=LONGEST, min_length=10, widget=forms.Textarea(attrs={"rows": 9})
    )

    def clean_name(self) -> str:
        """A name on one line: it stands in the heading of a mail."""
        return " ".join(self.cleaned_data["name"].split())


class ChangeForm(forms.Form):
    """What is no longer true, in the sender's own words."""

    text = forms.CharField(
        label=_("What has changed?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("A coordinator reads it and changes the page."),
    )
