"""The time and place for which somebody asks what else is on; the same names as the form of an event."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.clock import RIGA, end_of, start_of
from savienojums.core.form_times import DayField, HourField
from savienojums.core.offering import offer
from savienojums.events.queries.clashes import About
from savienojums.network.queries.places import atlas, place_options

if TYPE_CHECKING:
    from savienojums.network.queries.places import Territory

USUALLY = timedelta(hours=3)


class ClashForm(forms.Form):
    """When and where; what is not filled in yet is simply not known."""

    first_day = DayField(label=gettext_lazy("Day"))
    begins = HourField(label=gettext_lazy("Begins"), required=False)
    ends = HourField(label=gettext_lazy("Ends"), required=False)
    last_day = DayField(label=gettext_lazy("Last day"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("Parish or town"), required=False)

    use_required_attribute = False

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        offer(self, "place", [("", _("Not known")), *place_options()])

    def span(self) -> tuple[datetime, datetime]:
        """The time that was asked about; without hours the whole day."""
        said = self.cleaned_data
        first, begins, ends = said["first_day"], said.get("begins"), said.get("ends")
        last = max(first, said.get("last_day") or first)
        if begins is None:
            return start_of(first), end_of(last) + timedelta(seconds=1)
        starts_at = datetime.combine(first, begins, tzinfo=RIGA)
        ends_at = datetime.combine(last, ends or time(23, 59), tzinfo=RIGA) if ends or last > first else None
        if ends_at is None or ends_at <= starts_at:
            ends_at = starts_at + USUALLY
        return starts_at, ends_at

    def place_asked(self) -> Territory | None:
        """The place, if one was chosen."""
        return atlas().by_slug.get(self.cleaned_data.get("place") or "")

    def about(self) -> About:
        """What else the form of an event says already."""
        data: Any = self.data
        get_all = getattr(data, "getlist", lambda name: data.get(name, []))
        return About(
            kind=str(data.get("kind", ""))[:20],
            venue=str(data.get("venue", ""))[:200],
            organisers=frozenset(get_all("organisers")[:30]),
            themes=frozenset(get_all("themes")[:30]),
        )
