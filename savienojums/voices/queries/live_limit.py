"""How many answers come from one connection within a minute, counted in the memory of each process.

Not in the cache that all processes share (core.limits): a vote is one short transaction and shall not cost a second one.
"""

from __future__ import annotations

from collections import Counter
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

# A hall full of people behind one connection, each answering every four seconds; and one of them alone.
FROM_A_SOURCE, OF_ONE = 900, 90
# Own statements of the same hall; a class that is told to write one now does not write faster.
ADDED_FROM_A_SOURCE = 60
_LOCK = Lock()
_COUNTS: Counter[str] = Counter()
_MINUTE = [0]


def within_a_minute(who: str, most: int, at: datetime) -> bool:
    """Count one more answer of theirs; whether it is still among the first `most` of this minute."""
    minute = int(at.timestamp() // 60)
    with _LOCK:
        if _MINUTE[0] != minute:
            _MINUTE[0] = minute
            _COUNTS.clear()
        _COUNTS[who] += 1
        return _COUNTS[who] <= most
