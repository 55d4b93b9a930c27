"""Forms of focus groups: what one is about, whom it wants, who agrees, what is noted and quoted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info, pgettext
from django.utils.translation import gettext_lazy as _

from savienojums.core.offering import offer
from savienojums.events.actions.coding import MOST_CODES_AT_ONCE, Heard
from savienojums.events.actions.consents import Answer
from savienojums.events.actions.focus import About, Wanted
from savienojums.events.actions.notes import LONGEST
from savienojums.events.kinds import AgeBand
from savienojums.network.queries.places import place_for, place_options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from savienojums.core.records import Translated
    from savienojums.events.models import Attendance, Code, FocusGroup, MixCell, Quote, Voice

AGES = [("", _("any age")), *AgeBand.choices]
_CODES_APART = re.compile(r"\s*[,;\n]\s*")


class FocusForm(forms.Form):
    """What a focus group is about and what people agree to."""

    theme = forms.CharField(
        label=_("What the conversation is about"),
        max_length=300,
        help_text=_("One sentence, as you would say it to those you invite."),
    )
    guide = forms.CharField(
        label=_("Questions of the guide"),
        required=False,
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("A question a line, in the order you ask them. The notes are written under them."),
    )
    withdraw_until = forms.DateField(
        label=_("Consent can be taken back until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The day after, the link between people and numbers is erased for good."),
    )
    kept_until = forms.DateField(
        label=_("Signed sheets are kept until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Usually the end of the project and the years its funder asks for."),
    )
    smallest_cell = forms.IntegerField(
        label=_("Fewest voices that are told by age, place or role"),
        min_value=2,
        max_value=20,
        initial=3,
        help_text=_("Fewer than this are not shown outside, so that nobody is recognised."),
    )

    def __init__(self, *given: Any, usual: Translated, found: FocusGroup | None, **named: Any) -> None:
        first = {} if found is None else {name: getattr(found, name) for name in self.base_fields}
        super().__init__(*given, **{"initial": first, **named})
        own = found.consent_text if found else {}
        for code, _name in settings.LANGUAGES:
            self.fields[f"consent_{code}"] = forms.CharField(
                label=_("What people agree to (%(language)s)")
                % {"language": get_language_info(code)["name_translated"].lower()},
                required=False,
                max_length=6000,
                initial=own.get(code) or usual.get(code, ""),
                widget=forms.Textarea(attrs={"rows": 10, "lang": code}),
            )
        self.usual = usual

    def clean(self) -> dict[str, Any]:
        """Words that are the house's own are not kept, so that they follow the days above."""
        told = super().clean() or self.cleaned_data
        back, kept = told.get("withdraw_until"), told.get("kept_until")
        if back and kept and kept < back:
            self.add_error("kept_until", _("The sheets are needed at least until consent can no longer be taken back."))
        return told

    def about(self) -> About:
        """What was filled in."""
        told = self.cleaned_data
        own = {code: told[f"consent_{code}"].replace("\r\n", "\n").strip() for code, _name in settings.LANGUAGES}
        return About(
            theme=told["theme"],
            guide=told["guide"],
            consent_text={code: words for code, words in own.items() if words and words != self.usual.get(code)},
            withdraw_until=told["withdraw_until"],
            kept_until=told["kept_until"],
            smallest_cell=told["smallest_cell"],
        )


class CellForm(forms.Form):
    """A line of the wanted mix."""

    wanted = forms.IntegerField(label=_("How many"), min_value=1, max_value=99, initial=2)
    kind = forms.CharField(
        label=_("Role"),
        max_length=80,
        required=False,
        help_text=_("As you call them: young parents, employers, librarians."),
    )
    age_band = forms.ChoiceField(label=_("Age"), choices=AGES, required=False)
    place = forms.ChoiceField(label=_("Where from"), required=False)

    def __init__(self, *given: Any, cell: MixCell | None = None, **named: Any) -> None:
        first = {}
        if cell is not None:
            first = {"wanted": cell.wanted, "kind": cell.kind, "age_band": cell.age_band}
            first["place"] = cell.place.slug if cell.place else ""
        super().__init__(*given, **{"initial": first, **named})
        offer(self, "place", [("", _("anywhere")), *place_options()])

    def asked(self) -> Wanted:
        """The line."""
        told = self.cleaned_data
        place = place_for(None, told["place"]) if told["place"] else None
        return Wanted(told["wanted"], told["age_band"], place, told["kind"])


class PeopleForm(forms.Form):
    """For each person: whether they agree, which line of the mix is theirs, how old they are about."""

    def __init__(
        self, *given: Any, people: Sequence[Attendance], cells: Sequence[tuple[MixCell, str]], **named: Any
    ) -> None:
        super().__init__(*given, **named)
        self.people, self.cells = people, {cell.public_id: cell for cell, _label in cells}
        lines = [("", _("not said")), *((cell.public_id, label) for cell, label in cells)]
        for person in people:
            self._add(person, lines)

    def _add(self, person: Attendance, lines: list[tuple[str, Any]]) -> None:
        choice = getattr(person, "mix_choice", None)
        chosen = next((key for key, cell in self.cells.items() if choice and cell.pk == choice.cell_id), "")
        key, named = person.public_id, {"name": person.name}
        self.fields[f"agrees_{key}"] = forms.BooleanField(
            label=_("%(name)s agrees") % named, required=False, initial=person.consented_at is not None
        )
        self.fields[f"age_{key}"] = forms.ChoiceField(
            label=_("Age of %(name)s") % named,
            required=False,
            initial=person.age_band,
            choices=[("", _("not said")), *AgeBand.choices],
        )
        if self.cells:
            self.fields[f"cell_{key}"] = forms.ChoiceField(
                label=_("%(name)s comes as") % named, required=False, initial=chosen, choices=lines
            )

    def rows(self) -> list[dict[str, Any]]:
        """Each person with their fields."""
        return [
            {
                "person": person,
                "agrees": self[f"agrees_{person.public_id}"],
                "age": self[f"age_{person.public_id}"],
                "cell": self[f"cell_{person.public_id}"] if self.cells else None,
            }
            for person in self.people
        ]

    def answers(self) -> dict[int, Answer]:
        """What was said of whom."""
        told = self.cleaned_data
        return {
            person.pk: Answer(
                told[f"agrees_{person.public_id}"],
                self.cells.get(told.get(f"cell_{person.public_id}", "")),
                told[f"age_{person.public_id}"],
            )
            for person in self.people
        }


class NoteForm(forms.Form):
    """A stretch of notes."""

    question = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput)
    text = forms.CharField(required=False, strip=False, max_length=LONGEST, widget=forms.Textarea)
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        """The text with the line ends the database keeps."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


class QuoteForm(forms.Form):
    """Who said it, only as far as it matters, and what it is about."""

    words = forms.CharField(
        label=_("The passage"),
        max_length=6000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Select it in the notes, or paste it here. Of a long passage the first and the last words are enough, "
            "with three points between them."
        ),
    )
    near = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    voice = forms.ChoiceField(label=_("Voice"), required=False)
    age_band = forms.ChoiceField(label=_("Age"), required=False)
    place = forms.ChoiceField(label=_("Where from"), required=False)
    kind = forms.CharField(label=_("Role"), max_length=80, required=False)
    codes = forms.MultipleChoiceField(label=_("Codes"), required=False, widget=forms.CheckboxSelectMultiple)
    new_codes = forms.CharField(
        label=_("New codes"), max_length=500, required=False, help_text=_("Several with commas between.")
    )

    def __init__(
        self, *given: Any, voices: Sequence[Voice], codes: Sequence[Code], quote: Quote | None = None, **named: Any
    ) -> None:
        first: dict[str, Any] = named.pop("initial", {})
        if quote is not None:
            first = {name: getattr(quote, name) for name in ("voice", "age_band", "kind")}
            first["place"] = quote.place.slug if quote.place else ""
            first["codes"] = [code.public_id for code in quote.codes.all()]
        super().__init__(*given, **{"initial": first, **named})
        if quote is not None:
            del self.fields["words"], self.fields["near"]
        nothing = _("as the list says") if quote is None else _("not noted")
        offer(self, "age_band", [("", nothing), *AgeBand.choices])
        self.known = {code.public_id: code for code in codes}
        offer(self, "voice", [("", pgettext("voice", "not noted")), *((str(each), str(each)) for each in voices)])
        offer(self, "place", [("", nothing), *place_options()])
        offer(self, "codes", [(key, code.name) for key, code in self.known.items()])

    def clean_new_codes(self) -> tuple[str, ...]:
        """The names, each once."""
        names = [" ".join(name.split()) for name in _CODES_APART.split(self.cleaned_data["new_codes"])]
        names = list(dict.fromkeys(filter(None, names)))
        if any(len(name) > 80 for name in names):
            raise forms.ValidationError(_("The name of a code has at most 80 letters."))
        if len(names) > MOST_CODES_AT_ONCE:
            raise forms.ValidationError(_("A quote takes at most 20 new codes."))
        return tuple(names)

    def heard(self) -> Heard:
        """What was said of the voice."""
        told = self.cleaned_data
        place = place_for(None, told["place"]) if told["place"] else None
        codes = tuple(self.known[key] for key in told["codes"])
        return Heard(told["voice"], told["age_band"], place, told["kind"], codes, told["new_codes"])


class CodeForm(forms.Form):
    """The name of a code and what belongs to it."""

    name = forms.CharField(label=_("Name of the code"), max_length=80)
    note = forms.CharField(
        label=_("What belongs to it"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("So that two people code alike."),
    )


class MergeForm(forms.Form):
    """Into which code another one goes."""

    into = forms.ChoiceField(label=_("Merge into"))

    def __init__(self, *given: Any, others: Sequence[Code], **named: Any) -> None:
        super().__init__(*given, **named)
        self.others = {code.public_id: code for code in others}
        offer(self, "into", [(key, code.name) for key, code in self.others.items()])

    def chosen(self) -> Code:
        """The code that stays."""
        return self.others[self.cleaned_data["into"]]
