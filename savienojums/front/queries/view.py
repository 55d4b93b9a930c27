"""Which part of the sheet is seen, and the address under which it can be seen again."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from savienojums.front.queries.ground import Area, Ground
    from savienojums.network.geometry.earth import Sheet
    from savienojums.network.geometry.shapes import Box

DEEPEST = 10.0


@dataclass(frozen=True, slots=True)
class View:
    """The part of the sheet that is seen: everything is drawn so many times larger, then moved."""

    scale: float = 1.0
    dx: float = 0.0
    dy: float = 0.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where in the picture a spot of the sheet is."""
        return round(x * self.scale + self.dx, 1), round(y * self.scale + self.dy, 1)

    def seen(self, sheet: Sheet) -> Box:
        """What of the sheet the picture shows."""
        left, top = -self.dx / self.scale, -self.dy / self.scale
        return left, top, left + sheet.width / self.scale, top + sheet.height / self.scale


def address(query: str, around: str = "") -> str:
    """The map's own address with a filter and a part of the sheet."""
    parts = [part for part in (query, f"around={around}" if around else "") if part]
    return reverse("map") + ("?" + "&".join(parts) if parts else "")


def view_of(asked: str, drawn: Ground) -> View:
    """The part of the sheet that "lat,lon,scale" asks for, brought onto the sheet; nonsense shows all of it."""
    try:
        lat, lon, scale = (float(word) for word in asked[:60].split(","))
    except ValueError:
        return View()
    if not (abs(lat) < 89 and abs(lon) <= 180 and 1 < scale < math.inf):
        return View()
    x, y = drawn.sheet.at(lat, lon)
    return view_around(x, y, scale, drawn)


def view_around(x: float, y: float, scale: float, drawn: Ground) -> View:
    """The part of the sheet around a spot, never beyond its edges."""
    scale = min(max(scale, 1.0), DEEPEST)
    width, height = drawn.sheet.width, drawn.sheet.height
    dx = min(0.0, max(width - width * scale, width / 2 - x * scale))
    dy = min(0.0, max(height - height * scale, height / 2 - y * scale))
    return View(scale, round(dx, 1), round(dy, 1))


def view_of_all(own: list[Area], drawn: Ground) -> View:
    """The areas in the middle of the picture, half as large as it."""
    lefts, tops, rights, bottoms = zip(*(area.box for area in own), strict=True)
    left, top, right, bottom = min(lefts), min(tops), max(rights), max(bottoms)
    share = max((right - left) / drawn.sheet.width, (bottom - top) / drawn.sheet.height)
    return view_around((left + right) / 2, (top + bottom) / 2, min(6.0, 0.6 / share), drawn)
