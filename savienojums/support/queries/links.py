"""Which links of the document ask to be tried, and which no longer answer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from savienojums.core.clock import local_day
from savienojums.core.marks import Kept
from savienojums.support.kinds import Status
from savienojums.support.models import LinkCheck, Measure, SourceItem
from savienojums.support.queries.found import told_error

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django_stubs_ext import StrOrPromise

EVERY, AGAIN = timedelta(days=7), timedelta(hours=20)
MOST_LINKS, MOST_A_HOST = 300, 25


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A link that no longer answers: since when, and what it says instead."""

    address: str
    since: date | None
    error: StrOrPromise


@dataclass(frozen=True, slots=True)
class Unseen:
    """A source that once held a measure and holds it no longer."""

    source: str
    since: date


def links_to_try(at: datetime) -> dict[str, list[str]]:
    """Addresses of living measures by their host, those not tried for longest first; bounded in all and for each host."""
    known = {each.address: each for each in LinkCheck.objects.all()}
    waiting = [address for address in _addresses() if _is_due(known.get(address), at)]
    waiting.sort(key=lambda address: (known[address].checked_at.timestamp() if address in known else 0.0, address))
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in waiting[:MOST_LINKS]:
        host = urlsplit(address).hostname or ""
        if len(by_host[host]) < MOST_A_HOST:
            by_host[host].append(address)
    return by_host


def _is_due(check: LinkCheck | None, at: datetime) -> bool:
    """Weekly; one that failed is tried again the next day."""
    return check is None or check.checked_at <= at - (AGAIN if check.strikes and not check.is_dead else EVERY)


def _addresses() -> list[str]:
    living = Measure.objects.public().exclude(status=Status.CLOSED).values_list("url", "source_url")
    return sorted({address for row in living for address in row if address})


def _dead() -> dict[str, LinkCheck]:
    return {each.address: each for each in LinkCheck.objects.dead()}


_DEAD = Kept(_dead, "catalogue")


def _unseen() -> dict[int, Unseen]:
    rows = SourceItem.objects.missed().order_by("-gone_at").values_list("measure_id", "source__name", "gone_at")
    return {measure: Unseen(source, local_day(gone_at)) for measure, source, gone_at in rows if measure and gone_at}


_UNSEEN = Kept(_unseen, "catalogue")


def unseen(measure: Measure) -> Unseen | None:
    """Since when the source it came from holds it no longer, unless somebody has looked since."""
    found = _UNSEEN.get().get(measure.pk)
    return found if found and (measure.checked_on is None or measure.checked_on < found.since) else None


def dead_links(addresses: Iterable[str]) -> list[DeadLink]:
    """Those of the addresses that no longer answer, in words."""
    dead = _DEAD.get()
    asked = [dead[address] for address in dict.fromkeys(addresses) if address in dead]
    return [DeadLink(each.address, each.failing_since, told_error(each.error)) for each in asked]
