"""Numbers about places as people read them: what is counted, of when, by whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from savienojums.network.kinds import Trust

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from django_stubs_ext import StrOrPromise

    from savienojums.network.models import Figure

# The order in which they are told; what is not here comes after, under its own name.
INDICATORS: dict[str, StrOrPromise] = {
    "population": _("Residents"),
    "median_age": _("Median age"),
    "share_latvians": _("Latvians among residents"),
    "population_females": _("Women"),
    "population_males": _("Men"),
    "registered_unemployment_rate": _("Registered unemployment"),
    "ngo_registered": _("Registered associations and foundations"),
    "ngo_share_active_annual_report_filed": _("Associations and foundations that file a yearly report"),
    "old_age_dependency_ratio": _("Old-age dependency ratio"),
    "population_density": _("Residents per km²"),
    "gdp_per_capita_pps_eu_average": _("Gross domestic product per head"),
    "live_births": _("Births"),
    "deaths": _("Deaths"),
    "natural_increase": _("Natural increase"),
    "net_migration": _("Net migration"),
}
UNITS: dict[str, StrOrPromise] = {
    "persons": "",
    "organisations": "",
    "per km2": "",
    "years": _("years"),
    "%": "%",
    "% of economically active": _("% of the economically active"),
    "% of EU average": _("% of the average of the European Union"),
}
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One number, ready to be read."""

    indicator: str
    label: str
    value: Decimal
    unit: str
    when: str
    source: str
    full_source: str
    href: str
    trust: str
    note: str

    @property
    def told_by(self) -> str:
        """Whose number it is, and how far from them it was read."""
        return f"{self.source} ({self.trust.lower()})" if self.trust else self.source


def figure_lines(figures: Iterable[Figure]) -> tuple[list[FigureLine], list[FigureLine]]:
    """The newest number of each kind in our order, and the older ones."""
    order = list(INDICATORS)
    newest: dict[str, FigureLine] = {}
    older: list[FigureLine] = []
    for figure in figures:
        line = figure_line(figure)
        if newest.setdefault(figure.indicator, line) is not line:
            older.append(line)
    ranked = sorted(newest.values(), key=lambda line: order.index(line.indicator) if line.indicator in order else 99)
    return ranked, older


def figure_line(figure: Figure) -> FigureLine:
    """One number, ready to be read."""
    return FigureLine(
        indicator=figure.indicator,
        label=str(INDICATORS.get(figure.indicator, figure.indicator.replace("_", " "))),
        value=figure.value.normalize(),
        unit=str(UNITS.get(figure.unit, figure.unit)),
        when=when(figure.period),
        source=re.split(r",? via | \(pastāvīgie", figure.source)[0],
        full_source=figure.source,
        href=figure.source_url,
        trust="" if figure.trust == Trust.PRIMARY else str(Trust(figure.trust).label),
        note=figure.note,
    )


def when(period: str) -> str:
    """The time a number is of: a year, the beginning of a year, a day."""
    found = _DAY.fullmatch(period)
    if not found:
        return period
    year, month, day = map(int, found.groups())
    if (month, day) == (1, 1):
        return gettext("beginning of %(year)s") % {"year": year}
    return date_format(date(year, month, day), "SHORT_DATE_FORMAT")
