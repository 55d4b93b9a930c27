"""Fields that forms of meetings share: days, hours, places, organisations, what people read, points on a map."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core import form_fields
from savienojums.core.clock import RIGA
from savienojums.core.form_fields import WebAddressField
from savienojums.core.records import in_languages
from savienojums.network.queries.places import place_for
from savienojums.support import reading

if TYPE_CHECKING:
    from savienojums.core.records import Translated
    from savienojums.network.models import Place

__all__ = [
    "CoordinatesField", "DayField", "DayInput", "HourField", "HourInput", "PlaceField", "TextField", "WebAddressField",
    "moment", "point_in_words", "spoken", "unspoken",
]  # fmt: skip
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
