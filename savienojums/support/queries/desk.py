"""The editors' desk: which entries ask for attention, the longest waiting first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from savienojums.core import clock
from savienojums.core.pages import PER_PAGE, Page, page_number
from savienojums.core.refusal import NotAllowed, NotFound
from savienojums.support import rules
from savienojums.support.kinds import CorrectionState, Recurrence, Status
from savienojums.support.models import FRESH_FOR, Correction, LinkCheck, Measure, MeasureQuerySet, Round, SourceItem
from savienojums.support.queries.cards import Card, card_of
from savienojums.support.queries.links import DeadLink, Unseen, dead_links, unseen

if TYPE_CHECKING:
    from datetime import date, datetime

    from savienojums.accounts.models import Person

SHELVES = ("needs", "suggestions", "rounds", "web", "dead", "drafts", "removed")


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One entry as its row on the desk shows it."""

    card: Card
    source_url: str
    source_host: str
    checked_on: date | None
    checked_by: str
    status: str
    is_draft: bool
    is_removed: bool
    is_checked_today: bool
    suggestion_count: int
    dead: list[DeadLink]
    unseen: Unseen | None


@dataclass(frozen=True, slots=True)
class DeskShelf:
    """One way to look at the desk: its name and how many entries lie there."""

    name: str
    label: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk as it is shown: shelves with counts, a page of rows, and the row that was just dealt with."""

    shelf: str
    shelves: list[DeskShelf]
    page: Page[DeskRow]
    done: DeskRow | None
    found_count: int = 0

    @property
    def address(self) -> str:
        """Where the desk stands as it is shown."""
        return f"{reverse('desk')}?shelf={self.shelf}&page={self.page.number}"


def desk_for(person: Person | None, at: datetime, *, shelf: str = "", page: str = "", done: str = "") -> Desk:
    """The desk for those who keep the document; for others there is none."""
    if not rules.may_see_desk(person):
        raise NotAllowed
    shelf = shelf if shelf in SHELVES else SHELVES[0]
    wanted = _shelves(at)
    counts = Measure.objects.aggregate(**{name: Count("pk", filter=which) for name, which in wanted.items()})
    number = page_number(page, counts[shelf])
    start = (number - 1) * PER_PAGE
    rows = _rows(Measure.objects.filter(wanted[shelf]).oldest_check_first())[start : start + PER_PAGE]
    return Desk(
        shelf=shelf,
        shelves=[DeskShelf(name, label, counts[name], name == shelf) for name, label in _labels()],
        page=Page([_row(measure, at) for measure in rows], number, counts[shelf]),
        done=desk_row_for(person, done, at) if done else None,
        found_count=SourceItem.objects.asking().count(),
    )


def desk_row_for(person: Person | None, slug: str, at: datetime) -> DeskRow:
    """One entry's row, for those who keep the document."""
    measure = _rows(Measure.objects.filter(slug=slug)).first() if rules.may_see_desk(person) else None
    if measure is None:
        raise NotFound
    return _row(measure, at)


def waiting_count(at: datetime) -> int:
    """How many entries ask to be checked."""
    return Measure.objects.filter(_shelves(at)["needs"]).count()


def _shelves(at: datetime) -> dict[str, Q]:
    """Which entries lie on which shelf."""
    today = clock.local_day(at)
    public = Q(published_at__isnull=False, removed_at=None)
    living = public & ~Q(status=Status.CLOSED)
    unchecked = Q(checked_on=None) | Q(checked_on__lt=today - FRESH_FOR)
    ahead = Round.objects.filter(measure=OuterRef("pk")).filter(Q(closes_at__gte=at) | Q(opens_on__gt=today))
    missed = SourceItem.objects.missed().filter(measure=OuterRef("pk"), gone_at__date__gt=OuterRef("checked_on"))
    dead = LinkCheck.objects.dead().filter(Q(address=OuterRef("url")) | Q(address=OuterRef("source_url")))
    always = Q(status=Status.ONGOING) | Q(recurrence=Recurrence.CONTINUOUS)
    return {
        "needs": living & (unchecked | Q(Exists(missed))),
        "suggestions": public & Q(Exists(Correction.objects.waiting().filter(measure=OuterRef("pk")))),
        "rounds": living & ~always & Q(~Exists(ahead)),
        "web": living & Q(url=""),
        "dead": living & Q(Exists(dead)),
        "drafts": Q(published_at=None, removed_at=None),
        "removed": Q(removed_at__isnull=False),
    }


def _labels() -> list[tuple[str, str]]:
    return [
        ("needs", _("To be checked")),
        ("suggestions", _("Suggestions")),
        ("rounds", _("No round ahead")),
        ("web", _("No web address")),
        ("dead", _("Dead links")),
        ("drafts", _("Drafts")),
        ("removed", _("Removed")),
    ]


def _rows(measures: MeasureQuerySet) -> MeasureQuerySet:
    waiting = Count("corrections", filter=Q(corrections__state=CorrectionState.WAITING))
    rows = measures.select_related("provider", "checked_by").prefetch_related("rounds", "themes")
    return rows.annotate(suggestion_count=waiting)


def _row(measure: Measure, at: datetime) -> DeskRow:
    source = measure.source_url or measure.url
    return DeskRow(
        card=card_of(measure, at),
        source_url=source,
        source_host=(urlsplit(source).hostname or "").removeprefix("www."),
        checked_on=measure.checked_on,
        checked_by=str(measure.checked_by or ""),
        status=str(Status(measure.status).label),
        is_draft=measure.published_at is None,
        is_removed=measure.removed_at is not None,
        is_checked_today=measure.checked_on == clock.local_day(at),
        suggestion_count=getattr(measure, "suggestion_count", 0),
        dead=dead_links([measure.url, measure.source_url]),
        unseen=unseen(measure),
    )
