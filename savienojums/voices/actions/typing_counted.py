"""How a typing becomes answers of somebody who takes part, and how it stops being them; rows of votes are only added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.voices.actions.statements import SameText, add_statement, take_back_statement
from savienojums.voices.kinds import AsideFor, HiddenFor, State, Way
from savienojums.voices.models import Participant, Statement, Vote
from savienojums.voices.queries.typing import last_values
from savienojums.voices.typed import values_of

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import AnswerSheet, SheetTyping


def count(typing: SheetTyping, by: Person, at: datetime) -> None:
    """Let this typing be what its sheet says; the one that counted before counts no more."""
    sheet = typing.sheet
    before = sheet.typings.filter(is_counted=True).exclude(pk=typing.pk).first()
    sheet.typings.filter(is_counted=True).exclude(pk=typing.pk).update(is_counted=False)
    typing.is_counted, typing.decided_at = True, at
    typing.save(update_fields=["is_counted", "decided_at"])
    values = dict(zip(sheet.batch.rows, values_of(typing.marks), strict=False))
    if sheet.participant is None and says_something(typing):
        sheet.participant = _newcomer(sheet, at)
    if sheet.participant is not None:
        _tell(sheet.participant, typing, was_silent=before is None or not says_something(before))
        _say(sheet.participant, values, at)
        _add_own(sheet.participant, typing, by, at)
    sheet.typed_by, sheet.typed_at = typing.typed_by, typing.typed_at
    sheet.save(update_fields=["participant", "typed_by", "typed_at"])


def uncount(typing: SheetTyping, by: Person, at: datetime) -> None:
    """Take its answers back; whoever gave them is set aside until something counts again."""
    sheet = typing.sheet
    typing.is_counted, typing.decided_at = False, at
    typing.save(update_fields=["is_counted", "decided_at"])
    sheet.typed_by = sheet.typed_at = None
    sheet.save(update_fields=["typed_by", "typed_at"])
    person = sheet.participant
    if person is None:
        return
    _say(person, dict.fromkeys(sheet.batch.rows), at)
    person.place, person.age_band = None, ""
    if not person.aside_at:
        person.aside_at, person.aside_for = at, AsideFor.OTHER
    person.save(update_fields=["place", "age_band", "aside_at", "aside_for"])
    for statement in person.statements.filter(state=State.WAITING):
        take_back_statement(by=by, statement=statement, participant=person, at=at)


def _newcomer(sheet: AnswerSheet, at: datetime) -> Participant:
    batch = sheet.batch
    return Participant.objects.create(
        conversation=batch.conversation, key=f"sheet-{sheet.code}", way=batch.way, language=batch.language, joined_at=at
    )


def says_something(typing: SheetTyping) -> bool:
    """Whether somebody answered or wrote anything on it; an empty sheet is nobody who takes part."""
    return bool(typing.own) or any(value is not None for value in values_of(typing.marks))


def _tell(person: Participant, typing: SheetTyping, *, was_silent: bool) -> None:
    """What they told of themselves. Whom we set aside for saying nothing counts again; whom others did, does not."""
    person.place, person.age_band = typing.place, typing.age_band
    if not says_something(typing) and not person.aside_at:
        person.aside_at, person.aside_for = typing.decided_at, AsideFor.OTHER
    elif says_something(typing) and was_silent and person.aside_for == AsideFor.OTHER:
        person.aside_at, person.aside_for = None, ""
    person.save(update_fields=["place", "age_band", "aside_at", "aside_for"])


def _say(person: Participant, values: dict[str, int | None], at: datetime) -> None:
    """A row for every answer that is another one than before."""
    statements = Statement.objects.filter(conversation=person.conversation_id, public_id__in=values)
    before = last_values(person)
    Vote.objects.bulk_create(
        Vote.said(person, statement, values[statement.public_id], at)
        for statement in statements
        if values[statement.public_id] != before.get(statement.pk)
    )


def _add_own(person: Participant, typing: SheetTyping, by: Person, at: datetime) -> None:
    theirs = set()
    for each in person.statements.exclude(hidden_for=HiddenFor.TAKEN_BACK):
        theirs.add(each.text.get(each.language, ""))
    batch = typing.sheet.batch
    way = Way.TOLD if batch.way == Way.TOLD else Way.PAPER
    for words in typing.own:
        if words in theirs:
            continue
        try:
            add_statement(
                by=by, conversation=batch.conversation, participant=person, at=at,
                text=words, language=batch.language, way=way,
            )  # fmt: skip
        except SameText:
            # Somebody wrote exactly this before; it is there to be answered.
            continue
