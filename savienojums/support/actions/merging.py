"""Two entries that tell of the same measure become one; taken apart again if that was wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from savienojums.core.marks import raise_mark
from savienojums.core.refusal import Refused, allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.support import rules
from savienojums.support.actions import writing
from savienojums.support.models import Measure, Merge
from savienojums.support.queries import facts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from django.db import models

    from savienojums.accounts.models import Person

# What tells of the merging itself stays where it is.
STAYING = {Merge}
# Lines of the kept entry that may be empty and then take what the other one says.
FILLED = (
    "summary", "theme_words", "who_text", "people_min", "partners_min", "partners_note", "conditions", "terms", "places_text",
    "amount_min", "amount_max", "own_share_percent", "own_share_note", "applications_per_year", "recurrence_text", "duration_months",
    "way_in", "way_in_text", "annexes", "ask_where", "url", "languages", "notes", "source_url", "usual_opening", "usual_deadlines",
    "usual_hour",
)  # fmt: skip


class TheSame(Refused):
    """An entry cannot be merged with itself."""

    sentence = _("This is one and the same entry.")


class MergedAlready(Refused):
    """One of the two was merged before."""

    sentence = _("One of the two was merged with another entry before. Take that apart first.")


class ApartAgain(Refused):
    """The two were taken apart before."""

    sentence = _("These two have been taken apart already.")


@transaction.atomic
def merge_measures(*, by: Person, kept: Measure, gone: Measure, at: datetime) -> Merge:
    """Make one of two entries that tell of the same measure.

    Rounds, themes, places and everything people have tied to the other one come to the kept one; its address leads
    here from now on; the history of both stays readable, and it can be undone.
    """
    allow(rules.may_merge_measures, by, kept, gone)
    if kept.pk == gone.pk:
        raise TheSame
    if Merge.objects.filter(undone_at=None, gone__in=[kept, gone]).exists():
        raise MergedAlready
    kept, gone = writing.hold_kept(kept), writing.hold_kept(gone)
    moved: dict[str, Any] = {
        "rows": _move_rows(kept, gone),
        "added": _add_related(kept, gone),
        "filled": _fill(kept, gone),
    }
    gone.removed_at = at
    gone.save(update_fields=["removed_at"])
    merge = Merge.objects.create(kept=kept, gone=gone, by=by, at=at, moved=moved)
    _remember(kept, gone)
    record(
        "support.measures_merged", by=by, subject=kept, at=at, audience=Audience.EDITORS,
        other=str(gone), slug=gone.slug, filled=sorted(moved["filled"]),
    )  # fmt: skip
    return merge


@transaction.atomic
def part_measures(*, by: Person, merge: Merge, at: datetime) -> None:
    """Take two merged entries apart: everything that came goes back, unless somebody changed it since."""
    allow(rules.may_part_measures, by, merge)
    held = Merge.objects.select_for_update(of=("self",)).select_related("kept", "gone").get(pk=merge.pk)
    if held.undone_at:
        raise ApartAgain
    kept, gone = writing.hold(held.kept), writing.hold(held.gone)
    _move_back(kept, gone, held.moved)
    gone.removed_at, held.undone_at = None, at
    gone.save(update_fields=["removed_at"])
    held.save(update_fields=["undone_at"])
    _remember(kept, gone)
    record(
        "support.measures_parted",
        by=by,
        subject=kept,
        at=at,
        audience=Audience.EDITORS,
        other=str(gone),
        slug=gone.slug,
    )


def _remember(kept: Measure, gone: Measure) -> None:
    kept.save(update_fields=["changed_at"])
    writing.remember(kept)
    writing.remember(gone)
    raise_mark("found", "attempts")


def _pointing() -> Iterator[tuple[type[models.Model], str]]:
    """Every kind of record that belongs to a measure, in this room and in higher ones, and by which line."""
    for relation in Measure._meta.related_objects:  # noqa: SLF001 -- Django's own way to ask
        model = relation.related_model
        if relation.one_to_many and not isinstance(model, str) and model not in STAYING:
            yield model, relation.field.name


def _move_rows(kept: Measure, gone: Measure) -> dict[str, list[int]]:
    """What belongs to the other one comes over; what the kept one has itself stays where it is."""
    rounds = {(each.opens_on, each.closes_on, each.closes_hour) for each in kept.rounds.all()}
    moved: dict[str, list[int]] = {}
    for model, line in _pointing():
        for row in model._default_manager.filter(**{line: gone}):  # noqa: SLF001 -- Django's own way to ask
            if (
                line == "measure"
                and (getattr(row, "opens_on", 0), getattr(row, "closes_on", 0), getattr(row, "closes_hour", 0))
                in rounds
            ):
                continue
            try:
                with transaction.atomic():
                    model._default_manager.filter(pk=row.pk).update(**{line: kept})  # noqa: SLF001 -- as above
            except IntegrityError:
                # The kept one has such a row itself: the same person follows both.
                continue
            moved.setdefault(f"{model._meta.label}.{line}", []).append(row.pk)  # noqa: SLF001 -- as above
    return moved


def _add_related(kept: Measure, gone: Measure) -> dict[str, list[int]]:
    added = {}
    for name in facts.RELATED:
        ours = set(getattr(kept, name).values_list("pk", flat=True))
        added[name] = sorted(set(getattr(gone, name).values_list("pk", flat=True)) - ours)
        getattr(kept, name).add(*added[name])
    return added


def _fill(kept: Measure, gone: Measure) -> dict[str, Any]:
    """Empty lines of the kept one take what the other one says; how they read afterwards."""
    filled = [name for name in FILLED if getattr(kept, name) in (None, "", [], {}) and getattr(gone, name)]
    for name in filled:
        setattr(kept, name, getattr(gone, name))
    kept.save(update_fields=[*filled, "changed_at"])
    return facts.plain({name: getattr(kept, name) for name in filled})


def _move_back(kept: Measure, gone: Measure, moved: dict[str, Any]) -> None:
    for model, line in _pointing():
        pks = moved["rows"].get(f"{model._meta.label}.{line}", [])  # noqa: SLF001 -- as above
        model._default_manager.filter(**{"pk__in": pks, line: kept}).update(**{line: gone})  # noqa: SLF001 -- as above
    for name, pks in moved["added"].items():
        getattr(kept, name).remove(*pks)
    empty = Measure()
    back = [name for name, value in moved["filled"].items() if facts.plain({name: getattr(kept, name)})[name] == value]
    for name in back:
        setattr(kept, name, getattr(empty, name))
    kept.save(update_fields=[*back, "changed_at"])
