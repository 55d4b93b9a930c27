"""What happened to an organisation, told to those who act for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.network.queries.profile import in_words, label_of

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.network.models import Organisation

SENTENCES = {
    "network.organisation_added": _("Added to the register."),
    "network.organisation_proposed": _("Proposed for the register."),
    "network.organisation_published": _("Published in the register."),
    "network.organisation_changed": _("The page was changed."),
    "network.organisation_archived": _("Archived."),
    "network.organisation_restored": _("Brought back from the archive."),
    "network.organisation_confirmed": _("Confirmed: everything is still true."),
    "network.evidence_set": _("Membership of the network noted."),
    "network.change_proposed": _("A change was proposed."),
    "network.confirmation_asked": _("Asked by e-mail whether everything is still true."),
    "network.member_invited": _("Somebody was invited to act for it."),
    "network.invitation_withdrawn": _("An invitation was withdrawn."),
    "network.invitation_accepted": _("Somebody new acts for it."),
    "network.membership_ended": _("Somebody no longer acts for it."),
    "network.organisation_left": _("Somebody stepped back."),
    "network.membership_handed_over": _("The contact's task was handed over."),
    "network.caretaker_set": _("It has a caretaker now."),
    "network.care_ended": _("It has no caretaker any more."),
    "network.photo_added": _("A photo was added."),
    "network.photo_changed": _("The words of a photo were changed."),
    "network.photo_deleted": _("A photo was deleted."),
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


def history_of(organisation: Organisation) -> list[Line]:
    """The latest of what happened, the newest first."""
    lines = Record.objects.about(organisation).filter(verb__in=SENTENCES).select_related("by")
    return [_told(line) for line in lines[:SHOWN]]


def _told(line: Record) -> Line:
    who = (
        str(SYSTEM)
        if line.by_system
        else str(line.by)
        if line.by
        else str(_("Somebody with a link or without an account any more"))
    )
    changes = [
        (label_of(name), in_words(name, old), in_words(name, new))
        for name, (old, new) in line.particulars.get("changes", {}).items()
    ]
    if text := line.particulars.get("text"):
        changes.append((str(_("What was said")), "", text))
    return Line(line.at, who, (line.on_behalf or {}).get("name", ""), str(SENTENCES[line.verb]), changes)
