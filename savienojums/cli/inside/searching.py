"""Whether the search index has what it should have, and making it anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core import search
from savienojums.network.models import Organisation
from savienojums.network.queries.organisations import search_row
from savienojums.support.actions.indexing import index_measures
from savienojums.support.models import Measure

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS_AT_ONCE = 500


def _index_organisations() -> None:
    organisations = Organisation.objects.order_by("pk").prefetch_related("themes").iterator(ROWS_AT_ONCE)
    search.index("organisation", map(search_row, organisations))


def _index_measures() -> None:
    index_measures(Measure.objects.public().order_by("pk").values_list("pk", flat=True))


# For each kind of thing: how many there should be in the index, and how they come there.
KINDS: dict[str, tuple[Callable[[], int], Callable[[], None]]] = {
    "organisation": (Organisation.objects.count, _index_organisations),
    "measure": (lambda: Measure.objects.public().count(), _index_measures),
}


def differences() -> dict[str, tuple[int, int]]:
    """Kinds of which the index has another number than there are: (in the index, in the tables)."""
    counts = {kind: (search.count(kind), expected()) for kind, (expected, _) in KINDS.items()}
    return {kind: both for kind, both in counts.items() if both[0] != both[1]}


def make_anew() -> None:
    """Index everything again."""
    for kind, (_, index) in KINDS.items():
        search.clear(kind)
        index()
