"""Adding statements: seeds of the organisers, thoughts of those who take part, lines of a paper sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.voices.actions.lines import line
from savienojums.voices.kinds import HiddenFor, Moderation, State, Way
from savienojums.voices.models import Conversation, ModerationLine, Statement
from savienojums.voices.rules import statements as rules
from savienojums.voices.wording import bare, is_only_a_link, says_nothing, tidied

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Participant

USUAL_LANGUAGE = "lv"


class Written(TypedDict, total=False):
    """What somebody wrote, in which language, and how it came in; on the web in Latvian unless said otherwise."""

    text: str
    language: str
    way: str


class NoWords(Refused):
    """A statement is made of words."""

    sentence = gettext_lazy("Write the thought in words: one sentence with which others can agree or disagree.")


class OnlyALink(Refused):
    """With an address alone nobody can agree."""

    sentence = gettext_lazy(
        "This is only a web address. Write in a sentence of your own what you think; others cannot agree with a link."
    )


class TooLong(Refused):
    """What is long says several things, and does not fit on a sheet."""


class EnoughStatements(Refused):
    """One participant may add only so many."""


class NoNewStatements(Refused):
    """Statements are taken only while a phase for them is open."""

    sentence = gettext_lazy("New statements are not being collected at the moment.")


class SameText(Refused):
    """The very same words are there already."""

    def __init__(self, same: Statement) -> None:
        self.same = same
        told = {
            State.SHOWN: _("This very statement is there already, as number %(number)s. You can answer it."),
            State.WAITING: _("Somebody has already written exactly this; it waits to be looked at."),
            State.HIDDEN: _("This very statement was written before and is not shown. The public log says why."),
        }
        super().__init__(told[State(same.state)] % {"number": same.number})


@transaction.atomic
def add_seed_statements(
    *,
    by: Person,
    conversation: Conversation,
    texts: Sequence[str | Mapping[str, str]],
    language: str = USUAL_LANGUAGE,
    at: datetime,
) -> list[Statement]:
    """Several statements of the organisers at once, each a text or its words in several languages; shown at once."""
    allow(rules.may_add_seed_statements, by, conversation)
    conversation = _held(conversation)
    made: list[Statement] = []
    known = _known(conversation)
    for number, each in enumerate(texts, start=_next_number(conversation)):
        told = {language: each} if isinstance(each, str) else dict(each)
        words = {code: tidied(text) for code, text in told.items() if tidied(text)}
        original = language if language in words else next(iter(words), language)
        insist_on_a_statement(conversation, words.get(original, ""))
        insist_on_new_words(known, words[original])
        seed = Statement(
            conversation=conversation, number=number, text=words, language=original, is_seed=True, state=State.SHOWN
        )
        seed.written_at = at
        known[bare(words[original])] = seed
        made.append(seed)
    Statement.objects.bulk_create(made)
    line("voices.seed_statements_added", conversation, by=by, at=at, count=len(made))
    return made


@transaction.atomic
def add_statement(
    *,
    by: Person | None,
    conversation: Conversation,
    participant: Participant | None,
    at: datetime,
    **written: Unpack[Written],
) -> Statement:
    """A thought of somebody who takes part (keywords text, language, way); looked at before or after it is shown.

    Without a participant it was said or written to the organisers. What comes from paper is taken after the end, too.
    """
    allow(rules.may_add_statement, by, conversation, participant)
    conversation = _held(conversation)
    text, way = tidied(written.get("text", "")), written.get("way", Way.WEB)
    if way == Way.WEB:
        _insist_on_open_phase(conversation, at)
    insist_on_a_statement(conversation, text)
    if participant is not None and participant.statements.count() >= conversation.most_statements:
        raise EnoughStatements(_enough(conversation))
    insist_on_new_words(_known(conversation), text)
    language = written.get("language", USUAL_LANGUAGE)
    # Whoever is set aside is looked at first whatever the rule: else a flood would fill the page.
    at_once = conversation.moderation == Moderation.AFTER and not (participant and participant.aside_at)
    made = Statement.objects.create(
        conversation=conversation,
        number=_next_number(conversation),
        text={language: text},
        language=language,
        author=participant,
        way=way,
        written_at=at,
        state=State.SHOWN if at_once else State.WAITING,
    )
    # Who wrote it is not told to the journal either; who typed a sheet is.
    teller = None if way == Way.WEB and participant is not None else by
    line("voices.statement_added", conversation, by=teller, at=at, number=made.number, way=str(way))
    return made


@transaction.atomic
def take_back_statement(*, by: Person | None, statement: Statement, participant: Participant, at: datetime) -> None:
    """Whoever wrote it does not want it shown any more; its words are not printed in the log."""
    allow(rules.may_take_back_statement, by, statement, participant)
    if statement.state == State.HIDDEN and statement.hidden_for == HiddenFor.TAKEN_BACK:
        return
    statement.state, statement.hidden_for, statement.why = State.HIDDEN, HiddenFor.TAKEN_BACK, ""
    statement.save(update_fields=["state", "hidden_for", "why"])
    ModerationLine.objects.create(statement=statement, state=State.HIDDEN, hidden_for=HiddenFor.TAKEN_BACK, at=at)
    line("voices.statement_taken_back", statement.conversation, by=None, at=at, number=statement.number)


def insist_on_a_statement(conversation: Conversation, text: str) -> None:
    """Refuse what is no statement: nothing, an address alone, too much."""
    if says_nothing(text):
        raise NoWords
    if is_only_a_link(text):
        raise OnlyALink
    if len(text) > conversation.longest_statement:
        sentence = _(
            "This is %(length)s characters long; %(most)s are possible. One thought is enough for a statement."
        )
        raise TooLong(sentence % {"length": len(text), "most": conversation.longest_statement})


def insist_on_new_words(known: Mapping[str, Statement], text: str) -> None:
    """Refuse words that are there already, letter by letter."""
    same = known.get(bare(text))
    if same is not None:
        raise SameText(same)


def _held(conversation: Conversation) -> Conversation:
    """The conversation as it is now, for this transaction alone: two writers cannot get one number."""
    return Conversation.objects.select_for_update(of=("self",)).get(pk=conversation.pk)


def _next_number(conversation: Conversation) -> int:
    return int(conversation.statements.aggregate(last=Max("number"))["last"] or 0) + 1


def _known(conversation: Conversation) -> dict[str, Statement]:
    """Every text there is, in its own language, without what the eye skips; what was taken back may be said anew."""
    rows = conversation.statements.exclude(hidden_for=HiddenFor.TAKEN_BACK).only(
        "conversation", "number", "text", "language", "state"
    )
    return {bare(each.text.get(each.language, "")): each for each in rows.order_by("-number")}


def _insist_on_open_phase(conversation: Conversation, at: datetime) -> None:
    phase = conversation.phase_at(at)
    if phase is None or not phase.takes_statements:
        raise NoNewStatements


def _enough(conversation: Conversation) -> str:
    most = conversation.most_statements
    if most == 0:
        return _("In this conversation the statements come from the organisers only.")
    return _("One participant can add up to %(most)s statements, and you have. Thank you; answer those of others.") % {
        "most": most
    }
