"""What a form about an event offers to choose: one's organisations, the others of the registry, running projects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from savienojums.network.models import Project
from savienojums.network.queries.named import public_names
from savienojums.network.queries.organisations import organisations_of

if TYPE_CHECKING:
    from datetime import date

    from savienojums.accounts.models import Person
    from savienojums.events.models import Event, Series
    from savienojums.network.models import Organisation


@dataclass(frozen=True, slots=True)
class Offered:
    """Organisations to tick, names to choose from, projects that pay."""

    own: list[Organisation]
    names: list[str]
    projects: list[Project]


def offered_to(person: Person, event: Event | Series | None, day: date) -> Offered:
    """What this person may choose; of an event also what stands there already."""
    own = organisations_of(person)
    projects = Project.objects.running(day)
    if event is not None:
        own += [each for each in event.organisers.all() if each not in own]
        if event.project_id:
            projects = projects | Project.objects.filter(pk=event.project_id)
    return Offered(own, public_names(), list(projects))
