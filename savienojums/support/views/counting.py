"""What doors count: that a page was read, never by whom; handed over when the answer has gone out."""

from __future__ import annotations

import hmac
import logging
from functools import wraps
from hashlib import sha256
from time import monotonic
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from django.core.signals import request_finished
from django.db import Error
from django.dispatch import receiver

from savienojums.core.clock import local_day, now
from savienojums.core.system import SYSTEM
from savienojums.support import rules
from savienojums.support.actions.tallies import keep_tallies
from savienojums.support.counting import Buffer, Counted, band, is_robot, searched
from savienojums.support.kinds import TallyKind
from savienojums.support.queries.tallies import fit_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpResponse

    from savienojums.core.web import Request
    from savienojums.support.queries.asking import Asked

log = logging.getLogger(__name__)
WAITING = Buffer()
# Words are kept from the third asking on; until then only a code of them lies in the cache, for a month.
LEAST_SEARCHES, ASKED_WITHIN, SAME_ASKING = 3, 30 * 24 * 3600, 600


def counts_view(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Count that the page of that address word was read, also when the reader had it already."""

    @wraps(view)
    def counted(request: Request, slug: str) -> HttpResponse:
        response = view(request, slug)
        if response.status_code in {200, 304}:
            count(request, TallyKind.VIEW, slug, now())
        return response

    return counted


def count_fit(request: Request, asked: Asked, fitting: int, at: datetime) -> None:
    """Count a question what fits: the municipality, the legal form, and roughly how long the list was."""
    if (asked.place or asked.form) and not request.GET.get("page") and not request.GET.get("list"):
        count(request, TallyKind.FIT, fit_key(asked, band(fitting)), at)


def count_search(request: Request, words: str, at: datetime) -> None:
    """Count a search that found nothing, once it has been asked three times, some minutes apart."""
    plain = searched(words)
    if not plain or not _is_counted(request):
        return
    code = hmac.new(settings.SECRET_KEY.encode(), plain.encode(), sha256).hexdigest()[:32]
    times, last = cache.get(f"tally:{code}", (0, 0.0))
    moment = at.timestamp()
    if moment - last < SAME_ASKING:
        return
    cache.set(f"tally:{code}", (times + 1, moment), ASKED_WITHIN)
    if times + 1 >= LEAST_SEARCHES:
        first = LEAST_SEARCHES if times + 1 == LEAST_SEARCHES else 1
        WAITING.add(Counted(local_day(at), TallyKind.NOTHING, plain), monotonic(), first)


def count(request: Request, what: str, key: str, at: datetime) -> None:
    """Count once more, if this reader lets themselves be counted."""
    if _is_counted(request):
        WAITING.add(Counted(local_day(at), str(what), key[:160]), monotonic())


def _is_counted(request: Request) -> bool:
    """No programs, nobody who asks not to be followed, and not those who keep the document themselves."""
    said = request.headers
    if said.get("DNT") == "1" or said.get("Sec-GPC") == "1" or is_robot(said.get("User-Agent", "")):
        return False
    if said.get("Sec-Purpose", "").startswith("prefetch") or request.method == "HEAD":
        return False
    return not rules.keeps_the_document(request.person)


@receiver(request_finished, dispatch_uid="support.tallies")
def hand_over(**_named: object) -> None:
    """Keep what was counted, after the answer has gone out; what cannot be kept now waits."""
    if (taken := WAITING.due(monotonic())) is None:
        return
    try:
        keep_tallies(by=SYSTEM, counted=taken, at=now())
    except Error:
        log.warning("What was counted could not be kept; it waits.", exc_info=True)
        WAITING.put_back(taken, monotonic())
