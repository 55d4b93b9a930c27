"""Typing sheets back: which sheet a code belongs to, what stands on it, what was typed in this sitting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils.translation import gettext as _

from savienojums.core.refusal import NotFound, Refused
from savienojums.core.words import fold
from savienojums.network.models import Place
from savienojums.voices.kinds import Way
from savienojums.voices.models import AnswerSheet, SheetTyping, Statement, Vote
from savienojums.voices.typed import BLANK, CODE_LENGTH, differing, in_parts, near, sitting, strange_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Conversation, Participant, SheetBatch

# Whoever pauses longer begins a new sitting.
SITTING = 2 * 60 * 60
MOST_IN_A_SITTING = 1000
LAST_SHOWN = 5


class NoSuchSheet(Refused):
    """No sheet of this conversation has that code; the sentence says what may have been meant."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: its statement, and what was typed for it."""

    number: int
    text: str
    language: str
    mark: str = ""
    other: str = ""

    @property
    def differs(self) -> bool:
        """Whether two typings say different things."""
        return self.mark != self.other


@dataclass(frozen=True, slots=True)
class Sitting:
    """What somebody typed since they sat down: how many, and the latest ones."""

    count: int
    latest: list[SheetTyping]


def sheet_of(conversation: Conversation, code: str) -> AnswerSheet:
    """The sheet with that code; otherwise a sentence that helps to find it."""
    found = AnswerSheet.objects.select_related("batch__conversation", "participant", "typed_by")
    sheet = found.filter(batch__conversation=conversation, code=code).first()
    if sheet is None:
        raise NoSuchSheet(_not_found(conversation, code))
    return sheet


def sheet_meant(conversation: Conversation, code: str) -> AnswerSheet | None:
    """The sheet an address names, if there is one."""
    try:
        return sheet_of(conversation, code) if code else None
    except NoSuchSheet:
        return None


def _not_found(conversation: Conversation, code: str) -> str:
    if strange := strange_in(code):
        return _(
            "No code has “%(letters)s” in it. Codes are made of the letters and digits that look like no other."
        ) % {"letters": ", ".join(strange)}
    theirs = AnswerSheet.objects.filter(batch__conversation=conversation).values_list("code", flat=True)
    if meant := near(code, theirs):
        return _("There is no sheet with the code %(code)s here. Is it %(meant)s?") % {
            "code": in_parts(code), "meant": ", ".join(in_parts(each) for each in meant),
        }  # fmt: skip
    if len(code) != CODE_LENGTH:
        return _("A code has six letters and digits; these are %(count)s.") % {"count": len(code)}
    return _("There is no sheet with the code %(code)s in this conversation. Is it a sheet of another one?") % {
        "code": in_parts(code)
    }


def rows_of(batch: SheetBatch, marks: str = "", other: str = "") -> list[Row]:
    """The rows of a batch in their order, with marks of one or two typings beside them."""
    return rows_told(batch.conversation, batch.rows, batch.language, (marks, other))


def rows_told(
    conversation: Conversation, public_ids: Sequence[str], language: str, marks: tuple[str, str] = ("", "")
) -> list[Row]:
    """Statements as rows; one that is gone keeps its place."""
    texts = {each.public_id: each.text for each in Statement.objects.filter(conversation=conversation)}
    one, other = (each.ljust(len(public_ids), BLANK) if each else " " * len(public_ids) for each in marks)
    rows = []
    for number, public_id in enumerate(public_ids, 1):
        words = texts.get(public_id, {})
        shown = language if words.get(language) else next(iter(words), language)
        rows.append(Row(number, words.get(shown, ""), shown, one[number - 1].strip(), other[number - 1].strip()))
    return rows


def typing_for(conversation: Conversation, number: int) -> SheetTyping:
    """One typing of this conversation."""
    found = SheetTyping.objects.select_related("sheet__batch__conversation", "sheet__participant", "typed_by", "place")
    typing = found.filter(sheet__batch__conversation=conversation, pk=number).first()
    if typing is None:
        raise NotFound
    return typing


def typings_of(sheet: AnswerSheet) -> list[SheetTyping]:
    """Every time it was typed, the first one first."""
    return list(sheet.typings.select_related("typed_by", "place"))


def waiting_of(conversation: Conversation) -> list[SheetTyping]:
    """Second typings somebody has to decide about."""
    found = SheetTyping.objects.filter(
        sheet__batch__conversation=conversation, is_counted=False, decided_at=None
    ).select_related("sheet__batch", "typed_by")
    return list(found.order_by("typed_at"))


def differing_rows(one: SheetTyping, other: SheetTyping) -> list[int]:
    """The numbers of the rows in which two typings differ."""
    return differing(one.marks, other.marks)


def sitting_of(person: Person, conversation: Conversation, at: datetime) -> Sitting:
    """What this person typed since they sat down."""
    theirs = SheetTyping.objects.filter(sheet__batch__conversation=conversation, typed_by=person).exclude(
        is_counted=False, decided_at__isnull=False
    )
    moments = [
        each.timestamp() for each in theirs.order_by("-pk").values_list("typed_at", flat=True)[:MOST_IN_A_SITTING]
    ]
    count = sitting([at.timestamp(), *moments], SITTING) - 1
    latest = theirs.select_related("sheet__batch").order_by("-pk")[: min(count, LAST_SHOWN)] if count else []
    return Sitting(count, list(latest))


def last_values(person: Participant) -> dict[int, int | None]:
    """What this person said last of each statement they said anything of."""
    last = Vote.objects.filter(participant=person).values("statement").annotate(last=Max("pk")).values("last")
    return dict(Vote.objects.filter(pk__in=last).values_list("statement_id", "value"))


def statements_to_tell(conversation: Conversation) -> list[Statement]:
    """What is read to somebody who answers without a sheet."""
    return list(conversation.statements.shown().filter(same_as=None))


def places_named() -> list[str]:
    """Places people may be from, for the list beside the field."""
    return list(Place.objects.inhabited().values_list("name", flat=True))


def places_beginning(words: str) -> list[Place]:
    """Places whose name begins so, with or without the signs of Latvian letters; one alone if it is the whole name."""
    wanted = fold(words)
    found = [place for place in Place.objects.inhabited() if fold(place.name).startswith(wanted)]
    whole = [place for place in found if fold(place.name) == wanted]
    return whole or found


def is_told(batch: SheetBatch) -> bool:
    """Whether it was told to a helper and never printed."""
    return batch.way == Way.TOLD


def language_told(conversation: Conversation) -> str:
    """In which language statements are read to people: the first of the conversation."""
    return next(iter(conversation.languages), "lv")


def sheet_for(conversation: Conversation, code: str) -> AnswerSheet:
    """The sheet with that code in an address; whatever else stands there does not exist."""
    found = AnswerSheet.objects.select_related("batch__conversation", "participant", "typed_by")
    sheet = found.filter(batch__conversation=conversation, code=code).first()
    if sheet is None:
        raise NotFound
    return sheet


def counted_of(sheet: AnswerSheet) -> SheetTyping | None:
    """The typing that counts."""
    return sheet.typings.filter(is_counted=True).select_related("typed_by", "place").first()
