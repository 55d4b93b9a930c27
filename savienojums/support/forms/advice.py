"""The letter to those who advise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from savienojums.core.guarded import GuardedForm
from savienojums.core.offering import offer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from savienojums.core.offering import Choice

SALT = "support.advice"
LONGEST = 5000
# What stands for the coordinators among the advisers.
COORDINATORS = "-"


class AdviceForm(GuardedForm):
    """Who asks, whom, and what."""

    salt = SALT

    adviser = forms.ChoiceField(label=_("Whom do you ask?"))
    name = forms.CharField(label=_("Your name"), max_length=120)
    email = forms.EmailField(label=_("Your e-mail"), help_text=_("The answer comes straight to it."))
    asks_for = forms.CharField(label=_("Your organisation or village"), max_length=200, required=False)
    text = forms.CharField(
        label=_("Your question"), max_length=LONGEST, min_length=10, widget=forms.Textarea(attrs={"rows": 8})
    )

    def __init__(self, *given: Any, advisers: Iterable[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        choices: list[Choice] = [*advisers, (COORDINATORS, _("the coordinators of the region"))]
        offer(self, "adviser", choices)
        if len(choices) == 1:
            del self.fields["adviser"]

    def clean_name(self) -> str:
        """A name on one line: it stands in the heading of a mail."""
        return " ".join(self.cleaned_data["name"].split())

    def letter(self) -> dict[str, str]:
        """What is carried over."""
        return {name: self.cleaned_data[name] for name in ("name", "email", "asks_for", "text")}
