"""What the four files of a conversation in the format of Polis hold, as plain records; see polis_format.py."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

COMMENTS, VOTES, PARTICIPANTS, SUMMARY = "comments.csv", "votes.csv", "participants-votes.csv", "summary.csv"


class Problem(StrEnum):
    """What can be odd about a line."""

    NO_FILE = "no_file"
    NO_COLUMN = "no_column"
    HALF_A_LINE = "half_a_line"
    BROKEN_OFF = "broken_off"
    NO_NUMBER = "no_number"
    WRONG_VALUE = "wrong_value"
    UNKNOWN_STATEMENT = "unknown_statement"
    UNKNOWN_PERSON = "unknown_person"
    TWICE = "twice"
    MARKUP = "markup"


# What is said of a line that is taken in nevertheless.
HARMLESS = frozenset({Problem.MARKUP, Problem.UNKNOWN_PERSON})


@dataclass(frozen=True, slots=True)
class Finding:
    """What is odd, in which file and line (the first is 1; 0 the file as a whole), and the text it is about."""

    file: str
    line: int
    problem: Problem
    text: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A statement; moderated -1 out, 0 undecided, 1 in; at: milliseconds since 1970, or not known."""

    number: int
    text: str
    author: int | None = None
    moderated: int = 0
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Ballot:
    """One vote as it was given."""

    comment: int
    voter: int
    vote: int
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody's last votes as (statement, vote), by statement, and their group, if they are in one."""

    number: int
    group: int | None = None
    votes: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What the conversation was about, and how many took part."""

    topic: str = ""
    url: str = ""
    views: int = 0
    voters: int = 0
    voters_in_conv: int = 0
    commenters: int = 0
    comments: int = 0
    groups: int = 0
    conversation_description: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """All four files."""

    summary: Summary = Summary()
    comments: tuple[Comment, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    participants: tuple[Participant, ...] = ()
