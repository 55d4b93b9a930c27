"""One question of a survey, as its organisers write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from savienojums.core.form_times import TextField, spoken, unspoken
from savienojums.voices.kinds import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from savienojums.voices.models import SurveyQuestion

LANGUAGES = [code for code, _name in settings.LANGUAGES]
WORDS = ("section", "text", "note", "least_words", "most_words")
LONGEST_CHOICE = 200


class QuestionForm(forms.Form):
    """A question: its words, its kind, what may be answered."""

    text_lv = TextField(label=pgettext_lazy("survey", "Question"), rows=2, max_length=500)
    note_lv = forms.CharField(
        label=gettext_lazy("A word of explanation"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Stands under the question in small letters."),
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("survey", "How it is answered"), choices=QuestionKind.choices, widget=forms.RadioSelect
    )
    choices_lv = TextField(
        label=pgettext_lazy("survey", "Choices, one a line"),
        rows=6,
        required=False,
        max_length=9000,
        help_text=gettext_lazy("For choices and for putting in order."),
    )
    has_other = forms.BooleanField(
        label=gettext_lazy("People may write something else"),
        required=False,
        help_text=gettext_lazy("For choices: a last line with room for own words."),
    )
    least = forms.IntegerField(
        label=pgettext_lazy("survey", "Least"),
        required=False,
        help_text=gettext_lazy("Of a scale (1 if empty) or a number (no limit if empty)."),
    )
    most = forms.IntegerField(
        label=pgettext_lazy("survey", "Most"),
        required=False,
        help_text=gettext_lazy("Of a scale (5 if empty) or a number; of several choices: how many may be ticked."),
    )
    least_words_lv = forms.CharField(
        label=gettext_lazy("Words at the low end of the scale"), required=False, max_length=60
    )
    most_words_lv = forms.CharField(
        label=gettext_lazy("Words at the high end, or the unit of the number"), required=False, max_length=60
    )
    is_required = forms.BooleanField(
        label=gettext_lazy("Has to be answered"),
        required=False,
        help_text=gettext_lazy("Sparingly: whoever cannot answer one question would send none."),
    )
    section_lv = forms.CharField(
        label=gettext_lazy("Heading above it"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Where a new part of a long survey begins."),
    )

    use_required_attribute = False

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for code in ("en", "ru"):
            self._in(code)

    def _in(self, code: str) -> None:
        """The same words in another language."""
        names = {"en": _("in English"), "ru": _("in Russian")}
        for name in ("text", "note", "choices", "least_words", "most_words", "section"):
            own = self.fields[f"{name}_lv"]
            label = _("%(field)s – %(language)s") % {"field": own.label, "language": names[code]}
            options: dict[str, Any] = {"label": label, "required": False, "max_length": own.max_length}  # type: ignore[attr-defined]  # all are lines of text
            self.fields[f"{name}_{code}"] = (
                TextField(rows=6 if name == "choices" else 2, **options)
                if isinstance(own, TextField)
                else forms.CharField(**options)
            )

    def parts(self, names: Sequence[str]) -> list[forms.BoundField]:
        """Some of the fields."""
        return [self[name] for name in names]

    @property
    def what(self) -> list[forms.BoundField]:
        """The question itself."""
        return self.parts(("text_lv", "note_lv", "kind"))

    @property
    def choosing(self) -> list[forms.BoundField]:
        """What there is to choose."""
        return self.parts(("choices_lv", "has_other"))

    @property
    def limits(self) -> list[forms.BoundField]:
        """From where to where."""
        return self.parts(("least", "most", "least_words_lv", "most_words_lv"))

    @property
    def more(self) -> list[forms.BoundField]:
        """Whether it is needed, and what stands above it."""
        return self.parts(("is_required", "section_lv"))

    @property
    def other_languages(self) -> list[forms.BoundField]:
        """The same in other languages."""
        names = ("text", "note", "choices", "least_words", "most_words", "section")
        return self.parts([f"{name}_{code}" for code in ("en", "ru") for name in names])

    @property
    def opens_languages(self) -> bool:
        """Whether something is said in other languages."""
        return any(field.errors or field.value() for field in self.other_languages)

    def clean(self) -> dict[str, Any]:
        """Choices of all languages, line beside line."""
        said = super().clean() or {}
        lines = {code: [each.strip() for each in (said.get(f"choices_{code}") or "").split("\n")] for code in LANGUAGES}
        lines["lv"] = [each for each in lines["lv"] if each]
        if any(len(each) > LONGEST_CHOICE for each in lines["lv"]):
            self.add_error("choices_lv", _("A choice has at most 200 letters."))
        for code in ("en", "ru"):
            lines[code] = [each for each in lines[code] if each]
            if lines[code] and len(lines[code]) != len(lines["lv"]):
                self.add_error(
                    f"choices_{code}",
                    _("There are %(here)s lines, but %(latvian)s in Latvian. Translate each line beside its own.")
                    % {"here": len(lines[code]), "latvian": len(lines["lv"])},
                )
        said["choices"] = [
            {code: lines[code][place] for code in LANGUAGES if place < len(lines.get(code, ()))}
            for place in range(len(lines["lv"]))
        ]
        return said

    def details(self) -> dict[str, Any]:
        """What was said, as acts take it."""
        said = self.cleaned_data
        plain = {name: said[name] for name in ("kind", "choices", "has_other", "least", "most", "is_required")}
        return plain | {name: dict(spoken(said, name)) for name in WORDS}


def initial_of(question: SurveyQuestion) -> dict[str, Any]:
    """A question as the form shows it."""
    told: dict[str, Any] = {
        name: getattr(question, name) for name in ("kind", "has_other", "least", "most", "is_required")
    }
    for name in WORDS:
        told |= unspoken(name, getattr(question, name))
    for code in LANGUAGES:
        # A language stands there only if all its lines do, else they would slip beside others.
        lines = [each["text"].get(code, "") for each in question.choices]
        told[f"choices_{code}"] = "\n".join(lines) if all(lines) else ""
    return told
