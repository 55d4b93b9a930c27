"""What a change of an entry means: which grades one line of its journal has.

Pure core: no Django, no database, no clock. The words are those of `kinds.Grade`.
What only looks different (spacing, punctuation, letter case) is wording.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Pair = list[Any]
    Changes = Mapping[str, Pair]

ANNOUNCED, EARLIER, LATER = "announced", "deadline_earlier", "deadline_later"
MONEY, WHO, ANNEXES, CLOSED, WORDING = "money", "who", "annexes", "closed", "wording"

_MONEY = {"kind", "other_kinds", "amount_min", "amount_max", "own_share_percent", "own_share_above", "own_share_note"}
_WHO = {
    "who_text", "legal_forms", "forms_certain", "people_min", "people_for", "partners_min", "partners_note", "partner_forms",
    "conditions", "rule", "places", "places_text", "place_basis", "places_certain", "outside_region",
    "applications_per_year",
}  # fmt: skip
_ANNEXES = {"annexes", "way_in", "way_in_text", "languages"}
BY_NAME: dict[str, str] = {
    **dict.fromkeys(_MONEY, MONEY),
    **dict.fromkeys(_WHO, WHO),
    **dict.fromkeys(_ANNEXES, ANNEXES),
    "budget": MONEY,
    "deadline_by": ANNEXES,
}
YEAR = 366
END_OF_DAY = "23:59"
_NOTHING_MORE = frozenset({WORDING})

_WORD = re.compile(r"\w+|[^\w\s]")
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")


def grades_of(verb: str, particulars: Mapping[str, Any]) -> frozenset[str]:
    """The values of `Grade` a journal line has; none if it changed nothing that is told."""
    if verb in {"support.measure_published", "support.measure_restored"}:
        return frozenset({ANNOUNCED})
    if verb in {"support.measure_removed", "support.measure_closed"}:
        return frozenset({CLOSED})
    if verb in {"support.measure_expected", "support.measure_confirmed"}:
        return frozenset(_of_status([particulars.get("before", {}).get("status"), particulars.get("status")]))
    if verb in {"support.round_added", "support.round_removed"}:
        return _of_round(verb, particulars)
    if verb in {"support.measure_changed", "support.round_changed"}:
        return _of_changes(particulars.get("changes", {}), past=bool(particulars.get("past")))
    return frozenset()


def matters(grades: frozenset[str]) -> bool:
    """Whether a change is more than wording."""
    return bool(grades - _NOTHING_MORE)


def differs(old: Any, new: Any) -> bool:
    """Whether two kept values say something else, however they are written."""
    if isinstance(old, str) and isinstance(new, str):
        return said(old) != said(new)
    if isinstance(old, list) and isinstance(new, list):
        return sorted(map(str, old)) != sorted(map(str, new))
    return not (old == new or (_empty(old) and _empty(new)))


def said(text: str) -> tuple[str, ...]:
    """The words and signs of a text that carry meaning, whatever its spacing, punctuation and letter case."""
    joined = _THOUSANDS.sub("", unicodedata.normalize("NFC", text).casefold())
    return tuple(each for each in _WORD.findall(joined) if not _is_punctuation(each))


def moved(old: Any, new: Any) -> int:
    """Days from one day of the year ("MM-DD") to another the shorter way round; less than 0 is earlier."""
    one, other = (date(2024, int(day[:2]), int(day[3:])).toordinal() for day in (old, new))
    return (other - one + YEAR // 2) % YEAR - YEAR // 2


def _empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})


def _is_punctuation(sign: str) -> bool:
    return sign not in "%&§#@*" and unicodedata.category(sign[0]).startswith("P")


def _of_round(verb: str, particulars: Mapping[str, Any]) -> frozenset[str]:
    facts = particulars.get("facts", {})
    if particulars.get("past") or not (facts.get("opens_on") or facts.get("closes_on")):
        return _NOTHING_MORE
    return frozenset({ANNOUNCED if verb == "support.round_added" else CLOSED})


def _of_changes(changes: Changes, *, past: bool) -> frozenset[str]:
    """The grades of everything that changed; a round whose days have gone by changes nobody's plans."""
    told = {name: pair for name, pair in changes.items() if differs(*pair)}
    if past or not told:
        return _NOTHING_MORE if changes else frozenset()
    found = {BY_NAME[name] for name in told if name in BY_NAME}
    found.update(_of_status(told.get("status", [None, None])))
    found.update(_of_days(told, "closes_on", "closes_hour"))
    found.update(_of_usual(told))
    if "opens_on" in told and told["opens_on"][1]:
        found.add(ANNOUNCED)
    return frozenset(found) or _NOTHING_MORE


def _of_status(pair: Pair) -> Iterator[str]:
    """Closed for good, or open again after that."""
    old, new = pair
    if new == CLOSED != old:
        yield CLOSED
    elif old == CLOSED and new and new != CLOSED:
        yield ANNOUNCED


def _of_days(told: Changes, day: str, hour: str) -> Iterator[str]:
    """A day with its hour that is said, moved, or holds no more; without an hour the whole day counts."""
    old_day, new_day = told.get(day, ["", ""])
    old_hour, new_hour = (each or END_OF_DAY for each in told.get(hour, ["", ""]))
    if day in told and not old_day:
        yield ANNOUNCED
    elif day in told and not new_day:
        yield LATER
    elif (old_day, old_hour) != (new_day, new_hour):
        earlier = (new_day, new_hour) < (old_day, old_hour)
        yield EARLIER if earlier else LATER


def _of_usual(told: Changes) -> Iterator[str]:
    """Usual days that are said, moved or hold no more; the hour counts where the days stayed."""
    if "usual_deadlines" not in told:
        yield from _of_days(told, "usual_day", "usual_hour")
        return
    old, new = (set(each or []) for each in told["usual_deadlines"])
    gone, come = sorted(old - new), sorted(new - old)
    for one, other in zip(gone, come, strict=False):
        yield EARLIER if _moves_earlier(one, other) else LATER
    if len(come) > len(gone):
        yield ANNOUNCED
    elif len(gone) > len(come):
        yield LATER


def _moves_earlier(old: str, new: str) -> bool:
    try:
        return moved(old, new) < 0
    except ValueError:
        return new < old
