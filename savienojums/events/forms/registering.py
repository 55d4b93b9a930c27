"""How an event takes registrations: seats, deadline, seats kept for some."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from savienojums.core.clock import RIGA, end_of
from savienojums.core.form_times import DayField, HourField, moment
from savienojums.core.records import Translated
from savienojums.network.kinds import OrganisationKind

if TYPE_CHECKING:
    from datetime import date, datetime, time

    from savienojums.events.models import Event

RESERVES = 3
MOST_SEATS = 10_000


class RegisteringForm(forms.Form):
    """Seats, deadline, who has seats kept."""

    takes_registrations = forms.BooleanField(label=gettext_lazy("People register here"), required=False)
    capacity = forms.IntegerField(
        label=gettext_lazy("Seats"),
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
        help_text=gettext_lazy("Empty: there is room for everyone."),
    )
    has_waiting_list = forms.BooleanField(
        label=gettext_lazy("When all seats are taken, people may wait for one"), required=False
    )
    closes_on = DayField(label=gettext_lazy("Registration until"), required=False)
    closes_hour = HourField(
        label=gettext_lazy("Hour"), required=False, help_text=gettext_lazy("Empty: until the end of that day.")
    )
    offers_rides = forms.BooleanField(
        label=gettext_lazy("People may offer and look for a place in a car"), required=False
    )
    reserves_end_on = DayField(
        label=gettext_lazy("Seats are kept until"),
        required=False,
        help_text=gettext_lazy("The next day they are open to all. Empty: they stay kept."),
    )

    def __init__(self, *given: Any, event: Event, **named: Any) -> None:
        self.event = event
        super().__init__(*given, **named)
        for number in range(1, RESERVES + 1):
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Kept for"),
                required=False,
                max_length=80,
                help_text=_("As people read it: community groups, NGOs of Daugavpils.") if number == 1 else "",
            )
            self.fields[f"seats_{number}"] = forms.IntegerField(
                label=_("Seats kept"), required=False, min_value=1, max_value=MOST_SEATS
            )
            self.fields[f"kinds_{number}"] = forms.MultipleChoiceField(
                label=_("Kinds of organisations"),
                required=False,
                choices=OrganisationKind.choices,
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def reserve_rows(self) -> list[tuple[bool, list[forms.BoundField]]]:
        """The fields of each reserve, and whether it is one already."""
        rows = ([self[f"{name}_{number}"] for name in ("name", "seats", "kinds")] for number in range(1, RESERVES + 1))
        return [(any(field.value() or field.errors for field in row), row) for row in rows]

    def clean(self) -> dict[str, Any]:
        """Deadlines before the end, no more seats kept than there are."""
        said: dict[str, Any] = super().clean() or {}
        said["closes_at"] = self._moment(said.get("closes_on"), said.get("closes_hour"), "closes_on")
        if said.get("closes_hour") and not said.get("closes_on") and "closes_on" not in self.errors:
            self.add_error("closes_on", _("Of which day? Or leave the hour empty as well."))
        said["reserves_end_at"] = self._moment(said.get("reserves_end_on"), None, "reserves_end_on")
        said["reserves"] = self._reserves(said)
        kept = sum(each["seats"] for each in said["reserves"])
        if said.get("capacity") and kept > said["capacity"]:
            words = ngettext("%(kept)s seat is kept, but there are only %(all)s.",
                             "%(kept)s seats are kept, but there are only %(all)s.", kept)  # fmt: skip
            self.add_error("capacity", words % {"kept": kept, "all": said["capacity"]})
        if said["reserves"] and not said.get("capacity") and "capacity" not in self.errors:
            self.add_error("capacity", _("Seats can be kept only where their number is known. How many are there?"))
        return said

    def _moment(self, day: date | None, hour: time | None, name: str) -> datetime | None:
        """The end of that day, or that hour of it; not behind the end of the event."""
        if not day:
            return None
        last = self.event.ends_at.astimezone(RIGA)
        if day > last.date() or (hour and day == last.date() and hour > last.time()):
            self.add_error(name, _("This is after the end of the event."))
            return None
        try:
            at = moment(day, hour) if hour else end_of(day).replace(second=0)
        except ValidationError as wrong:
            self.add_error(name, wrong)
            return None
        return min(at, last)

    def _reserves(self, said: dict[str, Any]) -> list[dict[str, Any]]:
        reserves = []
        for number in range(1, RESERVES + 1):
            name, seats, kinds = (said.get(f"{part}_{number}") for part in ("name", "seats", "kinds"))
            if not (name or seats or kinds):
                continue
            if not name:
                self.add_error(f"name_{number}", _("Say for whom these seats are kept."))
            if not seats and f"seats_{number}" not in self.errors:
                self.add_error(f"seats_{number}", _("How many seats are kept?"))
            if not kinds:
                self.add_error(f"kinds_{number}", _("Choose at least one kind: only they get these seats."))
            words = _reserve_words(self.event, number, name or "")
            reserves.append({"name": words, "kinds": kinds or [], "seats": seats or 0})
        return reserves

    def details(self) -> dict[str, Any]:
        """What was said, as the act takes it."""
        said = self.cleaned_data
        plain = ("takes_registrations", "capacity", "has_waiting_list", "offers_rides", "reserves_end_at",
                 "reserves")  # fmt: skip
        return {**{name: said[name] for name in plain}, "registration_closes_at": said["closes_at"]}


def registering_of(event: Event) -> dict[str, Any]:
    """How an event takes registrations, as the form shows it."""
    closes = event.registration_closes_at and event.registration_closes_at.astimezone(RIGA)
    ends = event.reserves_end_at and event.reserves_end_at.astimezone(RIGA)
    plain = ("takes_registrations", "capacity", "has_waiting_list", "offers_rides")
    start: dict[str, Any] = {
        **{name: getattr(event, name) for name in plain},
        "closes_on": closes and closes.date(),
        "closes_hour": closes.time() if closes and (closes.hour, closes.minute) != (23, 59) else None,
        "reserves_end_on": ends and ends.date(),
    }
    for number, reserve in enumerate(event.reserves.all()[:RESERVES], 1):
        start |= {
            f"name_{number}": str(reserve.name),
            f"seats_{number}": reserve.seats,
            f"kinds_{number}": reserve.kinds,
        }
    return start


def _reserve_words(event: Event, number: int, name: str) -> Translated:
    """The name in the language of the form; what stands there in other languages stays while it is the same."""
    standing = list(event.reserves.all()[:RESERVES])
    if number <= len(standing) and str(standing[number - 1].name) == name:
        return Translated(standing[number - 1].name)
    return Translated({(get_language() or "lv")[:2]: name})
