"""What a calendar file of somebody else says: each event of a stretch of time, recurring ones day by day.

Pure core: no Django, no database, no clock. Files come from anywhere, so whatever in them would make endless work is
left out: rules that repeat within a day, and more events than a calendar of people has.
"""

from __future__ import annotations

import hashlib
import json
import re
import resource
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events  # type: ignore[import-untyped]  # it says nothing of its types
from icalendar import Calendar

RIGA = ZoneInfo("Europe/Riga")
MOST_ENTRIES, MOST_EVENTS = 3_000, 2_000
# What a file may cost to be read.
SECONDS, MOST_MEMORY = 20, 1_000_000_000
LONGEST_READ, MOST_ROUNDS = 20_000, 5
LONGEST_KEY, LONGEST_TITLE, LONGEST_TEXT, LONGEST_URL = 300, 300, 4_000, 500
# Rules that could repeat a thousand times a day.
RUSHED = {"SECONDLY", "MINUTELY", "HOURLY"}
WITHIN_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
# Nothing people meet at is older or later; libraries count the days from the beginning of a rule.
EARLIEST, LATEST = 1970, 2100
_TAGS = re.compile(r"<[^<>]{0,500}>")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


class Unreadable(Exception):
    """The file is no calendar we can read; the word says why."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True, slots=True)
class OutsideTold:
    """One event as somebody else's calendar tells it."""

    key: str
    title: str
    starts_at: datetime
    ends_at: datetime
    whole_days: bool = False
    where: str = ""
    text: str = ""
    url: str = ""
    is_cancelled: bool = False


def read(content: bytes, first: date, last: date) -> list[OutsideTold]:
    """The events of the file between two days, the earliest first; what cannot be read of it is passed over."""
    calendar = _parsed(content)
    begins, ends = (datetime.combine(day, time(0), tzinfo=RIGA) for day in (first, last + timedelta(days=1)))
    try:
        occurrences = recurring_ical_events.of(calendar, skip_bad_series=True).between(begins, ends)
    except Exception as error:
        raise Unreadable("broken") from error
    found: dict[str, OutsideTold] = {}
    for each in occurrences:
        told = _told(each)
        if told and told.starts_at < ends and told.ends_at >= begins:
            found.setdefault(told.key, told)
    return sorted(found.values(), key=lambda told: (told.starts_at, told.key))[:MOST_EVENTS]


def _parsed(content: bytes) -> Calendar:
    try:
        calendar = Calendar.from_ical(_letters(content))
    except Exception as error:
        raise Unreadable("broken") from error
    if not isinstance(calendar, Calendar):
        raise Unreadable("broken")
    entries = [part for part in calendar.subcomponents if part.name == "VEVENT"]
    if len(entries) > MOST_ENTRIES:
        raise Unreadable("too_many")
    kept = [part for part in calendar.subcomponents if part.name != "VEVENT" or _is_harmless(part)]
    calendar.subcomponents = [part for part in kept if part.name in {"VEVENT", "VTIMEZONE"}]
    return calendar


def _letters(content: bytes) -> str:
    """The text of the file; old programs write the letters of Windows."""
    for encoding in ("utf-8-sig", "cp1257"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", "replace")


def _is_harmless(entry: Any) -> bool:
    """Whether it begins in our time and repeats no more often than daily."""
    try:
        begins = entry["DTSTART"].dt
        rules = entry.get("RRULE") or []
        rules = rules if isinstance(rules, list) else [rules]
        rushed = any(
            RUSHED & {str(word).upper() for word in rule.get("FREQ", [])} or any(rule.get(n) for n in WITHIN_A_DAY)
            for rule in rules
        )
    except (KeyError, AttributeError, TypeError, ValueError):
        return False
    # An interval of nothing comes again for ever on the same day.
    still = any(int(interval) < 1 for rule in rules for interval in rule.get("INTERVAL", []))
    return not rushed and not still and EARLIEST <= begins.year <= LATEST


def _told(entry: Any) -> OutsideTold | None:
    """One occurrence as we keep it; nothing if it has no beginning."""
    try:
        begins = entry["DTSTART"].dt
        ends = entry["DTEND"].dt if "DTEND" in entry else begins
        whole_days = not isinstance(begins, datetime)
        starts_at, ends_at = _moment(begins), _moment(ends)
    except (KeyError, AttributeError, TypeError, ValueError, OverflowError):
        return None
    if whole_days and ends_at <= starts_at:
        ends_at = _moment(begins + timedelta(days=1))
    return OutsideTold(
        key=_key(entry, begins),
        title=_line(entry.get("SUMMARY"), LONGEST_TITLE) or "…",
        starts_at=starts_at,
        ends_at=max(starts_at, ends_at),
        whole_days=whole_days,
        where=_line(entry.get("LOCATION"), 300),
        text=_plain(entry.get("DESCRIPTION"))[:LONGEST_TEXT],
        url=_address(entry.get("URL")),
        is_cancelled=str(entry.get("STATUS", "")).upper() == "CANCELLED",
    )


def _moment(said: date | datetime) -> datetime:
    """A day begins in Riga; a time without a zone is meant by the clock of Riga."""
    if not isinstance(said, datetime):
        return datetime.combine(said, time(0), tzinfo=RIGA).astimezone(UTC)
    return (said if said.tzinfo else said.replace(tzinfo=RIGA)).astimezone(UTC)


def _key(entry: Any, begins: date | datetime) -> str:
    """What stays the same when the event is moved: its UID and the day its rule gave."""
    due = entry["RECURRENCE-ID"].dt if "RECURRENCE-ID" in entry else begins
    whole = f"{entry.get('UID', '')}|{due.isoformat()}"
    if len(whole) <= LONGEST_KEY:
        return _CONTROL.sub("", whole)
    return hashlib.blake2b(whole.encode(), digest_size=20).hexdigest()


def _line(said: object, longest: int) -> str:
    return " ".join(_plain(said).split())[:longest]


def _plain(said: object) -> str:
    if isinstance(said, list):
        said = said[0] if said else ""
    text = "" if said is None else str(said)[:LONGEST_READ]
    # Taken out again, for a tag may hide in another one; whoever hides them deeper gets no brackets at all.
    for _round in range(MOST_ROUNDS):
        text = _TAGS.sub(" ", text)
    if _TAGS.search(text):
        text = text.replace("<", " ").replace(">", " ")
    return _CONTROL.sub("", text).strip()


def _address(said: object) -> str:
    address = _plain(said)
    return address if address.startswith(("https://", "http://")) and len(address) <= LONGEST_URL else ""


def told_from(lines: str) -> list[OutsideTold]:
    """Events out of the lines that the reader in its own process wrote."""
    told = []
    for line in lines.splitlines():
        said = json.loads(line)
        moments = {name: datetime.fromisoformat(said[name]) for name in ("starts_at", "ends_at")}
        told.append(OutsideTold(**{**said, **moments}))
    return told


def main(first: str, last: str) -> int:
    """Read a file from standard input and write its events as lines; the system stops a file that asks for too much."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        found = read(sys.stdin.buffer.read(), date.fromisoformat(first), date.fromisoformat(last))
    except Unreadable as unread:
        sys.stdout.write(unread.word)
        return 1
    for told in found:
        said = {**asdict(told), "starts_at": told.starts_at.isoformat(), "ends_at": told.ends_at.isoformat()}
        sys.stdout.write(json.dumps(said) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
