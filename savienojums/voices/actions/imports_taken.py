"""The rows of a conversation that was held elsewhere: called by acts, under their rules."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction

from savienojums.voices.actions.conversations import free_slug
from savienojums.voices.imports_reading import moment
from savienojums.voices.kinds import HiddenFor, PhaseKind, State, Way
from savienojums.voices.models import Conversation, Participant, Phase, Statement, Vote

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from savienojums.voices import polis_format as polis
    from savienojums.voices.models import VotesImport

ROWS_AT_ONCE = 5_000


class Writing:
    """A conversation on its way in: everything but the votes first, then those some thousands at a time.

    Others go on answering meanwhile, so each step is a short transaction; until the last one nobody runs what is made.
    """

    def __init__(self, found: VotesImport, read: polis.Conversation, at: datetime) -> None:
        self.conversation = _conversation(found, read.summary, at)
        _phase(found, self.conversation)
        people = _participants(found, self.conversation, read)
        statements = _statements(found, self.conversation, read, people)
        self.ballots = _ballots(found, read, people, statements)

    def some(self) -> bool:
        """Write some thousands of votes; whether there were any left."""
        rows = list(islice(self.ballots, ROWS_AT_ONCE))
        with transaction.atomic():
            if not Conversation.objects.filter(pk=self.conversation.pk).exists():
                # Somebody has stopped it.
                return False
            Vote.objects.bulk_create(rows)
        return bool(rows)

    def finish(self, found: VotesImport) -> Conversation:
        """Give it to those who brought it."""
        made = self.conversation
        made.organisation, made.made_by = found.organisation, found.brought_by
        made.save(update_fields=["organisation", "made_by"])
        return made


def delete_conversation(conversation: Conversation) -> None:
    """Delete it with everything in it."""
    # Votes first: found one by one behind a million of them, the rest would take minutes.
    Vote.objects.filter(participant__conversation=conversation).delete()
    conversation.delete()


def delete_begun(found: VotesImport) -> None:
    """Delete what an earlier try left half done."""
    for begun in Conversation.objects.filter(pk=found.counts.pop("begun", None) or 0):
        delete_conversation(begun)


def _conversation(found: VotesImport, summary: polis.Summary, at: datetime) -> Conversation:
    words = {found.language: found.title}
    last = moment(found.counts["last"], found.brought_at)
    return Conversation.objects.create(
        slug=free_slug(words, at), title=words, question={found.language: summary.topic or found.title},
        intro={found.language: summary.conversation_description}, languages=[found.language], source_note=found.source_note,
        source_url=found.source_url, closed_at=last, asks_place=False,
    )  # fmt: skip


def _phase(found: VotesImport, made: Conversation) -> None:
    """From the first vote to the last; files without times were closed when they were brought."""
    last = moment(found.counts["last"], found.brought_at)
    first = min(moment(found.counts["first"], found.brought_at), last - timedelta(minutes=1))
    Phase.objects.create(conversation=made, kind=PhaseKind.BOTH, opens_at=first, closes_at=last)


def _participants(found: VotesImport, made: Conversation, read: polis.Conversation) -> dict[int, int]:
    """Everybody the files name, in their order, then those who only voted or only wrote; their rows by number."""
    first: dict[int, int | None] = {each.number: None for each in read.participants}
    for ballot in read.ballots:
        if first.get(ballot.voter) is None:
            first[ballot.voter] = ballot.at
    for comment in read.comments:
        if comment.author is not None:
            first.setdefault(comment.author, comment.at)
    rows = [
        Participant(
            conversation=made, key=f"file:{number}", way=Way.IMPORT, language=found.language,
            joined_at=moment(at, found.brought_at), outside_number=number,
        )
        for number, at in first.items()
    ]  # fmt: skip
    Participant.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    return _pks(made.participants.values_list("outside_number", "pk"))


def _statements(
    found: VotesImport, made: Conversation, read: polis.Conversation, people: dict[int, int]
) -> dict[int, int]:
    rows = [
        Statement(
            conversation=made, number=each.number, text={found.language: each.text}, language=found.language,
            author_id=people.get(each.author) if each.author is not None else None, way=Way.IMPORT,
            written_at=moment(each.at, found.brought_at), state=State.HIDDEN if each.moderated < 0 else State.SHOWN,
            hidden_for=HiddenFor.OTHER if each.moderated < 0 else "",
            why="Nerādīts jau tur, no kurienes nāk faili." if each.moderated < 0 else "",
        )
        for each in read.comments
    ]  # fmt: skip
    Statement.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
    return _pks(made.statements.values_list("number", "pk"))


def _ballots(
    found: VotesImport, read: polis.Conversation, people: dict[int, int], statements: dict[int, int]
) -> Iterator[Vote]:
    for each in read.ballots:
        yield Vote(
            participant_id=people[each.voter], statement_id=statements[each.comment], value=each.vote,
            said_at=moment(each.at, found.brought_at),
        )  # fmt: skip


def _pks(rows: object) -> dict[int, int]:
    return dict(rows)  # type: ignore[call-overload, no-any-return]  # pairs out of the database
