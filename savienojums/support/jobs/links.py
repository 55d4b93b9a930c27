"""Doors for time: whether the pages that the document names still answer."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from savienojums.core import fetching
from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.journal.reactions import every
from savienojums.support.actions.links import Tried, note_links
from savienojums.support.queries.links import links_to_try

# A site is asked one thing at a time, with a breath between; several sites at once.
BREATH, AT_ONCE = 1.0, 4


@every("1 day", hour=5)
def try_links() -> None:
    """Each link once a week; one that failed again the next day."""
    by_host = links_to_try(now())
    with ThreadPoolExecutor(AT_ONCE) as hands:
        tried = [each for some in hands.map(_try_host, by_host.items()) for each in some]
    note_links(by=SYSTEM, tried=tried, at=now())


def _try_host(asked: tuple[str, list[str]]) -> list[Tried]:
    host, addresses = asked
    tried = []
    for place, address in enumerate(addresses):
        if place:
            time.sleep(BREATH)
        tried.append(_try(host, address))
    return tried


def _try(host: str, address: str) -> Tried:
    try:
        return Tried(address, host, leads_to=fetching.answers(address))
    except fetching.Unfetchable as refusal:
        return Tried(address, host, error=["fetch", refusal.word, refusal.words])
