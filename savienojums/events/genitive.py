"""Latvian days as sentences need them: "no 15. decembra", "arī 15. decembrī"; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

MONTHS = (
    "janvāra", "februāra", "marta", "aprīļa", "maija", "jūnija",
    "jūlija", "augusta", "septembra", "oktobra", "novembra", "decembra",
)  # fmt: skip
ON_MONTHS = (
    "janvārī", "februārī", "martā", "aprīlī", "maijā", "jūnijā",
    "jūlijā", "augustā", "septembrī", "oktobrī", "novembrī", "decembrī",
)  # fmt: skip


def day_in_locative(day: date) -> str:
    """Day and month as they say when something is."""
    return f"{day.day}. {ON_MONTHS[day.month - 1]}"


def day_in_genitive(day: date) -> str:
    """Day and month in the genitive."""
    return f"{day.day}. {MONTHS[day.month - 1]}"
