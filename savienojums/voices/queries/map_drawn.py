"""The picture of a map as shapes with numbers, for a page and for paper alike."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, pi, radians, sin
from typing import Any

# How wide the picture is, in its own units, and how high where there is one axis only.
WIDE, LOW = 600, 300
# Radius of a sign in parts of its cell, by the steps of how many people stand there.
STEPS = (0.17, 0.27, 0.37, 0.47)
# Corners and turn of each group's sign, by letter: A is round.
CORNERS = {"B": (4, 45), "C": (3, 90), "D": (4, 0), "E": (6, 0)}
BETWEEN = "between"
# Letters stay inside the picture.
EDGE = 26
# How far above the middle of its outline, in parts of its half height.
RAISED = 0.62


@dataclass(frozen=True, slots=True)
class Sign:
    """People in one cell: a path, and whose it is (a letter, or between)."""

    path: str
    letter: str
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """Where most of a group stand; numbers as they stand in SVG."""

    letter: str
    x: str
    y: str
    long: str
    short: str
    turn: str
    # Where the letter is written.
    letter_x: str
    letter_y: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """The whole picture."""

    wide: int
    high: int
    signs: tuple[Sign, ...]
    outlines: tuple[Outline, ...]
    # Where the reader stands; empty where that is not known.
    own_x: str = ""
    own_y: str = ""
    # The words beside it stand on the side where there is room.
    own_end: bool = False


def drawn(picture: dict[str, Any] | None, letters: list[str], own: tuple[float, float] | None = None) -> Drawn | None:
    """The picture that was told, with the reader's own place in it."""
    if not picture:
        return None
    spot = _spot(picture, *own) if own else None
    return Drawn(
        WIDE,
        LOW if picture["flat"] else WIDE,
        tuple(_sign(picture, cell, letters) for cell in picture["cells"]),
        tuple(
            _outlined(picture, each, letters[group])
            for group, each in enumerate(picture["outlines"])
            if each and group < len(letters)
        ),
        *((_said(spot[0]), _said(spot[1])) if spot else ("", "")),
        own_end=bool(spot and spot[0] > 0.8 * WIDE),
    )


def _sign(picture: dict[str, Any], cell: list[int], letters: list[str]) -> Sign:
    column, row, step, group, sure = cell
    side = WIDE / picture["side"]
    high = LOW if picture["flat"] else WIDE
    tall = high / picture["side"]
    x, y = (column + 0.5) * side, high - (row + 0.5) * tall
    letter = letters[group] if 0 <= group < len(letters) else BETWEEN
    return Sign(_path(letter, x, y, STEPS[step] * min(side, 1.6 * tall)), letter, bool(sure))


def _path(letter: str, x: float, y: float, radius: float) -> str:
    if letter not in CORNERS:
        size = _said(radius)
        return f"M{_said(x - radius)} {_said(y)}a{size} {size} 0 1 0 {_said(2 * radius)} 0a{size} {size} 0 1 0 {_said(-2 * radius)} 0z"
    corners, turn = CORNERS[letter]
    # Equal areas look equally many; a circle has more than what stands within it.
    radius *= (2 * pi / (corners * sin(2 * pi / corners))) ** 0.5
    turns = [pi * (turn / 180 + 2 * each / corners) for each in range(corners)]
    return "M" + "L".join(f"{_said(x + radius * cos(each))} {_said(y - radius * sin(each))}" for each in turns) + "z"


def _spot(picture: dict[str, Any], x: float, y: float) -> tuple[float, float]:
    left, low, right, top = picture["frame"]
    high = LOW if picture["flat"] else WIDE
    across, up = (x - left) / (right - left), (y - low) / (top - low)
    return WIDE * min(0.99, max(0.01, across)), high * (1 - min(0.99, max(0.01, up)))


def _outlined(picture: dict[str, Any], outline: dict[str, float], letter: str) -> Outline:
    left, _, right, _ = picture["frame"]
    scale = WIDE / (right - left)
    x, y = _spot(picture, outline["x"], outline["y"])
    high = LOW if picture["flat"] else WIDE
    short = 0.46 * high if picture["flat"] else max(12.0, outline["short"] * scale)
    turned = radians(outline["turn"])
    long = max(12.0, outline["long"] * scale)
    # High inside, where neither the crowd nor the reader's own mark hides it.
    top = y - RAISED * hypot(long * sin(turned), short * cos(turned))
    return Outline(
        letter,
        _said(x),
        _said(y),
        _said(long),
        _said(short),
        _said(-outline["turn"]),
        _said(min(WIDE - EDGE, max(EDGE, x))),
        _said(min(high - EDGE, max(EDGE, top))),
    )


def _said(number: float) -> str:
    """A number as SVG reads it, whatever the language of the page."""
    return f"{number:.1f}".removesuffix(".0")
