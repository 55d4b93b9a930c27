"""Reading and judging the rows of an import: what the acts around it share."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from savienojums.core.clock import local_day
from savienojums.network.matching import Candidate, Verdict, judged
from savienojums.network.models import ImportRow, Organisation
from savienojums.network.queries import judging
from savienojums.network.queries.imports import NO_PLACE
from savienojums.network.reading import Finding, read_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from savienojums.core.said import Said
    from savienojums.network.models import Import
    from savienojums.network.reading import Guide

ROWS_AT_ONCE = 500
# What of a verdict is stored; the first three are what a person has agreed to.
AGREED = ("fate", "organisation_id", "changes")
JUDGED = (*AGREED, "values", "findings", "reasons", "likenesses", "double_of")


def judge(found: Import, rows: Sequence[ImportRow], at: datetime) -> tuple[list[ImportRow], bool]:
    """Read and judge all rows anew; which of them changed, and whether anyone's agreement is touched."""
    before = [_stored(row, JUDGED) for row in rows]
    agreed = [_stored(row, AGREED) for row in rows]
    guide = judging.guide(local_day(at))
    candidates = [_read(row, found, guide) for row in rows]
    keys = dict(Organisation.objects.values_list("slug", "pk"))
    verdicts = judged(candidates, judging.known_organisations(), judging.places())
    for row, verdict in zip(rows, verdicts, strict=True):
        _take(row, verdict, keys)
    found.counts = dict(Counter(row.fate for row in rows))
    found.judged_at = at
    changed = [row for row, was in zip(rows, before, strict=True) if _stored(row, JUDGED) != was]
    return changed, any(_stored(row, AGREED) != was for row, was in zip(rows, agreed, strict=True))


def judge_again(found: Import, at: datetime) -> bool:
    """Judge the stored rows anew and keep what has changed; whether anyone's agreement is touched."""
    rows = list(ImportRow.objects.filter(of=found).order_by("number"))
    changed, moved = judge(found, rows, at)
    keep(changed, ["organisation", *set(JUDGED) - {"organisation_id"}])
    found.save(update_fields=["counts", "judged_at"])
    return moved


def keep(rows: Sequence[ImportRow], fields: Sequence[str]) -> None:
    """Store these fields of rows that are there already; many times faster than changing them one by one."""
    ImportRow.objects.bulk_create(
        rows, batch_size=ROWS_AT_ONCE, update_conflicts=True, unique_fields=["pk"], update_fields=fields
    )


def _read(row: ImportRow, found: Import, guide: Guide) -> Candidate:
    reading = read_row(row.cells, found.mapping, guide, {"kind": found.usual_kind})
    findings = [_with_place(finding, row) for finding in reading.findings]
    if row.chosen_place in guide.gazetteer.spots:
        reading.values["place"] = row.chosen_place
    row.values = reading.values
    row.findings = [[one.level, one.field, _plain(one.said), list(one.places)] for one in findings]
    levels = {(level, field == "place") for level, field, _said, _places in row.findings}
    for level, column, said in row.faults:
        field = found.mapping[column] if column is not None else ""
        if field or column is None:
            row.findings.append([level, field, said, []])
            levels.add((level, False))
    return Candidate(
        number=row.number,
        values=row.values,
        is_wrong=("wrong", False) in levels or "name" not in row.values,
        is_doubtful=("unclear", False) in levels,
        place_is_open=("unclear", True) in levels,
        decision=row.decision,
    )


def _with_place(finding: Finding, row: ImportRow) -> Finding:
    """A doubt about the place is settled once someone has chosen one, or none."""
    if finding.field != "place" or finding.level != "unclear" or not row.chosen_place:
        return finding
    return replace(finding, level="decided")


def _take(row: ImportRow, verdict: Verdict, keys: dict[str, int]) -> None:
    row.fate = verdict.fate
    row.organisation_id = keys.get(verdict.key)
    row.changes = {name: [old, new] for name, (old, new) in verdict.changes.items()}
    row.reasons = [_plain(said) for said in verdict.reasons]
    row.likenesses = [[one.key, one.certain, [_plain(said) for said in one.reasons]] for one in verdict.likenesses]
    row.double_of = verdict.double_of


def _plain(said: Said) -> list[Any]:
    return [said.sentence, dict(said.words)]


def _stored(row: ImportRow, names: Iterable[str]) -> list[Any]:
    return [getattr(row, name) for name in names]


__all__ = ["NO_PLACE", "ROWS_AT_ONCE", "judge", "judge_again"]
