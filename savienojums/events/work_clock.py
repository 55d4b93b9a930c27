"""The clock of a workshop: what is left of a step, whether it stands still, minutes more or less.

Pure core: no Django, no database, no reading of the time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

# Nobody works a step for longer than a day.
MOST = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Time:
    """The time of one step: how long it is planned, when it began, since when it stands, what was added."""

    planned: int
    started: datetime | None = None
    paused: datetime | None = None
    added: int = 0

    @property
    def runs(self) -> bool:
        """Whether it goes on by itself."""
        return self.started is not None and self.paused is None

    @property
    def length(self) -> int:
        """All its seconds, those it stood still included."""
        return max(0, self.planned + self.added)

    def left(self, at: datetime) -> int:
        """Seconds until its end, rounded up; below zero once it is over."""
        if self.started is None:
            return self.length
        gone = (self.paused or at) - self.started
        return self.length - int(gone / timedelta(seconds=1))

    def start(self, at: datetime) -> Time:
        """Begin, or go on after a pause; the time it stood is added."""
        if self.started is None:
            return replace(self, started=at, paused=None)
        if self.paused is None:
            return self
        stood = max(timedelta(0), at - self.paused)
        # Moved instead of added: what was added by hand stays what it was.
        return replace(self, started=self.started + stood, paused=None)

    def pause(self, at: datetime) -> Time:
        """Stand still."""
        if not self.runs:
            return self
        return replace(self, paused=max(at, self.started)) if self.started else self

    def longer(self, seconds: int) -> Time:
        """More time or, with a minus, less; never less than none."""
        added = min(MOST - self.planned, max(-self.planned, self.added + seconds))
        return replace(self, added=added)


def spoken(seconds: int) -> str:
    """Seconds as a clock shows them: 12:05, 1:02:05, −0:30."""
    sign, rest = ("−", -seconds) if seconds < 0 else ("", seconds)
    minutes, second = divmod(rest, 60)
    hours, minute = divmod(minutes, 60)
    return f"{sign}{hours}:{minute:02}:{second:02}" if hours else f"{sign}{minutes}:{second:02}"
