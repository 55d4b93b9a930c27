"""Files of another platform as they are handed in: unpacked within bounds, read, and what was found told; pure."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
import zlib
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from savienojums.core.decoding import NoLetters, decoded
from savienojums.voices import polis_format as polis
from savienojums.voices.polis_format import COMMENTS, PARTICIPANTS, SUMMARY, VOTES, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FILES = (COMMENTS, VOTES, PARTICIPANTS, SUMMARY)
# Half a million votes are read within 250 MB; more would fill the memory of a small server.
MOST_BYTES, MOST_PARTS = 80_000_000, 60
MOST_VOTES, MOST_PEOPLE, MOST_STATEMENTS = 500_000, 100_000, 10_000
# A statement is rarely longer; a line of participants counts as many things before the first vote.
MOST_LINES_EACH, COUNTS_EACH = 20, 5
# So many lines of one kind of finding are kept; all are counted.
MOST_LINES = 30
# What the database takes; and the last millisecond of the year 9990.
LARGEST_NUMBER, LATEST = 2**31 - 1, 253_118_304_000_000
# Before that nobody cast votes on such a platform: then the times are only an order.
EARLIEST = 1_262_304_000_000
EPOCH, MILLISECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(milliseconds=1)
_ZIP = b"PK\x03\x04"


class Odd(StrEnum):
    """What can be odd beside what single lines show."""

    NO_LETTERS = "no_letters"
    STRANGE_FILE = "strange_file"
    SAME_FILE = "same_file"
    FAR_NUMBER = "far_number"
    FAR_TIME = "far_time"
    ONLY_IN_TABLE = "only_in_table"
    NOT_AS_TABLE = "not_as_table"
    NOTHING_IN_IT = "nothing_in_it"


# Taken in all the same.
HARMLESS = frozenset({*polis.HARMLESS, Odd.STRANGE_FILE, Odd.FAR_TIME, Odd.ONLY_IN_TABLE, Odd.NOT_AS_TABLE})

# By these a file shows that its end is missing; then the table of participants knows later answers.
CUT = frozenset({polis.Problem.HALF_A_LINE, polis.Problem.BROKEN_OFF})


class TooLarge(Exception):
    """More than one can take in; the word says of what: bytes, parts, votes, people or statements."""


class Damaged(Exception):
    """The packed file cannot be unpacked."""


@dataclass(slots=True)
class Reading:
    """What would be taken in, what was found, and what has no place in a conversation."""

    conversation: polis.Conversation
    findings: list[tuple[str, int, str, str]] = field(default_factory=list)
    counts: dict[str, Any] = field(default_factory=dict)
    beside: dict[str, Any] = field(default_factory=dict)


def moment(milliseconds: int | None, otherwise: datetime) -> datetime:
    """That moment; what has no time carries the moment at which the files were brought."""
    return otherwise if milliseconds is None else EPOCH + milliseconds * MILLISECOND


def milliseconds_of(at: datetime) -> int:
    """The other way round."""
    return (at - EPOCH) // MILLISECOND


# --- unpacking ------------------------------------------------------------------


def unpacked(handed: Iterable[tuple[str, bytes]]) -> tuple[dict[str, str], list[Finding]]:
    """The texts of the four files, by their names in the format, out of files or of ZIP files that hold them."""
    texts: dict[str, str] = {}
    odd: list[Finding] = []
    left = MOST_BYTES
    for name, content in handed:
        for inner, part in _parts(name, content, left):
            left -= len(part)
            if left < 0:
                raise TooLarge("bytes")
            _take_text(inner, part, texts, odd)
    return texts, odd


def digest_of(texts: Mapping[str, str]) -> str:
    """The same for the same files, whatever they were called or packed in."""
    whole = hashlib.sha256()
    for name in sorted(texts):
        whole.update(f"{name}:{len(texts[name])}:".encode())
        whole.update(texts[name].encode("utf-8", "replace"))
    return whole.hexdigest()


def _parts(name: str, content: bytes, left: int) -> Iterator[tuple[str, bytes]]:
    if not content.startswith(_ZIP):
        yield name, content
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            inside = [each for each in packed.infolist() if not each.is_dir() and "__MACOSX" not in each.filename]
            if len(inside) > MOST_PARTS:
                raise TooLarge("parts")
            for each in inside:
                # What the file says of its own size may be a lie: it is counted while it is unpacked.
                with packed.open(each) as part:
                    text = part.read(left + 1)
                left -= len(text)
                if left < 0:
                    raise TooLarge("bytes")
                yield each.filename, text
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as wrong:
        raise Damaged from wrong


def _take_text(name: str, content: bytes, texts: dict[str, str], odd: list[Finding]) -> None:
    short = name.replace("\\", "/").rpartition("/")[2][-80:]
    try:
        text = decoded(content).replace("\0", " ")
    except NoLetters:
        odd.append(Finding(short, 0, Odd.NO_LETTERS))  # type: ignore[arg-type]  # a finding of this file's own kind
        return
    known = _known(short, text)
    if known and known not in texts:
        texts[known] = text
    else:
        odd.append(Finding(short, 0, Odd.SAME_FILE if known else Odd.STRANGE_FILE))  # type: ignore[arg-type]  # as above


def _known(name: str, text: str) -> str:
    """Which of the four it is: by its name as platforms write it, else by its headings."""
    plain = name.lower().replace("participant-votes", "participants-votes")
    by_name = next((each for each in (PARTICIPANTS, COMMENTS, VOTES, SUMMARY) if plain.endswith(each)), "")
    if by_name:
        return by_name
    head = set(next(csv.reader([text.removeprefix("\ufeff").partition("\n")[0]]), []))
    if "comment-body" in head:
        return COMMENTS
    if "voter-id" in head:
        return VOTES
    if {"participant", "group-id"} <= head:
        return PARTICIPANTS
    return SUMMARY if "topic" in head else ""


# --- reading ------------------------------------------------------------------


def reading_of(texts: Mapping[str, str], odd: Sequence[Finding] = ()) -> Reading:
    """What these files would bring; never raises but for what is too large."""
    _check_length(texts)
    found, findings = polis.read(texts)
    _check_size(found)
    rows = [(each.file, each.line, str(each.problem), each.text) for each in (*odd, *findings)]
    comments = tuple(_sound_comments(found.comments, rows))
    numbers = {each.number for each in comments}
    ballots = tuple(_sound_ballots(found.ballots, numbers, rows))
    people = tuple(_sound_people(found.participants, numbers, rows))
    ballots += tuple(_only_in_table(people, ballots, rows))
    conversation = polis.Conversation(found.summary, comments, ballots, people)
    if not comments:
        rows.append((COMMENTS, 0, str(Odd.NOTHING_IN_IT), ""))
    kept, problems = _bounded(rows)
    return Reading(conversation, kept, _counted(conversation, rows, problems), _beside(conversation))


def _check_length(texts: Mapping[str, str]) -> None:
    """The same bounds before anything is built of the texts: by their lines, and by the votes in the table of people."""
    lines = {name: text.count("\n") + text.count("\r") - text.count("\r\n") for name, text in texts.items()}
    table, people = texts.get(PARTICIPANTS, ""), lines.get(PARTICIPANTS, 0)
    votes = sum(table.count(said) for said in (",1", ",-1", ",0", ',"')) - COUNTS_EACH * people
    for name, count, most in (
        ("votes", max(lines.get(VOTES, 0) - 1, votes), MOST_VOTES), ("people", people - 1, MOST_PEOPLE),
        ("statements", lines.get(COMMENTS, 0), MOST_STATEMENTS * MOST_LINES_EACH),
    ):  # fmt: skip
        if count > most:
            raise TooLarge(name)


def _check_size(found: polis.Conversation) -> None:
    for name, rows, most in (
        ("votes", found.ballots, MOST_VOTES), ("people", found.participants, MOST_PEOPLE),
        ("statements", found.comments, MOST_STATEMENTS),
    ):  # fmt: skip
        if len(rows) > most:
            raise TooLarge(name)


def _fits(number: int) -> bool:
    return 0 <= number <= LARGEST_NUMBER


def _time(at: int | None, file: str, rows: list[tuple[str, int, str, str]]) -> int | None:
    if at is None or 0 <= at <= LATEST:
        return at
    rows.append((file, 0, Odd.FAR_TIME, str(at)))
    return None


def _sound_comments(
    comments: Iterable[polis.Comment], rows: list[tuple[str, int, str, str]]
) -> Iterator[polis.Comment]:
    for each in comments:
        if not _fits(each.number):
            rows.append((COMMENTS, 0, Odd.FAR_NUMBER, str(each.number)))
            continue
        author = each.author
        if author is not None and not _fits(author):
            rows.append((COMMENTS, 0, Odd.FAR_NUMBER, str(author)))
            author = None
        yield replace(each, author=author, at=_time(each.at, COMMENTS, rows))


def _sound_ballots(
    ballots: Iterable[polis.Ballot], numbers: set[int], rows: list[tuple[str, int, str, str]]
) -> Iterator[polis.Ballot]:
    for each in ballots:
        voter, at = each.voter, each.at
        if not 0 <= voter <= LARGEST_NUMBER:
            rows.append((VOTES, 0, Odd.FAR_NUMBER, str(voter)))
        elif each.comment in numbers:
            yield each if at is None or 0 <= at <= LATEST else replace(each, at=_time(at, VOTES, rows))


def _sound_people(
    people: Iterable[polis.Participant], numbers: set[int], rows: list[tuple[str, int, str, str]]
) -> Iterator[polis.Participant]:
    for each in people:
        if not _fits(each.number):
            rows.append((PARTICIPANTS, 0, Odd.FAR_NUMBER, str(each.number)))
            continue
        known = tuple(vote for vote in each.votes if vote[0] in numbers)
        yield each if len(known) == len(each.votes) else replace(each, votes=known)


def _only_in_table(
    people: Iterable[polis.Participant], ballots: Iterable[polis.Ballot], rows: list[tuple[str, int, str, str]]
) -> Iterator[polis.Ballot]:
    """Votes that stand in the table of participants and not among the votes: of half a file nothing shall be lost."""
    is_cut = any(file == VOTES and problem in CUT for file, _line, problem, _text in rows)
    last = {(each.voter << 32) | each.comment: each.vote for each in ballots}
    for person in people:
        for comment, vote in person.votes:
            said = last.get((person.number << 32) | comment)
            if said is None:
                rows.append((PARTICIPANTS, 0, Odd.ONLY_IN_TABLE, f"{person.number}: {comment}"))
                yield polis.Ballot(comment, person.number, vote)
            elif said != vote:
                rows.append((PARTICIPANTS, 0, Odd.NOT_AS_TABLE, f"{person.number}: {comment}"))
                if is_cut:
                    yield polis.Ballot(comment, person.number, vote)


def _bounded(rows: Iterable[tuple[str, int, str, str]]) -> tuple[list[tuple[str, int, str, str]], dict[str, int]]:
    """The first lines of each kind of finding, and how many there are of each."""
    problems: Counter[str] = Counter()
    kept = []
    for row in rows:
        problems[f"{row[0]}:{row[2]}"] += 1
        if problems[f"{row[0]}:{row[2]}"] <= MOST_LINES:
            kept.append(row)
    return kept, dict(problems)


def _counted(
    conversation: polis.Conversation, rows: Sequence[tuple[str, int, str, str]], problems: dict[str, int]
) -> dict[str, Any]:
    moderated = Counter(each.moderated for each in conversation.comments)
    voters = {each.voter for each in conversation.ballots}
    times = [each.at for each in conversation.ballots if each.at is not None]
    groups = {each.group for each in conversation.participants if each.group is not None}
    told = times and min(times) >= EARLIEST
    return {
        "statements": len(conversation.comments), "out": moderated[-1], "undecided": moderated[0],
        "people": len(voters), "votes": len(conversation.ballots), "groups": len(groups),
        "first": min(times) if told else None, "last": max(times) if told else None,
        "left_out": sum(row[2] not in HARMLESS and row[1] > 0 for row in rows), "problems": problems,
    }  # fmt: skip


def _beside(conversation: polis.Conversation) -> dict[str, Any]:
    return {
        "summary": asdict(conversation.summary),
        "people": [[each.number, each.group] for each in conversation.participants],
        "undecided": [each.number for each in conversation.comments if each.moderated == 0],
        "texts": {str(each.number): each.text for each in conversation.comments if each.text != each.text.strip()},
    }
