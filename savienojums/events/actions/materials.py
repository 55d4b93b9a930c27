"""Handing out materials: files and addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.core.refusal import Refused, allow
from savienojums.events import papers
from savienojums.events.actions.lines import line
from savienojums.events.models import Material
from savienojums.events.rules import materials as rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models import Event
    from savienojums.events.papers import Paper

    Details = Mapping[str, Any]

LINES = ("title", "url", "circle", "item")
MOST_MATERIALS = 60


class EnoughMaterials(Refused):
    """An event hands out so many things and no more."""

    sentence = _("There are sixty materials already. Take one away before you add another.")


class NothingToHandOut(Refused):
    """Neither a file nor an address, or both."""

    sentence = _("Choose a file or write an address: one of the two.")


@transaction.atomic
def add_material(*, by: Person, event: Event, details: Details, paper: Paper | None, at: datetime) -> Material:
    """Hand out a file or an address, to everyone or to people of the network."""
    allow(rules.may_add_material, by, event)
    standing = event.materials.count()
    if standing >= MOST_MATERIALS:
        raise EnoughMaterials
    if bool(paper) == bool(details.get("url")):
        raise NothingToHandOut
    material = Material(event=event, position=standing, added_by=by)
    for name in LINES:
        if name in details:
            setattr(material, name, details[name])
    if paper:
        material.file, material.file_name = papers.keep(paper), paper.name
        material.media_type, material.size = paper.media_type, len(paper.content)
    material.save()
    line("events.material_added", event, by=by, at=at, material=material.public_id, title=material.title)
    return material


@transaction.atomic
def change_material(*, by: Person, material: Material, details: Details, at: datetime) -> Material:
    """Change what is said of it, who may read it, to which point of the programme it belongs."""
    allow(rules.may_change_material, by, material)
    if bool(material.file) == bool(details.get("url", material.url)):
        raise NothingToHandOut
    before = {name: getattr(material, name) for name in LINES}
    for name in LINES:
        if name in details:
            setattr(material, name, details[name])
    if any(before[name] != getattr(material, name) for name in LINES):
        material.save()
        line("events.material_changed", material.event, by=by, at=at, material=material.public_id)
    return material


@transaction.atomic
def remove_material(*, by: Person, material: Material, at: datetime) -> None:
    """Take it away for good, its file too."""
    allow(rules.may_remove_material, by, material)
    name = material.file
    line("events.material_removed", material.event, by=by, at=at, title=material.title)
    material.delete()
    if name:
        transaction.on_commit(lambda: papers.drop(name))
