"""The form by which a printed questionnaire is typed: one short field a question, in the order of the paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from savienojums.core.offering import offer
from savienojums.core.records import Translated
from savienojums.core.refusal import Refused
from savienojums.voices.actions.survey_typing import TypedPaper
from savienojums.voices.forms.typing import PLAIN, PlaceBeginningField
from savienojums.voices.kinds import AgeBand, QuestionKind
from savienojums.voices.queries.survey_papers import batch_of_code
from savienojums.voices.queries.surveys import facts_of
from savienojums.voices.queries.typing import places_beginning
from savienojums.voices.survey_values import LONGEST_TEXT, Problem, answer_of
from savienojums.voices.typed import read_code
from savienojums.voices.typed_answers import ONE_DIGIT, read_typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from savienojums.voices.models import Survey, SurveyQuestion

PREFIX = "q_"
HELP = {
    QuestionKind.CHOICE: gettext_lazy("The number beside the ticked box."),
    QuestionKind.SEVERAL: gettext_lazy("The numbers beside the ticked boxes: 1 3 4."),
    QuestionKind.RANKING: gettext_lazy("The numbers people wrote, row by row: 2 1 3; a minus where none stands."),
    QuestionKind.PLACE: gettext_lazy("The first letters of a place, words, or two numbers of a map."),
}


class SurveyTypingForm(forms.Form):
    """A questionnaire; `is_told` has no code."""

    code = forms.CharField(label=gettext_lazy("Sheet code"), max_length=20, widget=forms.TextInput(attrs=PLAIN))

    def __init__(
        self, *given: Any, survey: Survey, questions: Sequence[SurveyQuestion], is_told: bool = False, **named: Any
    ) -> None:
        super().__init__(*given, **named)
        self.survey, self.questions, self.language = survey, questions, "lv"
        self.values: dict[str, Any] = {}
        if is_told:
            del self.fields["code"]
        for number, question in enumerate(questions, 1):
            self.fields[PREFIX + question.public_id] = _field(question, number)
        self._add_self()

    def _add_self(self) -> None:
        if self.survey.asks_place:
            self.fields["place"] = PlaceBeginningField(
                label=_("Place"), required=False, max_length=120,
                widget=forms.TextInput(attrs=PLAIN | {"list": "typing-places"}),
            )  # fmt: skip
        if self.survey.asks_age:
            self.fields["age_band"] = forms.ChoiceField(label=pgettext_lazy("person", "Age"), required=False)
            offer(self, "age_band", [("", _("not said")), *AgeBand.choices])

    def put_focus(self) -> None:
        """Where typing goes on: at the first thing that is wrong, else at the first field that is empty."""
        wrong = [name for name in self.fields if self.is_bound and name in self.errors]
        empty = [name for name in self.fields if not self.initial.get(name)]
        for name in [*wrong, *empty][:1]:
            self.fields[name].widget.attrs["autofocus"] = True

    @property
    def asks_a_place(self) -> bool:
        """Whether names of places help."""
        return "place" in self.fields or any(each.kind == QuestionKind.PLACE for each in self.questions)

    def rows(self) -> list[tuple[SurveyQuestion, forms.BoundField, list[str]]]:
        """Each question with its field and the words of its choices in their order."""
        return [(each, self[PREFIX + each.public_id], choices_of(each)) for each in self.questions]

    def clean_code(self) -> str:
        """The code of a questionnaire of this survey."""
        code = read_code(self.cleaned_data["code"])
        try:
            self.language = batch_of_code(self.survey, code).language
        except Refused as refusal:
            raise ValidationError(str(refusal.sentence)) from refusal
        return code

    def clean(self) -> dict[str, Any]:
        """Every answer is read as it would be kept; what is wrong stands beside its question."""
        cleaned = super().clean() or {}
        for question in self.questions:
            name = PREFIX + question.public_id
            value = self._value(question, cleaned.get(name, ""))
            if isinstance(value, Problem):
                self.add_error(name, value.said.told(_))
            elif value is not None:
                self.values[question.public_id] = value
        return cleaned

    def _value(self, question: SurveyQuestion, words: str) -> Any:
        facts = facts_of(question, needed=False)
        raw = read_typed(facts, words)
        if isinstance(raw, Problem):
            return raw
        if question.kind == QuestionKind.PLACE and raw and "note" in raw:
            raw = _place_said(raw["note"])
        return answer_of(facts, raw)

    def typed(self) -> TypedPaper:
        """What was read from the paper."""
        said = self.cleaned_data
        return TypedPaper(
            answers=self.values, place=said.get("place"), age_band=said.get("age_band", ""), language=self.language,
        )  # fmt: skip


def choices_of(question: SurveyQuestion) -> list[str]:
    """The words of its choices in the language of the page."""
    return [str(Translated(each["text"])) for each in question.choices]


def _field(question: SurveyQuestion, number: int) -> forms.Field:
    """A line; what is answered by one digit goes on by itself where script runs."""
    longest = LONGEST_TEXT if question.kind == QuestionKind.TEXT else 300
    widget = (
        forms.Textarea(attrs={"rows": 2}) if question.kind == QuestionKind.TEXT else forms.TextInput(attrs=dict(PLAIN))
    )
    if question.kind == QuestionKind.PLACE:
        widget.attrs["list"] = "typing-places"
    if _is_one_digit(question):
        widget.attrs["data-typing-one"] = ""
    return forms.CharField(
        label=f"{number}. {question.text}", required=False, max_length=longest, widget=widget,
        help_text=HELP.get(QuestionKind(question.kind), ""),
    )  # fmt: skip


def _is_one_digit(question: SurveyQuestion) -> bool:
    if question.kind == QuestionKind.SCALE:
        least, most = facts_of(question).ends
        return least >= 0 and most <= ONE_DIGIT
    return question.kind == QuestionKind.CHOICE and not question.has_other and len(question.choices) <= ONE_DIGIT


def _place_said(words: str) -> dict[str, Any]:
    """The place of the registry that is meant, with its point; else the words as they stand."""
    found = places_beginning(words)
    if len(found) != 1:
        return {"note": words}
    place = found[0]
    at = {"lat": str(place.lat), "lon": str(place.lon)} if place.lat is not None and place.lon is not None else {}
    return {"place": place.slug, **at}
