"""Which measures of the document may be the same as one that was found or written elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from savienojums.core.marks import Kept
from savienojums.support import likeness
from savienojums.support.models import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

REASONS = {
    likeness.ADDRESS: gettext_lazy("the same web address"),
    likeness.TITLE: gettext_lazy("the same words in the name"),
    likeness.NAME: gettext_lazy("a similar name"),
    likeness.PROVIDER: gettext_lazy("the same provider"),
}


@dataclass(frozen=True, slots=True)
class Alike:
    """A measure that may be the same, and why."""

    slug: str
    name: str
    provider: str
    address: str
    reasons: list[str]
    is_sure: bool
    is_draft: bool


def _made() -> likeness.Crowd:
    rows = Measure.objects.filter(removed_at=None).values_list("slug", "name", "provider__name", "url", "source_url")
    return likeness.Crowd(
        likeness.teller(slug, name.values(), provider, [url, source]) for slug, name, provider, url, source in rows
    )


_CROWD = Kept(_made, "catalogue")


def crowd() -> likeness.Crowd:
    """All measures as they are compared; one who asks often asks for it once."""
    return _CROWD.get()


def likes_of_fields(
    fields: Mapping[str, Any], title: str, within: likeness.Crowd | None = None, most: int = 4
) -> list[likeness.Likeness]:
    """The measures that may be the same as something found."""
    titles = [title, *fields.get("name", {}).values()]
    addresses = [fields.get("url", ""), fields.get("source_url", "")]
    return (within or crowd()).like(likeness.teller("", titles, fields.get("provider", ""), addresses), most)


def likes_of_measure(measure: Measure, most: int = 8) -> list[likeness.Likeness]:
    """The measures that may be the same as this one."""
    one = likeness.teller(measure.slug, measure.name.values(), measure.provider.name, [measure.url, measure.source_url])
    return [like for like in _CROWD.get().like(one, most + 1) if like.key != measure.slug][:most]


def told(likes: Iterable[likeness.Likeness]) -> list[Alike]:
    """Likenesses in words; one query for all of them."""
    likes = list(likes)
    rows = Measure.objects.filter(slug__in=[like.key for like in likes]).select_related("provider") if likes else ()
    known = {measure.slug: measure for measure in rows}
    return [_alike(known[like.key], like) for like in likes if like.key in known]


def because(alike: Alike, like: likeness.Likeness) -> Alike:
    """The same measure with the reasons of another likeness."""
    return replace(alike, reasons=[str(REASONS[reason]) for reason in like.reasons], is_sure=like.is_sure)


def _alike(measure: Measure, like: likeness.Likeness) -> Alike:
    return Alike(
        slug=measure.slug,
        name=str(measure.name),
        provider=measure.provider.name,
        address=measure.get_absolute_url(),
        reasons=[str(REASONS[reason]) for reason in like.reasons],
        is_sure=like.is_sure,
        is_draft=measure.published_at is None,
    )
