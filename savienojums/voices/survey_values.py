"""What a valid answer to each kind of question is: whatever came in becomes a value to keep, or a sentence that says why not."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from savienojums.core.said import Said, gettext_noop
from savienojums.voices.wording import paragraphs

Value = str | int | float | list[Any] | dict[str, Any]

LONGEST_TEXT: Final = 4000
LONGEST_OTHER: Final = 200
# Beyond this a number is a slip of the finger, and its sum no number any more.
LARGEST: Final = 10**12
# Where people of the region may point to: Latvia with its neighbourhood; a swapped pair falls out of it.
LATITUDES: Final = (55.0, 58.5)
LONGITUDES: Final = (20.5, 28.5)
# How many points of a scale stand in one row.
LONGEST_SCALE: Final = 11
_NUMBER = re.compile(r"[+-]?\d{1,13}(?:[.,]\d{1,6})?")

NEEDED = Said(gettext_noop("Please answer this question; it is needed."))
UNREADABLE = Said(gettext_noop("This answer cannot be read. Please answer once more."))
UNKNOWN = Said(gettext_noop("This choice is not offered any more. Please choose again."))
SAY_WHAT = Said(gettext_noop("Please say what else you mean, or choose something else."))
ONE_ONLY = Said(gettext_noop("Please choose one of them."))
WHOLE_STEPS = Said(gettext_noop("Choose one of the steps of the scale."))
NO_NUMBER = Said(gettext_noop("Write a number in figures, for example 12."))
SAME_PLACE = Said(gettext_noop("Two have the same number. Give each number once: 1 to the most important, then 2, 3 …"))
GAP = Said(gettext_noop("A number is left out. Begin with 1 and go on with 2, 3 … as far as you like."))
OUTSIDE = Said(gettext_noop("This point is not in Latvia. Choose it once more on the map, or choose a place."))


@dataclass(frozen=True, slots=True)
class QuestionFacts:
    """What a question allows: kind, keys of its choices, limits."""

    kind: str
    choices: tuple[str, ...] = ()
    has_other: bool = False
    is_required: bool = False
    least: int | None = None
    most: int | None = None

    @property
    def ends(self) -> tuple[int, int]:
        """The ends of a scale; from 1 to 5 where nothing else is said."""
        return (1 if self.least is None else self.least, 5 if self.most is None else self.most)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something is no answer to the question."""

    said: Said


class _Wrong(Exception):
    def __init__(self, said: Said) -> None:
        self.said = said
        super().__init__(said.sentence)


def answer_of(facts: QuestionFacts, raw: Any) -> Value | Problem | None:
    """The value to keep; nothing where nothing was answered; a problem where it cannot be kept.

    `raw` is what a form, a sheet typed back or a file gives: a value as it is kept, or the same as text; a ranking also
    as a mapping from key to the number written beside it. What comes out goes in again and stays the same.
    """
    try:
        value = _READERS[facts.kind](facts, raw)
    except _Wrong as wrong:
        return Problem(wrong.said)
    if value is None and facts.is_required:
        return Problem(NEEDED)
    return value


def plain(text: str, most: int) -> str:
    """Words as they are kept: our line ends, no signs that nobody sees, not longer than so."""
    return paragraphs(text)[:most].strip()


def _one(facts: QuestionFacts, raw: Any) -> Any:
    """A key of the choices, or something else in own words."""
    if isinstance(raw, Mapping):
        words = raw.get("other", "")
        if not facts.has_other or not isinstance(words, str):
            raise _Wrong(UNREADABLE)
        if not (kept := plain(words, LONGEST_OTHER)):
            raise _Wrong(SAY_WHAT)
        return {"other": kept}
    if not isinstance(raw, str):
        raise _Wrong(UNREADABLE)
    if raw not in facts.choices:
        raise _Wrong(UNKNOWN)
    return raw


def _choice(facts: QuestionFacts, raw: Any) -> Value | None:
    if raw in (None, "", [], {}):
        return None
    if isinstance(raw, list):
        if len(raw) != 1:
            raise _Wrong(ONE_ONLY)
        raw = raw[0]
    return _one(facts, raw)  # type: ignore[no-any-return]  # a key or a mapping


def _several(facts: QuestionFacts, raw: Any) -> Value | None:
    if raw in (None, ""):
        return None
    found = [_one(facts, each) for each in (raw if isinstance(raw, list) else [raw])]
    own = [each for each in found if isinstance(each, dict)]
    # In the order of the question, each once: the order in which boxes were ticked means nothing.
    kept: list[Any] = [key for key in facts.choices if key in found]
    kept += own[:1]
    if facts.most is not None and len(kept) > facts.most:
        raise _Wrong(Said(gettext_noop("Choose at most %(most)s."), {"most": facts.most}))
    return kept or None


def _number_in(raw: Any) -> int | float | None:
    if raw is None or raw == "":
        return None
    if isinstance(raw, bool):
        raise _Wrong(NO_NUMBER)
    if isinstance(raw, str):
        text = re.sub(r"\s", "", raw.replace("−", "-"))
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise _Wrong(NO_NUMBER)
        raw = float(text.replace(",", "."))
    if not isinstance(raw, int | float) or not math.isfinite(raw) or abs(raw) > LARGEST:
        raise _Wrong(NO_NUMBER)
    return int(raw) if raw == int(raw) else raw


def _scale(facts: QuestionFacts, raw: Any) -> Value | None:
    number = _number_in(raw)
    least, most = facts.ends
    if number is None:
        return None
    if not isinstance(number, int) or not least <= number <= most:
        raise _Wrong(WHOLE_STEPS)
    return number


def _number(facts: QuestionFacts, raw: Any) -> Value | None:
    number = _number_in(raw)
    if number is None:
        return None
    if facts.least is not None and number < facts.least:
        raise _Wrong(Said(gettext_noop("The number must be at least %(least)s."), {"least": facts.least}))
    if facts.most is not None and number > facts.most:
        raise _Wrong(Said(gettext_noop("The number may be at most %(most)s."), {"most": facts.most}))
    return number


def _ranking(facts: QuestionFacts, raw: Any) -> Value | None:
    if isinstance(raw, Mapping):
        raw = _in_order(facts, raw)
    if raw in (None, "", []):
        return None
    if not isinstance(raw, list) or not all(isinstance(key, str) for key in raw):
        raise _Wrong(UNREADABLE)
    if any(key not in facts.choices for key in raw):
        raise _Wrong(UNKNOWN)
    if len(set(raw)) != len(raw):
        raise _Wrong(SAME_PLACE)
    return list(raw)


def _in_order(facts: QuestionFacts, raw: Mapping[str, Any]) -> list[str]:
    """Keys in the order of the numbers written beside them; those without a number stay unranked."""
    places: dict[int, str] = {}
    for key, written in raw.items():
        number = _number_in(written)
        if number is None:
            continue
        if not isinstance(number, int) or not 1 <= number <= len(facts.choices):
            raise _Wrong(Said(gettext_noop("Use the numbers from 1 to %(most)s."), {"most": len(facts.choices)}))
        if number in places:
            raise _Wrong(SAME_PLACE)
        places[number] = key
    if places and max(places) != len(places):
        raise _Wrong(GAP)
    return [places[number] for number in sorted(places)]


def _text(_facts: QuestionFacts, raw: Any) -> Value | None:
    if raw is None:
        return None
    if not isinstance(raw, str):
        raise _Wrong(UNREADABLE)
    return plain(raw, LONGEST_TEXT) or None


def _place(_facts: QuestionFacts, raw: Any) -> Value | None:
    """A point, a place of the registry by its word, a word of where it is; at least one of them."""
    if raw in (None, "", {}):
        return None
    if not isinstance(raw, Mapping):
        raise _Wrong(UNREADABLE)
    place, note = raw.get("place") or "", raw.get("note") or ""
    if not isinstance(place, str) or not isinstance(note, str):
        raise _Wrong(UNREADABLE)
    kept: dict[str, Any] = {}
    lat, lon = raw.get("lat"), raw.get("lon")
    if lat not in (None, "") or lon not in (None, ""):
        north, east = _number_in(lat), _number_in(lon)
        if north is None or east is None:
            raise _Wrong(UNREADABLE)
        if not (LATITUDES[0] <= north <= LATITUDES[1] and LONGITUDES[0] <= east <= LONGITUDES[1]):
            raise _Wrong(OUTSIDE)
        # About ten metres: a yard, not a window.
        kept |= {"lat": round(north, 4), "lon": round(east, 4)}
    if place := plain(place, 100):
        kept["place"] = place
    if words := plain(note, LONGEST_OTHER):
        kept["note"] = words
    return kept or None


_READERS: Final = {
    "choice": _choice,
    "several": _several,
    "scale": _scale,
    "ranking": _ranking,
    "number": _number,
    "text": _text,
    "place": _place,
}


def keys_of(choices: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """The keys of choices as a question keeps them."""
    return tuple(str(each["key"]) for each in choices)


def next_key(taken: Sequence[str]) -> str:
    """A key nobody has had: a, b … z, then aa and so on."""
    number = 1
    while (key := _letters(number)) in taken:
        number += 1
    return key


def _letters(number: int) -> str:
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(97 + rest) + name
    return name
