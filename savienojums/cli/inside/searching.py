"""Whether the search index has what it should have and was made by today's rules, and making it anew."""

from __future__ import annotations

import logging

from django.db import connections, transaction

from savienojums.cli.ground import say
from savienojums.core import search, search_rules
from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.front.rooms import SEARCHED
from savienojums.support.actions.synonyms import load_synonyms
from savienojums.support.queries.synonyms import starting_synonyms

log = logging.getLogger(__name__)


def differences() -> dict[str, tuple[int, int]]:
    """Kinds of which the index has another number than there are: (in the index, in the tables)."""
    counts = {kind.name: (search.count(kind.name), kind.expected()) for kind in SEARCHED if kind.expected}
    return {kind: both for kind, both in counts.items() if both[0] != both[1]}


def make_ready() -> None:
    """What a start of this version needs: the first synonyms, and an index made by its own rules."""
    load_synonyms(by=SYSTEM, groups=starting_synonyms(), at=now())
    if not search_rules.are_followed():
        say("The rules of search have changed; indexing everything again …")
        make_anew()


def warm_up() -> None:
    """Make the first search as quick as the second, beside everything else."""
    try:
        search.prepare()
        search.find("measure", "atbalsts")
    except Exception:  # no search is worth a site that does not start
        log.exception("The search could not be made ready beforehand.")
    finally:
        connections.close_all()


@transaction.atomic
def make_anew() -> dict[str, int]:
    """Index everything again, so that until it is done all can be found as before; how many things of each kind."""
    search.forget_all()
    for kind in SEARCHED:
        if kind.index:
            kind.index()
    search_rules.note()
    return {kind.name: search.count(kind.name) for kind in SEARCHED if kind.index}
