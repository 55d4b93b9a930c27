"""Fields that forms of meetings share: places and points on a map."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy

from savienojums.core import form_fields
from savienojums.network.queries.places import place_for

if TYPE_CHECKING:
    from savienojums.network.models import Place


class PlaceField(forms.ChoiceField):
    """A parish or town of the territory; offered with `network.queries.places.place_options`."""

    def clean(self, value: Any) -> Place | None:
        """The place itself."""
        slug = super().clean(value)
        return place_for(None, slug) if slug else None


class CoordinatesField(form_fields.CoordinatesField):
    """A point of an event; trips cross borders."""

    latitudes, longitudes = (53.0, 61.0), (19.0, 33.0)
    beyond = gettext_lazy("This point is far from Latvia. Write the north first (about 56), then the east (about 26).")

    def clean(self, value: Any) -> Any:
        """The pair of numbers; a pair of nothing where nothing was written."""
        return super().clean(value) or (None, None)


def point_in_words(lat: float | None, lon: float | None) -> str:
    """A point as the form shows it."""
    return "" if lat is None or lon is None else f"{lat}, {lon}"
