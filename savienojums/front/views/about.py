"""Doors to the pages about the site itself: sources, licence, privacy, contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from savienojums.core.web import Request, accepts, page
from savienojums.front.queries.sources import sources_of_figures, sources_of_map

if TYPE_CHECKING:
    from django.http import HttpResponse


@accepts("GET")
def sources(request: Request) -> HttpResponse:
    """Where maps, figures, letters and knowledge come from."""
    return page(request, "front/sources.html", map_sources=sources_of_map(), figure_sources=sources_of_figures())


@accepts("GET")
def licence(request: Request) -> HttpResponse:
    """Under which terms the program and what is published here may be used."""
    return page(request, "front/licence.html")


@accepts("GET")
def privacy(request: Request) -> HttpResponse:
    """What is kept of people, for how long, and what they may ask for."""
    return page(request, "front/privacy.html")


@accepts("GET")
def contact(request: Request) -> HttpResponse:
    """How to reach those who run the network."""
    return page(request, "front/contact.html", mailbox=settings.CONTACT_EMAIL)
