"""Fields that several forms of the registry share: what people type, brought into order or answered with a sentence."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.core.rich import contacts_in

NUMBER_LENGTH = 11
# Latvia with its neighbourhood: a swapped pair falls out of it.
LATITUDES, LONGITUDES = (55.0, 58.5), (20.5, 28.5)
_COORDINATE = re.compile(r"-?\d{1,3}(?:[.,]\d+)?")


class RegistrationNumberField(forms.CharField):
    """Eleven digits, however they were grouped."""

    def clean(self, value: Any) -> str:
        """The digits alone; anything else is asked for again."""
        number = re.sub(r"^LV|[\s.–-]", "", super().clean(value))
        if number and not (number.isascii() and number.isdigit() and len(number) == NUMBER_LENGTH):
            raise ValidationError(
                _("A registration number has 11 digits, for example 40008012345. Leave it empty if there is none.")
            )
        return number


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


class PublicTextField(forms.CharField):
    """A text everyone reads: of so many words at most, without private addresses and telephone numbers."""

    def __init__(self, *, most_words: int, rows: int = 0, **options: Any) -> None:
        self.most_words = most_words
        if rows:
            options["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        """The text, if it is short enough and tells nothing private."""
        text = str(super().clean(value)).replace("\r\n", "\n")
        count = len(text.split())
        if count > self.most_words:
            raise ValidationError(
                _("This text has %(count)s words; at most %(most)s fit here. Please shorten it.")
                % {"count": count, "most": self.most_words}
            )
        if found := contacts_in(text):
            raise ValidationError(
                ngettext(
                    "Please leave out %(contacts)s: people write to you through the form on your page.",
                    "Please leave out these: %(contacts)s. People write to you through the form on your page.",
                    len(found),
                )
                % {"contacts": ", ".join(found)}
            )
        return text


class CoordinatesField(forms.CharField):
    """Two numbers as a map shows them: north first, then east."""

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
        if not (LATITUDES[0] <= lat <= LATITUDES[1] and LONGITUDES[0] <= lon <= LONGITUDES[1]):
            raise ValidationError(
                _("This point is not in Latvia. Write the north first (about 56), then the east (about 26).")
            )
        return lat, lon
