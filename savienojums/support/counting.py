"""Counting without looking at who it is: a process adds up in memory and hands over now and then.

Pure core: no Django, no database, no clock.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

# What waits is handed over after a minute, or when there is much of it; more than this nobody reads at once.
LONGEST_WAIT, MOST_WAITING, MOST_HELD = 60.0, 300, 5_000
LONGEST_KEY, LONGEST_WORDS, MOST_WORDS = 160, 60, 6

_ROBOT = re.compile(
    r"(?<!cu)bot\b|bot/|crawl|spider|slurp|preview|fetch|monitor|scan|archive|curl|wget|python|java/|go-http|okhttp|headless"
    r"|lighthouse|facebookexternalhit|validator|feed|wrk",
    re.IGNORECASE,
)
_MAILBOX = re.compile(r"\S+@\S+")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
# Telephone numbers, personal codes, account numbers: four digits or more, however they are parted.
_DIGITS = re.compile(r"\b[a-z]{0,4}\+?\d(?:[\s().-]?\d){3,}\w*", re.IGNORECASE)


class Counted(NamedTuple):
    """What happened on which day."""

    day: date
    what: str
    key: str


class Buffer:
    """What this process has counted and not yet handed over; safe to use from several threads."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.waiting: Counter[Counted] = Counter()
        self.since: float | None = None

    def add(self, counted: Counted, moment: float, times: int = 1) -> None:
        """Count once more; `moment` is any clock that only goes forward."""
        with self.lock:
            if len(self.waiting) < MOST_HELD or counted in self.waiting:
                self.waiting[counted] += times
                self.since = moment if self.since is None else self.since

    def due(self, moment: float) -> Counter[Counted] | None:
        """Everything that waits, if it is time to hand it over; it is then the caller's."""
        if self.since is None:
            return None
        with self.lock:
            if self.since is None or (moment - self.since < LONGEST_WAIT and len(self.waiting) < MOST_WAITING):
                return None
            taken, self.waiting, self.since = self.waiting, Counter(), None
        return taken

    def put_back(self, counted: Counter[Counted], moment: float) -> None:
        """It could not be kept: it waits once more."""
        for each, times in counted.items():
            self.add(each, moment, times)

    def forget(self) -> None:
        """Drop what waits."""
        with self.lock:
            self.waiting, self.since = Counter(), None


@lru_cache(maxsize=512)
def is_robot(agent: str) -> bool:
    """Whether a browser's name says that it is none; without a name it is none either."""
    return not agent or bool(_ROBOT.search(agent))


def searched(words: str) -> str:
    """Words as they may be counted: in small letters, without anything that could lead to a person; else empty."""
    bare = words.casefold()
    for pattern in (_MAILBOX, _ADDRESS, _DIGITS):
        bare = pattern.sub(" ", bare)
    parts = re.findall(r"[^\W_]+", bare)
    plain = [part for part in parts if not any(sign.isdigit() for sign in part) or len(part) <= 4]
    joined = " ".join(plain[:MOST_WORDS])
    return joined if 3 <= len(joined) <= LONGEST_WORDS and len(plain) <= MOST_WORDS else ""


def band(count: int) -> str:
    """How long a list was, roughly."""
    for most, words in ((0, "0"), (3, "1-3"), (9, "4-9")):
        if count <= most:
            return words
    return "10+"
