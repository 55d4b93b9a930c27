"""Conversations in the files Polis exports: read with a finding for whatever is odd, written so that they read back equal.

Four files, named and headed as in the public collection compdemocracy/openData: comments.csv (statements), votes.csv
(every vote in time), participants-votes.csv (the last votes and the groups), summary.csv. 1 agree, 0 pass, -1 disagree.
Text goes in and out as it stands: whoever shows a statement escapes it.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from savienojums.voices.polis_files import (
    COMMENTS,
    HARMLESS,
    PARTICIPANTS,
    SUMMARY,
    VOTES,
    Ballot,
    Comment,
    Conversation,
    Finding,
    Participant,
    Problem,
    Summary,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

COMMENT_COLUMNS = (
    "timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"
)  # fmt: skip
VOTE_COLUMNS = ("timestamp", "datetime", "comment-id", "voter-id", "vote")
PARTICIPANT_COLUMNS = ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z!][^>]*>?|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
# Larger whole numbers do not survive every spreadsheet; longer texts do not help in a finding.
LARGEST, MOST_TOLD = 2**53, 200
ALLOWED = frozenset({-1, 0, 1})
# Votes as nearly every line writes them; times with so many digits are within LARGEST.
SAID, PLAIN = {"1": 1, "0": 0, "-1": -1}, 15


# --- writing ------------------------------------------------------------------


def written(conversation: Conversation) -> dict[str, str]:
    """The four files as text, by name. Counts in them are counted from the last votes."""
    agreed: Counter[tuple[int, int]] = Counter(vote for each in conversation.participants for vote in each.votes)
    wrote = Counter(each.author for each in conversation.comments)
    numbers = sorted(each.number for each in conversation.comments)
    return {
        COMMENTS: _text(COMMENT_COLUMNS, (
            (each.at, _clock(each.at), each.number, each.author, agreed[each.number, 1], agreed[each.number, -1],
             each.moderated, each.text) for each in conversation.comments
        )),
        VOTES: _text(VOTE_COLUMNS, (
            (each.at, _clock(each.at), each.comment, each.voter, each.vote) for each in conversation.ballots
        )),
        PARTICIPANTS: _text((*PARTICIPANT_COLUMNS, *map(str, numbers)), (
            _row(each, wrote[each.number], numbers) for each in conversation.participants
        )),
        SUMMARY: _text(None, (
            (each.name.replace("_", "-"), getattr(conversation.summary, each.name)) for each in fields(Summary)
        )),
    }  # fmt: skip


def _text(columns: Sequence[str] | None, rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO(newline="")
    # Both characters, so that either of them inside a statement is quoted.
    writer = csv.writer(text, lineterminator="\r\n")
    if columns is not None:
        writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def _row(person: Participant, wrote: int, numbers: Sequence[int]) -> list[object]:
    votes = dict(person.votes)
    said = Counter(votes.values())
    counts = (person.number, person.group, wrote, len(votes), said[1], said[-1])
    return [*counts, *(votes.get(number) for number in numbers)]


def _clock(at: int | None) -> str:
    """The time in words, as the exports have it; nobody reads it back."""
    try:
        then = datetime.fromtimestamp((at or 0) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    day, month = DAYS[then.weekday()], MONTHS[then.month - 1]
    return "" if at is None else f"{day} {month} {then:%d %H:%M:%S} UTC {then.year}"


# --- reading ------------------------------------------------------------------


def read(files: Mapping[str, str]) -> tuple[Conversation, list[Finding]]:
    """A conversation out of the texts of its files, and a finding for every line that is odd or was left out.

    Never raises: what cannot be read is left out and told, except what is HARMLESS, which is taken in and told. Without
    participants-votes.csv the last votes are taken from votes.csv, and nobody is in a group.
    """
    reading = _Reading(files)
    comments = tuple(reading.comments())
    people = tuple(reading.participants())
    ballots = tuple(reading.ballots())
    if PARTICIPANTS not in files:
        people = _from_ballots(ballots)
    return Conversation(reading.summary(), comments, ballots, people), reading.findings


def _from_ballots(ballots: Iterable[Ballot]) -> tuple[Participant, ...]:
    last: dict[int, dict[int, int]] = {}
    for each in ballots:
        last.setdefault(each.voter, {})[each.comment] = each.vote
    return tuple(Participant(number, None, tuple(sorted(votes.items()))) for number, votes in sorted(last.items()))


class _Odd(Exception):
    """This line cannot be taken in."""

    def __init__(self, problem: Problem, text: str) -> None:
        super().__init__(problem, text)
        self.finding = (problem, text)


class _Reading:
    """The files while they are read: what was found, which statements and people are known."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files
        self.findings: list[Finding] = []
        self.known: set[int] = set()
        self.people: set[int] = set()

    def comments(self) -> Iterator[Comment]:
        for line, row in self._rows(COMMENTS, ("comment-id", "comment-body")):
            with self._telling(COMMENTS, line):
                number = _number(row["comment-id"])
                if number in self.known:
                    raise _Odd(Problem.TWICE, str(number))
                moderated = _value(row.get("moderated") or "0")
                author, at = _perhaps(row.get("author-id")), _perhaps(row.get("timestamp"))
                self.known.add(number)
                if MARKUP.search(row["comment-body"]):
                    self._tell(COMMENTS, line, Problem.MARKUP, row["comment-body"])
                yield Comment(number, row["comment-body"], author, moderated, at)

    def ballots(self) -> Iterator[Ballot]:
        """Most lines are plain and read at once, for there may be a million; the others piece by piece, and told."""
        lines = self._lines(VOTES)
        columns = self._columns_of(VOTES, VOTE_COLUMNS[2:], lines)
        if columns is None:
            return
        place = {name: number for number, name in enumerate(columns)}
        about, who, what, when = (place.get(name, -1) for name in ("comment-id", "voter-id", "vote", "timestamp"))
        numbers = {str(each): each for each in self.known}
        people = {str(each): each for each in self.people}
        for line, row in lines:
            plain = len(row) >= len(columns) and row[about] in numbers and row[who] in people and row[what] in SAID
            if plain and when >= 0 and not (row[when].isdecimal() and len(row[when]) <= PLAIN):
                plain = False
            if plain:
                at = int(row[when]) if when >= 0 else None
                yield Ballot(numbers[row[about]], people[row[who]], SAID[row[what]], at)
            else:
                for ballot in self._ballot(line, columns, row):
                    people[row[who]] = ballot.voter
                    yield ballot

    def _ballot(self, line: int, columns: Sequence[str], row: Sequence[str]) -> Iterator[Ballot]:
        if len(row) < len(columns):
            self._tell(VOTES, line, Problem.HALF_A_LINE, ",".join(row))
            return
        cells = dict(zip(columns, row, strict=False))
        with self._telling(VOTES, line):
            ballot = Ballot(
                self._statement(cells["comment-id"]),
                _number(cells["voter-id"]),
                _value(cells["vote"]),
                _perhaps(cells.get("timestamp")),
            )
            if PARTICIPANTS in self.files and ballot.voter not in self.people:
                self.people.add(ballot.voter)
                self._tell(VOTES, line, Problem.UNKNOWN_PERSON, str(ballot.voter))
            yield ballot

    def participants(self) -> Iterator[Participant]:
        if PARTICIPANTS not in self.files:
            return
        columns: dict[str, int] = {}
        for line, row in self._rows(PARTICIPANTS, PARTICIPANT_COLUMNS[:2]):
            columns = columns or self._columns(row)
            with self._telling(PARTICIPANTS, line):
                number = _number(row["participant"])
                if number in self.people:
                    raise _Odd(Problem.TWICE, str(number))
                votes = sorted((statement, _value(row[name])) for name, statement in columns.items() if row[name])
                group = _perhaps(row["group-id"])
                self.people.add(number)
                yield Participant(number, group, tuple(votes))

    def _columns(self, row: Iterable[str]) -> dict[str, int]:
        """Whose votes stand in which column; a column of a statement nobody knows is told once."""
        columns = {}
        for name in row:
            if name not in PARTICIPANT_COLUMNS:
                with self._telling(PARTICIPANTS, 1):
                    columns[name] = self._statement(name)
        return columns

    def summary(self) -> Summary:
        """What is written of the conversation; a key nobody knows is passed over."""
        known = {each.name.replace("_", "-"): each for each in fields(Summary)}
        found: dict[str, str | int] = {}
        for line, (key, *values) in self._lines(SUMMARY):
            if key in known and values:
                with self._telling(SUMMARY, line):
                    found[known[key].name] = values[0] if known[key].type == "str" else _number(values[0])
        return Summary(**found)  # type: ignore[arg-type]  # each value was made by its field's type

    def _statement(self, text: str) -> int:
        number = _number(text)
        if COMMENTS in self.files and number not in self.known:
            raise _Odd(Problem.UNKNOWN_STATEMENT, text)
        return number

    def _rows(self, file: str, needed: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
        lines = self._lines(file)
        columns = self._columns_of(file, needed, lines)
        for line, row in () if columns is None else lines:
            if len(row) < len(columns or ()):
                self._tell(file, line, Problem.HALF_A_LINE, ",".join(row))
            else:
                yield line, dict(zip(columns or (), row, strict=False))

    def _columns_of(self, file: str, needed: Sequence[str], lines: Iterator[tuple[int, list[str]]]) -> list[str] | None:
        """The headings, off the top of the lines; nothing if one that is needed is missing, which is told."""
        columns = next(lines, (0, []))[1]
        missing = [each for each in needed if each not in columns]
        for each in missing if file in self.files else ():
            self._tell(file, 1, Problem.NO_COLUMN, each)
        return None if missing else columns

    def _lines(self, file: str) -> Iterator[tuple[int, list[str]]]:
        """The lines of a file that are not empty, until it breaks off inside a quoted text."""
        if file not in self.files:
            self._tell(file, 0, Problem.NO_FILE, "")
            return
        reader = csv.reader(io.StringIO(self.files[file].removeprefix("\ufeff"), newline=""), strict=True)
        line = 1
        try:
            for row in reader:
                if row:
                    yield line, row
                line = reader.line_num + 1
        except csv.Error as error:
            self._tell(file, line, Problem.BROKEN_OFF, str(error))

    def _tell(self, file: str, line: int, problem: Problem, text: str) -> None:
        self.findings.append(Finding(file, line, problem, text[:MOST_TOLD]))

    @contextmanager
    def _telling(self, file: str, line: int) -> Iterator[None]:
        try:
            yield
        except _Odd as odd:
            self._tell(file, line, *odd.finding)


def _number(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        raise _Odd(Problem.NO_NUMBER, text) from None
    if abs(number) > LARGEST:
        raise _Odd(Problem.NO_NUMBER, text)
    return number


def _perhaps(text: str | None) -> int | None:
    return _number(text) if text else None


def _value(text: str) -> int:
    number = _number(text)
    if number not in ALLOWED:
        raise _Odd(Problem.WRONG_VALUE, text)
    return number


__all__ = [
    "COMMENTS", "HARMLESS", "PARTICIPANTS", "SUMMARY", "VOTES", "Ballot", "Comment", "Conversation", "Finding",
    "Participant", "Problem", "Summary", "read", "written",
]  # fmt: skip
