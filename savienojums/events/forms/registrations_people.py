"""One person of a registration as a form asks for them, and the organisers' own questions as fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from savienojums.events import questions
from savienojums.events.answers import LONGEST_ANSWER, NO, YES
from savienojums.events.kinds import Mode, QuestionKind
from savienojums.events.parties import Guest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from savienojums.events.models import Event
    from savienojums.events.questions import Question


class PersonForm(forms.Form):
    """One person who comes: the one who writes (without a name of their own), or somebody they bring."""

    row = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)
    # A line without a name is nobody and is not read at all.
    name = forms.CharField(label=pgettext_lazy("person", "Name and surname"), max_length=120,
                           widget=forms.TextInput(attrs={"autocomplete": "off"}))  # fmt: skip
    online = forms.ChoiceField(
        label=gettext_lazy("Takes part"),
        choices=[("room", gettext_lazy("in the room")), ("online", gettext_lazy("online"))],
        initial="room",
    )

    def __init__(self, *given: Any, event: Event, is_writer: bool = False, **named: Any) -> None:
        super().__init__(*given, **named)
        self.use_required_attribute = is_writer
        self.is_writer = is_writer
        self.stays_away = False
        if is_writer:
            del self.fields["name"]
        if event.mode != Mode.HYBRID:
            del self.fields["online"]
        self.asked = [each for each in questions.of(event.questions) if each.each]
        self.fields.update({name_of(each): field_of(each) for each in self.asked})

    def is_empty(self) -> bool:
        """Whether nobody is written here."""
        return self.stays_away if self.is_writer else not str(self["name"].value() or "").strip()

    def full_clean(self) -> None:
        """Nobody is not found fault with."""
        super().full_clean()
        if self.is_bound and self.is_empty():
            self._errors = ErrorDict()

    def visible(self) -> list[forms.BoundField]:
        """What is asked of this person, the name apart."""
        return [each for each in self.visible_fields() if each.name != "name"]

    def guest(self, name: str = "") -> Guest:
        """The person."""
        said = self.cleaned_data
        return Guest(name or said["name"], said.get("online") == "online", answers_of(self.asked, said), said["row"])


def name_of(question: Question) -> str:
    """The name of a question's field."""
    return f"own_{question.key}"


def field_of(question: Question) -> forms.Field:
    """The field in which a question is answered."""
    named: dict[str, Any] = {"label": str(question.label), "required": question.required}
    if question.kind == QuestionKind.TEXT:
        return forms.CharField(max_length=LONGEST_ANSWER, **named)
    if question.kind == QuestionKind.YES:
        return forms.ChoiceField(choices=[("", _("not said")), (YES, pgettext("answer", "Yes")),
                                          (NO, pgettext("answer", "No"))], **named)  # fmt: skip
    choices = [("", _("choose")), *((choice, choice) for choice in question.choices)]
    return forms.ChoiceField(choices=choices, **named)


def answers_of(asked: Iterable[Question], said: dict[str, Any]) -> dict[str, str]:
    """What was answered, as it is kept."""
    return {each.key: answer for each in asked if (answer := str(said.get(name_of(each)) or "").strip())}
