"""The funder's table in words: its parts as pages, papers and files show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.events.kinds import TotalKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from savienojums.events.table import FundersTable

    Cell = str | int | None


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the table: what is counted, its headings, its rows; `note` says how it is to be read."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """One of the large numbers above."""

    value: int
    label: str


def sums_of(table: FundersTable) -> list[Sum]:
    """The numbers a report begins with."""
    count = table.organisation_count
    municipalities = len([row for row in table.municipalities if row.key])
    sums = [
        Sum(table.came, ngettext("participant", "participants", table.came)),
        Sum(count, ngettext("organisation", "organisations", count)),
        Sum(municipalities, ngettext("municipality", "municipalities", municipalities)),
        Sum(table.newcomers, _("came for the first time")),
    ]
    if table.events > 1:
        sums.insert(0, Sum(table.events, _("events")))
        sums.insert(2, Sum(table.persons, _("different people")))
    return sums


def parts_of(table: FundersTable) -> list[Part]:
    """The parts of the table that have something to tell."""
    return [part for part in _parts(table) if part.rows]


def _parts(table: FundersTable) -> Iterator[Part]:
    people = _("People")
    yield Part(
        _("Target groups"),
        (_("Group"), _("Organisations promised"), _("Organisations reached"), people),
        tuple((group.name, group.promised, group.reached, group.came) for group in table.groups),
        _("An organisation counts for a group by its kind and place in the registry; it may belong to several groups."),
    )
    yield Part(_("Organisations"), (_("Organisation"), people), tuple(_organisations(table)))
    municipalities = tuple((row.name or _("not known"), row.came) for row in table.municipalities)
    yield Part(
        _("Municipalities"), (_("Municipality, state city"), people), municipalities,
        _("By the place of the participant, or of the organisation where no place was said."),
    )  # fmt: skip
    yield Part(
        _("New and returning"),
        (_("Participants"), people),
        ((_("came for the first time"), table.newcomers), (_("came to an earlier event, too"), table.returning))
        if table.came else (),
        _("Returning is who came to an earlier event under the same name for the same organisation, as far as names are kept."),
    )  # fmt: skip
    yield Part(
        _("In the room and online"),
        (_("Where"), people),
        ((_("in the room"), table.in_room), (_("online"), table.online)) if table.came else (),
    )
    for kind, label in TotalKind.choices:
        rows = tuple((total.label, total.count) for total in table.totals if total.kind == kind)
        yield Part(str(label), (str(label), people), rows, _("As people said it of themselves, by their own will."))


def _organisations(table: FundersTable) -> Iterator[tuple[Cell, ...]]:
    yield from ((row.name, row.came) for row in table.named_organisations)
    if unnamed := table.unnamed_organisations:
        told = ngettext("%(count)s more organisation", "%(count)s more organisations", len(unnamed))
        yield told % {"count": len(unnamed)}, sum(row.came for row in unnamed)
    if table.for_themselves:
        yield _("for themselves"), table.for_themselves


def flat(table: FundersTable) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """The whole table as one sheet: part, row, people, promised, reached."""
    headings = (_("Part"), _("Row"), _("People"), _("Organisations promised"), _("Organisations reached"))
    rows: list[tuple[Cell, ...]] = [(_("Sums"), each.label, each.value, None, None) for each in sums_of(table)]
    rows.append((_("Sums"), _("had a seat"), table.expected, None, None))
    for part in parts_of(table):
        for row in part.rows:
            if len(row) > 2:
                name, promised, reached, came = row
                rows.append((part.title, name, came, promised, reached))
            else:
                rows.append((part.title, *row, None, None))
    return headings, rows
