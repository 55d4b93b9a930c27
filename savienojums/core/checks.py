"""What is looked at before the program starts: the region's colours and mark."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 - Django's own word

from savienojums.core import palette


@register
def region_colours(**_options: Any) -> list[CheckMessage]:
    """The region's colours can be understood (else no start) and read (else a warning)."""
    found: list[CheckMessage] = []
    for sentence in palette.faults(settings.REGION_COLOURS):
        kind = Warning if "contrast" in sentence else Error
        found.append(kind(f"REGION_COLOURS: {sentence}", id="core.E001" if kind is Error else "core.W001"))
    return found


@register
def region_mark(**_options: Any) -> list[CheckMessage]:
    """The region's mark is a file that is there."""
    if settings.REGION_MARK and not settings.REGION_MARK.is_file():
        return [Error(f"REGION_MARK: there is no file {settings.REGION_MARK}.", id="core.E002")]
    return []
