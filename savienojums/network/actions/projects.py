"""Projects that pay: their numbers, their funders' sentences, whom they promised to reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.core.marks import raise_mark
from savienojums.core.records import in_languages
from savienojums.core.refusal import Refused, allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.network import rules
from savienojums.network.models import Project, TargetGroup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person

    Details = Mapping[str, Any]

LINES = (
    "name", "number", "leader", "funder", "funder_sentence", "hashtags", "starts_on", "ends_on", "lists_kept_until",
    "source_url",
)  # fmt: skip
GROUP = ("name", "kinds", "place", "promised")


class ProjectNumberTaken(Refused):
    """Another project has this number."""

    sentence = _("There is a project with this number already.")


@transaction.atomic
def add_project(*, by: Person, details: Details, at: datetime) -> Project:
    """Write down a project that pays for what is done."""
    allow(rules.may_add_project, by)
    project = Project(added_by=by)
    _take(project, details)
    project.save()
    _keep_groups(project, details.get("groups", ()))
    _tell("network.project_added", project, by=by, at=at)
    return project


@transaction.atomic
def change_project(*, by: Person, project: Project, details: Details, at: datetime) -> Project:
    """Change what is said of a project, and whom it promised to reach."""
    allow(rules.may_change_project, by, project)
    current = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    before = {name: getattr(current, name) for name in LINES}
    _take(current, details)
    changed = [name for name in LINES if before[name] != getattr(current, name)]
    current.save()
    if "groups" in details and groups_of(current) != list(details["groups"]):
        _keep_groups(current, details["groups"])
        changed.append("groups")
    if changed:
        _tell("network.project_changed", current, by=by, at=at, lines=changed)
    return current


def groups_of(project: Project) -> list[dict[str, Any]]:
    """Whom it promised to reach, as acts take it."""
    return [{name: getattr(each, name) for name in GROUP} for each in project.target_groups.select_related("place")]


def _take(project: Project, details: Details) -> None:
    for name in LINES:
        if name in details:
            setattr(project, name, details[name])
    project.funder_sentence = in_languages(project.funder_sentence)
    same = Project.objects.filter(number=project.number).exclude(pk=project.pk)
    if project.number and same.exists():
        raise ProjectNumberTaken


def _keep_groups(project: Project, groups: Sequence[Details]) -> None:
    """Groups that keep their name keep their row: what was counted for them stays theirs."""
    standing = list(project.target_groups.all())
    for position, said in enumerate(groups):
        group = next((each for each in standing if each.name == said["name"]), None) or TargetGroup(project=project)
        if group in standing:
            standing.remove(group)
        for name in GROUP:
            setattr(group, name, said[name])
        group.position = position
        group.save()
    TargetGroup.objects.filter(pk__in=[each.pk for each in standing]).delete()


def _tell(verb: str, project: Project, *, by: Person, at: datetime, **particulars: Any) -> None:
    # Its sentence stands on the pages of its events.
    raise_mark("events")
    record(verb, by=by, subject=project, at=at, audience=Audience.EDITORS, **particulars)
