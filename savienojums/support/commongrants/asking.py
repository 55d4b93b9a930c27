"""What a search in CommonGrants asks for. What is not understood never fails: it is named in the answer.

Pure core: no Django, no database, no clock.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

LARGEST_PAGE, LONGEST_SEARCH, MOST_VALUES = 100, 200, 100
LARGEST_NUMBER = 2**31 - 1
EARLIEST, LATEST = "0001-01-01", "9999-12-31"
STATUSES = ("forecasted", "open", "closed", "custom")
MONEY_FILTERS = {"totalFundingAvailableRange": "total", "minAwardAmountRange": "least", "maxAwardAmountRange": "most"}
SORTS: dict[str, str] = {
    "lastModifiedAt": "modified",
    "createdAt": "created",
    "title": "title",
    "status.value": "status",
    "keyDates.closeDate": "closes_at",
    "funding.maxAwardAmount": "most",
    "funding.minAwardAmount": "least",
    "funding.totalAmountAvailable": "total",
}
# Part of the protocol, but nothing here has it.
SORTS_OF_OTHERS = ("funding.estimatedAwardCount",)
CUSTOM_SORTS = {"checkedOn": "checked"}
CUSTOM_FILTERS = ("kind", "theme", "legalForm", "territory", "provider")
_MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?(?:[Zz]|[+-][0-9]{2}:[0-9]{2}))?"
)
_DECIMAL = re.compile(r"-?[0-9]{1,20}\.?[0-9]{0,10}")


@dataclass(frozen=True, slots=True)
class Known:
    """What a search knows of an opportunity."""

    pk: int
    id: str
    title: str
    status: str
    modified: datetime
    created: datetime
    closes_on: date | None = None
    closes_at: datetime | None = None
    total: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    checked: date | None = None


class Wrong(Exception):
    """The request cannot be read; each fault with the part of the request it is in."""

    def __init__(self, *faults: tuple[str, str]) -> None:
        self.faults = [{"where": where, "message": message} for where, message in faults]
        super().__init__(faults)


class Misunderstood(Exception):
    """A filter cannot be applied, and is left out."""


Test = Callable[[Known], bool]


@dataclass(slots=True)
class Wanted:
    """A search as it was understood, and what of it was not."""

    search: str = ""
    page: int = 1
    size: int = LARGEST_PAGE
    tests: list[Test] = field(default_factory=list)
    # Name, whether having it is wanted or not, and values: for filters that need more than `Known` holds.
    customs: list[tuple[str, bool, list[str]]] = field(default_factory=list)
    filters: dict[str, Any] = field(default_factory=dict)
    filter_errors: list[str] = field(default_factory=list)
    sort_by: str = "lastModifiedAt"
    custom_sort_by: str | None = None
    descending: bool = True
    sort_errors: list[str] = field(default_factory=list)

    def chosen(self, all_known: Iterable[Known]) -> list[Known]:
        """Those that pass every test, sorted; what lacks the value sorted by comes last either way."""
        left = [each for each in all_known if all(test(each) for test in self.tests)]
        name = SORTS.get(self.sort_by) or CUSTOM_SORTS[self.custom_sort_by or ""]
        having = [each for each in left if getattr(each, name) is not None]
        having.sort(key=lambda each: getattr(each, name), reverse=self.descending)
        return having + [each for each in left if getattr(each, name) is None]

    @property
    def sort_info(self) -> dict[str, Any]:
        """How the answer is sorted."""
        told: dict[str, Any] = {"sortBy": self.sort_by, "sortOrder": "desc" if self.descending else "asc"}
        if self.custom_sort_by is not None:
            told["customSortBy"] = self.custom_sort_by
        return told | {"errors": self.sort_errors}

    @property
    def filter_info(self) -> dict[str, Any]:
        """What was filtered by, and what could not be."""
        return {"filters": self.filters, "errors": self.filter_errors}


def wanted(body: object) -> Wanted:
    """The search this body asks for."""
    if not isinstance(body, dict):
        raise Wrong(("body", "The body has to be a JSON object."))
    kinds = {"search": (str, "a text"), "filters": (dict, "an object"), "sorting": (dict, "an object"),
             "pagination": (dict, "an object")}  # fmt: skip
    if wrong := [name for name, (kind, _) in kinds.items() if name in body and not isinstance(body[name], kind)]:
        raise Wrong(
            *((f"body.{name}", f"This has to be {kinds[name][1]}; leave it out if it is empty.") for name in wrong)
        )
    asked = Wanted(search=" ".join(body.get("search", "").replace("\0", " ").split())[:LONGEST_SEARCH])
    asked.page, asked.size = pages(body.get("pagination", {}), "body.pagination")
    for name, said in body.get("filters", {}).items():
        _filter(asked, name, said)
    if "sorting" in body:
        _sort(asked, body["sorting"])
    return asked


def pages(said: Mapping[str, object], where: str) -> tuple[int, int]:
    """The page that is asked for and its size, which is never more than a hundred."""
    found = {}
    for name, usual in (("page", 1), ("pageSize", LARGEST_PAGE)):
        number = said.get(name, usual)
        # 2.0 is a whole number to JSON; true is one only to Python.
        if isinstance(number, float) and number.is_integer():
            number = int(number)
        if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= LARGEST_NUMBER:
            raise Wrong((f"{where}.{name}", "This has to be a whole number from 1 to 2147483647."))
        found[name] = number
    return found["page"], min(found["pageSize"], LARGEST_PAGE)


def _filter(asked: Wanted, name: str, said: object) -> None:
    if name == "customFilters":
        _customs(asked, said)
        return
    try:
        test = _test(asked, name, said)
    except Misunderstood as reason:
        asked.filter_errors.append(f"{_short(name)}: {reason}")
    else:
        asked.tests.append(test)
        if name not in asked.filters:
            asked.filters[name] = _plainly(said)


def _test(asked: Wanted, name: str, said: object) -> Test:
    if name == "status":
        return _status(asked, *_operation(said, "in", "notIn"))
    if name == "closeDateRange":
        return _closing(asked, *_operation(said, "between", "outside"))
    if name in MONEY_FILTERS:
        return _sums(asked, name, *_operation(said, "between", "outside"))
    raise Misunderstood("There is no such filter; it was left out.")


def _operation(said: object, *allowed: str) -> tuple[str, Any]:
    if not isinstance(said, dict) or "operator" not in said or "value" not in said:
        raise Misunderstood("A filter has an operator and a value; it was left out.")
    if said["operator"] not in allowed:
        raise Misunderstood(f"The operator has to be one of {', '.join(allowed)}; the filter was left out.")
    return said["operator"], said["value"]


def _texts(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise Misunderstood("The value has to be a list of texts; the filter was left out.")
    return value[:MOST_VALUES]


def _status(asked: Wanted, operator: str, value: object) -> Test:
    values = frozenset(_texts(value))
    if strange := sorted(values.difference(STATUSES)):
        asked.filter_errors.append(f"status: Nothing here ever has the status {', '.join(map(_short, strange))}.")
    return lambda each: (each.status in values) == (operator == "in")


def _ends(value: object) -> tuple[Any, Any]:
    if not isinstance(value, dict):
        raise Misunderstood("The value has to be an object with min and max; the filter was left out.")
    return value.get("min"), value.get("max")


def _closing(asked: Wanted, operator: str, value: object) -> Test:
    """A filter open at one end is applied, told back with its end, and the lack is named."""
    ends = dict(zip(("min", "max"), _ends(value), strict=True))
    for name, usual in (("min", EARLIEST), ("max", LATEST)):
        if ends[name] is None:
            asked.filter_errors.append(f"closeDateRange: {name} is not said; taken as {usual}.")
            ends[name] = usual
    least, most = (_day_or_moment(end) for end in ends.values())
    asked.filters["closeDateRange"] = {"operator": operator, "value": ends}

    def passes(each: Known) -> bool:
        if each.closes_on is None or each.closes_at is None:
            return False
        above = (each.closes_at if isinstance(least, datetime) else each.closes_on) >= least
        below = (each.closes_at if isinstance(most, datetime) else each.closes_on) <= most
        return (above and below) == (operator == "between")

    return passes


def _day_or_moment(said: object) -> date:
    if isinstance(said, str) and _MOMENT.fullmatch(said):
        try:
            return date.fromisoformat(said) if len(said) == 10 else datetime.fromisoformat(said.upper())
        except ValueError:
            pass
    raise Misunderstood("Days are written as YYYY-MM-DD, moments with their zone; the filter was left out.")


def _sums(asked: Wanted, name: str, operator: str, value: object) -> Test:
    (least, in_least), (most, in_most) = (_money(end) for end in _ends(value))
    field_name = MONEY_FILTERS[name]
    if {in_least, in_most} != {"EUR"}:
        asked.filter_errors.append(f"{name}: Sums here are in EUR; those in another currency are left out.")
        return lambda _each: False

    def passes(each: Known) -> bool:
        amount = getattr(each, field_name)
        return amount is not None and (least <= amount <= most) == (operator == "between")

    return passes


def _money(said: object) -> tuple[Decimal, str]:
    if isinstance(said, dict) and isinstance(said.get("amount"), str) and isinstance(said.get("currency"), str):
        amount = said["amount"]
        if _DECIMAL.fullmatch(amount):
            return Decimal(amount), said["currency"]
    raise Misunderstood("min and max are sums: an amount as text and a currency; the filter was left out.")


def _customs(asked: Wanted, said: object) -> None:
    if not isinstance(said, dict):
        asked.filter_errors.append("customFilters: This has to be an object; it was left out.")
        return
    for name, one in said.items():
        try:
            operator, values = _custom(name, one)
        except Misunderstood as reason:
            asked.filter_errors.append(f"customFilters.{_short(name)}: {reason}")
        else:
            asked.customs.append((name, operator in {"in", "eq"}, values))
            asked.filters.setdefault("customFilters", {})[name] = _plainly(one)


def _custom(name: str, said: object) -> tuple[str, list[str]]:
    if name not in CUSTOM_FILTERS:
        raise Misunderstood(f"There is no such filter; there are {', '.join(CUSTOM_FILTERS)}.")
    operator, value = _operation(said, "in", "notIn", "eq", "neq")
    return operator, _texts([value] if operator in {"eq", "neq"} else value)


def _sort(asked: Wanted, said: dict[str, Any]) -> None:
    by, own, order = said.get("sortBy"), said.get("customSortBy"), said.get("sortOrder")
    if by == "custom" and isinstance(own, str) and own in CUSTOM_SORTS:
        asked.sort_by, asked.custom_sort_by, asked.descending = "custom", own, False
    elif by == "custom":
        asked.sort_errors.append(f"customSortBy: {_short(own)} is not known; there is {', '.join(CUSTOM_SORTS)}.")
    elif by in SORTS_OF_OTHERS:
        asked.sort_errors.append(f"sortBy: Nothing here has {by}; sorted by lastModifiedAt.")
    elif isinstance(by, str) and by in SORTS:
        asked.sort_by, asked.descending = by, False
    else:
        asked.sort_errors.append(f"sortBy: {_short(by)} is not known; sorted by lastModifiedAt.")
    if "customSortBy" in said and (by != "custom" or not isinstance(own, str)):
        asked.sort_errors.append("customSortBy: This is a text, and only counts where sortBy is custom.")
    if order in ("asc", "desc"):
        asked.descending = order == "desc"
    elif "sortOrder" in said:
        asked.sort_errors.append(f"sortOrder: {_short(order)} is neither asc nor desc.")


def _plainly(said: Any) -> dict[str, Any]:
    """A filter that was understood, without whatever else stood in it."""
    value = said["value"]
    if isinstance(value, dict):
        sums = {end: {name: value[end][name] for name in ("amount", "currency")} for end in ("min", "max")}
        return {"operator": said["operator"], "value": sums}
    return {"operator": said["operator"], "value": value[:MOST_VALUES] if isinstance(value, list) else value}


def _short(said: object) -> str:
    """What was said, fit to be told back."""
    return repr(said)[:60] if not isinstance(said, str) else said[:60]
