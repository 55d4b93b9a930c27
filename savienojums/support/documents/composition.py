"""What the typesetter is told: a document's content as plain values, its fixed words in the reader's language."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import segno
from django.conf import settings
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.core import palette
from savienojums.core.templatetags.core import short_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from savienojums.support.queries.deadlines import Deadline
    from savienojums.support.queries.documents import Booklet, Day, Leaf
    from savienojums.support.queries.year import Year

# So many deadlines stand above one another on the first page.
HIGHEST = 8
# Letters of half a page, and what a new line takes.
LONG, HALF_A_LINE = 2_400, 40
# Deadlines of one month that a poster holds in letters to be read.
MOST_A_MONTH = 9


def booklet(told: Booklet) -> dict[str, Any]:
    """The booklet's content for its template."""
    return {
        **_common(told.language),
        "title": booklet_title(),
        "lead": lead_of(told.count),
        "words": _("Only: %(words)s.") % {"words": told.words} if told.words else "",
        "keywords": [told.region, _("Support"), *([told.words] if told.words else [])],
        "region": told.region,
        "network": told.network,
        "about": _("As of %(day)s. Each entry says when and by whom it was last checked; the newest state is here:")
        % {"day": told.day},
        "foot": _("As of %(day)s") % {"day": told.day},
        "address": told.address,
        "address-short": short_address(told.address.partition("?")[0]),
        "year": list(_year(told.today, [day for month in told.months for day in month.days])),
        "groups": [
            {
                "name": group.name,
                "leaves": [asdict(leaf) | {"long": _is_long(leaf)} for leaf in group.leaves],
                "also": [{"id": leaf.id, "name": leaf.name, "language": leaf.language} for leaf in group.also],
            }
            for group in told.groups
        ],
        "months": [
            {"name": month.name, "days": [asdict(day) | {"on": day.on.isoformat()} for day in month.days]}
            for month in told.months
        ],
        "short": {address: short_address(address) for address in _addresses(told)},
    }


def _is_long(leaf: Leaf) -> bool:
    lines = [line for fact in leaf.facts for line in fact.lines]
    return sum(len(line) + HALF_A_LINE for line in lines) > LONG


def _common(language: str) -> dict[str, Any]:
    return {
        "language": language,
        "colours": {**palette.SHIPPED, **settings.REGION_COLOURS},
        "labels": {
            "contents": _("Contents"),
            "index": _("Index by deadline"),
            "announced": _("announced"),
            "expected": _("expected, as in other years"),
            "expected_word": _("expected"),
            "also": _("Also about this theme"),
            "page": _("page"),
            "page-number": _("Page"),
            "day": _("Day"),
            "hour": _("Hour"),
            "measure": _("Measure"),
            "provider": _("Provider"),
            "until": _("Deadline"),
            "source": _("Source"),
            "checked": _("Checked on"),
            "online": _("On the site"),
            "none": _("no deadline is known"),
            "expected-long": _("expected as in earlier years; nobody has announced it yet"),
        },
    }


def poster(year: Year, language: str) -> dict[str, Any]:
    """The year's content for the poster's template."""
    address = f"{settings.SITE_URL}{year.address}"
    by_month = {month.first: month.deadlines for month in year.months}
    firsts = (year.start.replace(year=year.start.year + at // 12, month=at % 12 + 1) for at in _twelve(year.start))
    counts = {"certain": year.certain_count, "expected": year.expected_count}
    return {
        **_common(language),
        "title": year_title(year),
        "lead": _("Announced: %(certain)s. Expected as in earlier years: %(expected)s.") % counts,
        "words": _("Only: %(words)s.") % {"words": year.words} if year.words else "",
        "region": settings.REGION_NAME,
        "network": settings.NETWORK_NAME,
        "about": _("As of %(day)s. Point a telephone at the square, or type the address: there stands the newest.")
        % {"day": formats.date_format(year.today)},
        "address": address,
        "address-short": short_address(address.partition("?")[0]),
        "code": segno.make(address, error="m", micro=False).svg_inline(border=0),
        "months": [_poster_month(first, by_month.get(first, []), year) for first in firsts],
    }


def year_title(year: Year) -> str:
    """What the year is called on paper."""
    if year.number:
        return _("Deadlines of %(number)s") % {"number": year.number}
    return _("Deadlines of the twelve months ahead")


def _twelve(start: date) -> range:
    return range(start.month - 1, start.month + 11)


def _poster_month(first: date, deadlines: list[Deadline], year: Year) -> dict[str, Any]:
    shown = deadlines if len(deadlines) <= MOST_A_MONTH else deadlines[: MOST_A_MONTH - 1]
    more = len(deadlines) - len(shown)
    return {
        "name": capfirst(formats.date_format(first, "F" if year.number else "YEAR_MONTH_FORMAT")),
        "days": [
            {
                "number": f"{each.on.day}.",
                "hour": _("until %(hour)s") % {"hour": f"{each.hour:%H:%M}"} if each.hour else "",
                "name": f"{each.name}, {each.round_name}" if each.round_name else str(each.name),
                "language": each.name.language(),
                "provider": each.provider,
                "amount": each.amount_text,
                "expected": each.expected,
            }
            for each in shown
        ],
        "more": ngettext("and %(count)d more: see the address below", "and %(count)d more: see the address below", more)
        % {"count": more}
        if more
        else "",
    }


def booklet_title() -> str:
    """What the booklet is called."""
    return _("The Connection document")


def lead_of(count: int) -> str:
    """How much stands in it."""
    return ngettext(
        "%(count)s support measure for communities and NGOs",
        "%(count)s support measures for communities and NGOs",
        count,
    ) % {"count": formats.number_format(count)}


def _year(today: date, days: Iterable[Day]) -> Iterator[dict[str, Any]]:
    """The twelve months from this one with their deadlines, each by its place within the month."""
    by_month: dict[tuple[int, int], list[Day]] = {}
    for day in days:
        by_month.setdefault((day.on.year, day.on.month), []).append(day)
    for number in _twelve(today):
        year, month = today.year + number // 12, number % 12 + 1
        first = today.replace(year=year, month=month, day=1)
        marks = by_month.get((year, month), [])[:HIGHEST]
        yield {
            "name": formats.date_format(first, "M"),
            "marks": [{"at": (day.on.day - 1) / 31, "expected": day.expected} for day in marks],
        }


def _addresses(told: Booklet) -> Iterator[str]:
    for group in told.groups:
        for leaf in group.leaves:
            yield leaf.address
            yield leaf.source
            yield from (line for fact in leaf.facts for line in fact.lines if line.startswith("http"))
