"""Whether the search index has what it should have and was made by today's rules, and making it anew."""

from __future__ import annotations

from django.db import transaction

from savienojums.core import search, search_rules
from savienojums.front.rooms import SEARCHED


def differences() -> dict[str, tuple[int, int]]:
    """Kinds of which the index has another number than there are: (in the index, in the tables)."""
    counts = {kind.name: (search.count(kind.name), kind.expected()) for kind in SEARCHED if kind.expected}
    return {kind: both for kind, both in counts.items() if both[0] != both[1]}


@transaction.atomic
def make_anew() -> dict[str, int]:
    """Index everything again, so that until it is done all can be found as before; how many things of each kind."""
    search.forget_all()
    for kind in SEARCHED:
        if kind.index:
            kind.index()
    search_rules.note()
    return {kind.name: search.count(kind.name) for kind in SEARCHED if kind.index}
