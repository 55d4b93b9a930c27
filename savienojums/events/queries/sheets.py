"""What a signature sheet shows: who stands on it, in which order, with which codes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from secrets import randbelow
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from savienojums.core.words import fold
from savienojums.events import arrivals as core
from savienojums.events.kinds import Arrival, Seat
from savienojums.events.models import Attendance, CheckLine
from savienojums.events.queries import arrivals as queries
from savienojums.events.sheets import Listed, Roll
from savienojums.network.matching import full_name
from savienojums.network.models import Organisation
from savienojums.network.queries.places import atlas

if TYPE_CHECKING:
    from savienojums.accounts.models import Person
    from savienojums.events.models import Event

BLANK_ROWS, MOST_BLANK_ROWS = 15, 300
SHOWN_LAST = 8
# A browser searches so many quickly; who is not among them is found by the server.
MOST_PROPOSED = 1_000


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row to be signed; a blank one has a code and nothing else."""

    code: str
    address: str
    name: str = ""
    organisation: str = ""
    place: str = ""


def sheet_rows(event: Event, blank: int) -> list[SheetRow]:
    """The rows of a sheet: those who have a seat in the room, in alphabetical order, then blank ones."""
    named = queries.attendances_of(event).filter(seat=Seat.ACCEPTED, online=False)
    rows = [
        SheetRow(row.row_code, row_address(event, row.row_code), row.name, queries.organisation_of(row), place_of(row))
        for row in named
    ]
    return rows + [_blank_row(event) for _place in range(max(0, min(blank, MOST_BLANK_ROWS)))]


def _blank_row(event: Event) -> SheetRow:
    code = core.blank_code(event.public_id, randbelow(len(core.LETTERS) ** 4), queries.secret())
    return SheetRow(code, row_address(event, code))


def row_address(event: Event, code: str) -> str:
    """Where the small code of a row leads whoever runs the event."""
    return settings.SITE_URL + reverse("row_code", args=[event.public_id, code])


def place_of(row: Attendance) -> str:
    """The municipality of a row, or its place where that is all that is known."""
    where = row.place_id or (row.organisation.place_id if row.organisation else None)
    known = atlas()
    municipality = known.by_pk.get(known.municipality_of(where) or 0)
    return str(municipality or known.by_pk.get(where or 0) or "")


def roll_of(event: Event) -> Roll:
    """The list as lines of a sheet are compared with it; two questions, however long it is."""
    rows = Attendance.objects.filter(event=event).select_related("organisation").order_by("pk")
    return Roll([Listed(row.row_code, row.name, queries.organisation_of(row), row.came) for row in rows])


def last_typed(event: Event) -> list[Attendance]:
    """The rows that were typed in last, newest first."""
    lines = CheckLine.objects.filter(event=event, way=Arrival.SHEET, came=True, attendance__came_at__isnull=False)
    lines = lines.select_related("attendance__organisation").order_by("-taken_at", "-pk")[: 3 * SHOWN_LAST]
    rows = {line.attendance_id: line.attendance for line in lines if line.attendance}
    return list(rows.values())[:SHOWN_LAST]


def listed_names(event: Event) -> list[Listed]:
    """Those of the list who have not come yet, as they are proposed while typing."""
    return [
        Listed(row.row_code, row.name, queries.organisation_of(row), came=False)
        for row in queries.attendances_of(event).filter(came_at=None)[:MOST_PROPOSED]
    ]


def organisations_proposed(person: Person | None, words: str) -> list[str]:
    """Names in the registry that begin so or have a word that begins so."""
    wanted = fold(words).split()
    if not wanted:
        return []
    rows = Organisation.objects.visible_to(person).order_by("sort_name").values_list("name", flat=True).distinct()
    found = (name for name in rows if _begins(name, wanted))
    return list(islice(found, 12))


def _begins(name: str, wanted: list[str]) -> bool:
    words = full_name(name).split()
    return all(any(word.startswith(start) for word in words) for start in wanted)
