"""Fields that forms of several rooms share: web addresses and points on a map, as people write them."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_COORDINATE = re.compile(r"-?\d{1,3}(?:[.,]\d+)?")


class WebAddressField(forms.CharField):
    """A web address, with https:// added where people leave it out."""

    def clean(self, value: Any) -> str:
        """The whole address."""
        address = str(super().clean(value))
        if not address:
            return ""
        if "://" not in address:
            address = f"https://{address}"
        try:
            URLValidator(schemes=["http", "https"])(address)
        except ValidationError:
            raise ValidationError(
                _("This is not a web address. Write it as it stands in the browser, for example www.selija.com.")
            ) from None
        return address


class CoordinatesField(forms.CharField):
    """Two numbers as a map shows them: north first, then east."""

    # Latvia with its neighbourhood: a swapped pair falls out of it.
    latitudes, longitudes = (55.0, 58.5), (20.5, 28.5)
    beyond = gettext_lazy("This point is not in Latvia. Write the north first (about 56), then the east (about 26).")

    def clean(self, value: Any) -> Any:
        """The pair of numbers, or nothing."""
        text = super().clean(value)
        if not text:
            return None
        separator = ";" if ";" in text else ("," if text.count(",") == 1 and "." in text else None)
        parts = [part.strip(" ,°NEnZA") for part in text.split(separator)] if separator else _COORDINATE.findall(text)
        try:
            lat, lon = (float(part.replace(",", ".")) for part in parts)
        except ValueError:
            raise ValidationError(
                _("Write two numbers as a map shows them, for example 56.15, 25.75. Leave it empty if you do not know.")
            ) from None
        north, east = self.latitudes, self.longitudes
        if not (north[0] <= lat <= north[1] and east[0] <= lon <= east[1]):
            raise ValidationError(self.beyond)
        return lat, lon
