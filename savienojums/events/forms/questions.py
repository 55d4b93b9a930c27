"""One question of an event's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.form_times import TextField, spoken, unspoken
from savienojums.events import questions as own
from savienojums.events.kinds import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from savienojums.events.questions import Question

LONGEST_CHOICE = 80


class QuestionForm(forms.Form):
    """What is asked, of whom, and how it is answered."""

    label_lv = forms.CharField(label=gettext_lazy("Question"), max_length=200)
    kind = forms.ChoiceField(
        label=gettext_lazy("How it is answered"), choices=QuestionKind.choices, widget=forms.RadioSelect
    )
    choices = TextField(
        label=gettext_lazy("Answers to choose from"),
        rows=4,
        required=False,
        max_length=1200,
        help_text=gettext_lazy("One a line; only for “One of several”."),
    )
    each = forms.BooleanField(
        label=gettext_lazy("Ask each person; otherwise only whoever registers the party"), required=False
    )
    required = forms.BooleanField(label=gettext_lazy("It has to be answered"), required=False)
    label_en = forms.CharField(label=gettext_lazy("Question in English"), required=False, max_length=200)
    label_ru = forms.CharField(label=gettext_lazy("Question in Russian"), required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """Something to choose from, where one chooses."""
        said: dict[str, Any] = super().clean() or {}
        lines = [" ".join(each.split())[:LONGEST_CHOICE] for each in (said.get("choices") or "").splitlines()]
        said["choices"] = list(dict.fromkeys(filter(None, lines)))
        if said.get("kind") == QuestionKind.CHOICE and not 2 <= len(said["choices"]) <= own.MOST_CHOICES:
            self.add_error("choices", _("Write from two to twelve answers, one a line."))
        return said

    def question(self, key: str) -> Question:
        """The question, under this key."""
        said = self.cleaned_data
        choices = tuple(said["choices"]) if said["kind"] == QuestionKind.CHOICE else ()
        return own.Question(key, said["kind"], spoken(said, "label"), choices, said["required"], said["each"])


def question_of(question: Question) -> dict[str, Any]:
    """A question as the form shows it."""
    return {
        **unspoken("label", question.label),
        "kind": question.kind,
        "choices": "\n".join(question.choices),
        "each": question.each,
        "required": question.required,
    }


def with_question(questions: Sequence[Question], question: Question) -> list[Question]:
    """The questions with this one in its place, or at the end."""
    if any(each.key == question.key for each in questions):
        return [question if each.key == question.key else each for each in questions]
    return [*questions, question]
