"""Entries that may tell of the same measure, those that were merged, and where a merged one's address leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from savienojums.core.refusal import NotFound
from savienojums.support.models import Measure, Merge
from savienojums.support.queries.likenesses import likes_of_measure, told

if TYPE_CHECKING:
    from savienojums.support.queries.likenesses import Alike


@dataclass(frozen=True, slots=True)
class MergingTold:
    """One entry, those that may be the same, and those that were merged into it."""

    measure: Measure
    alike: list[Alike]
    merges: list[Merge]


def merging_for(measure: Measure) -> MergingTold:
    """What the page of merging shows; for those who were let to the entry."""
    merges = Merge.objects.filter(kept=measure, undone_at=None).select_related("gone__provider", "by")
    return MergingTold(measure, told(likes_of_measure(measure)), list(merges))


def merge_for(kept: Measure, public_id: str) -> Merge:
    """One merge of that entry."""
    found = Merge.objects.filter(kept=kept, public_id=public_id).select_related("kept", "gone").first()
    if found is None:
        raise NotFound
    return found


def leads_to(slug: str) -> str:
    """The address to which a merged entry's address leads; empty if it was not merged, or into nothing public."""
    for _step in range(5):
        merge = Merge.objects.filter(gone__slug=slug, undone_at=None).select_related("kept").first()
        if merge is None:
            return ""
        slug = merge.kept.slug
        if merge.kept.published_at and not merge.kept.removed_at:
            return merge.kept.get_absolute_url()
    return ""
