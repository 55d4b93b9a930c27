"""How often somebody may do something that costs others: counted in the cache, by address or mailbox."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from django.core.cache import cache

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from django.http import HttpRequest


def within_limit(what: str, who: str, *, most: int, within: timedelta, at: datetime) -> bool:
    """Count one more try of theirs; whether it is still among the first `most` of the time."""
    # A digest: addresses of people do not lie in the cache.
    key = f"limit:{what}:{blake2b(who.encode(), digest_size=12).hexdigest()}"
    tries = [then for then in cache.get(key, []) if at.timestamp() - then < within.total_seconds()]
    if len(tries) >= most:
        return False
    cache.set(key, [*tries, at.timestamp()], within.total_seconds())
    return True


def address_of(request: HttpRequest) -> str:
    """The network address a request came from, past the proxies we trust."""
    return str(get_adapter().get_client_ip(request))
