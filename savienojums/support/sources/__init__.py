"""Readers of what is announced elsewhere: bytes in, things found out; no Django, no network, no clock."""

from savienojums.support.sources.feeds import read_feed
from savienojums.support.sources.found import LONGEST_RAW, MOST_FOUND, Found, Unreadable, digest_of
from savienojums.support.sources.grants import GrantsPage, read_grants
from savienojums.support.sources.pages import read_page
from savienojums.support.sources.tables import FIELDS, Guide, ReadRow, mapping_of, read_rows

__all__ = [
    "FIELDS",
    "LONGEST_RAW",
    "MOST_FOUND",
    "Found",
    "GrantsPage",
    "Guide",
    "ReadRow",
    "Unreadable",
    "digest_of",
    "mapping_of",
    "read_feed",
    "read_grants",
    "read_page",
    "read_rows",
]
