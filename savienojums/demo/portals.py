"""The demo's portal: one municipality's part of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.system import SYSTEM
from savienojums.support.actions.portals import load_portal
from savienojums.support.queries.portals import measures_named

if TYPE_CHECKING:
    from datetime import datetime

SLUG = "jekabpils-novada-kopienam"
NAME = {
    "lv": "Jēkabpils novada kopienām",
    "en": "For the communities of Jēkabpils municipality",
    "ru": "Для сообществ Екабпилсского края",
}
INTRODUCTION = {
    "lv": (
        "Atbalsts, ko var saņemt **Jēkabpils novada** kopienas, biedrības un iedzīvotāju grupas: pašvaldības konkursi, "
        "vietējā partnerība un visas Latvijas fondi.\n\nVispirms – tas, kas domāts tieši šim novadam."
    ),
    "en": (
        "Support for the communities, associations and residents' groups of **Jēkabpils municipality**: calls of the "
        "municipality, the local partnership, and funds of all Latvia.\n\nWhat is meant for this municipality stands first."
    ),
}
FIRST = ("jekabpils-nvo-konkurss", "jekabpils-lidzdalibas-budzets", "leader-vidusdaugava", "selijas-kulturas-programma")


def open_portal(at: datetime) -> None:
    """Open it, unless it is there."""
    details = {
        "name": NAME,
        "introduction": INTRODUCTION,
        "query": "place=jekabpils-novads",
        "highlighted": measures_named(list(FIRST)),
        "is_public": True,
    }
    load_portal(by=SYSTEM, slug=SLUG, details=details, at=at)
