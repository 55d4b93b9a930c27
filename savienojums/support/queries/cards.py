"""A measure as it stands in a list: a few words ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.core import clock
from savienojums.support import sentences
from savienojums.support.kinds import MeasureKind, Standing
from savienojums.support.queries.catalogue import coming_deadlines, usual_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from savienojums.support.models import Measure
    from savienojums.support.queries.catalogue import Coming


@dataclass(frozen=True)
class Card:
    """What a list shows of a measure, in one language on one day; equal cards look alike."""

    # Told to `{% component %}`: what was shown for an equal card once is right again.
    says_all: ClassVar[bool] = True

    slug: str
    url: str
    name: str
    language: str
    provider: str
    kind: str
    summary: str
    standing: str
    standing_text: str
    deadline: datetime | None
    day: date | None
    hour_known: bool
    certain: bool
    expected: bool
    expected_text: str
    amount_text: str
    share_text: str
    themes: tuple[str, ...]
    fresh: bool
    fresh_text: str


def card_of(measure: Measure, at: datetime) -> Card:
    """The card of a measure that was fetched `for_cards`."""
    today = clock.local_day(at)
    coming = next(iter(coming_deadlines(measure, at)), None)
    standing = measure.standing(at)
    return Card(
        slug=measure.slug,
        url=measure.get_absolute_url(),
        name=str(measure.name),
        language=measure.name.language(),
        provider=measure.provider.name,
        kind=str(MeasureKind(measure.kind).label),
        summary=str(measure.summary),
        standing=standing.value,
        standing_text=_("Announced") if _is_announced(standing, coming) else str(standing.label),
        deadline=coming.at if coming else None,
        day=coming.on if coming else None,
        hour_known=_hour_known(measure, at),
        certain=bool(coming and coming.certain),
        expected=bool(coming and not coming.certain),
        expected_text=usual_text(measure, today) if standing != Standing.OPEN else "",
        amount_text=sentences.sums(measure.amount_min, measure.amount_max),
        share_text=sentences.own_share(measure.own_share_percent, measure.own_share_above),
        themes=tuple(str(theme) for theme in measure.themes.all()),
        fresh=measure.is_fresh(today),
        fresh_text=freshness(measure.checked_on, today),
    )


def _is_announced(standing: Standing, coming: Coming | None) -> bool:
    """Whether it is not only expected: a round with its days has been announced."""
    return standing == Standing.EXPECTED and coming is not None and coming.certain


def _hour_known(measure: Measure, at: datetime) -> bool:
    """Whether the coming deadline's hour was announced or is usual."""
    ahead = [each for each in measure.rounds.all() if each.closes_at and each.closes_at >= at]
    if ahead:
        return min(ahead, key=lambda each: each.closes_at or at).closes_hour is not None
    return any(usual.hour for usual in usual_of(measure, clock.local_day(at)))


def usual_text(measure: Measure, today: date) -> str:
    """Each usual day as "usually 1 March, 12:00"; empty if nothing is usual."""
    usual = sorted(usual_of(measure, today), key=lambda each: each.next_after(today))
    return "; ".join(sentences.usually(each.next_after(today), each.hour) for each in usual)


def freshness(checked_on: date | None, today: date) -> str:
    """How old the knowledge is, in words."""
    if checked_on is None:
        return _("not checked yet")
    days = (today - checked_on).days
    if days <= 0:
        return _("checked today")
    if days < 60:
        return ngettext("checked %(days)d day ago", "checked %(days)d days ago", days) % {"days": days}
    months = days // 30
    if months < 24:
        return ngettext("checked %(months)d month ago", "checked %(months)d months ago", months) % {"months": months}
    return _("checked more than two years ago")
