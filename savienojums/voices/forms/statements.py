"""Forms of the desk: seeds one a line, decisions about one or many, corrections and translations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from savienojums.voices.kinds import HiddenFor
from savienojums.voices.likeness import Kind, similar_to
from savienojums.voices.wording import bare, is_only_a_link, says_nothing, tidied

if TYPE_CHECKING:
    from collections.abc import Iterable

    from savienojums.voices.models import Conversation, Statement

MOST_SEEDS = 100
LONGEST_TEXT = 20_000
# Two thoughts in one: whoever agrees with one of them cannot answer.
_AND = re.compile(r"\s(?:un|kā arī|and|as well as|и|а также)\s", re.IGNORECASE)
_QUESTION = re.compile(r"\?\s*$")
LONG_ENOUGH_FOR_TWO = 45
# Signs of bold letters and the like, which nobody turns into bold letters.
_MARKUP = re.compile(r"</?[a-z][^<>]*>|\*\*|&[a-z]+;", re.IGNORECASE)
# What an organiser chooses; the rest is chosen by joining, or by whoever wrote it.
CHOSEN_REASONS = [each for each in HiddenFor if each != HiddenFor.TAKEN_BACK]


@dataclass(frozen=True, slots=True)
class Hint:
    """What is wrong with a line, or might be better."""

    line: int
    text: str
    stops: bool
    words: tuple[str, ...]


class SeedsForm(forms.Form):
    """Several statements, one a line."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)
    texts = forms.CharField(
        label=pgettext_lazy("seeds", "Statements, one a line"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "true"}),
    )

    def __init__(self, *given: Any, conversation: Conversation, known: Iterable[Statement], **named: Any) -> None:
        super().__init__(*given, **named)
        self.conversation, self.known = conversation, list(known)
        wanted = [pair for pair in settings.LANGUAGES if pair[0] in (conversation.languages or ["lv"])]
        self.fields["language"].choices = wanted or settings.LANGUAGES  # type: ignore[attr-defined]  # a choice field
        if len(wanted) == 1:
            self.fields["language"].widget = forms.HiddenInput()
            self.fields["language"].initial = wanted[0][0]

    def lines(self) -> list[str]:
        """The lines that say something."""
        return [tidied(each) for each in str(self.data.get("texts", "")).splitlines() if tidied(each)]

    def hints(self) -> list[Hint]:
        """Line by line what stops, and what could be better said."""
        language = str(self.data.get("language", "lv"))
        told = [(each.number, each.text.get(language, "")) for each in self.known]
        seen: dict[str, int] = {}
        found: list[Hint] = []
        for number, text in enumerate(self.lines(), start=1):
            problems = [(problem, True) for problem in self._faults(text, told, seen)]
            problems += [(advice, False) for advice in ([] if problems else _advice(text, told))]
            found += [Hint(number, text, stops, (problem,)) for problem, stops in problems]
            seen.setdefault(bare(text), number)
            told.append((0, text))
        return found

    def clean_texts(self) -> str:
        """Every line is a statement of its own that is not there yet."""
        if not self.lines():
            raise forms.ValidationError(_("Write at least one statement."))
        if len(self.lines()) > MOST_SEEDS:
            raise forms.ValidationError(
                ngettext("At most %(most)s statement at once.", "At most %(most)s statements at once.", MOST_SEEDS)
                % {"most": MOST_SEEDS}
            )
        if any(hint.stops for hint in self.hints()):
            raise forms.ValidationError(_("Some lines cannot stay as they are; they are named below."))
        return str(self.cleaned_data["texts"])

    def _faults(self, text: str, told: list[tuple[int, str]], seen: dict[str, int]) -> list[str]:
        longest = self.conversation.longest_statement
        if says_nothing(text):
            return [_("There are no words in it.")]
        if is_only_a_link(text):
            return [_("It is only a web address.")]
        if len(text) > longest:
            return [_("It has %(length)s characters; %(most)s are possible.") % {"length": len(text), "most": longest}]
        if bare(text) in seen:
            return [_("The same words stand in line %(line)s.") % {"line": seen[bare(text)]}]
        same = next((number for number, words in told if number and bare(words) == bare(text)), None)
        return [_("The same words are there already as number %(number)s.") % {"number": same}] if same else []


def _advice(text: str, told: list[tuple[int, str]]) -> list[str]:
    advice = []
    if _QUESTION.search(text):
        advice.append(_("It is a question; one can agree only with an assertion."))
    if _MARKUP.search(text):
        advice.append(_("There are signs of formatting in it; people would read them as they stand."))
    if len(text) >= LONG_ENOUGH_FOR_TWO and _AND.search(text):
        advice.append(_("Perhaps it says two things at once: whoever wants only one of them cannot answer."))
    near = similar_to(text, {at: [words] for at, (_number, words) in enumerate(told) if words}, most=1)
    if near:
        number, words = told[near[0].mark]
        name = _("no. %(number)s") % {"number": number} if number else f"„{words}”"
        same = near[0].likeness.kind == Kind.SAME
        told_as = (
            _("It seems to say the same as %(other)s.") if same else _("It seems to say the contrary of %(other)s.")
        )
        advice.append(told_as % {"other": name})
    return advice


class DecisionForm(forms.Form):
    """What is decided about one statement or many; a reason where it is not shown."""

    SHOW, HIDE, REOPEN, JOIN = "show", "hide", "reopen", "join"

    do = forms.ChoiceField(choices=[(each, each) for each in (SHOW, HIDE, REOPEN, JOIN)])
    hidden_for = forms.ChoiceField(
        label=pgettext_lazy("moderation", "Reason"),
        choices=[("", gettext_lazy("Choose the reason")), *((each.value, each.label) for each in CHOSEN_REASONS)],
        required=False,
    )
    why = forms.CharField(
        label=pgettext_lazy("moderation", "In your own words"),
        help_text=gettext_lazy("Everyone can read this. Do not repeat what is being hidden."),
        max_length=300,
        required=False,
    )
    into = forms.IntegerField(label=gettext_lazy("Number of the statement that stays"), min_value=1, required=False)

    def clean(self) -> dict[str, Any]:
        """Hiding needs a reason, joining a number."""
        told = self.cleaned_data
        if told.get("do") == self.HIDE and not told.get("hidden_for"):
            self.add_error("hidden_for", _("Choose the reason; everyone can read it."))
        if told.get("do") == self.HIDE and told.get("hidden_for") == HiddenFor.OTHER and not told.get("why"):
            self.add_error("why", _("Say in your own words why it is not shown."))
        if told.get("do") == self.JOIN and not told.get("into"):
            self.add_error("into", _("Write the number of the statement that stays."))
        return told


class WordsForm(forms.Form):
    """The words of one statement: spelling of the original, and its translations side by side."""

    def __init__(self, *given: Any, statement: Statement, languages: list[str], **named: Any) -> None:
        super().__init__(*given, **named)
        names = dict(settings.LANGUAGES)
        self.original = statement.language
        for code in [statement.language, *(each for each in languages if each != statement.language)]:
            label = (
                names[code]
                if code != statement.language
                else _("%(language)s, as it was written") % {"language": names[code]}
            )
            self.fields[code] = forms.CharField(
                label=label,
                required=code == statement.language,
                max_length=1000,
                initial=statement.text.get(code, ""),
                widget=forms.Textarea(attrs={"rows": 3, "lang": code, "spellcheck": "true"}),
            )

    def translations(self) -> dict[str, str]:
        """The words in other languages, empty ones to take them away."""
        return {code: str(text) for code, text in self.cleaned_data.items() if code != self.original}

    def corrected(self) -> str:
        """The words in their own language."""
        return str(self.cleaned_data[self.original])
