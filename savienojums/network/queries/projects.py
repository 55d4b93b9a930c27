"""Projects that pay, for those who coordinate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.refusal import NotFound
from savienojums.network import rules
from savienojums.network.models import Project

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from savienojums.accounts.models import Person
    from savienojums.network.models import TargetGroup

MOST_EVENTS = 100


def projects_for(person: Person | None) -> list[Project]:
    """All projects, the latest first; for others than coordinators the page does not exist."""
    if not rules.may_add_project(person):
        raise NotFound
    return list(Project.objects.select_related("leader").prefetch_related("target_groups"))


def project_for(person: Person | None, public_id: str) -> Project:
    """One project, for coordinators."""
    found = Project.objects.select_related("leader").filter(public_id=public_id).first()
    if found is None or not rules.may_change_project(person, found):
        raise NotFound
    return found


def groups_of(project: Project) -> list[TargetGroup]:
    """Whom it promised to reach."""
    return list(project.target_groups.select_related("place").defer("place__outline"))


def events_of(project: Project) -> Sequence[Any]:
    """What was paid by it, the latest first; who coordinates sees all of it."""
    return list(project.events.order_by("-starts_at", "pk")[:MOST_EVENTS])
