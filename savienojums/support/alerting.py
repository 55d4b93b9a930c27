"""When a mail is due, and what of what happened is worth telling: merged, graded, nothing that was undone again.

Pure core: no database, no clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from savienojums.support.grades import grades_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date, datetime

REMINDERS = (30, 14, 3)
NEW, OPENS, REMIND = "new", "opens", "remind"
# Who follows one measure wants all that matters; who follows a search, what they would regret to have missed.
MEASURE_GRADES = ("announced", "deadline_earlier", "deadline_later", "money", "who", "annexes", "closed")
SEARCH_GRADES = (NEW, "announced", "deadline_earlier", "closed")
CHANGED = {"support.measure_changed", "support.round_changed"}
ADDED, REMOVED = "support.round_added", "support.round_removed"
# A deadline that now falls into the days until the next weekly mail cannot wait for it.
CANNOT_WAIT = timedelta(days=8)
BARELY_OVER = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the journal about a measure."""

    pk: int
    at: datetime
    verb: str
    particulars: Mapping[str, Any]

    @property
    def round_id(self) -> str:
        """The round it is about, if it is about one."""
        return str(self.particulars.get("round", ""))


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing to say of a measure, the lines it came from, and the plain values its sentence needs."""

    reason: str
    things: frozenset[str] = frozenset()
    told: Mapping[str, Any] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """As a notice keeps it."""
        return {"reason": self.reason, **self.told}


def looked_until(at: datetime) -> datetime:
    """Up to when things are told: an act that began a moment ago may not have been written down yet."""
    return at - BARELY_OVER


def is_due(*, weekly: bool, told_on: date, today: date) -> bool:
    """Whether its day has come: each day, or the Monday of this week, also when that was missed."""
    monday = today - timedelta(days=today.weekday())
    return told_on < (monday if weekly else today)


def crossed(reminders: Collection[int], closes_on: date, told_on: date, today: date) -> int | None:
    """The reminder that is due: the smallest number of days that was reached since that day; none after the deadline."""
    left, before = (closes_on - today).days, (closes_on - told_on).days
    return min((days for days in reminders if left <= days < before), default=None) if left >= 0 else None


def thing_of(line: Line) -> str:
    """How a line of the journal is known again."""
    return f"line:{line.pk}"


def reasons_of(lines: Iterable[Line], wanted: Collection[str]) -> list[Reason]:
    """What these lines of one measure, oldest first, come to; of each grade wanted once, what was undone left out."""
    found: dict[str, Reason] = {}
    for verb, particulars, things in _merged(lines):
        for grade in sorted(grades_of(verb, particulars) & set(wanted)):
            before = found.get(grade, Reason(grade))
            found[grade] = Reason(grade, before.things | things, {**_told(grade, particulars), **before.told})
    return [found[grade] for grade in (*MEASURE_GRADES, "wording") if grade in found]


def _merged(lines: Iterable[Line]) -> list[tuple[str, Mapping[str, Any], frozenset[str]]]:
    """Several changes of the same entry as one: from what it was at first to what it is at last."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        about = "changed" if line.verb in CHANGED else line.verb
        groups.setdefault((about, line.round_id), []).append(line)
    told = []
    for (about, round_id), group in groups.items():
        particulars: Mapping[str, Any] = group[-1].particulars
        things = frozenset(thing_of(line) for line in group)
        if about == "changed":
            # What became of a round that is new or gone again is told with its coming, or not at all.
            if (ADDED, round_id) in groups or (REMOVED, round_id) in groups or not (net := _net(group)):
                continue
            particulars = {**particulars, "changes": net}
        elif round_id and (ADDED, round_id) in groups:
            if (REMOVED, round_id) in groups:
                continue
            things |= {thing_of(line) for line in groups.get(("changed", round_id), [])}
        told.append((group[-1].verb, particulars, things))
    return told


def _net(group: list[Line]) -> dict[str, list[Any]]:
    net: dict[str, list[Any]] = {}
    for line in group:
        for name, (old, new) in line.particulars.get("changes", {}).items():
            net[name] = [net[name][0] if name in net else old, new]
    return {name: pair for name, pair in net.items() if pair[0] != pair[1]}


def _told(grade: str, particulars: Mapping[str, Any]) -> dict[str, Any]:
    """The values a sentence about that grade needs."""
    told: dict[str, Any] = {"round": particulars["round"]} if particulars.get("round") else {}
    changes = particulars.get("changes", {})
    if grade.startswith("deadline") and "closes_on" in changes:
        told["was"] = changes["closes_on"][0]
        told["was_hour"] = (changes.get("closes_hour") or [None])[0]
    elif grade.startswith("deadline") and "closes_hour" in changes:
        told["was_hour"] = changes["closes_hour"][0]
    return told
