"""Words for templates that show the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from django.template import Context
    from django.utils.safestring import SafeString

    from savienojums.events.queries.listing import Listing

register = template.Library()


@register.simple_tag(takes_context=True)
def calendar_body(context: Context, listing: Listing, body: str) -> SafeString:
    """The month or the list itself; written once for each listing, and a listing is one for all who see the same."""
    if body not in listing.written:
        words: dict[str, Any] = context.flatten()  # type: ignore[assignment]  # names of words are words
        listing.written[body] = render_to_string(body, words)
    return listing.written[body]
