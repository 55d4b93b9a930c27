"""What was counted, told as totals: views by month and measure, questions what fits, searches without result."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Sum
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from savienojums.core.clock import RIGA, local_day
from savienojums.core.marks import Kept
from savienojums.network.kinds import LegalForm
from savienojums.network.queries.places import atlas
from savienojums.support.kinds import TallyKind
from savienojums.support.models import Measure, Tally
from savienojums.support.odds import LEAST_ASKINGS, LEAST_ORGANISATIONS, enough
from savienojums.support.queries.figure_table import Line, Table

if TYPE_CHECKING:
    from datetime import date, datetime

    from savienojums.support.queries.asking import Asked

MONTHS = 12


def fit_key(asked: Asked, band: str) -> str:
    """Under which word a question what fits is counted: no nearer than the municipality."""
    lands = atlas()
    municipality = lands.municipality_of(asked.place.pk) if asked.place else None
    place = lands.by_pk[municipality].slug if municipality else asked.place.slug if asked.place else ""
    return f"{place}|{asked.form}|{band}"


Months = dict[tuple[int, int], int]
Sums = tuple[Months, dict[str, int], dict[str, int], dict[str, int]]


def _sums(day: date) -> Sums:
    """Views by month and by measure, questions and searches by their word, of the last twelve months."""
    since = _month_ago(day, MONTHS - 1)
    rows = Tally.objects.filter(day__gte=since).order_by()
    months = {
        (year, month): count
        for year, month, count in rows.filter(what=TallyKind.VIEW)
        .values_list("day__year", "day__month")
        .annotate(total=Sum("count"))
    }
    views, questions, searches = (
        dict(rows.filter(what=what).values_list("key").annotate(total=Sum("count")))
        for what in (TallyKind.VIEW, TallyKind.FIT, TallyKind.NOTHING)
    )
    return months, views, questions, searches


# Told anew every hour: who watches the numbers cannot see single visits go by.
_SUMS: Kept[Sums] = Kept(_sums, "catalogue")


def _kept(at: datetime) -> Sums:
    return _SUMS.get(local_day(at), at.astimezone(RIGA).hour, of=(local_day(at),))


def _month_ago(day: date, months: int) -> date:
    """The first day of the month so many months ago."""
    number = day.year * 12 + day.month - 1 - months
    return day.replace(year=number // 12, month=number % 12 + 1, day=1)


def views_by_month(at: datetime) -> Table:
    """How often pages of measures were read, month by month."""
    counted, day = _kept(at)[0], local_day(at)
    starts = [_month_ago(day, ago) for ago in range(MONTHS)]
    known = [(start, enough(counted.get((start.year, start.month), 0), LEAST_ASKINGS)) for start in starts]
    return Table(
        "months",
        _("Pages of measures read, month by month"),
        _(
            "One reading is one opening of a measure's page. Search engines and other programs, browsers that ask not to "
            "be followed, and the editors are not counted. Whoever opens a page twice is counted twice: we do not know "
            "who it was."
        ),
        (_("Month"), _("Times read")),
        [Line((date_format(start, "F Y"), count), count) for start, count in known if count],
        _("Nothing has been counted yet. The first numbers appear once pages have been read five times in a month."),
    )


def views_by_measure(at: datetime) -> Table:
    """Which measures were read most in the last twelve months."""
    counted = {slug: count for slug, count in _kept(at)[1].items() if enough(count, LEAST_ASKINGS)}
    rows = Measure.objects.public().filter(slug__in=counted).select_related("provider")
    lines = [
        Line((str(each.name), each.provider.name, counted[each.slug]), counted[each.slug], each.get_absolute_url())
        for each in rows
    ]
    return Table(
        "views",
        _("Measures read most"),
        _("In the last twelve months. Measures read fewer than five times are left out."),
        (_("Support measure"), _("Provider"), _("Times read")),
        sorted(lines, key=lambda line: (-line.number, str(line.cells[0]))),
        _("No measure has been read five times yet."),
    )


def fits(at: datetime) -> Table:
    """From where and as what people asked what fits them, and how often nothing did."""
    asked: Counter[tuple[str, str]] = Counter()
    nothing: Counter[tuple[str, str]] = Counter()
    for key, count in _kept(at)[2].items():
        place, form, band = [*key.split("|"), "", ""][:3]
        asked[place, form] += count
        nothing[place, form] += count if band == "0" else 0
    lines = [
        Line((_place(place), _form(form), count, enough(nothing[place, form], LEAST_ASKINGS) or None), count)
        for (place, form), count in asked.most_common()
        if enough(count, LEAST_ASKINGS)
    ]
    return Table(
        "fits",
        _("Who asked what fits them"),
        _(
            "One question is one press of “Show what fits”, in the last twelve months. Of the place only the municipality "
            "is kept. A row with fewer than five questions is left out, a smaller number within a row stays empty; sums, "
            "themes and other answers are not kept at all."
        ),
        (_("Place"), _("Legal form"), _("Asked"), _("of these nothing surely fitted")),
        lines,
        _("Nobody has asked five times from the same municipality as the same legal form yet."),
    )


def searches(at: datetime) -> Table:
    """What people looked for in vain."""
    found = {words: count for words, count in _kept(at)[3].items() if count >= LEAST_ORGANISATIONS}
    lines = [Line((words, count), count, f"{reverse('measures')}?q={words}") for words, count in found.items()]
    return Table(
        "searches",
        _("Looked for in vain"),
        _(
            "Words for which the search in the support measures found nothing. They are kept only once they have been "
            "asked three times within a month, some minutes apart, without e-mail addresses, telephone numbers and other long numbers, and for a "
            "year at most."
        ),
        (_("Words"), _("Asked")),
        sorted(lines, key=lambda line: (-line.number, str(line.cells[0]))),
        _("Nothing has been looked for in vain three times yet."),
    )


def _place(slug: str) -> str:
    place = atlas().by_slug.get(slug)
    return str(place) if place else _("not said")


def _form(form: str) -> str:
    return str(LegalForm(form).label) if form in LegalForm.values else _("not said")
