"""When an event takes place, as far as it is known."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.clock import RIGA, end_of, start_of
from savienojums.core.form_times import DayField, HourField, moment

if TYPE_CHECKING:
    from datetime import date

    from savienojums.events.models import Event

LONGEST_EVENT = timedelta(days=31)
# Where only the beginning is announced, calendars need an end; it is not shown.
USUALLY = timedelta(hours=3)


class TimesForm(forms.Form):
    """Day and hours; what is not known stays empty."""

    first_day = DayField(label=gettext_lazy("Day"))
    begins = HourField(
        label=gettext_lazy("From"),
        required=False,
        help_text=gettext_lazy("Time in Latvia. Empty: only the day is known."),
    )
    ends = HourField(
        label=gettext_lazy("Until"), required=False, help_text=gettext_lazy("Empty: only the beginning is announced.")
    )
    last_day = DayField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Only if it goes on for several days or past midnight."),
    )

    def clean(self) -> dict[str, Any]:
        """Times in order."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("first_day"):
            self._read_times(said)
        return said

    def _read_times(self, said: dict[str, Any]) -> None:
        first, last = said["first_day"], said.get("last_day") or said["first_day"]
        begins, ends = said.get("begins"), said.get("ends")
        if last < first:
            self.add_error("last_day", _("The last day is before the first one."))
        elif last - first > LONGEST_EVENT:
            self.add_error("last_day", _("An event lasts a month at most. Make a series of several meetings."))
        elif ends and not begins:
            if "begins" not in self.errors:
                self.add_error("begins", _("When does it begin? Or leave both hours empty."))
        elif begins and "ends" not in self.errors:
            self._read_hours(said, (first, last), (begins, ends))
        else:
            said["starts_at"], said["ends_at"] = start_of(first), _last_minute(last)

    def _read_hours(self, said: dict[str, Any], days: tuple[date, date], hours: tuple[time, time | None]) -> None:
        name, last_minute = "begins", _last_minute(days[1])
        try:
            starts_at = moment(days[0], hours[0])
            name = "ends"
            ends_at = moment(days[1], hours[1]) if hours[1] else min(starts_at + USUALLY, last_minute)
        except ValidationError as wrong:
            self.add_error(name, wrong)
            return
        if not hours[1] and (days[1] > days[0] or ends_at <= starts_at):
            ends_at = max(last_minute, starts_at + timedelta(minutes=1))
        if ends_at <= starts_at:
            self.add_error("ends", _("The end is before the beginning. If it goes on past midnight, say the last day."))
        said["starts_at"], said["ends_at"] = starts_at, ends_at

    def times(self) -> dict[str, Any]:
        """What was said of the time, as acts take it."""
        said = self.cleaned_data
        return {
            "starts_at": said["starts_at"],
            "ends_at": said["ends_at"],
            "hours_known": said["begins"] is not None,
            "end_known": said["begins"] is None or said["ends"] is not None,
        }


def times_of(event: Event) -> dict[str, Any]:
    """The time of an event as the form shows it."""
    starts, ends = event.starts_at.astimezone(RIGA), event.ends_at.astimezone(RIGA)
    return {
        "first_day": starts.date(),
        "begins": starts.time() if event.hours_known else None,
        "ends": ends.time() if event.hours_known and event.end_known else None,
        "last_day": ends.date() if ends.date() != starts.date() else None,
    }


def _last_minute(day: date) -> datetime:
    return end_of(day).replace(second=0)
