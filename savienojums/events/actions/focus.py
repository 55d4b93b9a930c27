"""What organisers do with a focus group: what it is about, whom it wants to hear, who fills which place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.events.actions.lines import line
from savienojums.events.models import FocusGroup, MixCell
from savienojums.events.rules import focus as rules

if TYPE_CHECKING:
    from datetime import date, datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models import Event
    from savienojums.network.models import Place

MOST_CELLS = 30


class TooManyCells(Refused):
    """A group of ten people cannot be mixed of so many kinds."""

    sentence = gettext_lazy("A focus group has at most 30 lines of wanted people.")


@dataclass(frozen=True, slots=True)
class About:
    """What a focus group is about and what those who come agree to, as a form tells it."""

    theme: str
    guide: str
    consent_text: dict[str, str]
    withdraw_until: date | None
    kept_until: date | None
    smallest_cell: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """So many people of this age, from here, of this kind; empty parts mean any."""

    wanted: int
    age_band: str = ""
    place: Place | None = None
    kind: str = ""


@transaction.atomic
def change_focus_group(*, by: Person, event: Event, about: About, at: datetime) -> FocusGroup:
    """Write down what the focus group is about, its questions, and what people agree to."""
    allow(rules.may_change_focus_group, by, event)
    fields = {name: getattr(about, name) for name in About.__dataclass_fields__}
    found, _new = FocusGroup.objects.update_or_create(event=event, defaults=fields)
    line("events.focus_group_changed", event, by=by, at=at)
    return found


@transaction.atomic
def add_mix_cell(*, by: Person, focus_group: FocusGroup, wanted: Wanted, at: datetime) -> MixCell:
    """Want so many more people of a kind."""
    allow(rules.may_add_mix_cell, by, focus_group)
    if focus_group.mix.count() >= MOST_CELLS:
        raise TooManyCells
    made = MixCell.objects.create(
        focus_group=focus_group,
        age_band=wanted.age_band,
        place=wanted.place,
        kind=wanted.kind,
        wanted=wanted.wanted,
    )
    line("events.mix_cell_added", focus_group.event, by=by, at=at, wanted=wanted.wanted)
    return made


@transaction.atomic
def change_mix_cell(*, by: Person, cell: MixCell, wanted: Wanted, at: datetime) -> None:
    """Want other people, or another number of them; who chose this line stays in it."""
    allow(rules.may_change_mix_cell, by, cell.focus_group)
    cell.age_band, cell.place, cell.kind, cell.wanted = wanted.age_band, wanted.place, wanted.kind, wanted.wanted
    cell.save(update_fields=["age_band", "place", "kind", "wanted"])
    line("events.mix_cell_changed", cell.focus_group.event, by=by, at=at, wanted=wanted.wanted)


@transaction.atomic
def remove_mix_cell(*, by: Person, cell: MixCell, at: datetime) -> None:
    """Want these no more; who had chosen the line is counted where they fit."""
    allow(rules.may_remove_mix_cell, by, cell.focus_group)
    event = cell.focus_group.event
    cell.delete()
    line("events.mix_cell_removed", event, by=by, at=at)
