"""The ways to narrow the calendar, each with the number of events that would be left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from savienojums.events.kinds import EventKind, Mode
from savienojums.events.queries.calendars import shelf
from savienojums.network.queries.facets import SHOWN, FacetGroup, FacetOption, Groups
from savienojums.network.queries.places import atlas

if TYPE_CHECKING:
    from collections.abc import Iterable

    from savienojums.events.queries.listing import Wanted

__all__ = ["Groups", "groups_of"]


def groups_of(wanted: Wanted, within: int) -> Groups:
    """Every facet that divides what lies in the time asked for, with counts under the other facets' choices."""
    groups = []
    for name, label, choices in _facets(wanted):
        options = _options(wanted, within, name, choices)
        if len(options) > 1 or any(option.chosen for option in options):
            often = sorted(options, key=lambda option: (not option.chosen, -option.count))[:SHOWN]
            kept = {option.value for option in often}
            shown = tuple(option for option in options if option.value in kept)
            more = tuple(option for option in options if option.value not in kept)
            groups.append(FacetGroup(name, label, shown, more))
    return Groups(groups)


def _options(wanted: Wanted, within: int, facet: str, choices: Iterable[tuple[str, str]]) -> list[FacetOption]:
    known = shelf()
    left = known.chosen(wanted.chosen, within, but=facet)
    options = []
    for value, label in choices:
        chosen = value in wanted.chosen.get(facet, ())
        count = (known.holding(facet, [value]) & left).bit_count()
        if count or chosen:
            options.append(FacetOption(value, label, count, "?" + wanted.with_choice(facet, value).query(), chosen))
    return options


def _facets(wanted: Wanted) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The facets in their order: name, heading, values with their words."""
    return [
        ("kind", pgettext("event", "Kind"), [(kind.value, str(kind.label)) for kind in EventKind]),
        ("place", _("Municipality"), _places(wanted)),
        ("organiser", _("Organiser"), _named("organiser")),
        ("theme", _("Theme"), _named("theme")),
        ("mode", _("How one takes part"), [(mode.value, str(mode.label)) for mode in Mode]),
        ("series", _("Series"), _named("series")),
        ("project", _("Project"), _named("project")),
    ]


def _named(facet: str) -> list[tuple[str, str]]:
    """What events have of this, in alphabetical order."""
    named = [(value, str(words)) for value, words in shelf().words.get(facet, {}).items()]
    return sorted(named, key=lambda pair: pair[1].lower())


def _places(wanted: Wanted) -> list[tuple[str, str]]:
    """The municipalities where something happens, and whatever place was chosen from elsewhere."""
    known, having = atlas(), shelf().facets.get("place", {})
    municipalities = [place for place in known.municipalities() if place.slug in having]
    asked = [known.by_slug[slug] for slug in sorted(wanted.chosen.get("place", ())) if slug in known.by_slug]
    return [(place.slug, str(place)) for place in dict.fromkeys([*municipalities, *asked])]
