"""A focus group as its organisers see it: what it is about, whom it wants, who is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from savienojums.core.refusal import NotFound
from savienojums.events import mix
from savienojums.events.kinds import AgeBand, Seat
from savienojums.events.models import Code, FocusGroup, MixCell, Quote
from savienojums.events.queries.events import hosted_for
from savienojums.network.queries.places import atlas

if TYPE_CHECKING:
    from savienojums.accounts.models import Person
    from savienojums.events.models import Attendance, Event


@dataclass(frozen=True, slots=True)
class MixLine:
    """One line of the wanted mix and how far it is filled."""

    cell: MixCell
    label: str
    filled: int
    missing: int

    @property
    def dots(self) -> list[bool]:
        """A dot for each who is wanted or there; a full one for who is there."""
        return [place < self.filled for place in range(min(20, max(self.filled, self.cell.wanted)))]


@dataclass(frozen=True, slots=True)
class Mix:
    """The wanted mix as it stands now."""

    lines: tuple[MixLine, ...]
    people: int
    # People with a seat who fill no line.
    others: int

    @property
    def wanted(self) -> int:
        """How many are wanted in all."""
        return sum(line.cell.wanted for line in self.lines)

    @property
    def missing(self) -> int:
        """How many are missing in all."""
        return sum(line.missing for line in self.lines)


def hosted_focus(person: Person | None, slug: str) -> FocusGroup:
    """The focus group of an event this person runs; otherwise it does not exist."""
    event = hosted_for(person, slug)
    found = focus_of(event)
    if found is None:
        raise NotFound
    return found


def focus_of(event: Event) -> FocusGroup | None:
    """What was written down of an event as a focus group, if anything was."""
    found = FocusGroup.objects.filter(event=event).first()
    if found is not None:
        found.event = event
    return found


def cell_of(focus_group: FocusGroup, public_id: str) -> MixCell:
    """One line of its mix."""
    found = MixCell.objects.select_related("place").filter(focus_group=focus_group, public_id=public_id).first()
    if found is None:
        raise NotFound
    found.focus_group = focus_group
    return found


def cells_of(focus_group: FocusGroup) -> list[MixCell]:
    """The lines of its mix."""
    return list(focus_group.mix.select_related("place").defer("place__outline"))


def cell_label(cell: MixCell) -> str:
    """Whom a line wants, in words: "jaunie vecāki, vecums 26–44, Rubenes pagasts"."""
    age = _("age %(band)s") % {"band": AgeBand(cell.age_band).label} if cell.age_band else ""
    return ", ".join(filter(None, (cell.kind, age, str(cell.place or "")))) or _("anybody")


def mix_of(focus_group: FocusGroup) -> Mix:
    """How far the wanted mix is filled by those who have a seat; two questions to the database."""
    cells = cells_of(focus_group)
    rows = focus_group.event.attendances.seated().order_by("pk")
    people = [
        mix.Somebody(pk, age_band, place, chosen)
        for pk, age_band, place, chosen in rows.values_list("pk", "age_band", "place_id", "mix_choice__cell_id")
    ]
    lying = atlas()
    wanted = [
        mix.Cell(
            cell.pk,
            cell.wanted,
            cell.age_band,
            lying.parts_of(cell.place_id) if cell.place_id else frozenset(),
            cell.kind,
        )
        for cell in cells
    ]
    filled = mix.filled(wanted, people)
    lines = tuple(
        MixLine(cell, cell_label(cell), len(filled.by_cell[cell.pk]), filled.missing(each))
        for cell, each in zip(cells, wanted, strict=True)
    )
    return Mix(lines, len(people), len(filled.others))


def people_of(focus_group: FocusGroup) -> list[Attendance]:
    """Everybody who has or waits for a seat, with their number, place and line of the mix."""
    rows = focus_group.event.attendances.exclude(seat=Seat.GONE)
    return list(rows.select_related("place", "organisation", "mix_choice", "voice").defer("place__outline"))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work of a focus group has come."""

    people: int
    consented: int
    notes: int
    quotes: int
    codes: int


def progress_of(focus_group: FocusGroup) -> Progress:
    """How far the work has come; five questions."""
    seated = focus_group.event.attendances.seated()
    return Progress(
        people=seated.count(),
        consented=seated.filter(consented_at__isnull=False).count(),
        notes=focus_group.notes.exclude(text="").count(),
        quotes=Quote.objects.filter(note__focus_group=focus_group).count(),
        codes=Code.objects.filter(quotes__note__focus_group=focus_group).distinct().count(),
    )
