"""Doors of the room: the region's mark and colours, and the page of components."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import etag

from savienojums.core import palette, pieces
from savienojums.core.web import accepts, page

if TYPE_CHECKING:
    from django.http import HttpRequest

SHIPPED_MARK = Path(__file__).parent / "static" / "core" / "mark.svg"


def _build_mark(_request: HttpRequest) -> str:
    return f'"{blake2b(settings.BUILD_MARK.encode(), digest_size=8).hexdigest()}"'


@accepts("GET")
@etag(_build_mark)
def mark(_request: HttpRequest) -> HttpResponse:
    """The region's mark as a picture."""
    file = settings.REGION_MARK or SHIPPED_MARK
    return HttpResponse(file.read_bytes(), "image/svg+xml", headers={"Cache-Control": "public, max-age=3600"})


@accepts("GET")
@etag(_build_mark)
def region_colours(_request: HttpRequest) -> HttpResponse:
    """The region's colours in place of the shipped ones."""
    return HttpResponse(
        palette.style_of(settings.REGION_COLOURS),
        "text/css; charset=utf-8",
        headers={"Cache-Control": "public, max-age=3600"},
    )


@accepts("GET")
def components(request: HttpRequest) -> HttpResponse:
    """Every component with its parameters and examples; `?hidden` shows those for tests too."""
    return page(request, "core/components.html", pieces=pieces.all_pieces(), hidden="hidden" in request.GET)
