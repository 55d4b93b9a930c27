"""What focus groups found: the question through which rooms above learn of it.

A later room (strategy) asks `findings(person, …)` and keeps what it needs by the public ids in the answer; it holds no
key into this room, and only what organisers released is ever told. The answer is the same for a page, an API and an
export: frozen, plain, in the order of names.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from savienojums.core.clock import local_day
from savienojums.core.refusal import NotFound
from savienojums.core.words import sort_key
from savienojums.events.findings_cells import Marks, counted, told
from savienojums.events.kinds import AgeBand, EventKind
from savienojums.events.models import FocusGroup, Quote
from savienojums.events.queries.events import event_for
from savienojums.network.queries.places import atlas

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models import Event


@dataclass(frozen=True, slots=True)
class Said:
    """One quote as it may be told on: the words, in which group, where and when, and of the voice only what cannot single it out."""

    public_id: str
    text: str
    group: str
    event: str
    address: str
    on: date
    where: str
    question: str
    age_band: str = ""
    place: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One code: what it means, who said something of it, how many voices in how many groups."""

    code: str
    name: str
    note: str
    quotes: tuple[Said, ...]
    voice_count: int
    group_count: int
    # Each {label: number}; no number for a cell that is too small to be told.
    ages: dict[str, int | None]
    places: dict[str, int | None]
    kinds: dict[str, int | None]


def findings(
    person: Person | None = None, *, codes: Sequence[str] = (), events: Sequence[str] = (), since: date | None = None
) -> list[Finding]:
    """What was found in focus groups whose findings are released, code by code in alphabetical order.

    `person` is who asks (None: anybody); released findings of an event for members are told to members only.
    `codes` and `events` narrow by the public ids of codes and the address words of events; `since` by the day of the
    event. Each `Finding` holds its quotes with group, place and day, the number of different voices and of groups, and
    counts by age, place and kind from which cells smaller than the group's `smallest_cell` are left out (None). A voice
    is counted once a group. A quote with several codes stands under each of them. Two questions to the database for the
    quotes and their codes, whatever their number.
    """
    rows = _rows(Quote.objects.visible_to(person).filter(note__focus_group__released_at__isnull=False))
    if events:
        rows = rows.filter(note__focus_group__event__slug__in=events)
    if since:
        rows = rows.filter(note__focus_group__event__ends_at__date__gte=since)
    # Narrowed to codes only here: what may be told of a voice is decided over its whole group, whoever asks for what.
    return found_in(list(rows), codes)


def found_in(quotes: Sequence[Quote], codes: Iterable[str] = ()) -> list[Finding]:
    """These quotes gathered by code, with what may be told of their voices."""
    wanted = set(codes)
    marks = _marks(quotes)
    by_code: dict[int, list[Quote]] = defaultdict(list)
    known = {}
    for quote in quotes:
        for code in quote.codes.all():
            if not wanted or code.public_id in wanted:
                known[code.pk] = code
                by_code[code.pk].append(quote)
    ordered = sorted(known.values(), key=lambda code: (sort_key(code.name), code.pk))
    return [_finding(code, by_code[code.pk], marks) for code in ordered]


def released_for(person: Person | None, slug: str) -> tuple[FocusGroup, list[Finding]]:
    """The findings of one event for everyone who may see the event, once they are released."""
    event = event_for(person, slug)
    found = FocusGroup.objects.filter(event=event, released_at__isnull=False).first()
    if found is None:
        raise NotFound
    found.event = event
    quotes = _rows(Quote.objects.filter(note__focus_group=found))
    return found, found_in(list(quotes))


def part(person: Person | None, event: Event, at: datetime) -> dict[str, Any]:
    """Whether the event's page leads to findings; asks only of focus groups."""
    del person, at
    is_one = event.kind == EventKind.FOCUS_GROUP
    return {"findings_released": is_one and FocusGroup.objects.filter(event=event, released_at__isnull=False).exists()}


def _rows(quotes: Any) -> Any:
    related = ("note__focus_group__event__place", "place")
    return (
        quotes.select_related(*related)
        .defer("place__outline", "note__focus_group__event__place__outline")
        .prefetch_related("codes")
        .order_by("note__focus_group__event__starts_at", "note__position", "begins", "pk")
    )


def _voice(quote: Quote) -> str:
    """Who spoke: the number, and where none was noted each quote a voice of its own."""
    return quote.voice or quote.public_id


def _marks(quotes: Sequence[Quote]) -> dict[tuple[int, str], Marks]:
    """Of each voice of each group what may be told, so that nobody is known by it."""
    by_group: dict[int, dict[str, Marks]] = defaultdict(dict)
    smallest = {}
    for quote in quotes:
        group = quote.note.focus_group
        smallest[group.pk] = group.smallest_cell
        by_group[group.pk].setdefault(_voice(quote), Marks(quote.age_band, quote.place_id or 0, quote.kind))
    return {
        (group, voice): marks
        for group, voices in by_group.items()
        for voice, marks in told(voices, smallest[group]).items()
    }


def _finding(code: Any, quotes: list[Quote], marks: dict[tuple[int, str], Marks]) -> Finding:
    voices = {(quote.note.focus_group_id, _voice(quote)) for quote in quotes}
    smallest = max(quote.note.focus_group.smallest_cell for quote in quotes)
    theirs = [marks[voice] for voice in sorted(voices)]
    return Finding(
        code=code.public_id,
        name=code.name,
        note=code.note,
        quotes=tuple(_said(quote, marks[quote.note.focus_group_id, _voice(quote)]) for quote in quotes),
        voice_count=len(voices),
        group_count=len({group for group, _name in voices}),
        ages=_told((_age(each.age_band) for each in theirs), smallest),
        places=_told((_place(each.place) for each in theirs), smallest),
        kinds=_told((each.kind for each in theirs), smallest),
    )


def _told(values: Iterable[str], smallest: int) -> dict[str, int | None]:
    """The counts; none at all where every cell is too small, for then only the words would be left."""
    cells = counted(values, smallest)
    return cells if any(cells.values()) else {}


def _said(quote: Quote, marks: Marks) -> Said:
    group = quote.note.focus_group
    event = group.event
    return Said(
        public_id=quote.public_id,
        text=quote.text,
        group=group.theme,
        event=str(event.title),
        address=event.slug,
        on=local_day(event.starts_at),
        where=str(event.place or event.venue),
        question=quote.note.question,
        age_band=_age(marks.age_band),
        place=_place(marks.place),
        kind=marks.kind,
    )


def _age(band: str) -> str:
    return str(AgeBand(band).label) if band else ""


def _place(pk: int) -> str:
    known = atlas().by_pk.get(pk) if pk else None
    return str(known or "")
