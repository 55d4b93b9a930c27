"""The demo's projects and events: what really took place, each with its source."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from savienojums.core.clock import RIGA
from savienojums.demo.tables import rows, words
from savienojums.events.actions.loading import EventRow, ProjectRow, Targets

# Promised in the seed text of "Savienojums": 36 community groups, 20 NGOs of Jēkabpils, 20 of Daugavpils.
COMMUNITY_KINDS = ("initiative_group", "residents_group", "library", "museum")
NGO_KINDS = ("association", "foundation", "seniors_club", "youth_council")
TARGETS = {
    "Savienojums. Viedā reģiona stratēģija": (
        Targets({"lv": "Kopienu iniciatīvas grupas", "en": "Community initiative groups"}, COMMUNITY_KINDS, "", 36),
        Targets({"lv": "Jēkabpils NVO", "en": "NGOs of Jēkabpils"}, NGO_KINDS, "jekabpils", 20),
        Targets({"lv": "Daugavpils NVO", "en": "NGOs of Daugavpils"}, NGO_KINDS, "daugavpils", 20),
    ),
}
# The route of 28 May 2021; only the first hour is known.
STOPS = {
    "celojosais-ideju-tirgus-2021": (
        ("Subate", "subate", "2021-05-28T09:00"),
        ("Svente", "sventes-pagasts", ""),
        ("Kalkūne", "kalkunes-pagasts", ""),
        ("Demene", "demenes-pagasts", ""),
        ("Červonka", "vecsalienas-pagasts", ""),
        ("Lielborne", "salienas-pagasts", ""),
    ),
}
# Announced in Silene; five days later the press tells of Saliena.
CHANGES: dict[str, tuple[str, dict[str, list[str]]]] = {
    "deriba-pirmais-seminars-2022": ("2022-08-31T12:00", {"venue": ["Silene", "Saliena"]}),
}


def project_rows() -> list[ProjectRow]:
    """The chain of projects that paid for the network, ready to be loaded."""
    return [
        ProjectRow(
            fields={
                "name": row["name"],
                "number": row["number"],
                "funder": row["funder"],
                "funder_sentence": {"lv": row["funder_sentence"]},
                "hashtags": row["hashtags"],
                "starts_on": _day(row["starts_on"]),
                "ends_on": _day(row["ends_on"]),
                "source_url": row["source_url"],
            },
            leader=row["leader"],
            targets=TARGETS.get(row["name"], ()),
        )
        for row in rows("projects.csv")
    ]


def event_rows() -> list[EventRow]:
    """All dated forums, gatherings and seminars that are known, ready to be loaded."""
    return [_row(row) for row in rows("events.csv")]


def _row(row: dict[str, str]) -> EventRow:
    changed, changes = CHANGES.get(row["slug"], ("", {}))
    return EventRow(
        slug=row["slug"],
        fields={
            "kind": row["kind"],
            "title": {"lv": row["title_lv"], "en": row["title_en"]},
            "summary": {"lv": row["summary_lv"], "en": row["summary_en"]},
            "venue": row["venue"],
            "source_url": row["source_url"],
            "source_note": row["source_note"],
            **_times(row),
        },
        place=row["place"],
        organisers=tuple(words(row["organisers"])),
        project=row["project"],
        stops=tuple(_stop(*stop) for stop in STOPS.get(row["slug"], ())),
        changed_at=_moment(changed) if changed else None,
        changes=changes,
    )


def _times(row: dict[str, str]) -> dict[str, Any]:
    """From when until when; of most only the days are known."""
    first = date.fromisoformat(row["first_day"])
    last = date.fromisoformat(row["last_day"]) if row["last_day"] else first
    known = bool(row["begins"])
    begins = time.fromisoformat(row["begins"]) if known else time(0)
    starts = datetime.combine(first, begins, tzinfo=RIGA)
    if known:
        ends = datetime.combine(last, time.fromisoformat(row["ends"]), tzinfo=RIGA)
    else:
        ends = datetime.combine(last + timedelta(days=1), time(0), tzinfo=RIGA) - timedelta(minutes=1)
    return {"starts_at": starts, "ends_at": ends, "hours_known": known, "end_known": not known}


def _stop(name: str, place: str, at: str) -> tuple[dict[str, Any], str]:
    return {"title": {"lv": name}, "starts_at": _moment(at) if at else None}, place


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=RIGA)
