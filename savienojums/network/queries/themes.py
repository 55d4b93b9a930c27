"""What may be asked of the themes."""

from __future__ import annotations

from savienojums.core.marks import Kept
from savienojums.network.models import Theme

_THEMES: Kept[list[Theme]] = Kept(lambda: list(Theme.objects.all()), "registry")


def themes() -> list[Theme]:
    """All themes in their order; remembered until the registry changes."""
    return _THEMES.get()
