"""By what proposals can be narrowed, with the count of every choice."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from savienojums.core.words import sort_key
from savienojums.network.kinds import PlaceKind
from savienojums.network.queries.places import atlas
from savienojums.network.queries.themes import themes
from savienojums.voices.kinds import InitiativeKind, Outcome
from savienojums.voices.queries.initiatives import FACETS, entries_of, shelf, values_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from savienojums.voices.queries.initiatives import Wanted

LABELS: dict[str, StrOrPromise] = {
    "state": pgettext_lazy("proposal", "Answer"),
    "kind": gettext_lazy("Kind"),
    "theme": gettext_lazy("Theme"),
    "place": gettext_lazy("Place"),
    "to": gettext_lazy("To whom"),
}
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: what it is called, how many it leaves, where it leads."""

    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The choices of one facet; the less frequent ones folded."""

    name: str
    label: str
    options: list[Option] = field(default_factory=list)
    more: list[Option] = field(default_factory=list)


def groups_of(wanted: Wanted) -> list[Group]:
    """The facets of the list as it is narrowed now."""
    return [_group(facet, wanted) for facet in FACETS]


def _group(facet: str, wanted: Wanted) -> Group:
    within = entries_of(wanted.but(facet))
    counts = Counter(value for entry in within for value in values_of(entry, facet))
    now = wanted.chosen.get(facet, "")
    if now and now not in counts:
        counts[now] = 0
    options = [
        Option(label, counts[value], f"?{wanted.query(**{facet: '' if value == now else value})}", value == now)
        for value, label in _named(facet)
        if value in counts
    ]
    return Group(facet, str(LABELS[facet]), options[:SHOWN], options[SHOWN:])


def _named(facet: str) -> list[tuple[str, str]]:
    """All choices of a facet in their order."""
    if facet == "state":
        waits, own = pgettext("proposal", "Waits for an answer"), pgettext("initiative", "They do it themselves")
        return [("waiting", waits), *((o.value, str(o.label)) for o in Outcome), ("own", own)]
    if facet == "kind":
        # The short words: the label of a kind explains itself.
        return [(InitiativeKind.PROPOSAL.value, pgettext("resident", "Proposals")),
                (InitiativeKind.INITIATIVE.value, pgettext("resident", "Initiatives"))]  # fmt: skip
    if facet == "theme":
        return [(theme.slug, str(theme)) for theme in themes()]
    if facet == "place":
        known = atlas()
        used = {pk for entry in shelf() if entry.place for pk in known.wholes_of(entry.place_id or 0)}
        placed = known.sorted(used)
        # Municipalities first; what is wider than they are leaves nothing out.
        wide = [place for place in placed if place.kind == PlaceKind.MUNICIPALITY]
        return [(place.slug, str(place)) for place in [*wide, *(each for each in placed if each.is_inhabited)]]
    named = {entry.to_key: entry.to for entry in shelf() if entry.to}
    nobody = pgettext("proposal", "Nobody is named yet")
    return [*sorted(named.items(), key=lambda one: sort_key(one[1])), ("nobody", nobody)]
