"""What is handed out at an event, and who may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.refusal import NotFound
from savienojums.events.kinds import Circle
from savienojums.events.models import Event, Material
from savienojums.events.rules.hosting import organises
from savienojums.network.queries.people import is_of_network

if TYPE_CHECKING:
    from savienojums.accounts.models import Person


def materials_for(person: Person | None, event: Event) -> list[Material]:
    """The materials of an event as far as this person may read them."""
    found = event.materials.all()
    return list(found if reads_all(person, event) else found.filter(circle=Circle.EVERYONE))


def reads_all(person: Person | None, event: Event) -> bool:
    """Whether what is for people of the network is for this person too."""
    return person is not None and (organises(person, event) or is_of_network(person))


def material_for(person: Person | None, public_id: str) -> Material:
    """One thing handed out, if this person may see its event and read it."""
    found = Material.objects.select_related("event").filter(public_id=public_id).first()
    if found is None or not Event.objects.visible_to(person).filter(pk=found.event_id).exists():
        raise NotFound
    if found.circle != Circle.EVERYONE and not reads_all(person, found.event):
        raise NotFound
    return found


def material_in(event: Event, public_id: str) -> Material:
    """One of the things handed out at this event, for its organisers."""
    found = event.materials.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    found.event = event
    return found
