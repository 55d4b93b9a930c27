"""A conversation as its files tell it: for everyone, or with what only its organisers may know.

Whoever took part has a number that says nothing: numbers are dealt in the order of random words, not of arrival, and the
times of answers are rounded to the day. What came out of a file of another platform is told as it came.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.db.models import Count, Max

from savienojums.core.clock import local_day, start_of
from savienojums.core.refusal import NotFound
from savienojums.voices import polis_format as polis
from savienojums.voices.imports_reading import milliseconds_of
from savienojums.voices.kinds import UNPRINTED, HiddenFor, State
from savienojums.voices.models import Statement, Vote, VotesImport
from savienojums.voices.queries.conversations import conversation_for
from savienojums.voices.queries.maps import latest_map
from savienojums.voices.rules.exchange import files_open

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from savienojums.accounts.models import Person
    from savienojums.voices.models import Conversation

AT_ONCE = 20_000
LETTERS = "ABCDE"
MODERATED = {State.SHOWN: 1, State.HIDDEN: -1, State.WAITING: 0}


class Somebody(NamedTuple):
    """Who took part: their number in the files, whether it came out of a file, whether they are set aside."""

    number: int
    imported: bool
    aside_for: str


class Counted(NamedTuple):
    """How many said what."""

    agree: int = 0
    disagree: int = 0
    passed: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A statement with what was said to it: by all, and by each group."""

    statement: Statement
    text: str
    moderated: int
    all: Counted
    groups: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything the files of a conversation are written of."""

    conversation: Conversation
    at: datetime
    public: bool
    polis: polis.Conversation
    lines: list[Line]
    # Group of each participant on the map of this site, by number; sizes of the groups.
    groups: Mapping[int, int]
    sizes: list[int]
    # How many are set aside, and are among the others in the organisers' files.
    aside: int = 0
    licence: str = ""

    @property
    def group_names(self) -> list[str]:
        """As pages letter them."""
        return [LETTERS[place] if place < len(LETTERS) else str(place + 1) for place in range(len(self.sizes))]


@dataclass(frozen=True, slots=True)
class Offered:
    """What the page about the files says besides the files."""

    conversation: Conversation
    people: int
    votes: int
    statements: int
    last_vote: date | None
    licence: str
    imported: bool
    is_open: bool


def open_conversation(person: Person | None, slug: str, at: datetime) -> Conversation:
    """The conversation, if its files are everyone's by now; otherwise there are none."""
    found = conversation_for(person, slug)
    if not files_open(found, at):
        raise NotFound
    return found


def offered_of(conversation: Conversation, at: datetime) -> Offered:
    """How much there is, and how it may be used."""
    counted = Vote.objects.filter(participant__conversation=conversation, participant__aside_at=None)
    brought = _brought(conversation)
    last = counted.order_by("-said_at").values_list("said_at", flat=True).first()
    return Offered(
        conversation, counted.values("participant").distinct().count(), counted.count(),
        conversation.statements.exclude(state=State.WAITING).count(),
        local_day(last) if last and (not brought or brought.counts.get("last")) else None,
        _licence(brought), brought is not None, files_open(conversation, at),
    )  # fmt: skip


def made_of(conversation: Conversation) -> tuple[object, ...]:
    """Everything by which a public file can change; a file of the same is the same."""
    last = Vote.objects.filter(participant__conversation=conversation).aggregate(last=Max("pk"))
    people = conversation.participants.aggregate(all=Count("pk"), aside=Count("aside_at"), last=Max("aside_at"))
    statements = conversation.statements.order_by("pk").values_list("pk", "number", "state", "hidden_for", "text")
    phases = [(each.kind, each.opens_at, each.closes_at) for each in conversation.phases.all()]
    words = (conversation.title, conversation.question, conversation.intro)
    made = latest_map(conversation)
    return (
        conversation.public_id, conversation.slug, [dict(each) for each in words], conversation.source_note,
        conversation.smallest_group, phases, last, people, list(statements), made and made.pk,
    )  # fmt: skip


def whole_of(conversation: Conversation, at: datetime, *, public: bool) -> Whole:
    """All of it; public: without whoever is set aside, and without statements that wait or must not be printed."""
    brought = _brought(conversation)
    people = _people(conversation, public=public)
    statements = list(conversation.statements.order_by("pk"))
    if public:
        statements = [each for each in statements if each.state != State.WAITING]
    numbers = {each.pk: each.number for each in statements}
    ballots, last = _votes(conversation, people, numbers, brought)
    comments = _comments(statements, people, brought, public=public)
    groups, sizes = _map_groups(conversation, people)
    told = _Told(comments, ballots, last, people, groups)
    whole = polis.Conversation(
        _summary(conversation, told, brought, len(sizes)),
        tuple(comments),
        tuple(ballots),
        tuple(_participants(told, brought)),
    )
    return Whole(
        conversation, at, public, whole, _lines(statements, told, len(sizes)),
        {people[pk].number: group for pk, group in groups.items()}, sizes,
        sum(bool(each.aside_for) for each in people.values()), _licence(brought),
    )  # fmt: skip


class _Told(NamedTuple):
    """What several of the steps below need."""

    comments: list[polis.Comment]
    ballots: list[polis.Ballot]
    last: dict[int, dict[int, int]]
    people: dict[int, Somebody]
    groups: dict[int, int]


def _brought(conversation: Conversation) -> VotesImport | None:
    """The files it came out of, if it did; without their texts."""
    return VotesImport.objects.filter(conversation=conversation).defer("files", "findings").first()


def _licence(brought: VotesImport | None) -> str:
    return brought.licence if brought and brought.licence else "CC BY 4.0"


def _people(conversation: Conversation, *, public: bool) -> dict[int, Somebody]:
    """Everybody by key in the database: with the number of their file, else with one dealt at random."""
    rows = conversation.participants.all()
    if public:
        rows = rows.counted()
    told = list(rows.order_by("pk").values_list("pk", "outside_number", "public_id", "aside_for"))
    found = {pk: Somebody(number, True, aside) for pk, number, _word, aside in told if number is not None}
    following = max((each.number for each in found.values()), default=0) + 1
    here = sorted((word, pk, aside) for pk, number, word, aside in told if number is None)
    found |= {pk: Somebody(number, False, aside) for number, (_word, pk, aside) in enumerate(here, following)}
    return dict(sorted(found.items()))


def _votes(
    conversation: Conversation, people: Mapping[int, Somebody], numbers: Mapping[int, int], brought: VotesImport | None
) -> tuple[list[polis.Ballot], dict[int, dict[int, int]]]:
    """Every vote that was not taken back, and everybody's last ones by number of the statement."""
    rows = Vote.objects.filter(participant__conversation=conversation).order_by("pk")
    fields = ("participant_id", "statement_id", "value", "said_at")
    back = {(who, about): pk for pk, who, about in
            rows.filter(value=None).values_list("pk", "participant_id", "statement_id")}  # fmt: skip
    imported: list[polis.Ballot] = []
    here: list[tuple[int, int, int, int]] = []
    last: dict[int, dict[int, int]] = {}
    days: dict[date, int] = {}
    timeless = brought.brought_at if brought else None
    # Put in order here: a cursor that is to give rows in order makes PostgreSQL look up the participant of each.
    for pk, who, about, value, at in sorted(rows.order_by().values_list("pk", *fields).iterator(chunk_size=AT_ONCE)):
        somebody, number = people.get(who), numbers.get(about)
        if somebody is None or number is None or value is None or (back and pk < back.get((who, about), 0)):
            continue
        last.setdefault(who, {})[number] = value
        if somebody.imported:
            told = None if at == timeless else milliseconds_of(at)
            imported.append(polis.Ballot(number, somebody.number, value, told))
        else:
            here.append((_day(at, days), somebody.number, number, value))
    # By day, then by number: the order in which neighbours answered is nobody's business. A change of mind stays after
    # what it changed, for sorting keeps the order of equals.
    here.sort(key=lambda row: row[:3])
    imported.extend(polis.Ballot(number, who, value, at) for at, who, number, value in here)
    return imported, last


def _day(at: datetime, days: dict[date, int]) -> int:
    """The beginning of that day in Riga, in milliseconds."""
    day = local_day(at)
    if day not in days:
        days[day] = milliseconds_of(start_of(day))
    return days[day]


def _comments(
    statements: Iterable[Statement], people: Mapping[int, Somebody], brought: VotesImport | None, *, public: bool
) -> list[polis.Comment]:
    beside: dict[str, Any] = brought.beside if brought else {}
    undecided, texts = set(beside.get("undecided", ())), beside.get("texts", {})
    days: dict[date, int] = {}
    made = []
    for each in statements:
        text = each.text.in_language(each.language)
        author = people.get(each.author_id) if each.author_id else None
        at: int | None = _day(each.written_at, days)
        moderated = MODERATED[State(each.state)]
        if each.way == "import" and brought:
            raw = texts.get(str(each.number), text)
            text = raw if raw.strip() == text else text
            at = None if each.written_at == brought.brought_at else milliseconds_of(each.written_at)
            moderated = 0 if each.number in undecided and moderated == 1 else moderated
        if public and each.hidden_for in UNPRINTED:
            text = f"[{HiddenFor(each.hidden_for).label}]"
        # Who wrote it is told only of files that told it: a statement may show whose the answers beside it are.
        number = author.number if author and author.imported else None
        made.append(polis.Comment(each.number, text, number, moderated, at))
    return made


def _participants(told: _Told, brought: VotesImport | None) -> Iterable[polis.Participant]:
    """In the order and with the groups of their file; those who took part here after them, by number."""
    by_number = {each.number: pk for pk, each in told.people.items()}
    listed = [(number, group) for number, group in (brought.beside.get("people", ()) if brought else ())]
    known = {number for number, _group in listed}
    for number, group in listed:
        if number in by_number:
            votes = told.last.get(by_number[number], {})
            yield polis.Participant(number, group, tuple(sorted(votes.items())))
    for number, pk in sorted(by_number.items()):
        if number not in known and pk in told.last and not told.people[pk].imported:
            yield polis.Participant(number, told.groups.get(pk), tuple(sorted(told.last[pk].items())))


def _map_groups(conversation: Conversation, people: Mapping[int, Somebody]) -> tuple[dict[int, int], list[int]]:
    """The group of everybody on the last map, as pages letter them; groups too small to be shown are none."""
    made = latest_map(conversation)
    if made is None or not made.told.get("groups"):
        return {}, []
    from savienojums.voices.queries.map_arrays import read

    arrays = read(made.arrays)
    if arrays is None:
        return {}, []
    pairs = zip(arrays.people.tolist(), arrays.group.tolist(), strict=True)
    found = {pk: group for pk, group in pairs if group >= 0 and pk in people}
    sizes = Counter(found.values())
    small = {group for group, size in sizes.items() if size < conversation.smallest_group}
    count = max(sizes, default=-1) + 1
    return (
        {pk: group for pk, group in found.items() if group not in small},
        [0 if group in small else sizes[group] for group in range(count)],
    )


def _lines(statements: list[Statement], told: _Told, groups: int) -> list[Line]:
    everybody: Counter[tuple[int, int]] = Counter()
    within: list[Counter[tuple[int, int]]] = [Counter() for _each in range(groups)]
    for pk, votes in told.last.items():
        if told.people[pk].aside_for:
            continue
        everybody.update(votes.items())
        if (group := told.groups.get(pk)) is not None:
            within[group].update(votes.items())
    return [
        Line(
            statement, comment.text, comment.moderated, _counted(everybody, comment.number),
            tuple(_counted(each, comment.number) for each in within),
        )
        for statement, comment in zip(statements, told.comments, strict=True)
    ]  # fmt: skip


def _counted(counts: Mapping[tuple[int, int], int], number: int) -> Counted:
    return Counted(counts[number, 1], counts[number, -1], counts[number, 0])


def _summary(conversation: Conversation, told: _Told, brought: VotesImport | None, groups: int) -> polis.Summary:
    """As it came, as long as nobody has answered here; else counted."""
    if brought and all(each.imported for each in told.people.values()):
        return polis.Summary(**brought.beside["summary"])
    return polis.Summary(
        topic=str(conversation.question or conversation.title),
        url=settings.SITE_URL + conversation.get_absolute_url(),
        voters=len(told.last),
        voters_in_conv=len(told.groups),
        commenters=conversation.statements.exclude(author=None).values("author").distinct().count(),
        comments=len(told.comments),
        groups=groups,
        conversation_description=str(conversation.intro),
    )
