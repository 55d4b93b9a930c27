"""Sheets of statements: a batch is made to be printed, or dropped before anything was typed from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.voices.actions.lines import line
from savienojums.voices.kinds import Way
from savienojums.voices.models import AnswerSheet, SheetBatch
from savienojums.voices.rules import sheets as rules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Conversation, Statement

# More of them take the typesetter longer than anybody waits.
MOST_SHEETS = 300
MOST_ROWS = 120


class NothingToPrint(Refused):
    """A sheet without statements asks nothing."""

    sentence = gettext_lazy("There is no statement to print. Add statements, or choose at least one.")


class TooMany(Refused):
    """What nobody could read or print at once."""


class TypedFrom(Refused):
    """Sheets from which something was typed are the paper behind answers."""

    sentence = gettext_lazy("Something was already typed from these sheets, so they stay.")


@dataclass(frozen=True, slots=True)
class NewBatch:
    """What is printed: which statements in which order, how many sheets, where they go and come back to."""

    statements: Sequence[Statement]
    count: int
    language: str = "lv"
    note: str = ""
    returns_to: str = ""
    returns_by: date | None = None


@transaction.atomic
def make_sheets(*, by: Person, conversation: Conversation, new: NewBatch, at: datetime) -> SheetBatch:
    """A batch of sheets, each with a code of its own."""
    allow(rules.may_make_sheets, by, conversation)
    if not new.statements:
        raise NothingToPrint
    if len(new.statements) > MOST_ROWS:
        raise TooMany(_("At most %(most)s statements fit on a sheet that people still fill in.") % {"most": MOST_ROWS})
    if not 1 <= new.count <= MOST_SHEETS:
        raise TooMany(_("Print between 1 and %(most)s sheets at a time.") % {"most": MOST_SHEETS})
    batch = SheetBatch.objects.create(
        conversation=conversation, rows=[each.public_id for each in new.statements], language=new.language,
        note=new.note, returns_to=new.returns_to, returns_by=new.returns_by, made_by=by, made_at=at,
    )  # fmt: skip
    AnswerSheet.objects.bulk_create(AnswerSheet(batch=batch) for _number in range(new.count))
    line("voices.sheets_made", conversation, by=by, at=at, count=new.count, rows=len(new.statements))
    return batch


@transaction.atomic
def add_sheet(*, by: Person, batch: SheetBatch, at: datetime) -> AnswerSheet:
    """One more code, for a paper of this batch whose own nobody can read."""
    allow(rules.may_add_sheet, by, batch)
    sheet = AnswerSheet.objects.create(batch=batch)
    line("voices.sheet_added", batch.conversation, by=by, at=at)
    return sheet


@transaction.atomic
def drop_sheets(*, by: Person, batch: SheetBatch, at: datetime) -> None:
    """Sheets that were made by mistake; their codes are unknown from now on."""
    allow(rules.may_drop_sheets, by, batch)
    if batch.way != Way.PAPER or batch.sheets.exclude(typings=None).exists():
        raise TypedFrom
    count = batch.sheets.count()
    batch.delete()
    line("voices.sheets_dropped", batch.conversation, by=by, at=at, count=count)
