"""Opportunities of another site by the CommonGrants protocol: one page of its list into things found."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from savienojums.core.reading import EARLIEST, LATEST, MOST
from savienojums.support.sources.found import LONGEST_SUMMARY, Found, Unreadable, line, raw_of, web_address
from savienojums.support.sources.pages import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PAGE_SIZE = 100
MOST_PAGES = 50
_APPLICANTS = {
    "individual": ["person"],
    "nonprofit_without_501c3": ["association", "foundation"],
    "non_profit_with_501c3": ["association", "foundation"],
    "government_municipal": ["municipality", "municipal_institution"],
    "government_county": ["municipality"],
    "government_state": ["state_institution"],
    "for_profit_small_business": ["company"],
    "for_profit_not_small_business": ["company"],
}
# What a site of our own kind writes as `customValue`.
_FORMS = {
    "informal", "association", "foundation", "religious", "trade_union", "municipality", "municipal_institution",
    "state_institution", "company", "social_enterprise", "farm", "person",
}  # fmt: skip
_HOUR = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class GrantsPage:
    """One page of a list: what it holds, which page it says it is, and how many there are."""

    found: list[Found]
    number: int
    pages: int
    passed_over: int


def read_grants(content: bytes, address: str) -> GrantsPage:
    """One page of opportunities; what is no opportunity is passed over and counted."""
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as wrong:
        raise Unreadable("no_json") from wrong
    if not isinstance(said, dict) or not isinstance(said.get("items"), list):
        raise Unreadable("no_grants")
    about = said.get("paginationInfo")
    about = about if isinstance(about, dict) else {}
    items = said["items"][: PAGE_SIZE * 10]
    found = [each for item in items if (each := _found(item, address)) is not None]
    return GrantsPage(found, _whole(about.get("page"), 1), _whole(about.get("totalPages"), 1), len(items) - len(found))


def _whole(value: Any, otherwise: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else otherwise


def _found(item: Any, base: str) -> Found | None:
    """One opportunity, if it has a name of its own and a title."""
    if not isinstance(item, dict):
        return None
    key, title = line(_text(item.get("id")), 300), line(_text(item.get("title")))
    if not key or not title:
        return None
    address = web_address(item.get("source"), base)
    return Found(key, title, address, dict(_fields(item, title, address)), raw_of(item))


def _fields(item: Mapping[str, Any], title: str, address: str) -> Iterator[tuple[str, Any]]:
    yield "name", {"lv": title}
    if summary := line(plain(_text(item.get("description"))), LONGEST_SUMMARY):
        yield "summary", {"lv": summary}
    if address:
        yield "url", address
        yield "source_url", address
    funding = _part(item, "funding")
    for name, ours in (
        ("minAwardAmount", "amount_min"),
        ("maxAwardAmount", "amount_max"),
        ("totalAmountAvailable", "budget"),
    ):
        if (amount := _euros(funding.get(name))) is not None:
            yield ours, amount
    dates = _part(item, "keyDates")
    yield from _days(_part(dates, "closeDate"), "closes_on", "closes_hour")
    yield from _days(_part(dates, "postDate"), "opens_on", "")
    if forms := _forms(item.get("acceptedApplicantTypes")):
        yield "legal_forms", forms
    yield from _customs(_part(item, "customFields"))


def _days(event: Mapping[str, Any], day: str, hour: str) -> Iterator[tuple[str, str]]:
    said = _text(event.get("date") or event.get("endDate"))
    try:
        on = date.fromisoformat(said[:10])
    except ValueError:
        return
    if not EARLIEST <= on.year <= LATEST:
        return
    yield day, on.isoformat()
    if hour and (at := _HOUR.match(_text(event.get("time") or event.get("endTime")))):
        yield hour, at[0]


def _forms(said: Any) -> list[str]:
    forms = set[str]()
    for each in said if isinstance(said, list) else ():
        if isinstance(each, dict):
            value, own = _text(each.get("value")), _text(each.get("customValue"))
            forms |= set(_APPLICANTS.get(value, ())) if value != "custom" else ({own} & _FORMS)
    return sorted(forms)


def _customs(said: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The custom fields the catalogue of the protocol knows."""
    sharing = _part(_part(said, "costSharing"), "value")
    percent = sharing.get("percentage")
    if (
        isinstance(percent, int | float)
        and not isinstance(percent, bool)
        and math.isfinite(percent)
        and 0 <= percent <= 100
    ):
        yield "own_share_percent", f"{Decimal(str(percent)).normalize():f}"
    for name, part, ours in (
        ("eligibilityCriteria", "details", "who_text"), ("contactInfo", "details", "ask_where"), ("agency", "name", "provider"),
    ):  # fmt: skip
        value = _part(said, name).get("value")
        words = value.get(part) or value.get("name") if isinstance(value, dict) else value
        if told := line(plain(_text(words)), 1_000 if ours != "provider" else 200):
            yield ours, told


def _part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = whole.get(name)
    return part if isinstance(part, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _euros(money: Any) -> str | None:
    """A sum in EUR that the document can hold; other currencies are not ours to change."""
    if not isinstance(money, dict) or money.get("currency") != "EUR":
        return None
    try:
        amount = Decimal(_text(money.get("amount"))[:40])
    except InvalidOperation:
        return None
    return f"{round(amount, 2).normalize():f}" if amount.is_finite() and 0 <= amount <= MOST else None
