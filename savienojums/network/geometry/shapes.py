"""Rings and lines on the sheet: what is inside, the middle of an area, fewer points, shared borders, path words."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, TypeVar

from savienojums.network.geometry.earth import Point

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from savienojums.network.geometry.earth import Sheet

Ring = list[Point]
Dot = tuple[int, int]
Box = tuple[float, float, float, float]
Key = TypeVar("Key")

TRIANGLE = 3


def lines_in(geometry: Mapping[str, object] | None) -> list[Ring]:
    """All lines or rings of a GeoJSON geometry as lists of (lon, lat); points and nothing give none."""
    if not geometry:
        return []
    if geometry.get("type") == "GeometryCollection":
        return [line for part in geometry["geometries"] for line in lines_in(part)]  # type: ignore[attr-defined]  # GeoJSON nests by its kind
    depth = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}.get(str(geometry.get("type")))
    if depth is None:
        return []
    lines: list[object] = [geometry["coordinates"]]
    for _ in range(depth):
        lines = [line for group in lines for line in group]  # type: ignore[attr-defined]  # GeoJSON nests by its kind
    return [[(float(at[0]), float(at[1])) for at in line] for line in lines]  # type: ignore[attr-defined]  # GeoJSON nests by its kind


def on_sheet(sheet: Sheet, lines: Iterable[Ring]) -> list[Ring]:
    """Lines of (lon, lat) as lines on the sheet."""
    return [[sheet.at(lat, lon) for lon, lat in line] for line in lines]


def box_of(lines: Iterable[Sequence[Point]]) -> Box | None:
    """The smallest upright box around the lines: left, top, right, bottom."""
    points = [point for line in lines for point in line]
    if not points:
        return None
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes have anything in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def area_of(ring: Sequence[Point]) -> float:
    """The area of a ring; negative if it runs the other way round."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], *ring[:1]], strict=True)) / 2


def inside(point: Point, rings: Iterable[Sequence[Point]]) -> bool:
    """Whether the point lies in the area of these rings; a ring within a ring is a hole."""
    x, y = point
    odd = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                odd = not odd
    return odd


def centroid(rings: Sequence[Sequence[Point]]) -> Point:
    """The centre of gravity of the largest ring; may lie outside a bent one."""
    ring = max(rings, key=lambda one: abs(area_of(one)))
    whole = area_of(ring)
    x0, y0 = ring[0]
    if abs(whole) < 1e-9:
        return sum(x for x, _y in ring) / len(ring), sum(y for _x, y in ring) / len(ring)
    x = y = 0.0
    # Taken from the first corner: large coordinates would eat the digits of small areas.
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        turn = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        x += (x1 + x2 - 2 * x0) * turn
        y += (y1 + y2 - 2 * y0) * turn
    return x0 + x / (6 * whole), y0 + y / (6 * whole)


def name_point(rings: Sequence[Sequence[Point]]) -> Point:
    """A point well inside the area, where its name or mark may stand: the centre if inside, else the widest middle."""
    middle = centroid(rings)
    if inside(middle, rings):
        return middle
    box = box_of(rings)
    assert box is not None  # noqa: S101 -- it has rings
    widest, found = 0.0, middle
    for step in range(1, 16):
        y = box[1] + (box[3] - box[1]) * step / 16 + 1e-7
        crossings = sorted(
            (x2 - x1) * (y - y1) / (y2 - y1) + x1
            for ring in rings
            for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], *ring[:1]], strict=True)
            if (y1 > y) != (y2 > y)
        )
        for left, right in zip(crossings[::2], crossings[1::2], strict=True):
            if right - left > widest:
                widest, found = right - left, ((left + right) / 2, y)
    return found


# --- only what is seen ------------------------------------------------------------


def clip_ring(ring: Sequence[Point], box: Box) -> Ring:
    """The part of an area within the box, edge by edge (Sutherland and Hodgman); empty if nothing is."""
    kept = list(ring[:-1] if ring and ring[0] == ring[-1] else ring)
    for axis, limit, sign in ((0, box[0], 1), (1, box[1], 1), (0, box[2], -1), (1, box[3], -1)):
        cut: Ring = []
        for here, there in zip(kept, [*kept[1:], *kept[:1]], strict=True):
            here_in, there_in = sign * (here[axis] - limit) >= 0, sign * (there[axis] - limit) >= 0
            if here_in:
                cut.append(here)
            if here_in != there_in:
                cut.append(_crossing(here, there, axis, limit))
        kept = cut
    return kept


def _crossing(here: Point, there: Point, axis: int, limit: float) -> Point:
    # Neighbours walk this edge in opposite directions and must find the very same point.
    (x1, y1), (x2, y2) = sorted((here, there))
    share = (limit - (x1, y1)[axis]) / ((x2, y2)[axis] - (x1, y1)[axis])
    return (limit, y1 + share * (y2 - y1)) if axis == 0 else (x1 + share * (x2 - x1), limit)


def clip_line(line: Sequence[Point], box: Box) -> list[Ring]:
    """The pieces of a line whose steps may touch the box; whole steps, so a little sticks out."""
    pieces: list[Ring] = []
    was_near = False
    for here, there in pairwise(line):
        near = (
            max(here[0], there[0]) >= box[0]
            and min(here[0], there[0]) <= box[2]
            and max(here[1], there[1]) >= box[1]
            and min(here[1], there[1]) <= box[3]
        )
        if near:
            if not was_near:
                pieces.append([here])
            pieces[-1].append(there)
        was_near = near
    return pieces


def straightest(line: Sequence[Point], length: float) -> Ring:
    """The piece of about that length that is nearest to straight, running to the right; nothing if none is straight."""
    best, found = 0.93, []
    for start in range(len(line)):
        walked, end = 0.0, start
        while end + 1 < len(line) and walked < length:
            walked += math.dist(line[end], line[end + 1])
            end += 1
        if walked >= length and math.dist(line[start], line[end]) / walked > best:
            best, found = math.dist(line[start], line[end]) / walked, list(line[start : end + 1])
    return found[::-1] if found and found[0][0] > found[-1][0] else found


# --- fewer points ---------------------------------------------------------------


def _triangle(before: Dot, at: Dot, after: Dot) -> int:
    return abs((at[0] - before[0]) * (after[1] - before[1]) - (after[0] - before[0]) * (at[1] - before[1]))


def fewer(line: Sequence[Dot], least: float) -> list[Dot]:
    """The line without the points that matter least (Visvalingam): each left one makes a triangle of `least` or more.

    The ends stay where they are, so lines that meet go on meeting.
    """
    last = len(line) - 1
    before, after = list(range(-1, last)), list(range(1, last + 2))
    size = [0] * (last + 1)
    heap = []
    for at in range(1, last):
        size[at] = _triangle(line[at - 1], line[at], line[at + 1])
        heap.append((size[at], at))
    heapq.heapify(heap)
    gone = [False] * (last + 1)
    while heap and heap[0][0] < 2 * least:
        so_far, at = heapq.heappop(heap)
        if gone[at] or so_far != size[at]:
            continue
        gone[at] = True
        left, right = before[at], after[at]
        after[left], before[right] = right, left
        for near in (left, right):
            if 0 < near < last:
                # Never smaller than the one just taken, or a long soft bend would vanish corner by corner.
                size[near] = max(so_far, _triangle(line[before[near]], line[near], line[after[near]]))
                heapq.heappush(heap, (size[near], near))
    return [point for at, point in enumerate(line) if not gone[at]]


def dots(line: Iterable[Point], grid: float) -> list[Dot]:
    """The line on a grid of so many steps to a unit, without points that fell together."""
    kept: list[Dot] = []
    for x, y in line:
        dot = (round(x * grid), round(y * grid))
        if not kept or kept[-1] != dot:
            kept.append(dot)
    return kept


# --- shared borders ---------------------------------------------------------------


@dataclass
class Topology(Generic[Key]):
    """Areas cut into the lines they share, so that neighbours stay neighbours with fewer points."""

    lines: list[list[Dot]] = field(default_factory=list)
    sides: list[set[Key]] = field(default_factory=list)
    rings: dict[Key, list[list[tuple[int, bool]]]] = field(default_factory=dict)

    def ring_dots(self, key: Key, least: float = 0) -> list[list[Dot]]:
        """The rings of an area put together again from its lines."""
        rings = []
        for pieces in self.rings[key]:
            ring: list[Dot] = []
            for number, backwards in pieces:
                line = self.line(number, least)
                ring += (line[::-1] if backwards else line)[:-1]
            if len(ring) >= TRIANGLE:
                rings.append(ring)
        return rings

    def line(self, number: int, least: float = 0) -> list[Dot]:
        """One line with fewer points; the same whichever side asks for it."""
        return fewer(self.lines[number], least) if least else self.lines[number]


def _corners(rings: Iterable[Sequence[Dot]]) -> set[Dot]:
    """Where lines part: dots with more than two neighbours, or none of whose ways goes on."""
    near: dict[Dot, set[Dot]] = defaultdict(set)
    for ring in rings:
        for here, there in zip(ring, [*ring[1:], *ring[:1]], strict=True):
            near[here].add(there)
            near[there].add(here)
    return {dot for dot, around in near.items() if len(around) != 2}


def _pieces(ring: Sequence[Dot], corners: set[Dot]) -> list[list[Dot]]:
    """The ring cut at its corners; one without corners is cut at its smallest dot and the one farthest from it."""
    cuts = [at for at, dot in enumerate(ring) if dot in corners]
    if not cuts:
        first = min(range(len(ring)), key=lambda at: ring[at])
        farthest = max(range(len(ring)), key=lambda at: (math.dist(ring[first], ring[at]), ring[at]))
        cuts = sorted({first, farthest})
    turned = [*ring[cuts[0] :], *ring[: cuts[0] + 1]]
    ends = [*(cut - cuts[0] for cut in cuts[1:]), len(ring)]
    return [turned[start : end + 1] for start, end in zip([0, *ends], ends, strict=False)]


def topology(areas: Mapping[Key, Iterable[Sequence[Point]]], grid: float) -> Topology[Key]:
    """The areas, given as rings on the sheet, laid on the grid and cut into the lines they share."""
    open_rings: dict[Key, list[list[Dot]]] = {}
    for key, rings in areas.items():
        on_grid = [dots(ring, grid) for ring in rings]
        on_grid = [ring[:-1] if ring and ring[0] == ring[-1] else ring for ring in on_grid]
        open_rings[key] = [ring for ring in on_grid if len(ring) >= TRIANGLE]
    corners = _corners(ring for rings in open_rings.values() for ring in rings)
    made: Topology[Key] = Topology()
    numbers: dict[tuple[Dot, ...], int] = {}
    for key, rings_of_key in open_rings.items():
        made.rings[key] = []
        for ring in rings_of_key:
            made.rings[key].append([])
            for piece in _pieces(ring, corners):
                forward, back = tuple(piece), tuple(reversed(piece))
                name = min(forward, back)
                if name not in numbers:
                    numbers[name] = len(made.lines)
                    made.lines.append(list(name))
                    made.sides.append(set())
                made.sides[numbers[name]].add(key)
                made.rings[key][-1].append((numbers[name], name != forward))
    return made


def stitched(lines: Iterable[Sequence[Dot]]) -> list[list[Dot]]:
    """Lines that meet at their ends put together to rings; what does not close is left out."""
    ends: dict[Dot, list[list[Dot]]] = defaultdict(list)
    for line in lines:
        for end in {line[0], line[-1]}:
            ends[end].append(list(line))
    rings = []
    while ends:
        start = next(iter(ends))
        ring = [start]
        while ends.get(ring[-1]):
            line = ends[ring[-1]].pop()
            onward = line if line[0] == ring[-1] else line[::-1]
            if line[0] != line[-1]:
                ends[onward[-1]].remove(line)
            ring += onward[1:]
            if ring[-1] == start:
                break
        for end in (start, ring[-1]):
            if not ends.get(end):
                ends.pop(end, None)
        if ring[-1] == start and len(ring) > TRIANGLE:
            rings.append(ring[:-1])
    return rings


# --- words for the browser -----------------------------------------------------------


def path(line: Sequence[Dot], *, closed: bool = False) -> str:
    """A line on the grid as SVG path data: where it starts, then relative steps, no digit and no space too many."""
    if len(line) < 2:
        return ""
    (x, y), *rest = line
    words = [f"M{x}{' ' if y >= 0 else ''}{y}"]
    letter = "l"
    for to_x, to_y in rest:
        across, down = to_x - x, to_y - y
        gap = letter or ("" if across < 0 else " ")
        words.append(f"{gap}{across}{'' if down < 0 else ' '}{down}")
        letter, x, y = "", to_x, to_y
    return "".join(words) + ("z" if closed else "")
