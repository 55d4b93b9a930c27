"""The map as a picture: what part of it is seen, which marks and names stand on it, and where one can go from it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language

from savienojums.core.marks import Kept
from savienojums.front.queries.ground import ground
from savienojums.front.queries.points import standings
from savienojums.front.queries.view import DEEPEST, View, address, view_of, view_of_all
from savienojums.network.geometry.marks import Gathered, Name, gather, leave_room
from savienojums.network.kinds import OrganisationKind, PlaceKind
from savienojums.network.queries.organisations import Filter
from savienojums.network.queries.places import atlas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.utils.safestring import SafeString

    from savienojums.accounts.models import Person
    from savienojums.front.queries.ground import Detail, Ground, GroundName
    from savienojums.front.queries.points import Standing
    from savienojums.network.geometry.shapes import Box

EVERYTHING = Filter()
MOST_REMEMBERED = 40


# From which scale on a kind of name is asked for.
CLOSE = {"village": 1.9, "suburb": 3.0, "parish": 3.0, "hamlet": 4.0}


@dataclass(frozen=True, slots=True)
class Style:
    """The sizes of a picture, in its own units, which names it asks for from which scale on, and the room for buttons."""

    apart: float
    mark: float
    names: dict[str, float]
    from_scale: dict[str, float]
    steps: float = 0


_SIZES = {"city": 18.5, "town": 15, "country": 16, "land": 16, "village": 15, "parish": 15, "hamlet": 15, "suburb": 15}
_FEW = {"city": 18.5, "town": 15, "country": 16, "land": 16}
# A full map is looked at about as large as it is drawn; small ones at half that size, so all in them is twice as large.
STYLES: dict[Detail, Style] = {"full": Style(23, 1, _SIZES, CLOSE, 160), "small": Style(42, 1.8, _FEW, {})}
# A place among its neighbours; they have names.
PLACE = Style(42, 1.8, _FEW | {"parish": 14}, {"parish": 1.5})
SPACED = {"country", "land"}


@dataclass(frozen=True, slots=True)
class Mark:
    """One organisation, or several that stand too near each other."""

    x: float
    y: float
    count: int
    radius: float
    title: str
    kind: str
    href: str


@dataclass(frozen=True, slots=True)
class DrawnName:
    """A name in the picture, moved aside from its point; without an anchor it waits for more room."""

    text: str
    kind: str
    x: float
    y: float
    anchor: str = ""
    dx: float = 0
    dy: float = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything a template needs to show the map."""

    ground: Ground
    view: View
    marks: list[Mark]
    names: list[DrawnName]
    count: int
    without_point: int
    legend: list[tuple[str, str]]
    query: str
    title: str = ""
    here: str = ""
    has_parts: bool = False
    is_small: bool = False
    of_events: bool = False
    written: dict[str, SafeString] = field(default_factory=dict, compare=False)

    @property
    def width(self) -> int:
        """Width of the picture in its units."""
        return round(self.ground.sheet.width)

    @property
    def height(self) -> int:
        """Height of the picture in its units."""
        return round(self.ground.sheet.height)

    @property
    def transform(self) -> str:
        """How the ground is laid into the picture."""
        scale = self.view.scale / self.ground.grid
        return f"matrix({scale:.6g} 0 0 {scale:.6g} {self.view.dx:.6g} {self.view.dy:.6g})"

    @property
    def cartouche(self) -> tuple[int, int]:
        """Where the name of the map and its scale stand: the foot of the freest corner."""
        upper, side = self.ground.corner.split("-")
        return 26 if side == "left" else self.width - 240, 118 if upper == "top" else self.height - 26

    @property
    def scale_bar(self) -> tuple[int, float]:
        """A round number of kilometres that is about a sixth of the picture, and its length in units."""
        per_unit = self.ground.sheet.metres_per_unit / self.view.scale
        reach = self.width / 6 * per_unit / 1000
        power = 10 ** math.floor(math.log10(reach)) if reach >= 1 else 1
        kilometres = max(1, max(step for step in (1, 2, 5) if step * power <= max(reach, 1)) * power)
        return kilometres, round(kilometres * 1000 / per_unit, 1)

    def around(self, x: float, y: float, scale: float) -> str:
        """The address of the map around a spot of the sheet."""
        lat, lon = self.ground.sheet.place_at(x, y)
        return address(self.query, f"{lat:.4f},{lon:.4f},{scale:g}")

    @property
    def steps(self) -> dict[str, str]:
        """The ways on from here for those without a script: nearer, farther, all of it, and the four winds."""
        x = (self.width / 2 - self.view.dx) / self.view.scale
        y = (self.height / 2 - self.view.dy) / self.view.scale
        scale, reach = self.view.scale, self.width * 0.4 / self.view.scale
        winds = {"west": (-reach, 0.0), "east": (reach, 0.0), "north": (0.0, -reach), "south": (0.0, reach)}
        steps = {"nearer": self.around(x, y, min(DEEPEST, scale * 2))} if scale < DEEPEST else {}
        if scale > 2:
            steps["farther"] = self.around(x, y, scale / 2)
        steps |= {wind: self.around(x + right, y + down, max(scale, 2)) for wind, (right, down) in winds.items()}
        return steps | {"whole": address(self.query)}

    @property
    def is_movable(self) -> bool:
        """Whether a script may move it: the full map, not the small ones."""
        return not self.is_small

    @property
    def corners(self) -> str:
        """Latitude and longitude of the sheet's corners, so that a script can tell where on the earth it looks."""
        sheet = self.ground.sheet
        spots = [(x, y) for y in (0.0, sheet.height) for x in (0.0, sheet.width)]
        return " ".join(f"{degrees:.5f}" for x, y in spots for degrees in sheet.place_at(x, y))


_PICTURES: Kept[dict[object, Picture]] = Kept(dict, "registry", "places")


def _once(key: tuple[object, ...], found: Sequence[Standing], draw: Callable[[], Picture]) -> Picture:
    """The picture of that key and these organisations; drawn once for all who see the same."""
    pictures, which = _PICTURES.get(), (key, get_language(), tuple(spot.entry.pk for spot in found))
    if which not in pictures:
        if len(pictures) >= MOST_REMEMBERED:
            pictures.clear()
        pictures[which] = draw()
    return pictures[which]


def map_picture(
    person: Person | None, wanted: Filter = EVERYTHING, *, detail: Detail = "full", around: str = ""
) -> Picture:
    """The map of what the filter leaves, as this person may see it."""
    drawn, style = ground(detail), STYLES[detail]
    view = view_of(around, drawn)
    found, without = standings(person, wanted)

    def draw() -> Picture:
        marks = _marks(found, view, wanted, style)
        return Picture(
            ground=drawn,
            view=view,
            marks=marks,
            names=names_in(drawn, view, marks, style, keep_waiting=detail == "full"),
            count=len(found),
            without_point=without,
            legend=legend_of(found),
            query=wanted.query(),
            is_small=detail == "small",
        )

    return _once((detail, view, wanted.query(), without), found, draw)


def _marks(found: Sequence[Standing], view: View, wanted: Filter, style: Style) -> list[Mark]:
    """The marks in the picture, those near each other gathered to one."""
    sheet, apart = ground().sheet, style.apart
    seen = [
        one
        for one in gather([view.at(spot.x, spot.y) for spot in found], apart)
        if -apart < one.x < sheet.width + apart and -apart < one.y < sheet.height + apart
    ]
    return [_mark(one, [found[at] for at in one.members], view, wanted) for one in seen]


def _mark(one: Gathered, members: Sequence[Standing], view: View, wanted: Filter) -> Mark:
    x, y, count = round(one.x, 1), round(one.y, 1), len(members)
    first = members[0].entry
    if count == 1:
        href = reverse("organisation", args=[first.slug])
        return Mark(x, y, 1, 7, first.name, first.kind, href)
    radius = round(8.5 + 1.9 * math.log(count), 1)
    names = ", ".join(spot.entry.name for spot in members[:4])
    return Mark(x, y, count, radius, names, "", _nearer(members, view, wanted))


def _nearer(members: Sequence[Standing], view: View, wanted: Filter) -> str:
    """Where several lead: a closer look, or the list of their place where no look is close enough."""
    same_spot = len({(spot.x, spot.y) for spot in members}) == 1
    place = atlas().by_pk.get(members[0].entry.place_id or 0)
    if place and (same_spot or view.scale >= DEEPEST):
        there = wanted if place.slug in wanted.chosen.get("place", ()) else wanted.with_choice("place", place.slug)
        return f"{reverse('organisations')}?{there.query()}"
    lat = sum(spot.lat for spot in members) / len(members)
    lon = sum(spot.lon for spot in members) / len(members)
    return address(wanted.query(), f"{lat:.4f},{lon:.4f},{min(DEEPEST, view.scale * 2.5):g}")


def names_in(drawn: Ground, view: View, marks: Iterable[Mark], style: Style, *, keep_waiting: bool) -> list[DrawnName]:
    """The names that find room between the marks, and if asked those that wait for a closer look."""
    asked = [name for name in drawn.names if name.kind in style.names]
    spots = [view.at(name.x, name.y) for name in asked]
    width, height = drawn.sheet.width, drawn.sheet.height
    shown = [
        at
        for at, (name, (x, y)) in enumerate(zip(asked, spots, strict=True))
        if 0 < x < width and 0 < y < height and view.scale >= style.from_scale.get(name.kind, 1)
    ]
    around: list[Box] = []
    for mark in marks:
        reach = mark.radius * style.mark
        around.append((mark.x - reach, mark.y - reach, mark.x + reach, mark.y + reach))
    if style.steps:
        around.append((width - style.steps, 0, width, style.steps * (1 if view.scale == 1 else 1.7)))
    around += [(*view.at(*river.box[:2]), *view.at(*river.box[2:])) for river in drawn.rivers]
    wishes = [_wish(asked[at], *spots[at], style) for at in shown]
    placed = leave_room(wishes, within=(4, 4, width - 4, height - 4), around=around)
    found = {shown[number]: spot for number, spot in placed.items()}
    drawn_names = []
    for at, name in enumerate(asked):
        plain = DrawnName(name.text, name.kind, *spots[at])
        if spot := found.get(at):
            drawn_names.append(replace(plain, anchor=spot.anchor, dx=round(spot.dx, 1), dy=round(spot.dy, 1)))
        elif keep_waiting:
            drawn_names.append(plain)
    return drawn_names


def _wish(name: GroundName, x: float, y: float, style: Style) -> Name:
    size = style.names[name.kind] * style.mark
    on_point = name.kind in SPACED or name.kind == "parish"
    return Name(name.text, x, y, size * (1.45 if name.kind in SPACED else 1), 0 if on_point else 5 * style.mark)


def legend_of(found: Iterable[Standing]) -> list[tuple[str, str]]:
    """The kinds that stand on the map, in their fixed order, with their words."""
    present = {spot.entry.kind for spot in found}
    return [(kind.value, str(kind.label)) for kind in OrganisationKind if kind.value in present]


def place_picture(person: Person | None, pk: int) -> Picture | None:
    """A small map of one place among its neighbours, with the organisations in it; nothing if it has no outline."""
    known = atlas()
    place, is_region = known.by_pk[pk], known.region is not None and known.region.pk == pk
    drawn = ground("small" if is_region else "full")
    own = [area for part, area in drawn.areas.items() if part in known.parts_of(pk)]
    if not own or place.kind == PlaceKind.COUNTRY:
        return None
    found, without = standings(person, Filter(chosen={"place": frozenset({place.slug})}))

    def draw() -> Picture:
        view = view_of_all(own, drawn)
        marks = _marks(found, view, EVERYTHING, PLACE)
        near = drawn.within(view.seen(drawn.sheet))
        return Picture(
            ground=near,
            view=view,
            marks=marks,
            names=names_in(near, view, marks, PLACE, keep_waiting=False),
            count=len(found),
            without_point=without,
            legend=legend_of(found),
            query="",
            title=str(place),
            here="" if is_region else "".join(area.path for area in own),
            has_parts=len(own) > 1,
            is_small=True,
        )

    return _once(("place", pk, without), found, draw)
