"""What a change of an entry means: which grades one line of its journal has.

Pure core: no Django, no database, no clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


def grades_of(verb: str, particulars: Mapping[str, Any]) -> frozenset[str]:
    """The values of `Grade` a journal line has; none if it changed nothing that is told."""
    del verb, particulars
    return frozenset()
