"""What may be asked of the land as a picture: outlines of places and the layers of the map, as they were loaded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from savienojums.network.models import MapLayer, Place


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of the map: GeoJSON features in WGS 84 and whose they are."""

    features: list[dict[str, Any]] = field(default_factory=list)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Land:
    """Everything one needs to draw the map of a region."""

    outlines: dict[int, dict[str, Any]]
    layers: dict[str, Layer]
    outline_source: str

    def layer(self, kind: str) -> Layer:
        """One layer; an empty one if the region has none of the kind."""
        return self.layers.get(kind, Layer())


def land() -> Land:
    """The land as of now, two queries; large, so whoever draws it keeps the drawing and not the land."""
    outlines, sources = {}, []
    rows = Place.objects.filter(outline__isnull=False).order_by("sort_name", "pk")
    for pk, outline, source in rows.values_list("pk", "outline", "source"):
        outlines[pk] = outline
        sources.append(source)
    layers = {
        kind: Layer(features, source)
        for kind, features, source in MapLayer.objects.values_list("kind", "features", "source")
    }
    return Land(outlines, layers, "; ".join(dict.fromkeys(filter(None, sources))))
