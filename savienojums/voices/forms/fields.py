"""What forms of this room offer to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.network.kinds import PlaceKind
from savienojums.network.queries.places import atlas, place_options

if TYPE_CHECKING:
    from savienojums.network.queries.places import Choices

# Where people live and where something is to be done: nothing wider than a municipality.
NEAR = (PlaceKind.PARISH, PlaceKind.TOWN, PlaceKind.STATE_CITY, PlaceKind.MUNICIPALITY)


def near_places() -> Choices:
    """The places to choose from: municipality by municipality, without regions, lands and countries."""
    near = {slug for slug, place in atlas().by_slug.items() if place.kind in NEAR}
    groups = [(title, [each for each in options if each[0] in near]) for title, options in place_options()]
    return [(title, options) for title, options in groups if options]
