"""How often somebody may do something that costs others: counted in the cache, by address or mailbox."""

from __future__ import annotations

from hashlib import blake2b
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from django.core.cache import cache

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from django.http import HttpRequest


# What a house or a telephone gets of IPv6: within it one line has as many addresses as it likes.
ONE_LINE = 64


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
    """The network address a request came from, past the proxies we trust; of IPv6 the network of one line."""
    told = str(get_adapter().get_client_ip(request))
    try:
        found = ip_address(told)
    except ValueError:
        # A socket has no address.
        return told
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(IPv6Network((int(found), ONE_LINE), strict=False))
