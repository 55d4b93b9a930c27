"""Bytes out of the section's news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from savienojums.core.calendars import host
from savienojums.core.news_feed import NewsFeed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from savienojums.voices.queries.exchange_news import News


def atom_of(items: Iterable[News], page: str, own: str) -> bytes:
    """An Atom feed of conversations that opened and of reports."""
    feed = NewsFeed(
        title=_("Voices · %(region)s") % {"region": settings.REGION_NAME},
        link=page,
        description=None,
        subtitle=_("New conversations and reports"),
        language=get_language() or "lv",
        author_name=settings.NETWORK_NAME,
        feed_url=own,
        feed_guid=own,
    )
    for item in items:
        feed.add_item(
            title=item.title,
            link=settings.SITE_URL + item.conversation.get_absolute_url(),
            description=format_html("<p>{}</p>", item.sentence),
            unique_id=f"tag:{host()},2026:voices/{item.key}",
            pubdate=item.at,
            updateddate=item.at,
        )
    return feed.writeString("utf-8").encode()
