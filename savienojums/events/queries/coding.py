"""Notes with their quotes, quotes with their codes, codes over all focus groups."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from savienojums.core.refusal import NotFound
from savienojums.core.words import sort_key
from savienojums.events.findings_cells import counted
from savienojums.events.kinds import AgeBand, EventKind
from savienojums.events.models import Code, Event, FocusNote, MixCell, Quote
from savienojums.events.queries.findings import found_in
from savienojums.network.rules import coordinates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from savienojums.accounts.models import Person
    from savienojums.events.models import FocusGroup
    from savienojums.events.queries.findings import Finding


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that is quoted, or is not; of overlapping quotes all that hold it."""

    text: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """A stretch of notes as it is coded."""

    note: FocusNote
    pieces: tuple[Piece, ...]
    quotes: tuple[Quote, ...]


def leaves_to_code(focus_group: FocusGroup) -> list[Leaf]:
    """All notes with their quotes; three questions."""
    quotes = Quote.objects.filter(note__focus_group=focus_group)
    by_note: dict[int, list[Quote]] = {}
    for quote in quotes.select_related("place").defer("place__outline").prefetch_related("codes").order_by("begins"):
        by_note.setdefault(quote.note_id, []).append(quote)
    leaves = []
    for note in focus_group.notes.exclude(text=""):
        note.focus_group = focus_group
        theirs = by_note.get(note.pk, [])
        for quote in theirs:
            quote.note = note
        leaves.append(Leaf(note, tuple(_pieces(note.text, theirs)), tuple(theirs)))
    return leaves


def _pieces(text: str, quotes: list[Quote]) -> Iterable[Piece]:
    standing = [quote for quote in quotes if quote.stands]
    edges = sorted({0, len(text), *(quote.begins for quote in standing), *(quote.ends for quote in standing)})
    for start, end in pairwise(edges):
        over = tuple(quote for quote in standing if quote.begins <= start and quote.ends >= end)
        yield Piece(text[start:end], over)


def quote_for(focus_group: FocusGroup, public_id: str) -> Quote:
    """One quote of its notes."""
    rows = Quote.objects.select_related("note", "place").defer("place__outline").prefetch_related("codes")
    found = rows.filter(note__focus_group=focus_group, public_id=public_id).first()
    if found is None:
        raise NotFound
    found.note.focus_group = focus_group
    return found


def codes_to_choose() -> list[Code]:
    """All codes, those with most quotes first: the first nine have a key of their own."""
    counts = dict(Code.objects.annotate(count=Count("quotes")).values_list("pk", "count"))
    return sorted(Code.objects.all(), key=lambda code: (-counts.get(code.pk, 0), sort_key(code.name)))


def kinds_of(focus_group: FocusGroup) -> list[str]:
    """The kinds of people its mix speaks of."""
    names = MixCell.objects.filter(focus_group=focus_group).exclude(kind="").values_list("kind", flat=True)
    return sorted(set(names), key=sort_key)


# --- codes over all focus groups -----------------------------------------------------


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code with how much somebody may read of it."""

    code: Code
    quotes: int
    groups: int


@dataclass(frozen=True, slots=True)
class CodePage:
    """A code: the quotes of one's own groups in full, those given out by others as they may be told."""

    code: Code
    quotes: tuple[Quote, ...]
    ages: dict[str, int | None]
    places: dict[str, int | None]
    kinds: dict[str, int | None]
    others: Finding | None


def codes_for(person: Person | None) -> list[CodeLine]:
    """The codes of which this person may read a quote; organisers of focus groups see all names."""
    mine = Q(quotes__in=Quote.objects.visible_to(person).values("pk"))
    rows = Code.objects.annotate(
        quote_count=Count("quotes", filter=mine, distinct=True),
        group_count=Count("quotes__note__focus_group", filter=mine, distinct=True),
    )
    if not leads_groups(person):
        rows = rows.filter(quote_count__gt=0)
    lines = [CodeLine(code, code.quote_count, code.group_count) for code in rows]
    return sorted(lines, key=lambda line: sort_key(line.code.name))


def leads_groups(person: Person | None) -> bool:
    """Whether this person organises focus groups or coordinates the region."""
    if person is None:
        return False
    return coordinates(person) or Event.objects.filter(kind=EventKind.FOCUS_GROUP).run_by(person).exists()


def code_for(person: Person | None, public_id: str) -> Code:
    """The code, if this person may read something of it."""
    found = Code.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    if not leads_groups(person) and not found.quotes.visible_to(person).exists():
        raise NotFound
    return found


def code_page(person: Person | None, code: Code) -> CodePage:
    """What stands under a code; small cells are left out of what others gave out, never of one's own."""
    rows = code.quotes.visible_to(person).select_related("note__focus_group__event__place", "place")
    rows = rows.defer("place__outline", "note__focus_group__event__place__outline").prefetch_related("codes")
    everything = list(rows.order_by("note__focus_group__event__starts_at", "note__position", "begins", "pk"))
    own_events = _own_events(person)
    own = tuple(quote for quote in everything if own_events is None or quote.note.focus_group.event_id in own_events)
    rest = [quote for quote in everything if quote not in own]
    others = None
    if rest:
        # The other quotes of the same groups count: a cell is small or not within its whole group.
        groups = {quote.note.focus_group_id for quote in rest}
        whole = Quote.objects.filter(note__focus_group__in=groups)
        whole = whole.select_related("note__focus_group__event__place", "place").prefetch_related("codes")
        others = next(iter(found_in(list(whole), {code.public_id})), None)
    voices = {(quote.note.focus_group_id, quote.voice or quote.public_id): quote for quote in own}.values()
    return CodePage(
        code,
        own,
        counted(str(AgeBand(quote.age_band).label) if quote.age_band else "" for quote in voices),
        counted(str(quote.place or "") for quote in voices),
        counted(quote.kind for quote in voices),
        others,
    )


def _own_events(person: Person | None) -> set[int] | None:
    """The events of which one sees everything; None means all."""
    if person is None:
        return set()
    if coordinates(person):
        return None
    return set(Event.objects.filter(kind=EventKind.FOCUS_GROUP).run_by(person).values_list("pk", flat=True))
