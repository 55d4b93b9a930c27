"""A table on its way in: its rows packed and unpacked, and a page of them in words."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from savienojums.core.pages import Page, page_number
from savienojums.core.refusal import NotFound
from savienojums.core.said import Said
from savienojums.support import rules
from savienojums.support.models import Measure, TablePreview
from savienojums.support.queries.found import FATES, Judged, differing, in_words, unread_words
from savienojums.support.queries.likenesses import REASONS
from savienojums.support.sources import Found, ReadRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.support.queries.history import Change

ROWS_A_PAGE = 50
KEPT_FOR = timedelta(days=7)
Rows = list[tuple[ReadRow, Judged]]


@dataclass(frozen=True, slots=True)
class RowTold:
    """One row in words: what it is called, what would become of it, why, and what it says otherwise."""

    number: int
    title: str
    provider: str
    fate: str
    fate_text: str
    reason: str
    measure: Measure | None
    changes: list[Change]


@dataclass(frozen=True, slots=True)
class PreviewTold:
    """A table beside the document, one page of its rows."""

    of: TablePreview
    notes: list[str]
    fates: list[tuple[str, str, int]]
    fate: str
    page: Page[RowTold]

    @property
    def total(self) -> int:
        """How many rows there are."""
        return sum(self.of.counts.values())


def packed(rows: Sequence[ReadRow], fates: Sequence[Judged]) -> bytes:
    """All rows and what would become of them, as a few bytes."""
    told = [[asdict(row), asdict(fate)] for row, fate in zip(rows, fates, strict=True)]
    return zlib.compress(json.dumps(told, ensure_ascii=False).encode(), 6)


def unpacked(kept: bytes | memoryview) -> Rows:
    """The rows as they were packed."""
    if not kept:
        return []
    told = json.loads(zlib.decompress(bytes(kept)))
    return [(_row(row), Judged(**{**fate, "reasons": tuple(fate["reasons"])})) for row, fate in told]


def _row(kept: dict[str, Any]) -> ReadRow:
    return ReadRow(kept["number"], Found(**kept["found"]) if kept["found"] else None, kept["slug"])


def table_for(person: Person | None, public_id: str) -> TablePreview:
    """A table somebody handed in, for that person alone."""
    found = TablePreview.objects.filter(public_id=public_id).select_related("source").first()
    if found is None or not rules.may_confirm_table(person, found):
        raise NotFound
    return found


def previews_of(person: Person) -> list[TablePreview]:
    """The tables this person has handed in and not brought in yet."""
    return list(TablePreview.objects.filter(by=person, confirmed_at=None).defer("rows")[:10])


def previews_to_forget(at: datetime) -> list[TablePreview]:
    """Those nobody has confirmed within a week, and those that were brought in."""
    return list(TablePreview.objects.filter(created_at__lt=at - KEPT_FOR).defer("rows")[:100])


def preview_told(preview: TablePreview, fate: str = "", page: str = "") -> PreviewTold:
    """One page of the rows with this fate, or of all."""
    fate = fate if fate in FATES else ""
    rows = [each for each in unpacked(preview.rows) if not fate or each[1].fate == fate]
    number = page_number(page, len(rows), ROWS_A_PAGE)
    shown = rows[(number - 1) * ROWS_A_PAGE : number * ROWS_A_PAGE]
    slugs = {judged.slug for _row, judged in shown if judged.slug}
    measures = (
        Measure.objects.filter(slug__in=slugs).select_related("provider").prefetch_related("rounds", "themes", "places")
    )
    known = {measure.slug: measure for measure in measures}
    return PreviewTold(
        of=preview,
        notes=[Said(*note).told(_) for note in preview.notes],
        fates=[
            (name, str(label), preview.counts.get(name, 0)) for name, label in FATES.items() if preview.counts.get(name)
        ],
        fate=fate,
        page=Page([_told(row, judged, known) for row, judged in shown], number, len(rows), ROWS_A_PAGE),
    )


def _told(row: ReadRow, judged: Judged, known: dict[str, Measure]) -> RowTold:
    measure = known.get(judged.slug)
    changes = differing(row.found.fields, measure) if row.found and measure and judged.fate == "changed" else {}
    return RowTold(
        number=row.number,
        title=row.found.title if row.found else "",
        provider=str(row.found.fields.get("provider", "")) if row.found else "",
        fate=judged.fate,
        fate_text=str(FATES[judged.fate]),
        reason=_reason(row, judged),
        measure=measure,
        changes=[line for _name, line in in_words(changes)],
    )


def _reason(row: ReadRow, judged: Judged) -> str:
    if "no_name" in judged.reasons:
        return _("The row has no name.")
    if judged.double_of:
        return _("The same as row %(row)s.") % {"row": judged.double_of}
    if "unread" in judged.reasons and row.found:
        words = "; ".join(f"{name}: {said}" for name, said in unread_words(row.found.unread))
        return _("Not understood: %(words)s. It goes into the notes of the draft.") % {"words": words}
    if judged.fate == "unclear":
        return _("It may be the one beside it: %(reasons)s.") % {
            "reasons": ", ".join(str(REASONS[reason]) for reason in judged.reasons if reason in REASONS)
        }
    return ""
