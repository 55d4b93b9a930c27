"""Fields that several forms of the registry share: what people type, brought into order or answered with a sentence."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.core.form_fields import CoordinatesField, WebAddressField
from savienojums.core.rich import contacts_in

__all__ = ["CoordinatesField", "PublicTextField", "RegistrationNumberField", "WebAddressField"]

NUMBER_LENGTH = 11


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
