"""Bringing a table of organisations in: a preview, its columns, what people decide of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.core.refusal import Refused, allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.network import rules
from savienojums.network.actions.import_judging import NO_PLACE, ROWS_AT_ONCE, judge, judge_again, keep
from savienojums.network.kinds import Fate, ImportState
from savienojums.network.matching import AS_NEW, LEAVE_OUT
from savienojums.network.models import Import, ImportRow
from savienojums.network.queries import judging
from savienojums.network.queries.places import atlas
from savienojums.network.reading import TITLES, mapping_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.tables import Row, Table
    from savienojums.network.queries.places import Atlas


DECIDED = ("decision", "chosen_place")


class Origin(NamedTuple):
    """Where a table comes from: the name of the file, what tells it from all others, a note about it."""

    name: str
    digest: str
    note: str = ""


class ImportFinished(Refused):
    """The import was confirmed or dropped before."""

    sentence = _("This import is finished. Bring the file in again if something is still to be imported.")


class ColumnTakenTwice(Refused):
    """Two columns were given for one field."""


@transaction.atomic
def preview_import(*, by: Person, table: Table, origin: Origin, at: datetime) -> Import:
    """Lay a table out beside the registry: what each of its rows would do. Nothing is written into the registry."""
    allow(rules.may_preview_import, by)
    found = Import(
        file_name=origin.name[:200],
        file_digest=origin.digest,
        source_note=origin.note,
        uploaded_by=by,
        headings=list(table.headings),
        mapping=mapping_of(table.headings, judging.titles()),
        notes=[[said.sentence, dict(said.words)] for said in table.notes],
    )
    found.save()
    rows = [_row(found, row) for row in table.rows]
    judge(found, rows, at)
    ImportRow.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    found.save(update_fields=["counts", "judged_at"])
    record("network.import_previewed", by=by, subject=found, at=at, audience=Audience.SELF, counts=found.counts)
    return found


@transaction.atomic
def map_import_columns(
    *, by: Person, found: Import, mapping: Sequence[str], usual_kind: str = "", at: datetime
) -> Import:
    """Say what each column means and what kind rows without one are; all rows are judged anew."""
    allow(rules.may_map_import_columns, by, found)
    found = waiting(found)
    taken = [field for field in mapping if field]
    if double := next((field for field in taken if taken.count(field) > 1), None):
        title = TITLES[double]
        raise ColumnTakenTwice(_("Two columns are given for “%(field)s”. Choose one of them.") % {"field": _(title)})
    found.mapping, found.usual_kind, found.has_moved = list(mapping), usual_kind, False
    found.save(update_fields=["mapping", "usual_kind", "has_moved"])
    judge_again(found, at)
    record("network.import_columns_mapped", by=by, subject=found, at=at, audience=Audience.SELF, mapping=found.mapping)
    return found


@transaction.atomic
def decide_import_rows(
    *,
    by: Person,
    found: Import,
    decisions: Mapping[int, tuple[str, str]],
    all_open: str = "",
    at: datetime,
) -> Import:
    """Say of unclear rows what they are: new, one of our organisations, or to be left out; and where they belong.

    `decisions` gives for the number of a row its organisation and its place; `all_open` decides the same for every
    row that is unclear and was not decided.
    """
    allow(rules.may_decide_import_rows, by, found)
    found = waiting(found)
    rows, lands = ImportRow.objects.filter(of=found), atlas()
    keep([_decided(row, *decisions[row.number], lands) for row in rows.filter(number__in=list(decisions))], DECIDED)
    judge_again(found, at)
    if all_open in {AS_NEW, LEAVE_OUT}:
        place = NO_PLACE if all_open == AS_NEW else ""
        keep([_decided(row, all_open, place, lands) for row in rows.filter(fate=Fate.UNCLEAR, decision="")], DECIDED)
        judge_again(found, at)
    found.has_moved = False
    found.save(update_fields=["has_moved"])
    record("network.import_rows_decided", by=by, subject=found, at=at, audience=Audience.SELF, counts=found.counts)
    return found


@transaction.atomic
def drop_import(*, by: Person, found: Import, at: datetime) -> Import:
    """Give a preview up; its rows are forgotten, that it was there stays known."""
    allow(rules.may_drop_import, by, found)
    found = waiting(found)
    found.rows.all().delete()
    found.state, found.finished_at, found.finished_by = ImportState.DROPPED, at, by
    found.save(update_fields=["state", "finished_at", "finished_by"])
    record("network.import_dropped", by=by, subject=found, at=at, audience=Audience.EDITORS)
    return found


def waiting(found: Import) -> Import:
    """The import as it stands now, held for this act alone, if it still waits."""
    held = Import.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if not held.is_waiting:
        raise ImportFinished
    return held


def _row(found: Import, row: Row) -> ImportRow:
    faults = [[one.level, one.column, [one.said.sentence, dict(one.said.words)]] for one in row.faults]
    return ImportRow(of=found, number=row.number, cells=list(row.cells), faults=faults)


def _decided(row: ImportRow, decision: str, place: str, lands: Atlas) -> ImportRow:
    possible: set[Any] = {AS_NEW, LEAVE_OUT, "", *(like[0] for like in row.likenesses)}
    if decision in possible:
        row.decision = decision
    if place in {"", NO_PLACE} or place in lands.by_slug:
        row.chosen_place = place
    return row
