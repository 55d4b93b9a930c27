"""How a measure is said in CommonGrants: status, money, dates, applicants, and our own facts as custom fields.

Pure core: no Django, no database, no clock. What is not known is left out, never null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime, time
    from decimal import Decimal

# Fixed for ever: an opportunity keeps its id when the site moves to another address.
NAMESPACE = UUID("5a5e11a0-5a1a-5b1e-9c0d-0c0a11e01dea")
CURRENCY = "EUR"
STATUSES = {"open": "open", "expected": "forecasted", "closed": "closed"}
APPLICANTS: dict[str, tuple[str, ...]] = {
    "person": ("individual",),
    "municipality": ("government_municipal",),
    "municipal_institution": ("government_municipal",),
    "state_institution": ("government_state",),
    "company": ("for_profit_small_business", "for_profit_not_small_business"),
    "social_enterprise": ("for_profit_small_business", "for_profit_not_small_business"),
    "farm": ("for_profit_small_business",),
}
FIELD_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number", list: "array", dict: "object"}


def opportunity_id(public_id: str) -> str:
    """The lasting id of the measure with that public id."""
    return str(uuid5(NAMESPACE, public_id))


def known(**parts: Any) -> dict[str, Any]:
    """These parts without those nobody knows."""
    return {name: part for name, part in parts.items() if part not in (None, "", [], {})}


def status(standing: str, text: str) -> dict[str, Any]:
    """How it stands; what has to be checked first is a status of our own."""
    if standing in STATUSES:
        return {"value": STATUSES[standing], "description": text}
    return {"value": "custom", "customValue": standing, "description": text}


def money(amount: Decimal | None) -> dict[str, str] | None:
    """A sum as the protocol wants it: a decimal number as text, never a float."""
    return None if amount is None else {"amount": f"{amount:f}", "currency": CURRENCY}


def day(name: str, on: date | None, hour: time | None = None, description: str = "") -> dict[str, Any] | None:
    """One day, with its hour in Riga if that is known."""
    if on is None:
        return None
    at = f"{hour:%H:%M:%S}" if hour else None
    return known(name=name, eventType="singleDate", date=on.isoformat(), time=at, description=description)


def applicants(forms: Mapping[str, str]) -> list[dict[str, str]]:
    """The legal forms that may apply, by our word and its label; what the protocol has no word for keeps ours."""
    told: dict[str, dict[str, str]] = {}
    for form, label in forms.items():
        for value in APPLICANTS.get(form, ()):
            earlier = told.get(value, {}).get("description")
            told[value] = {"value": value, "description": f"{earlier}; {label}" if earlier else label}
        if form not in APPLICANTS:
            told[form] = {"value": "custom", "customValue": form, "description": label}
    return list(told.values())


def custom(fields: Mapping[str, tuple[str, Any]]) -> dict[str, Any]:
    """Our own facts by name, each with its label and value."""
    return {
        name: {"name": name, "fieldType": FIELD_TYPES[type(value)], "value": value, "description": label}
        for name, (label, value) in fields.items()
        if value not in (None, "", [], {})
    }


def moment(at: datetime) -> str:
    """A moment in UTC."""
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03}Z"
