"""Finding a passage of the notes that somebody pasted or typed, and finding it again after the notes were changed.

Pure core: no Django, no database.
"""

from __future__ import annotations

import re

# "begins with these words … ends with those": three points or one sign for them.
_GAP = re.compile(r"\s*(?:…|\.\.\.)\s*")
_SPACE = re.compile(r"\s+")
_QUOTATION = re.compile("[\"'„“”«»‘’‚]")


def passage(text: str, wanted: str, near: int = 0) -> tuple[int, int] | None:
    """Begin and end of what is wanted, as it stands in the text: the one nearest to a place, the first if none is said.

    Spaces, line ends and kinds of quotation marks do not matter. Words with three points between them are the
    beginning and the end of a longer passage, unless the points stand in the text so.
    """
    wanted = wanted.strip()
    if not wanted:
        return None
    if found := _nearest(text, wanted, near):
        return found
    pieces = _GAP.split(wanted)
    if len(pieces) != 2 or not all(pieces):
        return None
    for first in _all(text, pieces[0]):
        for last in _all(text, pieces[1], first[1]):
            return first[0], last[1]
    return None


def relocated(old: str, new: str, begins: int, ends: int) -> tuple[int, int] | None:
    """Where the same words stand in the changed text; nothing if they were changed themselves."""
    words = old[begins:ends]
    if new[begins:ends] == words and new[:begins] == old[:begins]:
        return begins, ends
    from_end = len(new) - (len(old) - begins)
    if from_end >= 0 and new[from_end:] == old[begins:]:
        return from_end, from_end + len(words)
    places = [match.start() for match in re.finditer(re.escape(words), new)] if words else []
    if not places:
        return None
    start = min(places, key=lambda place: abs(place - begins))
    return start, start + len(words)


def _nearest(text: str, wanted: str, near: int) -> tuple[int, int] | None:
    return min(_all(text, wanted), key=lambda place: abs(place[0] - near), default=None)


def _all(text: str, wanted: str, after: int = 0) -> list[tuple[int, int]]:
    """Every place where these words stand, whatever the spaces between them."""
    parts = [_QUOTATION.sub(_QUOTATION.pattern.replace("\\", ""), re.escape(part)) for part in _SPACE.split(wanted)]
    return [match.span() for match in re.compile(r"\s+".join(parts)).finditer(text, after)]
