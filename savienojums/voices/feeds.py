"""A door for news readers: new conversations and reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from savienojums.core.clock import now
from savienojums.core.marks import marks
from savienojums.core.web import Request, accepts, unchanged
from savienojums.voices import exports_news
from savienojums.voices.queries.exchange_news import news_at

if TYPE_CHECKING:
    from datetime import datetime

ATOM = "application/atom+xml; charset=utf-8"
# Conversations close with time alone; a reader's program learns of it within so many seconds.
BREATH = 300


@accepts("GET")
def voices_feed(request: Request) -> HttpResponse:
    """What is new in the section."""
    at = now()
    if same := unchanged(request, *marks("voices"), _breath(at)):
        return same
    page, own = settings.SITE_URL + reverse("voices"), settings.SITE_URL + request.get_full_path()
    return HttpResponse(exports_news.atom_of(news_at(at), page, own), content_type=ATOM)


def _breath(at: datetime) -> int:
    return int(at.timestamp()) // BREATH
