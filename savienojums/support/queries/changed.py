"""What has changed of a measure, as its readers are told: what matters in sentences, the rest only counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import get_language

from savienojums.core import clock
from savienojums.core.marks import Kept
from savienojums.core.pages import Page, page_number
from savienojums.journal.kinds import Audience
from savienojums.journal.models import Record
from savienojums.support.grades import grades_of, matters
from savienojums.support.kinds import Grade
from savienojums.support.queries.significance import sentences_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrOrPromise

    from savienojums.support.models import Measure

SHOWN_FIRST = 3
# An entry changed more often than this is told from its newest changes only.
MOST_LINES = 1000
TOLD = (
    "support.measure_published", "support.measure_restored", "support.measure_closed", "support.measure_expected",
    "support.measure_confirmed", "support.measure_changed", "support.round_added", "support.round_changed",
    "support.round_removed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Altered:
    """One change that matters: when, what it means, and the sentences that tell it."""

    at: datetime
    grades: list[StrOrPromise]
    sentences: list[str]
    new: bool = False

    @property
    def unsaid(self) -> list[StrOrPromise]:
        """What it means, as far as no sentence begins with the very same words."""
        return [each for each in self.grades if not any(told.startswith(str(each)) for told in self.sentences)]


@dataclass(frozen=True, eq=False)
class Lately:
    """What has changed: what matters, newest first, and how many small corrections there were besides."""

    # The same telling looks the same; another one is another object.
    says_all: ClassVar[bool] = True

    rows: list[Altered] = field(default_factory=list)
    small: int = 0
    total: int = 0
    since: date | None = None

    @property
    def new(self) -> int:
        """How many of them came since the day that was asked for."""
        return sum(row.new for row in self.rows)

    @property
    def more(self) -> bool:
        """Whether there is more than what is shown."""
        return self.total > len(self.rows)


def lately_of(measure: Measure, since: date | None = None) -> Lately:
    """The last few changes of a measure; all of those since a day, if one is asked for."""
    if since is not None:
        return _lately(measure, since)
    kept, key = _KEPT.get(), (measure.pk, get_language() or "")
    if key not in kept:
        kept[key] = _lately(measure, None)
    return kept[key]


def changes_of(measure: Measure, page: str = "", since: date | None = None) -> tuple[Page[Altered], Lately]:
    """Every change that matters, page by page, and what came since a day."""
    everything, small = _told(measure, since)
    number = page_number(page, len(everything))
    shown = Page(everything, number, len(everything))
    rows = everything[shown.first_row - 1 : shown.last_row] if everything else []
    return Page(rows, number, len(everything)), Lately(everything, small, len(everything), since)


def day_asked(words: str) -> date | None:
    """The day of a link such as `?since=2026-11-01`; anything else is no day."""
    try:
        return date.fromisoformat(words[:10])
    except ValueError:
        return None


def grade_labels(grades: Iterable[str]) -> list[StrOrPromise]:
    """The grades in words, in the order of their weight."""
    found = set(grades)
    return [grade.label for grade in Grade if grade.value in found]


def _lately(measure: Measure, since: date | None) -> Lately:
    everything, small = _told(measure, since)
    new = sum(row.new for row in everything)
    return Lately(everything[: max(SHOWN_FIRST, new)], small, len(everything), since)


_KEPT: Kept[dict[tuple[int, str], Lately]] = Kept(dict, "catalogue", "places", "registry")


def _told(measure: Measure, since: date | None) -> tuple[list[Altered], int]:
    """Of the public lines of the entry: what matters, newest first; how many others there were."""
    begin = clock.start_of(since) if since else None
    lines = Record.objects.about(measure).told_to(Audience.EVERYONE).filter(verb__in=TOLD).order_by("-at", "-id")
    told: list[Altered] = []
    small = 0
    for at, verb, particulars in lines.values_list("at", "verb", "particulars")[:MOST_LINES]:
        grades = grades_of(verb, particulars)
        if matters(grades):
            sentences = sentences_of(verb, particulars)
            told.append(Altered(at, grade_labels(grades), sentences, begin is not None and at >= begin))
        elif grades:
            small += 1
    return told, small
