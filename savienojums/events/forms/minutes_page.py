"""All small forms of the page on which minutes are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from savienojums.events.forms.minutes import (
    NAMES,
    HeadForm,
    NewPointForm,
    PointForm,
    ProposalForm,
    PublishForm,
    TaskForm,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django import forms

    from savienojums.events.queries.minutes import Point
    from savienojums.events.queries.minutes_writing import Writing

    # What could not be saved: the kind of form and whose it is.
    Wrong = Mapping[tuple[str, str], forms.Form]


@dataclass(frozen=True, slots=True)
class WrittenPoint:
    """A point with its forms."""

    shown: Point
    form: PointForm
    task: TaskForm
    proposal: ProposalForm


def forms_of(told: Writing, wrong: Wrong) -> dict[str, Any]:
    """Every form of the page; those that could not be saved stand as they were sent."""
    minutes = told.record.minutes
    publish = PublishForm(initial={"circle": minutes.circle}, auto_id="publish_%s")
    return {
        "names_id": NAMES,
        "head_form": wrong.get(("head", ""), HeadForm.of(minutes)),
        "new_point": wrong.get(("new", ""), NewPointForm(auto_id="new_%s")),
        "publish_form": wrong.get(("publish", ""), publish),
        "points": [_point(each, told, wrong) for each in told.record.points],
        "loose": _loose(told, wrong),
    }


def task_form(told: Any, whose: str, given: Any = None) -> TaskForm:
    """The form of a new task of a point, or of the whole meeting."""
    return TaskForm(given, offered=told, auto_id=f"task_{whose}_%s")


def proposal_form(told: Any, whose: str, given: Any = None) -> ProposalForm:
    """The form of a new proposal of a point, or of the whole meeting."""
    return ProposalForm(given, offered=told, auto_id=f"proposal_{whose}_%s")


def _point(shown: Point, told: Writing, wrong: Wrong) -> WrittenPoint:
    key, in_series = shown.point.public_id, told.record.event.series_id is not None
    form: Any = wrong.get(("point", key)) or PointForm.of(shown.point, in_series=in_series)
    task: Any = wrong.get(("task", key)) or task_form(told.offered, key)
    proposal: Any = wrong.get(("proposal", key)) or proposal_form(told.offered, key)
    return WrittenPoint(shown, form, task, proposal)


def _loose(told: Writing, wrong: Wrong) -> dict[str, Any]:
    return {
        "task": wrong.get(("task", "")) or task_form(told.offered, ""),
        "proposal": wrong.get(("proposal", "")) or proposal_form(told.offered, ""),
    }
