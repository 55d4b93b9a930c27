"""Deciding what is shown: every decision is kept with its reason and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.voices.actions.lines import line
from savienojums.voices.actions.statements import insist_on_a_statement
from savienojums.voices.kinds import HiddenFor, State
from savienojums.voices.likeness import is_the_same_with_other_spelling
from savienojums.voices.models import ModerationLine, Statement
from savienojums.voices.rules import statements as rules
from savienojums.voices.wording import tidied

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person

LONGEST_REASON = 300
# A thought takes more room in some languages than in others.
TRANSLATION_MAY_GROW = 2


class NoReason(Refused):
    """Everyone may read why something is not shown."""

    sentence = gettext_lazy("Say why this statement is not shown: choose a reason, or write it in your own words.")


class IntoItself(Refused):
    """A statement cannot be a double of itself."""

    sentence = gettext_lazy("Choose another statement: one cannot be joined with itself.")


class IntoHidden(Refused):
    """People could answer neither of the two."""

    sentence = gettext_lazy("The other statement is not shown. Show it first, or join the other way round.")


class AnotherThought(Refused):
    """Only spelling is corrected; a person's words are theirs, and answers belong to the words that were answered."""

    sentence = gettext_lazy(
        "This says something else than before. Only spelling is corrected here: the words belong to whoever wrote "
        "them, and answers to the words that were answered. Add a new statement instead."
    )


class TranslationTooLong(Refused):
    """A translation must fit where the statement fits."""

    sentence = gettext_lazy("A translation is more than twice as long as a statement may be. Say it more shortly.")


@transaction.atomic
def show_statement(*, by: Person, statement: Statement, at: datetime) -> None:
    """People may answer it, whatever was decided before."""
    allow(rules.may_show_statement, by, statement)
    if statement.state == State.SHOWN:
        return
    statement.same_as = None
    _decide(statement, State.SHOWN, by=by, at=at)
    line("voices.statement_shown", statement.conversation, by=by, at=at, number=statement.number)


@transaction.atomic
def reopen_statement(*, by: Person, statement: Statement, at: datetime) -> None:
    """It waits again, as if nobody had looked at it; what was decided stays in the log."""
    allow(rules.may_reopen_statement, by, statement)
    if statement.state == State.WAITING:
        return
    statement.same_as = None
    _decide(statement, State.WAITING, by=by, at=at)
    line("voices.statement_reopened", statement.conversation, by=by, at=at, number=statement.number)


@transaction.atomic
def hide_statement(*, by: Person, statement: Statement, hidden_for: str, why: str = "", at: datetime) -> None:
    """Show it no more, or not at all; answers it has are kept. The reason is public."""
    allow(rules.may_hide_statement, by, statement)
    why = tidied(why)[:LONGEST_REASON]
    if hidden_for not in HiddenFor.values or (hidden_for == HiddenFor.OTHER and not why):
        raise NoReason
    statement.same_as = None
    _decide(statement, State.HIDDEN, hidden_for, why, by=by, at=at)
    line("voices.statement_hidden", statement.conversation, by=by, at=at, number=statement.number, reason=hidden_for)


@transaction.atomic
def join_statements(*, by: Person, statement: Statement, into: Statement, at: datetime) -> None:
    """The first says the same as `into`, which stays; answers to the first are kept where they are, not moved.

    Whoever agreed with one wording has not seen the other, so their answer stays with the words it was given to.
    """
    allow(rules.may_join_statements, by, statement, into)
    into = into.same_as if into.same_as_id and into.same_as else into
    if into.pk == statement.pk:
        raise IntoItself
    if into.state != State.SHOWN:
        raise IntoHidden
    statement.same_as = into
    statement.doubles.update(same_as=into)
    _decide(statement, State.HIDDEN, HiddenFor.SAME, by=by, at=at)
    told: dict[str, Any] = {"number": statement.number, "into": into.number}
    line("voices.statements_joined", statement.conversation, by=by, at=at, **told)


@transaction.atomic
def translate_statement(*, by: Person, statement: Statement, words: Mapping[str, str], at: datetime) -> None:
    """Say it in other languages; the words it was written in stay as they are, an empty translation is taken away."""
    allow(rules.may_translate_statement, by, statement)
    told = {code: tidied(text) for code, text in words.items() if code != statement.language}
    most = TRANSLATION_MAY_GROW * statement.conversation.longest_statement
    if any(len(text) > most for text in told.values()):
        raise TranslationTooLong
    before = dict(statement.text)
    after = {code: text for code, text in {**before, **told}.items() if text}
    if after == before:
        return
    statement.text = after
    statement.save(update_fields=["text"])
    changed = sorted(code for code in told if before.get(code, "") != told[code])
    line(
        "voices.statement_translated",
        statement.conversation,
        by=by,
        at=at,
        number=statement.number,
        languages=changed,
    )


@transaction.atomic
def correct_statement(*, by: Person, statement: Statement, text: str, at: datetime) -> None:
    """Mend its spelling; the words before stay in the log of the organisers."""
    allow(rules.may_correct_statement, by, statement)
    text, before = tidied(text), statement.text.get(statement.language, "")
    insist_on_a_statement(statement.conversation, text)
    if text == before:
        return
    may_be_written_anew = statement.is_seed and not statement.votes.exists()
    if not may_be_written_anew and not is_the_same_with_other_spelling(before, text):
        raise AnotherThought
    statement.text = {**statement.text, statement.language: text}
    statement.save(update_fields=["text"])
    ModerationLine.objects.create(
        statement=statement,
        state=statement.state,
        hidden_for=statement.hidden_for,
        why=statement.why,
        text_before=before[:1000],
        by=by,
        at=at,
    )
    line("voices.statement_corrected", statement.conversation, by=by, at=at, number=statement.number)


def _decide(statement: Statement, state: str, hidden_for: str = "", why: str = "", *, by: Person, at: datetime) -> None:
    statement.state, statement.hidden_for, statement.why = state, hidden_for, why
    statement.save(update_fields=["state", "hidden_for", "why", "same_as"])
    ModerationLine.objects.create(statement=statement, state=state, hidden_for=hidden_for, why=why, by=by, at=at)
