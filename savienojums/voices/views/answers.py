"""Doors of those who take part: answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.web import Request, accepts, page

if TYPE_CHECKING:
    from django.http import HttpResponse


@accepts("GET")
def conversation_answers(request: Request, slug: str) -> HttpResponse:
    """Soon."""
    del slug
    return page(request, "core/missing.html", status=404)


@accepts("GET")
def conversation_added(request: Request, slug: str) -> HttpResponse:
    """Soon."""
    del slug
    return page(request, "core/missing.html", status=404)
