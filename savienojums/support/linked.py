"""A measure in the words of schema.org, fit to stand inside a page, so that search engines know a deadline from a date."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from savienojums.support.kinds import MeasureKind, ProviderKind, Standing

if TYPE_CHECKING:
    from savienojums.support.models import Measure
    from savienojums.support.queries.page import Told

GIVEN = {MeasureKind.GRANT, MeasureKind.CO_FINANCING, MeasureKind.DONATION, MeasureKind.PARTICIPATORY_BUDGET}
MONEY = {*GIVEN, MeasureKind.LOAN}
AUTHORITIES = {ProviderKind.MUNICIPALITY, ProviderKind.STATE}
# JSON inside a page must not be able to end its script element.
HARMLESS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def json_ld_of(told: Told) -> SafeString:
    """The measure as its page tells it: who gives, to whom, where, how much, until when."""
    measure, card = told.measure, told.card
    address = settings.SITE_URL + measure.get_absolute_url()
    said: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _kinds(measure),
        "@id": address,
        "url": address,
        "name": card.name,
        "description": card.summary,
        "sameAs": measure.source_url or measure.url,
        "category": list(card.themes),
        "serviceType": told.kinds,
        "provider": _provider(measure),
        "areaServed": [_place(place) for place in told.places],
        "audience": {"@type": "Audience", "audienceType": ", ".join(told.forms)} if told.forms else None,
        "offers": _offer(told),
    }
    if measure.kind in MONEY:
        said["amount"] = _amount(measure)
    if measure.kind in GIVEN:
        said["funder"] = said["provider"]
    return mark_safe(json.dumps(_known(said), ensure_ascii=False).translate(HARMLESS))


def _kinds(measure: Measure) -> str | list[str]:
    """Money given, money lent, what an authority does for people, or any other service."""
    if measure.kind in GIVEN:
        # As a grant it has an amount and a funder; as a product it has a deadline, an audience and a place.
        return ["MonetaryGrant", "FinancialProduct"]
    if measure.kind == MeasureKind.LOAN:
        return "LoanOrCredit"
    return "GovernmentService" if measure.provider.kind in AUTHORITIES else "Service"


def _provider(measure: Measure) -> dict[str, Any]:
    kind = "GovernmentOrganization" if measure.provider.kind in AUTHORITIES else "Organization"
    return _known({"@type": kind, "name": measure.provider.name, "url": measure.provider.website})


def _amount(measure: Measure) -> dict[str, Any] | None:
    sums = {"minValue": measure.amount_min, "maxValue": measure.amount_max}
    known = {name: float(amount) for name, amount in sums.items() if amount is not None}
    return {"@type": "MonetaryAmount", "currency": "EUR", **known} if known else None


def _offer(told: Told) -> dict[str, Any] | None:
    """Until when; an expected deadline is not promised to a machine."""
    card, opens = told.card, [line.opens_on for line in told.ahead if line.opens_on]
    offer = _known(
        {
            "availability": "https://schema.org/InStock" if card.standing == Standing.OPEN else None,
            "availabilityStarts": min(opens).isoformat() if opens else None,
            "validThrough": localtime(card.deadline).isoformat() if card.deadline and card.certain else None,
        }
    )
    return {"@type": "Offer", **offer} if offer else None


def _place(place: Any) -> dict[str, Any]:
    return {
        "@type": "AdministrativeArea",
        "name": str(place),
        "url": settings.SITE_URL + place.get_absolute_url(),
    }


def _known(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value not in (None, "", [], {})}
