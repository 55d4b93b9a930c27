"""What was found in a source onto the shelf of found things: new ones, changed ones, those no longer there."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from savienojums.core.marks import raise_mark
from savienojums.support.kinds import ItemFate
from savienojums.support.models import SourceItem
from savienojums.support.queries.found import changed_between
from savienojums.support.sources import digest_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from savienojums.support.models import Source
    from savienojums.support.sources import Found

AT_ONCE = 500
SEEN = ["last_seen_at", "gone_at", "fate"]
SAID = [*SEEN, "title", "address", "raw", "digest", "fields", "unread", "differs_at"]


def keep_found(source: Source, found: Sequence[Found], *, complete: bool, at: datetime) -> dict[str, int]:
    """Lay what was found beside what was found before; how much of it is new, changed, the same or gone.

    Nothing is ever lost: what is no longer there stays with the day on which it was missed.
    """
    known = {item.source_key: item for item in source.items.select_for_update()}
    counts, new, changed, same = Counter[str](), list[SourceItem](), list[SourceItem](), list[SourceItem]()
    seen = set[str]()
    for each in found:
        if each.key in seen:
            continue
        seen.add(each.key)
        item, digest = known.get(each.key), digest_of(each)
        if item is None:
            new.append(_said(SourceItem(source=source, source_key=each.key, first_seen_at=at), each, digest, at))
        elif item.digest == digest:
            same.append(_seen(item, at))
        else:
            changed.append(_said(item, each, digest, at))
    SourceItem.objects.bulk_create(new, batch_size=AT_ONCE)
    _keep(changed, SAID)
    _keep(same, SEEN)
    counts |= {"new": len(new), "changed": len(changed), "same": len(same)}
    if complete:
        counts["gone"] = _miss([item for key, item in known.items() if key not in seen], at)
    _tell(*new, *changed, *same)
    return {name: count for name, count in counts.items() if count}


def see_all(source: Source, at: datetime) -> int:
    """Nothing has changed: everything that was there is there."""
    return source.items.filter(gone_at=None).update(last_seen_at=at)


def miss_all(source: Source, at: datetime) -> int:
    """The source itself is gone, and everything with it."""
    return _miss(list(source.items.select_for_update()), at)


def _miss(items: Sequence[SourceItem], at: datetime) -> int:
    missed = [item for item in items if item.gone_at is None]
    for item in missed:
        item.gone_at = at
        if item.fate == ItemFate.WAITING:
            item.fate = ItemFate.GONE
    _keep(missed, SEEN)
    _tell(*missed)
    return len(missed)


def _tell(*items: SourceItem) -> None:
    """Pages of measures say whether their source still holds them."""
    raise_mark("found", *(["catalogue"] if any(item.measure_id for item in items) else []))


def _seen(item: SourceItem, at: datetime) -> SourceItem:
    item.last_seen_at, item.gone_at = at, None
    if item.fate == ItemFate.GONE:
        item.fate = ItemFate.WAITING
    return item


def _said(item: SourceItem, found: Found, digest: str, at: datetime) -> SourceItem:
    """What the source says now; the desk is told if an editor has decided by other words."""
    _seen(item, at)
    item.title, item.address, item.raw = found.title[:300], found.address, found.raw
    item.fields, item.unread, item.digest = dict(found.fields), dict(found.unread), digest
    decided = item.fate in {ItemFate.TAKEN, ItemFate.DUPLICATE}
    if decided and changed_between(item.settled, item.fields):
        item.differs_at = item.differs_at or at
    else:
        item.differs_at = None
    return item


def _keep(items: Sequence[SourceItem], fields: list[str]) -> None:
    SourceItem.objects.bulk_update(items, fields, batch_size=AT_ONCE)
