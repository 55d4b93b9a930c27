"""Fields that forms of several rooms share: days and hours as people write them, longer texts, words in languages."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from savienojums.core import reading
from savienojums.core.clock import RIGA
from savienojums.core.records import in_languages

if TYPE_CHECKING:
    from savienojums.core.records import Translated

LONGEST = 60


class DayInput(forms.DateInput):
    """The browser's own way to choose a day; where it has none, a line that reads what people write."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class HourInput(forms.TimeInput):
    """The browser's own way to choose an hour."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DayField(forms.Field):
    """A day with its year, from the browser's calendar or as people write it: "14.12.2026."."""

    widget = DayInput

    def to_python(self, value: Any) -> date | None:
        """The day, if it can be read."""
        text = str(value or "").strip()
        if isinstance(value, date) or not text:
            return value or None
        try:
            return reading.read_day(text[:LONGEST])
        except reading.Unreadable:
            raise ValidationError(_("This is no day we can read. Write it like 14.12.2026.")) from None


class HourField(forms.Field):
    """An hour of the day, from the browser's clock or as people write it: "14:00"."""

    widget = HourInput

    def to_python(self, value: Any) -> time | None:
        """The hour, if it can be read."""
        text = str(value or "").strip()
        if isinstance(value, time) or not text:
            return value if isinstance(value, time) else None
        try:
            return reading.read_hour(text[:LONGEST])
        except reading.Unreadable:
            raise ValidationError(_("This is no hour we can read. Write it like 14:00.")) from None


class TextField(forms.CharField):
    """A text of several lines; browsers end them in their own way, we in one."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        options["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """The text with our line ends."""
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


def moment(day: date, hour: time) -> datetime:
    """That hour of that day in Riga; an hour that the spring leaves out is answered with a sentence."""
    at = datetime.combine(day, hour, tzinfo=RIGA)
    if at != datetime.fromtimestamp(at.timestamp(), tz=RIGA).replace(fold=at.fold):
        raise ValidationError(_("There is no such hour that night: the clocks go forward from 3:00 to 4:00."))
    return at


def spoken(said: dict[str, Any], name: str) -> Translated:
    """The words of one field in all languages: title_lv, title_en, title_ru."""
    return in_languages({code: said.get(f"{name}_{code}") or "" for code, _language in settings.LANGUAGES})


def unspoken(name: str, words: dict[str, str]) -> dict[str, str]:
    """The same the other way round, as a form shows it."""
    return {f"{name}_{code}": words.get(code, "") for code, _language in settings.LANGUAGES}
