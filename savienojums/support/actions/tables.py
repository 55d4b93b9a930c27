"""Bringing a table of measures in: laid out beside the document first, onto the shelf of found things only when confirmed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.core.refusal import Refused, allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.support import rules
from savienojums.support.actions.finding import keep_found
from savienojums.support.kinds import ItemFate, LookPace, SourceKind
from savienojums.support.models import Measure, Source, SourceItem, TablePreview
from savienojums.support.queries.found import CHANGED, KNOWN, differing, judged
from savienojums.support.queries.tables import packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.support.sources import ReadRow


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A table as it was handed in: what the file is called, under which licence, its headings and rows."""

    name: str
    licence: str
    headings: Sequence[str]
    rows: Sequence[ReadRow]
    notes: Sequence[object] = ()


class AlreadyConfirmed(Refused):
    """The table was brought in before."""

    sentence = _("This table has been brought in already. What it held lies under “Found”.")


@transaction.atomic
def preview_table(*, by: Person, table: HandedIn, at: datetime) -> TablePreview:
    """Lay a table out beside the document: what each row would become. Nothing of it counts yet."""
    allow(rules.may_preview_table, by)
    fates = judged(table.rows)
    preview = TablePreview.objects.create(
        file_name=table.name[:200], licence=table.licence, by=by, headings=list(table.headings), notes=list(table.notes),
        rows=packed(table.rows, fates), counts=dict(Counter(each.fate for each in fates)),
    )  # fmt: skip
    record("support.table_previewed", by=by, subject=preview, at=at, audience=Audience.SELF, counts=preview.counts)
    return preview


@transaction.atomic
def confirm_table(*, by: Person, preview: TablePreview, at: datetime) -> Source:
    """Bring the rows in: new and unclear ones wait for an editor, known ones are tied to what the document has."""
    allow(rules.may_confirm_table, by, preview)
    held = TablePreview.objects.select_for_update().get(pk=preview.pk)
    if held.confirmed_at:
        raise AlreadyConfirmed
    usual = {"licence": held.licence, "pace": LookPace.BY_HAND}
    source, _made = Source.objects.get_or_create(name=held.file_name, kind=SourceKind.TABLE, address="", defaults=usual)
    rows = unpacked(held.rows)
    found = [row.found for row, _fate in rows if row.found is not None]
    source.counts, source.fetched_at, source.worked_at = keep_found(source, found, complete=False, at=at), at, at
    source.save()
    tied = {row.found.key: fate.slug for row, fate in rows if row.found and fate.fate in {KNOWN, CHANGED}}
    _tie(by, source, tied, at)
    held.source, held.confirmed_at, held.rows = source, at, b""
    held.save(update_fields=["source", "confirmed_at", "rows"])
    record("support.table_confirmed", by=by, subject=source, at=at, audience=Audience.EDITORS, counts=held.counts)
    return source


@transaction.atomic
def drop_table(*, by: Person, preview: TablePreview, at: datetime) -> None:
    """Give a preview up; nothing of it was written."""
    allow(rules.may_drop_table, by, preview)
    if preview.confirmed_at:
        raise AlreadyConfirmed
    record("support.table_dropped", by=by, subject=preview, at=at, audience=Audience.SELF)
    preview.delete()


def forget_tables(*, by: System, previews: Sequence[TablePreview], at: datetime) -> None:
    """Previews nobody confirmed do not stay."""
    allow(rules.may_forget_tables, by)
    for preview in previews:
        record("support.table_forgotten", by=by, subject=preview, at=at, audience=Audience.SELF)
        preview.delete()


def _tie(by: Person, source: Source, tied: dict[str, str], at: datetime) -> None:
    """Rows of measures the document has; where they say otherwise, the desk is told."""
    rows = Measure.objects.filter(slug__in=set(tied.values())).select_related("provider")
    measures = {each.slug: each for each in rows.prefetch_related("rounds", "themes", "places")}
    items = []
    for item in source.items.filter(source_key__in=tied, fate=ItemFate.WAITING):
        measure = measures.get(tied[item.source_key])
        if measure is None:
            continue
        beside = differing(item.fields, measure)
        item.fate, item.measure, item.decided_at, item.decided_by = ItemFate.DUPLICATE, measure, at, by
        item.settled = dict(item.fields) | {name: old for name, (old, _new) in beside.items()}
        item.differs_at = at if beside else None
        items.append(item)
    lines = ["fate", "measure", "decided_at", "decided_by", "settled", "differs_at"]
    SourceItem.objects.bulk_update(items, lines, batch_size=200)
