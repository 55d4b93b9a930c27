"""What the pages about sources and about what was found in them show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.core.pages import Page, page_number
from savienojums.core.refusal import NotFound
from savienojums.journal.queries import line_of
from savienojums.support import rules
from savienojums.support.kinds import ItemFate
from savienojums.support.models import Source, SourceItem
from savienojums.support.queries import likenesses
from savienojums.support.queries.found import changed_between, in_words, told_error, told_notes, unread_words

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.support.queries.history import Change
    from savienojums.support.queries.likenesses import Alike

ITEMS_A_PAGE = 15
SHELVES = ("waiting", "changed", "missed", "taken", "duplicate", "dismissed", "gone")


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as its row shows it."""

    source: Source
    waiting_count: int
    outcome: list[str]
    error: str
    notes: list[str]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """Something found: what it says, which measures may be the same, what has changed of it."""

    item: SourceItem
    facts: list[tuple[str, str]]
    alike: list[Alike]
    changes: list[tuple[str, Change]]
    unread: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """One way to look at what was found."""

    name: str
    label: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class FoundList:
    """The inbox as it is shown."""

    shelf: str
    shelves: list[Shelf]
    source: Source | None
    page: Page[ItemRow]


def sources_for(person: Person | None) -> list[SourceRow]:
    """All sources with the outcome of the last look, for those who keep the document."""
    if not rules.may_see_desk(person):
        raise NotFound
    waiting = Count("items", filter=Q(items__fate=ItemFate.WAITING))
    rows = Source.objects.select_related("provider").annotate(waiting_count=waiting)
    return [_row(source, getattr(source, "waiting_count")) for source in rows]  # noqa: B009 -- the question names it


def source_for(person: Person | None, public_id: str) -> Source:
    """The source, for those who keep the document."""
    found = Source.objects.select_related("provider").filter(public_id=public_id).first()
    if found is None or not rules.may_see_desk(person):
        raise NotFound
    return found


def source_row(source: Source) -> SourceRow:
    """One source's row."""
    return _row(source, source.items.waiting().count())


def _row(source: Source, waiting: int) -> SourceRow:
    return SourceRow(source, waiting, _outcome(source), told_error(source.error), told_notes(source.notes))


def _outcome(source: Source) -> list[str]:
    """What the last look brought, in words."""
    counts = source.counts
    words = {
        "new": ngettext("%(n)d new", "%(n)d new", counts.get("new", 0)),
        "changed": ngettext("%(n)d changed", "%(n)d changed", counts.get("changed", 0)),
        "same": ngettext("%(n)d as before", "%(n)d as before", counts.get("same", 0)),
        "gone": ngettext("%(n)d no longer there", "%(n)d no longer there", counts.get("gone", 0)),
    }
    return [said % {"n": counts[name]} for name, said in words.items() if counts.get(name)]


def source_told_in(record_id: int) -> Source | None:
    """The source a line of the journal tells of, if it may still be looked at."""
    number = line_of(record_id).subject_id or 0
    return Source.objects.filter(pk=number, paused_at=None).exclude(address="").first()


def sources_due(at: datetime) -> list[Source]:
    """Those to be looked at now by their pace."""
    return list(Source.objects.due(at))


def waiting_count() -> int:
    """How many found things wait for an editor."""
    return SourceItem.objects.waiting().count()


def found_for(person: Person | None, shelf: str = "", source: str = "", page: str = "") -> FoundList:
    """What was found and lies on that shelf, the newest first; for those who keep the document."""
    if not rules.may_see_desk(person):
        raise NotFound
    shelf = shelf if shelf in SHELVES else SHELVES[0]
    chosen = Source.objects.filter(public_id=source).first() if source else None
    items = SourceItem.objects.filter(source=chosen) if chosen else SourceItem.objects.all()
    counts = items.aggregate(**{name: Count("pk", filter=which) for name, which in _SHELVES.items()})
    number = page_number(page, counts[shelf], ITEMS_A_PAGE)
    rows = items.filter(_SHELVES[shelf]).select_related("source", "measure__provider")
    shown = rows[(number - 1) * ITEMS_A_PAGE : number * ITEMS_A_PAGE]
    labels = _labels()
    shelves = [Shelf(name, labels[name], counts[name], name == shelf) for name in SHELVES]
    return FoundList(shelf, shelves, chosen, Page(_items(list(shown)), number, counts[shelf], ITEMS_A_PAGE))


_TIED = Q(fate__in=(ItemFate.TAKEN, ItemFate.DUPLICATE), measure__isnull=False)
_SHELVES = {
    "waiting": Q(fate=ItemFate.WAITING),
    "changed": _TIED & Q(differs_at__isnull=False),
    "missed": _TIED & Q(gone_at__isnull=False),
    "taken": Q(fate=ItemFate.TAKEN),
    "duplicate": Q(fate=ItemFate.DUPLICATE),
    "dismissed": Q(fate=ItemFate.DISMISSED),
    "gone": Q(fate=ItemFate.GONE),
}


def _labels() -> dict[str, str]:
    return {
        "waiting": _("Waits for you"),
        "changed": _("The source has changed"),
        "missed": _("No longer in the source"),
        "taken": _("Taken over"),
        "duplicate": _("In the document already"),
        "dismissed": _("Not taken"),
        "gone": _("Gone before anyone looked"),
    }


def item_for(person: Person | None, public_id: str) -> SourceItem:
    """Something found, for those who keep the document."""
    rows = SourceItem.objects.select_related("source__provider", "measure__provider")
    found = rows.filter(public_id=public_id).first()
    if found is None or not rules.may_see_desk(person):
        raise NotFound
    return found


def item_row(item: SourceItem) -> ItemRow:
    """One found thing's row."""
    return _items([item])[0]


def _items(items: list[SourceItem]) -> list[ItemRow]:
    """Rows with the measures that may be the same; one query for all of those."""
    everyone = likenesses.crowd()
    asked = {
        item.pk: likenesses.likes_of_fields(item.fields, item.title, everyone)
        for item in items
        if item.fate in (ItemFate.WAITING, ItemFate.GONE)
    }
    alike = {each.slug: each for each in likenesses.told([like for likes in asked.values() for like in likes])}
    return [
        ItemRow(
            item=item,
            facts=_facts(item),
            alike=[likenesses.because(alike[like.key], like) for like in asked.get(item.pk, ()) if like.key in alike],
            changes=in_words(changed_between(item.settled, item.fields)) if item.differs_at else [],
            unread=unread_words(item.unread),
        )
        for item in items
    ]


def _facts(item: SourceItem) -> list[tuple[str, str]]:
    """What it says beside its name, in the words of the document."""
    said = {name: [None, value] for name, value in item.fields.items() if name not in {"name", "source_url"}}
    return [(line.label, line.new) for _name, line in in_words(said)]
