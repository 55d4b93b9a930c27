"""The support measures of the demo: each fact with our reading of it, and the conditions composed of it."""

from __future__ import annotations

import json
import re
from datetime import date, time
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from savienojums.demo.tables import FOLDER, rows, words
from savienojums.support.actions.loading import MeasureRow
from savienojums.support.kinds import DeadlineBy, Status

# What the table says of a measure, as a status our editors use; a call that is only past needs checking.
STATUS = {
    "recurring_expected": Status.RECURRING,
    "ongoing": Status.ONGOING,
    "needs_check": Status.NEEDS_CHECK,
    "past_call": Status.NEEDS_CHECK,
    "closed": Status.CLOSED,
}
OUTSIDE = "ārpus reģiona"
# What whoever wrote the table noted for themselves, about their own work.
BRACKETED = re.compile(r"\s*\[[^\]]*\]")


def measure_rows() -> list[MeasureRow]:
    """All measures of the demo, ready to be loaded."""
    facts = {fact["name_lv"]: fact for fact in rows("support_measures.csv")}
    rules = {each["slug"]: each for each in measure_rules()}
    return [
        _row(facts[reading["name_lv"]], reading, rules.get(reading["slug"], {}))
        for reading in rows("measure_readings.csv")
    ]


def measure_rules() -> list[dict[str, Any]]:
    """The composed conditions, each with the words of the table it was read from."""
    found: list[dict[str, Any]] = json.loads((FOLDER / "measure_rules.json").read_text(encoding="utf-8"))
    return found


def _row(fact: dict[str, str], reading: dict[str, str], composed: dict[str, Any]) -> MeasureRow:
    provider = reading["provider"]
    return MeasureRow(
        slug=reading["slug"],
        fields=_what(fact, reading)
        | _who(fact, reading)
        | _composed(reading, composed)
        | _money(fact, reading)
        | _when_and_how(fact, reading),
        provider={"name": provider, "slug": slugify(provider)[:80], "kind": reading["provider_kind"]},
        themes=tuple(words(reading["themes"])),
        places=tuple(place for place in words(reading["places"]) if place != OUTSIDE),
        rounds=tuple(_rounds(fact, reading)),
    )


def _what(fact: dict[str, str], reading: dict[str, str]) -> dict[str, Any]:
    return {
        "name": {"lv": fact["name_lv"], "en": reading["name_en"]},
        "summary": {"lv": reading["summary_lv"], "en": reading["summary_en"]},
        "kind": reading["kind"],
        "other_kinds": words(reading["other_kinds"]),
        "theme_words": fact["theme"],
        "notes": BRACKETED.sub("", fact["notes"]),
        "url": fact["url"],
        "source_url": fact["checked_source_url"],
        "languages": words(fact["language"], ","),
        "status": STATUS[fact["status"]],
    }


def _who(fact: dict[str, str], reading: dict[str, str]) -> dict[str, Any]:
    return {
        "who_text": fact["who_may_apply"],
        "legal_forms": words(reading["legal_forms"]),
        "forms_certain": reading["forms_certain"] == "yes",
        "people_min": _number(reading["people_min"]),
        "people_for": words(reading["people_for"]),
        "partners_min": _number(reading["partners_min"]),
        "partners_note": reading["partners_note_lv"],
        "terms": "\n".join(words(reading["terms_lv"], " | ")),
        "places_text": fact["territory"],
        "place_basis": reading["place_basis"],
        "places_certain": reading["places_certain"] == "yes",
        "outside_region": OUTSIDE in words(reading["places"]),
    }


def _composed(reading: dict[str, str], composed: dict[str, Any]) -> dict[str, Any]:
    """What a person judges, in words or as a part of what was composed instead."""
    lines = [line for line in words(reading["conditions_lv"], " | ") if line not in composed.get("instead_of", [])]
    return {"conditions": "\n".join(lines), "rule": composed.get("rule", {})}


def _money(fact: dict[str, str], reading: dict[str, str]) -> dict[str, Any]:
    return {
        "amount_min": _sum(fact["amount_min_eur"]),
        "amount_max": _sum(fact["amount_max_eur"]),
        "own_share_percent": _sum(reading["own_share_percent"]),
        "own_share_above": _sum(reading["own_share_above_eur"]),
        "own_share_note": reading["own_share_note_lv"],
        "applications_per_year": _number(reading["applications_per_year"]),
    }


def _when_and_how(fact: dict[str, str], reading: dict[str, str]) -> dict[str, Any]:
    opening = fact["typical_opens_mmdd"]
    return {
        "recurrence": reading["recurrence"],
        "recurrence_text": fact["recurring"],
        "duration_months": _number(fact["duration_months"]),
        "way_in": words(reading["way_in"]),
        "way_in_text": fact["how_to_apply"],
        "usual_opening": opening if re.fullmatch(r"\d\d-\d\d", opening) else "",
        "usual_deadlines": words(fact["typical_deadline_mmdd"]),
        "usual_hour": _hour(fact["deadline_time"]),
    }


def _rounds(fact: dict[str, str], reading: dict[str, str]) -> list[dict[str, Any]]:
    """The last round seen, and a round that is known by its odds alone."""
    found: list[dict[str, Any]] = []
    if fact["opens"] or fact["deadline"]:
        found.append(
            {
                "opens_on": _day(fact["opens"]),
                "closes_on": _day(fact["deadline"]),
                "closes_hour": _hour(fact["deadline_time"]) if fact["deadline"] else None,
                "deadline_by": reading["deadline_by"] if reading["deadline_by"] in DeadlineBy.values else "",
                "source_url": fact["checked_source_url"],
            }
        )
    if reading["odds_applied"] and reading["odds_won"]:
        odds = {"applied_count": int(reading["odds_applied"]), "won_count": int(reading["odds_won"])}
        same_year = found and reading["odds_year"] == str((found[0]["closes_on"] or found[0]["opens_on"]).year)
        if same_year:
            found[0] |= odds
        else:
            found.append(odds | {"name": reading["odds_year"], "source_url": fact["checked_source_url"]})
    return found


def _number(cell: str) -> int | None:
    return int(cell) if cell else None


def _sum(cell: str) -> Decimal | None:
    return Decimal(cell) if cell else None


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _hour(cell: str) -> time | None:
    return time.fromisoformat(cell) if cell else None
