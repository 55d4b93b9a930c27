"""Sheets typed back: every typing is kept, one of them counts, and that can be changed at any time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.core.refusal import Refused, allow
from savienojums.voices.actions.lines import line
from savienojums.voices.actions.typing_counted import count, uncount
from savienojums.voices.kinds import Standing, Way
from savienojums.voices.models import AnswerSheet, SheetBatch, SheetTyping
from savienojums.voices.rules import sheets as rules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.network.models import Place
    from savienojums.voices.models import Conversation

# Sheets come back from libraries for some weeks after the last day.
TYPED_LATE = timedelta(days=30)


class NotYetOpen(Refused):
    """Nobody answers a draft."""

    sentence = _("This conversation is a draft. Publish it before sheets are typed back.")


class ClosedLongAgo(Refused):
    """What comes after the report is printed would change it."""

    sentence = _(
        "This conversation closed more than 30 days ago; sheets are not typed any more. Keep them with its papers."
    )


class SameSheet(Refused):
    """A typing is moved to another sheet, not to its own."""

    sentence = _("That is the code of this very sheet. Write the code that stands on the paper.")


class OtherRows(Refused):
    """Sheets with other statements have other rows."""

    sentence = _("The sheet with that code has other statements. Look at the code once more, or type the sheet anew.")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was read from one sheet: a mark for each row, own statements, what people told of themselves."""

    marks: str
    own: Sequence[str] = ()
    place: Place | None = None
    age_band: str = ""


@transaction.atomic
def type_sheet(*, by: Person, sheet: AnswerSheet, typed: Typed, at: datetime) -> SheetTyping:
    """Type a sheet. Where one was typed from it already, this one waits for somebody to decide."""
    allow(rules.may_type_sheet, by, sheet)
    conversation = sheet.batch.conversation
    insist_open_for_paper(conversation, at)
    # Two helpers with one sheet: the second waits here and then sees the first.
    held = AnswerSheet.objects.select_for_update(of=("self",)).select_related("batch__conversation").get(pk=sheet.pk)
    typing = _kept(held, typed, by, at)
    if not held.typings.filter(is_counted=True).exists():
        count(typing, by, at)
    line("voices.sheet_typed", conversation, by=by, at=at, again=not typing.is_counted)
    return typing


@transaction.atomic
def type_told(
    *, by: Person, conversation: Conversation, asked: Sequence[str], language: str, typed: Typed, at: datetime
) -> SheetTyping:  # fmt: skip
    """What somebody told a helper, by telephone or at a table; `asked` are the statements that were read to them."""
    allow(rules.may_type_told, by, conversation)
    insist_open_for_paper(conversation, at)
    batch, _is_new = SheetBatch.objects.get_or_create(
        conversation=conversation, way=Way.TOLD, rows=list(asked), language=language,
        defaults={"made_by": by, "made_at": at},
    )  # fmt: skip
    typing = _kept(AnswerSheet.objects.create(batch=batch), typed, by, at)
    count(typing, by, at)
    line("voices.told_typed", conversation, by=by, at=at)
    return typing


@transaction.atomic
def choose_typing(*, by: Person, typing: SheetTyping, at: datetime) -> None:
    """Let this typing count, and no other one of its sheet."""
    allow(rules.may_choose_typing, by, typing)
    _hold(typing)
    if typing.is_counted:
        return
    count(typing, by, at)
    typing.sheet.typings.filter(is_counted=False, decided_at=None).update(decided_at=at)
    line("voices.typing_chosen", typing.sheet.batch.conversation, by=by, at=at)


@transaction.atomic
def refuse_typing(*, by: Person, typing: SheetTyping, at: datetime) -> None:
    """The earlier one stays; this one is kept, and does not count."""
    allow(rules.may_refuse_typing, by, typing)
    _hold(typing)
    if typing.is_counted or typing.decided_at:
        return
    typing.decided_at = at
    typing.save(update_fields=["decided_at"])
    line("voices.typing_refused", typing.sheet.batch.conversation, by=by, at=at)


@transaction.atomic
def take_back_typing(*, by: Person, typing: SheetTyping, at: datetime) -> None:
    """Undo: nothing counts from this sheet until it is typed again, or this typing is chosen again."""
    allow(rules.may_take_back_typing, by, typing)
    _hold(typing)
    if typing.is_counted:
        uncount(typing, by, at)
    elif typing.decided_at:
        return
    typing.decided_at = at
    typing.save(update_fields=["decided_at"])
    line("voices.typing_taken_back", typing.sheet.batch.conversation, by=by, at=at)


@transaction.atomic
def move_typing(*, by: Person, typing: SheetTyping, to: AnswerSheet | None, at: datetime) -> SheetTyping:
    """It was another sheet with a misread code: the typing goes there; without a code, to a sheet that gets a new one."""
    allow(rules.may_move_typing, by, typing)
    _hold(typing)
    batch = typing.sheet.batch
    if to is not None:
        allow(rules.may_type_sheet, by, to)
        if to.pk == typing.sheet_id:
            raise SameSheet
        if to.batch.rows != batch.rows or to.batch.conversation_id != batch.conversation_id:
            raise OtherRows
    insist_open_for_paper(batch.conversation, at)
    if typing.is_counted:
        uncount(typing, by, at)
    typing.sheet = to or AnswerSheet.objects.create(batch=batch)
    typing.decided_at = None
    typing.save(update_fields=["sheet", "decided_at"])
    if not typing.sheet.typings.filter(is_counted=True).exists():
        count(typing, by, at)
    line("voices.typing_moved", batch.conversation, by=by, at=at)
    return typing


def insist_open_for_paper(conversation: Conversation, at: datetime) -> None:
    """Paper may be typed before it opens and while it is open, and for a month after its end; never in a draft."""
    standing = conversation.standing(at)
    if standing == Standing.DRAFT:
        raise NotYetOpen
    if standing == Standing.CLOSED:
        ends = [each.closes_at for each in conversation.phases.all()][-1:]
        ends += [conversation.closed_at] if conversation.closed_at else []
        if ends and at > min(ends) + TYPED_LATE:
            raise ClosedLongAgo


def _kept(sheet: AnswerSheet, typed: Typed, by: Person, at: datetime) -> SheetTyping:
    return SheetTyping.objects.create(
        sheet=sheet, marks=typed.marks, own=list(typed.own), place=typed.place, age_band=typed.age_band,
        typed_by=by, typed_at=at,
    )  # fmt: skip


def _hold(typing: SheetTyping) -> None:
    """The sheet for this transaction alone, and the typing as it is now."""
    AnswerSheet.objects.select_for_update(of=("self",)).get(pk=typing.sheet_id)
    typing.refresh_from_db(fields=["is_counted", "decided_at", "sheet"])
