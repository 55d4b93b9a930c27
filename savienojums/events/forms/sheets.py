"""The form by which a signature sheet is typed back: one line at a time, or many pasted at once."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from savienojums.events.arrivals import code_of, looks_like_code
from savienojums.events.sheets import Typed, line_of, lines_of

LONGEST_PASTE = 1_500_000


class LineForm(forms.Form):
    """One line of the sheet."""

    word = forms.CharField(
        label=_("Row code, or the first letters of a name"),
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autofocus": True, "list": "sheet-names", "spellcheck": "false"}
        ),
    )
    organisation = forms.CharField(
        label=_("Organisation of somebody new"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "sheet-organisations"}),
    )
    # The code of a blank row whose name is typed now.
    code = forms.CharField(max_length=12, required=False, widget=forms.HiddenInput)

    def typed(self) -> Typed:
        """The line."""
        said = self.cleaned_data
        line = line_of(said["word"])
        code = line.code or (code_of(said["code"]) if looks_like_code(said["code"]) else "")
        return Typed(line.text, code, line.name, said["organisation"] or line.organisation, line.place)


class PasteForm(forms.Form):
    """Many lines."""

    lines = forms.CharField(
        label=_("Many lines at once"),
        max_length=LONGEST_PASTE,
        help_text=_("One line for each person: a row code, or name; organisation; place. From a spreadsheet, too."),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    def typed(self) -> list[Typed]:
        """The lines."""
        return lines_of(self.cleaned_data["lines"])
