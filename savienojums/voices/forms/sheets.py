"""What is said of a batch of sheets before it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from savienojums.core.form_times import DayField
from savienojums.core.offering import offer
from savienojums.voices.actions.sheets import MOST_ROWS, MOST_SHEETS, NewBatch
from savienojums.voices.queries.sheets import languages_of, least_answered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from savienojums.voices.models import Conversation, Statement

ALL, FEWEST, CHOSEN = "all", "fewest", "chosen"
WHICH = (
    (ALL, pgettext_lazy("sheets", "All statements")),
    (FEWEST, pgettext_lazy("sheets", "Those with the fewest answers")),
    (CHOSEN, pgettext_lazy("sheets", "Those I choose")),
)
USUAL_COUNT, USUAL_FEWEST = 20, 20


class PrintingForm(forms.Form):
    """What any batch of papers has: how many, in which language, where they go and come back to."""

    count = forms.IntegerField(
        label=gettext_lazy("How many sheets"), min_value=1, max_value=MOST_SHEETS, initial=USUAL_COUNT
    )
    note = forms.CharField(
        label=gettext_lazy("Where they go"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("For you, to know which came back: Bebrene library."),
    )
    language = forms.ChoiceField(label=pgettext_lazy("sheets", "Language"))
    returns_to = forms.CharField(
        label=gettext_lazy("Where they are brought back"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Stands on the sheet: the box in Bebrene library."),
    )
    returns_by = DayField(label=gettext_lazy("Until which day"), required=False)

    def offer_languages(self, codes: Sequence[str]) -> None:
        """Let the language be one of these; the first is the usual one."""
        offer(self, "language", [(code, dict(settings.LANGUAGES)[code]) for code in codes])
        self.initial.setdefault("language", codes[0])


class SheetsForm(PrintingForm):
    """Sheets of statements."""

    which = forms.ChoiceField(
        label=pgettext_lazy("sheets", "Which statements"), choices=WHICH, initial=ALL, widget=forms.RadioSelect
    )
    fewest = forms.IntegerField(
        label=gettext_lazy("How many statements"), required=False, min_value=1, max_value=MOST_ROWS
    )
    chosen = forms.MultipleChoiceField(
        label=pgettext_lazy("sheets", "Statements"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *given: Any, conversation: Conversation, statements: Sequence[Statement], **named: Any) -> None:
        super().__init__(*given, **named)
        self.conversation, self.statements = conversation, statements
        self.offer_languages(languages_of(conversation))
        self.initial.setdefault("fewest", min(USUAL_FEWEST, len(statements)) or None)
        offer(self, "chosen", [(each.public_id, f"{each.number}. {each.text}") for each in statements])

    def clean(self) -> dict[str, Any]:
        """One cannot choose none, nor so many that nobody fills them in."""
        cleaned = super().clean() or {}
        which = cleaned.get("which")
        if which == CHOSEN and not cleaned.get("chosen") and "chosen" not in self.errors:
            self.add_error("chosen", _("Tick the statements that stand on the sheet."))
        if which == FEWEST and not cleaned.get("fewest") and "fewest" not in self.errors:
            self.add_error("fewest", _("Say how many statements stand on the sheet."))
        return cleaned

    def batch(self) -> NewBatch:
        """What is to be printed."""
        said = self.cleaned_data
        return NewBatch(
            statements=self._statements(), count=said["count"], language=said["language"], note=said["note"],
            returns_to=said["returns_to"], returns_by=said["returns_by"],
        )  # fmt: skip

    def _statements(self) -> Sequence[Statement]:
        said = self.cleaned_data
        if said["which"] == FEWEST:
            return least_answered(self.conversation, said["fewest"])
        if said["which"] == CHOSEN:
            return [each for each in self.statements if each.public_id in said["chosen"]]
        return self.statements
