"""Examples of sources in the demo: where its facts came from, paused, so that nothing is fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.demo.tables import rows
from savienojums.support.actions.sources import add_source, pause_source
from savienojums.support.kinds import LookPace, SourceKind
from savienojums.support.queries.named import measure_named

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person

WATCHED = "selijas-kulturas-programma"


def name_sources(by: Person, at: datetime) -> None:
    """The table the measures came from, and the page on which one of them was announced."""
    table = {
        "name": "support_measures.csv",
        "kind": SourceKind.TABLE,
        "address": "",
        "pace": LookPace.BY_HAND,
        "licence": "Fakti no lapām, kas nosauktas katrā ierakstā",
        "note": f"{len(rows('support_measures.csv'))} atbalsta pasākumi, savākti 2026-11-23",
    }
    add_source(by=by, details=table, at=at)
    measure = measure_named(WATCHED)
    if measure is None or not measure.source_url:
        return
    page = {
        "name": str(measure.name.in_language("lv")),
        "kind": SourceKind.PAGE,
        "address": measure.source_url,
        "provider": measure.provider,
        "note": "Piemērs; apturēts, tāpēc nekas netiek ielādēts",
    }
    source = add_source(by=by, details=page, at=at)
    pause_source(by=by, source=source, at=at)
