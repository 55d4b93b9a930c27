"""The ways to narrow a list of organisations, each with the number that would be left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from savienojums.network.kinds import Evidence, OrganisationKind
from savienojums.network.queries.places import atlas
from savienojums.network.queries.register import register

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Protocol

    class Filter(Protocol):
        """A filter as the list knows it."""

        @property
        def chosen(self) -> Mapping[str, frozenset[str]]:
            """Values of each facet."""

        def with_choice(self, facet: str, value: str) -> Filter:
            """The filter with this value taken in or out."""

        def query(self) -> str:
            """The filter as the end of an address."""


SHOWN = 7


@dataclass(frozen=True, slots=True)
class FacetOption:
    """One value of a facet: its name, how many would be left, and the way there (or back)."""

    value: str
    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One facet with those of its values that anybody has; the rarer ones fold away."""

    name: str
    label: str
    options: tuple[FacetOption, ...]
    more: tuple[FacetOption, ...]


class Groups(tuple[FacetGroup, ...]):
    """All facets of a list; equal ones look alike."""

    # Told to `{% component %}`: what was shown for equal facets once is right again.
    says_all = True
    __slots__ = ()


def groups_of(wanted: Filter, visible: int) -> Groups:
    """Every facet that divides what is visible, with counts under the other facets' choices."""
    groups = []
    for name, label, choices in _facets(wanted):
        options = _options(wanted, visible, name, choices)
        if len(options) > 1 or any(option.chosen for option in options):
            often = {
                option.value
                for option in sorted(options, key=lambda option: (not option.chosen, -option.count))[:SHOWN]
            }
            shown = tuple(option for option in options if option.value in often)
            more = tuple(option for option in options if option.value not in often)
            groups.append(FacetGroup(name, label, shown, more))
    return Groups(groups)


def _options(wanted: Filter, visible: int, facet: str, choices: Iterable[tuple[str, str]]) -> list[FacetOption]:
    known = register()
    left = known.chosen(wanted.chosen, visible, but=facet)
    options = []
    for value, label in choices:
        chosen = value in wanted.chosen.get(facet, ())
        count = (known.holding(facet, [value]) & left).bit_count()
        if count or chosen:
            options.append(FacetOption(value, label, count, "?" + wanted.with_choice(facet, value).query(), chosen))
    return options


def _facets(wanted: Filter) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """The facets in their order: name, heading, values with their words."""
    return [
        ("kind", _("Who"), [(kind.value, str(kind.label)) for kind in OrganisationKind]),
        ("place", _("Municipality"), _place_choices(wanted)),
        ("theme", _("Theme"), [(slug, str(name)) for slug, name in register().themes.items()]),
        ("about", _("Offers and wishes"), [("offers", _("Offers something")), ("looks_for", _("Looks for something"))]),
        ("evidence", _("In the network"), [(each.value, str(each.label)) for each in reversed(Evidence)]),
        (
            "state",
            _("State"),
            [("published", _("In the register")), ("proposed", _("Proposed")), ("archived", _("Archived"))],
        ),
    ]


def _place_choices(wanted: Filter) -> list[tuple[str, str]]:
    """The municipalities somebody is in, and whatever place was chosen from elsewhere."""
    known, having = atlas(), register().facets.get("place", {})
    municipalities = [place for place in known.municipalities() if place.slug in having]
    asked = [known.by_slug[slug] for slug in sorted(wanted.chosen.get("place", ())) if slug in known.by_slug]
    return [(place.slug, str(place)) for place in dict.fromkeys([*municipalities, *asked])]
