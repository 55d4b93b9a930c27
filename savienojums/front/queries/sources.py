"""Where what is shown comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.network.models import Figure, MapLayer

if TYPE_CHECKING:
    from collections.abc import Iterable


def sources_of_map() -> list[str]:
    """Whose lines the map is drawn from."""
    return _parts(MapLayer.objects.order_by().values_list("source", flat=True).distinct())


def sources_of_figures() -> list[str]:
    """Whose numbers the pages of places show."""
    return list(Figure.objects.exclude(source="").order_by("source").values_list("source", flat=True).distinct())


def _parts(joined: Iterable[str]) -> list[str]:
    """Sources that stand in one text, told apart, each once."""
    parts = [part.strip() for text in joined for part in text.split(";")]
    return sorted({part for part in parts if part})
