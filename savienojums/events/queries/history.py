"""What happened to an event, told to its organisers; never with a name of those who come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from savienojums.core.system import SYSTEM
from savienojums.events.queries.changes import LABELS, value_in_words
from savienojums.journal.models import Record

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.events.models import Event

SENTENCES = {
    "events.event_made": _("Written down as a draft."),
    "events.event_copied": _("Copied from another event."),
    "events.event_published": _("Published."),
    "events.event_changed": _("Changed."),
    "events.event_cancelled": _("Cancelled; those who registered were told."),
    "events.event_restored": _("Restored; those who registered were told."),
    "events.registering_set": _("How people register was changed."),
    "events.questions_set": _("The questions to those who register were changed."),
    "events.items_added": _("Points were added to the programme."),
    "events.item_changed": _("A point of the programme was changed."),
    "events.item_removed": _("A point was taken out of the programme."),
    "events.material_added": _("Material was handed out."),
    "events.material_changed": _("What is said of a material was changed."),
    "events.material_removed": _("Material was taken away."),
    "events.door_renewed": _("The door got a new code."),
    "events.totals_set": _("Voluntary totals were entered."),
    "events.message_written": _("A message was sent to those who registered."),
    "events.reminders_set": _("The days of reminders were chosen."),
    "events.people_invited": _("People were invited."),
    "events.people_invited_again": _("Those who had not answered were invited once more."),
    "events.list_exported": _("The list of participants was taken away as a file."),
}
SHOWN = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened, in words."""

    at: datetime
    who: str
    behalf: str
    text: str
    changes: list[tuple[str, str, str]]


def history_of(event: Event) -> list[Line]:
    """The latest of what happened, the newest first."""
    lines = Record.objects.about(event).filter(verb__in=SENTENCES).select_related("by")
    return [_told(line) for line in lines[:SHOWN]]


def _told(line: Record) -> Line:
    who = str(SYSTEM) if line.by_system else str(line.by) if line.by else str(_("Somebody without an account any more"))
    changes = [
        (str(LABELS.get(name, name)), value_in_words(name, old), value_in_words(name, new))
        for name, (old, new) in line.particulars.get("changes", {}).items()
        if old != new
    ]
    said = line.particulars.get("title") or line.particulars.get("why")
    text = f"{SENTENCES[line.verb]} {said}" if said else str(SENTENCES[line.verb])
    return Line(line.at, who, (line.on_behalf or {}).get("name", ""), text, changes)
