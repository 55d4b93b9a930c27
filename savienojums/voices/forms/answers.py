"""What people send who take part: an answer, a statement of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy

from savienojums.core.guarded import GuardedForm
from savienojums.voices.actions.statements import Written
from savienojums.voices.queries.answering import ADDED_SALT

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.voices.models import Conversation

# What the buttons of the card send.
VALUES: dict[str, int | None] = {"agree": 1, "disagree": -1, "pass": 0, "back": None}
# Longer than any statement may be, so that the refusal can say by how much.
MOST_TYPED = 2_000


class AnswerForm(forms.Form):
    """One of three buttons, or the one that takes an answer back."""

    statement = forms.CharField(max_length=10)
    answer = forms.ChoiceField(choices=[(word, word) for word in VALUES])
    # The chance the statement was drawn with, signed; see queries/live_drawing.py.
    drawn = forms.CharField(required=False, max_length=200)

    # From which the token of a browser without one is made; see keys.py.
    seed = forms.CharField(required=False, max_length=200)

    @property
    def value(self) -> int | None:
        """The answer as it is kept."""
        return VALUES[self.cleaned_data["answer"]]


class AddedForm(GuardedForm):
    """A statement of somebody who takes part."""

    salt = ADDED_SALT

    text = forms.CharField(
        label=gettext_lazy("Your statement"),
        max_length=MOST_TYPED,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One thought, one sentence; others can agree with it or not."),
        error_messages={"required": gettext_lazy("Write the thought in words, then send it.")},
    )
    language = forms.ChoiceField(label=gettext_lazy("Its language"), choices=settings.LANGUAGES, required=False)
    # Similar statements were shown, and this one says something else.
    anyway = forms.BooleanField(required=False)

    def __init__(self, *given: Any, conversation: Conversation, at: datetime, **named: Any) -> None:
        super().__init__(*given, at=at, **named)
        self.fields["text"].widget.attrs |= {"maxlength": conversation.longest_statement, "data-longest": ""}
        self.initial.setdefault("language", (get_language() or settings.LANGUAGE_CODE)[:2])

    @property
    def written(self) -> Written:
        """What was written, and in which language."""
        said = self.cleaned_data
        return Written(text=said["text"], language=said["language"] or self.initial["language"])
