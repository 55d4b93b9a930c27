"""Fields that read sums, days and hours as people write them."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from savienojums.core import reading

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_stubs_ext import StrOrPromise

LONGEST = 60

_SENTENCES: dict[str, StrOrPromise] = {
    "no_sum": _("This is no sum we can read. Write it like 11 000 or 11 000,50."),
    "negative": _("A sum cannot be less than nothing."),
    "too_large": _("This sum is larger than the document can hold."),
    "other_money": _("Sums stand here in euros. Write what it is in EUR, and the other currency in the notes."),
    "no_day": _("This is no day we can read. Write it like 1.3.2027. or 2027-03-01."),
    "no_such_day": _("There is no such day in the calendar."),
    "year_missing": _("Of which year? Write the year too, like 1.3.2027."),
    "year_short": _("Write the year with four digits, like 1.3.2027."),
    "other_century": _("Is this year right? The document knows days from 2000 to 2099."),
    "year_not_wanted": _("This day comes every year: write only day and month, like 1 March or 1.3."),
    "no_hour": _("This is no hour we can read. Write it like 12:00 or 23:59."),
    "midnight": _("24:00 may be understood in two ways. Write 23:59, or leave the hour empty for the whole day."),
}


class ReadField(forms.Field):
    """A line that is read by a function of `reading`; what it cannot read becomes a sentence."""

    widget = forms.TextInput
    read: Callable[[str], Any]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Short lines that the browser does not fill by itself."""
        return {"maxlength": LONGEST, "autocomplete": "off", **super().widget_attrs(widget)}

    def to_python(self, value: Any) -> Any:
        """What was written, read."""
        text = str(value or "").strip()
        if not text:
            return None
        if len(text) > LONGEST:
            raise ValidationError(_("This is longer than a line can be."))
        try:
            return self.meaning(text)
        except reading.Unreadable as unread:
            raise ValidationError(_SENTENCES[unread.word]) from None

    def meaning(self, text: str) -> Any:
        """The value of a line that is not empty."""
        return type(self).read(text)


class LinesField(forms.CharField):
    """A text of several lines; browsers end them in their own way, the document in one."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """The text with the line ends the document keeps."""
        said = super().to_python(value)
        return said.replace("\r\n", "\n").replace("\r", "\n") if isinstance(said, str) else said


class GroupedBoxes(forms.CheckboxSelectMultiple):
    """Boxes to tick in groups that open; one with a tick is open already."""

    template_name = "support/boxes.html"


class SumField(ReadField):
    """A sum in EUR."""

    read = staticmethod(reading.read_sum)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Telephones show digits."""
        return {**super().widget_attrs(widget), "inputmode": "decimal"}

    def prepare_value(self, value: Any) -> Any:
        """As people write it."""
        if isinstance(value, Decimal):
            places = 0 if value == value.to_integral_value() else 2
            return formats.number_format(value, decimal_pos=places, force_grouping=True)
        return value


class DayField(ReadField):
    """A day with its year."""

    read = staticmethod(reading.read_day)

    def prepare_value(self, value: Any) -> Any:
        """As people write it; this form can be read again in every language."""
        return f"{value.day}.{value.month}.{value.year}." if isinstance(value, date) else value


class HourField(ReadField):
    """An hour of the day."""

    read = staticmethod(reading.read_hour)

    def prepare_value(self, value: Any) -> Any:
        """As people write it."""
        return f"{value:%H:%M}" if isinstance(value, time) else value


class DaysOfYearField(ReadField):
    """Days that come every year, separated by semicolons; kept as "MM-DD"."""

    def meaning(self, text: str) -> list[str]:
        """Each day once, in the order of the year."""
        days = {reading.read_day_of_year(part) for part in text.split(";") if part.strip()}
        return [f"{month:02}-{day:02}" for month, day in sorted(days)]

    def to_python(self, value: Any) -> Any:
        """Nothing written is no day."""
        return super().to_python(value) or []

    def prepare_value(self, value: Any) -> Any:
        """As people write it."""
        return "; ".join(_day_and_month(day) for day in value) if isinstance(value, list) else value


class DayOfYearField(ReadField):
    """One day that comes every year; kept as "MM-DD", or as "MM" where only the month is known."""

    def meaning(self, text: str) -> str:
        """A month alone is kept as it is."""
        if text.isascii() and text.isdigit() and 1 <= int(text) <= 12:
            return f"{int(text):02}"
        month, day = reading.read_day_of_year(text)
        return f"{month:02}-{day:02}"

    def to_python(self, value: Any) -> Any:
        """Nothing written is no day."""
        return super().to_python(value) or ""

    def prepare_value(self, value: Any) -> Any:
        """As people write it."""
        return _day_and_month(value) if isinstance(value, str) else value


class PercentField(forms.DecimalField):
    """A share in per cent, with a comma or a point."""

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """With a comma or a point, with or without the sign."""
        return super().to_python(str(value or "").replace("%", "").replace(",", ".").strip())

    def prepare_value(self, value: Any) -> Any:
        """Without zeros at the end."""
        return formats.number_format(value.normalize()) if isinstance(value, Decimal) else value


def _day_and_month(said: str) -> str:
    kept = re.fullmatch(r"(\d\d)-(\d\d)", said)
    return f"{int(kept[2])}.{int(kept[1])}." if kept else said
