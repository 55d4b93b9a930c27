"""Atom feeds of any room: whatever people wrote, the file can be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.utils.feedgenerator import Atom1Feed

if TYPE_CHECKING:
    from django.utils.xmlutils import SimplerXMLGenerator

# XML has no place for them; programs for offices put them where a line breaks within a title.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def without_controls(said: Any) -> Any:
    """The same text with spaces for control characters; anything else as it is."""
    return _CONTROL.sub(" ", said) if isinstance(said, str) else said


class NewsFeed(Atom1Feed):
    """An Atom feed without letters that would make the whole of it unreadable."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """One piece of news."""
        super().add_item_elements(handler, {name: without_controls(value) for name, value in item.items()})
