"""An event's own questions to those who register, as the event keeps them.

Pure: no database, no clock. `of(event.questions)` reads, `kept(questions)` writes.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from savienojums.core.records import LETTERS, Translated, in_languages
from savienojums.events.kinds import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django_stubs_ext import StrOrPromise

MOST_QUESTIONS = 12
MOST_CHOICES = 12
KEY_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Question:
    """One question: of the party as a whole, or of each of its people."""

    key: str
    kind: str
    label: Translated
    choices: tuple[str, ...] = ()
    required: bool = False
    each: bool = False


@dataclass(frozen=True, slots=True)
class Preset:
    """A question many events ask, ready to be taken."""

    key: str
    kind: str
    label: StrOrPromise
    choices: tuple[StrOrPromise, ...] = field(default=())
    each: bool = True


PRESETS = (
    Preset(
        "diet",
        QuestionKind.CHOICE,
        _("What do you eat?"),
        (pgettext_lazy("diet", "everything"), _("vegetarian"), _("vegan"), _("without gluten"), _("something else (write to us)")),
    ),
    Preset("language", QuestionKind.CHOICE, _("In which language do you prefer to speak?"), ("latviešu", "русский", "English")),
    Preset("lift", QuestionKind.YES, _("Do you need step-free access or other help to take part?")),
    Preset("photo", QuestionKind.YES, _("May we show photos in which you can be recognised?")),
)  # fmt: skip


def of(said: Any) -> list[Question]:
    """The questions as an event keeps them; what is no question is passed over."""
    return [found for each in said or () if isinstance(each, dict) and (found := _read(each))]


def kept(questions: Iterable[Question]) -> list[dict[str, Any]]:
    """Questions as an event keeps them."""
    return [
        {
            "key": each.key,
            "kind": str(each.kind),
            "label": dict(each.label),
            "choices": list(each.choices),
            "required": each.required,
            "each": each.each,
        }
        for each in questions
    ]


def make_key(taken: Iterable[str]) -> str:
    """A short word under which answers are kept; it stays when the question is reworded or moved."""
    used = set(taken)
    while (key := "".join(secrets.choice(LETTERS) for _place in range(KEY_LENGTH))) in used:
        pass
    return key


def from_preset(name: str, language: str, languages: Sequence[str]) -> Question | None:
    """A ready question, asked in every language of the site; its choices in that of whoever takes it."""
    found = next((each for each in PRESETS if each.key == name), None)
    if found is None:
        return None
    label = {}
    for code in languages:
        with translation.override(code):
            label[code] = str(found.label)
    with translation.override(language):
        choices = tuple(str(each) for each in found.choices)
    return Question(found.key, found.kind, in_languages(label), choices, each=found.each)


def moved(questions: Sequence[Question], key: str, *, earlier: bool) -> list[Question]:
    """The questions with one of them a place earlier or later; at the ends nothing moves."""
    line = list(questions)
    place = next((number for number, each in enumerate(line) if each.key == key), None)
    if place is not None:
        target = max(0, place - 1) if earlier else min(len(line) - 1, place + 1)
        line.insert(target, line.pop(place))
    return line


def _read(said: dict[str, Any]) -> Question | None:
    label = in_languages(said.get("label") or {})
    kind = said.get("kind", QuestionKind.TEXT)
    if not said.get("key") or not label or kind not in QuestionKind.values:
        return None
    choices = tuple(str(each) for each in said.get("choices") or ())
    return Question(
        str(said["key"]), str(kind), label, choices, bool(said.get("required")), bool(said.get("each"))
    )  # fmt: skip
