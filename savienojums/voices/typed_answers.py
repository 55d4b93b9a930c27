"""What helpers type from a printed questionnaire: for each question a short text, as numbers stand on the paper.

Pure core: no Django, no database, no clock. Choices are printed with numbers from 1; what is read here is what
`survey_values.answer_of` takes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from savienojums.core.said import Said, gettext_noop
from savienojums.voices.survey_values import Problem

if TYPE_CHECKING:
    from savienojums.voices.survey_values import QuestionFacts

SEPARATORS: Final = re.compile(r"[\s,;.+/]+")
_NUMBERS_FIRST: Final = re.compile(r"[\d\s,;.+/]*")
_POINT: Final = re.compile(r"\s*(-?\d{1,3}[.,]\d+)\s*[,;\s]\s*(-?\d{1,3}[.,]\d+)\s*")
NONE: Final = "-"
# With so many choices two digits beside each other can only be two choices.
ONE_DIGIT: Final = 9
# A longer run of digits is no number of a choice.
LONGEST: Final = 3

NO_SUCH = gettext_noop("There is no choice %(number)s; they go from 1 to %(most)s.")
ONE_NUMBER = Said(gettext_noop("Type one number, as it stands beside the box."))
NO_OTHER = Said(gettext_noop("This question has no line for words; type the numbers beside the boxes."))
TOO_MANY_PLACES = gettext_noop("The question has %(most)s rows; more numbers were typed.")


class _Wrong(Exception):
    def __init__(self, said: Said) -> None:
        self.said = said
        super().__init__(said.sentence)


def read_typed(facts: QuestionFacts, text: str) -> Any:
    """What was typed as a raw answer, nothing where the question was left empty, or a problem that says what is wrong."""
    words = text.strip()
    if not words or words == NONE:
        return None
    try:
        return _READERS.get(facts.kind, _as_typed)(facts, words)
    except _Wrong as wrong:
        return Problem(wrong.said)


def _key(facts: QuestionFacts, number: str) -> str:
    if len(number) <= LONGEST and 1 <= int(number) <= len(facts.choices):
        return facts.choices[int(number) - 1]
    raise _Wrong(Said(NO_SUCH, {"number": number[:LONGEST], "most": len(facts.choices)}))


def _apart(facts: QuestionFacts, words: str) -> tuple[list[str], str]:
    """Numbers that stand first, and the words after them."""
    first = _NUMBERS_FIRST.match(words)
    head = first.group() if first else ""
    rest = words[len(head) :].strip()
    numbers: list[str] = []
    for number in filter(None, SEPARATORS.split(head)):
        one_by_one = len(facts.choices) <= ONE_DIGIT and len(number) > 1
        numbers += list(number) if one_by_one else [number]
    return numbers, rest


def _choice(facts: QuestionFacts, words: str) -> Any:
    numbers, rest = _apart(facts, words)
    # The number after the last choice is the line for words.
    numbers = [each for each in numbers if not (rest and facts.has_other and _is_other(facts, each))]
    if rest and not facts.has_other:
        raise _Wrong(NO_OTHER)
    if len(numbers) + bool(rest) != 1:
        raise _Wrong(ONE_NUMBER)
    return {"other": rest} if rest else _key(facts, numbers[0])


def _several(facts: QuestionFacts, words: str) -> Any:
    numbers, rest = _apart(facts, words)
    if rest and not facts.has_other:
        raise _Wrong(NO_OTHER)
    numbers = [each for each in numbers if not (rest and _is_other(facts, each))]
    keys = list(dict.fromkeys(_key(facts, each) for each in numbers))
    return [*keys, {"other": rest}] if rest else keys


def _is_other(facts: QuestionFacts, number: str) -> bool:
    return len(number) <= LONGEST and int(number) == len(facts.choices) + 1


def _ranking(facts: QuestionFacts, words: str) -> Any:
    """The numbers written beside the rows, in the order of the paper; a minus where none stands."""
    parts = [part for part in SEPARATORS.split(words.replace(NONE, f" {NONE} ")) if part]
    if len(facts.choices) <= ONE_DIGIT:
        parts = [sign for part in parts for sign in part]
    if len(parts) > len(facts.choices):
        raise _Wrong(Said(TOO_MANY_PLACES, {"most": len(facts.choices)}))
    return {key: "" if part == NONE else part for key, part in zip(facts.choices, parts, strict=False)}


def _place(_facts: QuestionFacts, words: str) -> Any:
    """Two numbers of a map, or words; whether the words are a place of the registry is for others to say."""
    point = _POINT.fullmatch(words)
    return {"lat": point[1], "lon": point[2]} if point else {"note": words}


def _as_typed(_facts: QuestionFacts, words: str) -> Any:
    return words


_READERS: Final = {"choice": _choice, "several": _several, "ranking": _ranking, "place": _place}
