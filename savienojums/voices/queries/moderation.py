"""What the organisers' desk tells of statements: who waits, what is like what, who lacks a translation."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count, Q

from savienojums.core.pages import Page, page_number
from savienojums.core.refusal import NotFound
from savienojums.voices.kinds import State
from savienojums.voices.likeness import similar_to
from savienojums.voices.models import ModerationLine, Statement, Vote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from savienojums.voices.likeness import Similar
    from savienojums.voices.models import Conversation
    from savienojums.voices.models.statements import StatementQuerySet

PER_PAGE = 20
UNTRANSLATED = "untranslated"
EVERYTHING = "all"
STATES = (State.WAITING, State.SHOWN, State.HIDDEN)
# More than this from one connection or participant is told beside the statement.
MANY_FROM_ONE = 2


@dataclass(frozen=True, slots=True)
class Queued:
    """One statement on the desk."""

    statement: Statement
    text: str
    from_author: int
    from_source: int
    answers: int
    missing: tuple[str, ...]
    similar: tuple[Similar[Statement], ...]

    @property
    def is_from_busy_source(self) -> bool:
        """Whether many come by one connection, and not from this participant alone."""
        return self.from_source > max(MANY_FROM_ONE, self.from_author)


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the desk's list, with the counts of its filters."""

    page: Page[Queued]
    counts: dict[str, int]
    chosen: str
    newest_first: bool


def queue_of(conversation: Conversation, asked: str, page: str, *, newest_first: bool = False) -> Queue:
    """Statements of one state, or those without a translation; three questions, however many there are."""
    everything = list(conversation.statements.order_by("number"))
    counts: dict[str, int] = Counter(each.state for each in everything)
    lacking = {each.pk: missing_languages(conversation, each) for each in everything if each.state != State.HIDDEN}
    counts = {**{str(state): counts.get(state, 0) for state in STATES}, EVERYTHING: len(everything)}
    counts[UNTRANSLATED] = sum(map(bool, lacking.values()))
    chosen = asked if asked in counts else str(State.WAITING if counts[State.WAITING] else EVERYTHING)
    rows = [each for each in everything if _is_asked(each, chosen, lacking)]
    if newest_first:
        rows.reverse()
    number = page_number(page, len(rows), PER_PAGE)
    on_page = rows[(number - 1) * PER_PAGE : number * PER_PAGE]
    shown = Page(_queued(conversation, on_page, everything, lacking), number, len(rows), PER_PAGE)
    return Queue(shown, counts, chosen, newest_first)


def missing_languages(conversation: Conversation, statement: Statement) -> tuple[str, ...]:
    """In which languages of the conversation it cannot be read yet."""
    return tuple(code for code in languages_of(conversation) if not statement.text.get(code))


def languages_of(conversation: Conversation) -> list[str]:
    """The languages statements are to be read in; Latvian where nobody chose."""
    known = dict(settings.LANGUAGES)
    return [code for code in conversation.languages if code in known] or ["lv"]


def desk_statement(conversation: Conversation, number: int) -> Statement:
    """The statement of this number, whatever its state."""
    found = conversation.statements.select_related("same_as").filter(number=number).first()
    if found is None:
        raise NotFound
    found.conversation = conversation
    return found


def desk_statements(conversation: Conversation, numbers: Iterable[int]) -> list[Statement]:
    """Those of these numbers, in their order."""
    found = list(conversation.statements.filter(number__in=list(numbers)))
    for each in found:
        each.conversation = conversation
    return found


def next_untranslated(conversation: Conversation, after: int) -> int | None:
    """The number of the next statement that lacks a translation, from this one on and then from the beginning."""
    rows: StatementQuerySet = conversation.statements.exclude(state=State.HIDDEN)
    lacking = [each.number for each in rows if missing_languages(conversation, each)]
    later = [number for number in lacking if number > after]
    earlier = [number for number in lacking if number < after]
    return next(iter([*later, *earlier]), None)


def log_of(statement: Statement) -> list[ModerationLine]:
    """What was decided about it, newest first, with who did: for the organisers."""
    return list(statement.moderation.select_related("by").order_by("-at", "-pk"))


def similar_statements(
    conversation: Conversation, text: str, language: str, leave_out: Statement | None = None
) -> list[Similar[Statement]]:
    """Statements of this conversation that are not hidden and say the same or the contrary; one question."""
    rows = [each for each in conversation.statements.exclude(state=State.HIDDEN) if each != leave_out]
    return similar_to(text, {each: [each.text.get(language, "")] for each in rows})


def readable(conversation: Conversation) -> list[Statement]:
    """Those that are shown or wait: what new ones are compared with."""
    return list(
        conversation.statements.exclude(state=State.HIDDEN).only("conversation", "number", "text", "language", "state")
    )


def _is_asked(statement: Statement, chosen: str, lacking: dict[int, tuple[str, ...]]) -> bool:
    if chosen == UNTRANSLATED:
        return bool(lacking.get(statement.pk))
    return chosen in {EVERYTHING, statement.state}


def _queued(
    conversation: Conversation,
    rows: list[Statement],
    everything: list[Statement],
    lacking: dict[int, tuple[str, ...]],
) -> list[Queued]:
    by_pk = {each.pk: each for each in everything}
    authors = Counter(each.author_id for each in everything if each.author_id)
    sources, source_of = _sources(conversation)
    answered = Vote.objects.filter(statement__in=[each.pk for each in rows]).order_by()
    answers = dict(
        answered.values("statement")
        .annotate(people=Count("participant", distinct=True))
        .values_list("statement", "people")
    )
    queued = []
    for each in rows:
        each.conversation = conversation
        each.same_as = by_pk.get(each.same_as_id or 0)
        near = _similar(each, everything) if each.state == State.WAITING else []
        queued.append(
            Queued(
                each,
                each.text.get(each.language, ""),
                authors.get(each.author_id or 0, 0),
                sources.get(source_of.get(each.author_id or 0, ""), 0),
                answers.get(each.pk, 0),
                lacking.get(each.pk, ()),
                tuple(near),
            )
        )
    return queued


def _sources(conversation: Conversation) -> tuple[Counter[str], dict[int, str]]:
    """How many statements came by each connection, and by which a participant came who wrote some."""
    wrote = ~Q(author=None) & ~Q(author__source_key="")
    pairs = list(conversation.statements.filter(wrote).order_by().values_list("author", "author__source_key"))
    return Counter(source for _author, source in pairs), {author: source for author, source in pairs if author}


def _similar(statement: Statement, everything: list[Statement]) -> list[Similar[Statement]]:
    others = [each for each in everything if each.state != State.HIDDEN and each.pk != statement.pk]
    words = statement.text.get(statement.language, "")
    return similar_to(words, {each: [each.text.get(statement.language, "")] for each in others}, most=3)
