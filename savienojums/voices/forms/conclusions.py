"""What the organisers heard and what they will do, in the languages of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from savienojums.core.form_times import TextField, spoken, unspoken

if TYPE_CHECKING:
    from savienojums.core.records import Translated

LONGEST = 8_000


class ConclusionsForm(forms.Form):
    """Markdown in three languages; Latvian is asked for first."""

    conclusions_lv = TextField(
        label=gettext_lazy("Conclusions in Latvian"),
        rows=14,
        required=False,
        max_length=LONGEST,
        help_text=gettext_lazy(
            "What you heard, what you will do and by when, what you will not do and why. Lines that begin with # are headings, with - lists."
        ),
    )
    conclusions_en = TextField(label=gettext_lazy("Conclusions in English"), rows=6, required=False, max_length=LONGEST)
    conclusions_ru = TextField(label=gettext_lazy("Conclusions in Russian"), rows=6, required=False, max_length=LONGEST)

    @staticmethod
    def words_of(conclusions: dict[str, str]) -> dict[str, Any]:
        """What the form begins with."""
        return unspoken("conclusions", conclusions)

    @property
    def conclusions(self) -> Translated:
        """What was written."""
        return spoken(self.cleaned_data, "conclusions")
