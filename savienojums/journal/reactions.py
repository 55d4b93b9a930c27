"""What follows from what happened: reactions to verbs of the journal, and chores that come back with time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from savienojums.core.clock import RIGA

Work = Callable[..., None]
UNITS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1), "day": timedelta(days=1)}


@dataclass(frozen=True, slots=True)
class Reaction:
    """Done once for each journal line that has one of these verbs."""

    name: str
    verbs: tuple[str, ...]
    work: Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Chore:
    """Done again and again: after each pause, or at a fixed hour of the local day."""

    name: str
    pause: timedelta
    hour: int | None
    work: Callable[[], None]

    def first(self, at: datetime) -> datetime:
        """When it is due for the first time on a new installation."""
        return at if self.hour is None else self._hour_after(at)

    def next(self, at: datetime) -> datetime:
        """When it is due again, having been done now; what was missed is not caught up."""
        return at + self.pause if self.hour is None else self._hour_after(at + self.pause - UNITS["day"])

    def _hour_after(self, at: datetime) -> datetime:
        """The next time the clock in Riga strikes the hour, in summer and winter alike."""
        day = at.astimezone(RIGA).date()
        moment = datetime.combine(day, time(self.hour or 0), tzinfo=RIGA)
        return moment if moment > at else datetime.combine(day + UNITS["day"], time(self.hour or 0), tzinfo=RIGA)


REACTIONS: dict[str, Reaction] = {}
CHORES: dict[str, Chore] = {}


def on(*verbs: str) -> Callable[[Work], Work]:
    """Do this for every line with one of these verbs, soon after the act; it gets the line's number."""
    if wrong := [verb for verb in verbs if verb.count(".") != 1]:
        message = f"{wrong[0]!r} is no verb of the journal; write room.noun_verbed."
        raise ValueError(message)

    def register(work: Work) -> Work:
        name = _new_name(work)
        REACTIONS[name] = Reaction(name, verbs, work)
        return work

    return register


def every(pause: str, *, hour: int | None = None) -> Callable[[Work], Work]:
    """Do this every "1 day" or "30 minutes"; with an hour, whole days apart when the clock in Riga strikes it."""
    length = length_of(pause)
    if hour is not None and (length % UNITS["day"] or not 0 <= hour < 24):
        message = f"every({pause!r}, hour={hour}): an hour from 0 to 23 goes with whole days."
        raise ValueError(message)

    def register(work: Work) -> Work:
        name = _new_name(work)
        CHORES[name] = Chore(name, length, hour, work)
        return work

    return register


def length_of(pause: str) -> timedelta:
    """The length of "1 hour", "30 minutes" or "7 days"."""
    count, _, unit = pause.partition(" ")
    if not count.isdigit() or int(count) < 1 or unit.removesuffix("s") not in UNITS:
        message = f"{pause!r} is no pause; write it as 1 day, 2 hours or 30 minutes."
        raise ValueError(message)
    return int(count) * UNITS[unit.removesuffix("s")]


def reactions_to(verb: str) -> list[Reaction]:
    """What follows from an act with this verb, as far as this process knows the rooms' jobs."""
    return [reaction for reaction in REACTIONS.values() if verb in reaction.verbs]


def _new_name(work: Work) -> str:
    """`support.remind_of_deadlines`: how the queue knows a job, also after a new start."""
    name = f"{work.__module__.removeprefix('savienojums.').removesuffix('.jobs')}.{work.__name__}"
    if name in REACTIONS or name in CHORES:
        message = f"There are two jobs {name}."
        raise ValueError(message)
    return name
