"""What came of applications: in the calls themselves, and of this region as its organisations wrote it down."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Sum
from django.utils.translation import gettext as _

from savienojums.core.marks import Kept
from savienojums.support.kinds import AttemptStatus
from savienojums.support.models import Attempt, Measure, Round
from savienojums.support.models.attempts import DECIDED
from savienojums.support.odds import Outcome, cut, enough
from savienojums.support.queries.figure_table import Line, Table

if TYPE_CHECKING:
    from savienojums.support.tabular import Cell

    Own = dict[int, list[Outcome]]
    Calls = dict[int, tuple[int, int]]


def _read() -> tuple[Own, Calls]:
    """Decided attempts and the calls' own numbers, by measure."""
    own: Own = defaultdict(list)
    columns = ("measure_id", "organisation_id", "status", "sum_asked", "sum_granted")
    for measure, organisation, status, asked, granted in Attempt.objects.filter(status__in=DECIDED).values_list(
        *columns
    ):
        own[measure].append(Outcome(organisation, status == AttemptStatus.WON, asked, granted))
    rounds = Round.objects.filter(applied_count__isnull=False, won_count__isnull=False).order_by()
    sums = rounds.values_list("measure_id").annotate(Sum("applied_count"), Sum("won_count"))
    return own, {measure: (applied, won) for measure, applied, won in sums}


_KNOWN: Kept[tuple[Own, Calls]] = Kept(_read, "attempts", "catalogue")


def _cells(calls: tuple[int, int], outcomes: list[Outcome]) -> tuple[Cell, ...]:
    applied, won = calls
    share = f"{round(100 * won / applied)} %" if applied else None
    if not _may_be_told(outcomes):
        return (applied or None, won if applied else None, share, None, None, None)
    usual = cut(outcomes)
    own = (len(outcomes), sum(each.won for each in outcomes), f"{usual} %" if usual is not None else None)
    return (applied or None, won if applied else None, share, *own)


def _may_be_told(outcomes: list[Outcome]) -> bool:
    return bool(enough(len({each.organisation for each in outcomes})))


def _headings(first: str) -> tuple[str, ...]:
    return (
        first, _("All applicants: applied"), _("supported"), _("share"),
        _("Our region: applied"), _("supported"), _("granted of the sum asked"),
    )  # fmt: skip


def success_by_measure() -> Table:
    """Measures of which something is known."""
    own, calls = _KNOWN.get()
    rows = Measure.objects.public().filter(pk__in={*own, *calls}).only("slug", "name")
    lines = [
        Line(
            (str(each.name), *_cells(calls.get(each.pk, (0, 0)), own.get(each.pk, []))),
            _percent(calls.get(each.pk)),
            each.get_absolute_url(),
        )
        for each in rows
    ]
    return Table(
        "success",
        _("How many applied and were supported"),
        _meaning(),
        _headings(_("Support measure")),
        _told(lines),
        _("Of no round it is known yet how many applied and how many were supported."),
    )


def success_by_provider() -> Table:
    """The same, added up for everyone who gives support."""
    own, calls = _KNOWN.get()
    outcomes: dict[str, list[Outcome]] = defaultdict(list)
    sums: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    columns = ("pk", "provider__name")
    for pk, provider in Measure.objects.public().filter(pk__in={*own, *calls}).values_list(*columns):
        # What is not told of the measure itself must not come out by subtracting the measures that are.
        if _may_be_told(of_measure := own.get(pk, [])):
            outcomes[provider] += of_measure
        applied, won = calls.get(pk, (0, 0))
        sums[provider] = (sums[provider][0] + applied, sums[provider][1] + won)
    lines = [Line((name, *_cells(sums[name], outcomes[name])), _percent(sums[name])) for name in sorted(sums)]
    title, meaning = _("The same by provider"), _("Added up from the table above; its limits hold here, too.")
    return Table("success-providers", title, meaning, _headings(_("Provider")), _told(lines))


def _percent(calls: tuple[int, int] | None) -> int:
    return round(100 * calls[1] / calls[0]) if calls and calls[0] else 0


def _meaning() -> str:
    return _(
        "“All applicants” are the numbers the providers published of their rounds, from anywhere. “Our region” is what "
        "organisations of this region wrote down here under “We want to try”; it is told only when at least three of "
        "them are known, so an empty cell does not mean that nobody applied. “Granted” is the middle one of at least three."
    )


def _told(lines: list[Line]) -> list[Line]:
    """Rows of which anything is known, the best odds first."""
    told = [line for line in lines if any(cell is not None for cell in line.cells[1:])]
    return sorted(told, key=lambda line: (-line.number, str(line.cells[0])))
