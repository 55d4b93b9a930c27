"""Latvian days in the genitive, as they stand after "no": "15. decembra"; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

MONTHS = (
    "janvāra", "februāra", "marta", "aprīļa", "maija", "jūnija",
    "jūlija", "augusta", "septembra", "oktobra", "novembra", "decembra",
)  # fmt: skip


def day_in_genitive(day: date) -> str:
    """Day and month in the genitive."""
    return f"{day.day}. {MONTHS[day.month - 1]}"
