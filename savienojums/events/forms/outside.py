"""What a coordinator says of somebody else's calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.fetching import checked
from savienojums.core.form_fields import WebAddressField
from savienojums.core.offering import offer
from savienojums.core.refusal import Refused
from savienojums.events.forms.fields import PlaceField
from savienojums.network.queries.organisations import Filter, entries_for, organisation_for
from savienojums.network.queries.places import place_options

if TYPE_CHECKING:
    from savienojums.events.models import OutsideCalendar
    from savienojums.network.models import Organisation


class OutsideCalendarForm(forms.Form):
    """Whose calendar, where it lies, and what may be done with it."""

    name = forms.CharField(
        label=gettext_lazy("What it is called here"),
        max_length=120,
        help_text=gettext_lazy("So it is marked beside each of its events: “Events of Jēkabpils municipality”."),
    )
    address = forms.CharField(
        label=gettext_lazy("Address of the calendar file"),
        max_length=500,
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy(
            "It usually ends in .ics and stands behind words such as “Subscribe”, “iCal” or “webcal”."
        ),
    )
    page = WebAddressField(
        label=gettext_lazy("Page where people read it"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Events that name no page of their own lead there."),
    )
    organisation = forms.ChoiceField(label=gettext_lazy("Whose it is"), required=False)
    place = PlaceField(
        label=gettext_lazy("Where its events are"),
        required=False,
        help_text=gettext_lazy("So they are found when somebody looks for events of this place."),
    )
    licence = forms.CharField(
        label=gettext_lazy("Licence"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Under which terms we may show it, if that is said anywhere."),
    )

    use_required_attribute = False

    def __init__(self, *given: Any, calendar: OutsideCalendar | None = None, **named: Any) -> None:
        if calendar is not None:
            named["initial"] = {name: getattr(calendar, name) for name in ("name", "address", "page", "licence")}
            named["initial"]["organisation"] = calendar.organisation.slug if calendar.organisation else ""
            named["initial"]["place"] = calendar.place.slug if calendar.place else ""
        super().__init__(*given, **named)
        hosts = [(entry.slug, entry.name) for entry in entries_for(None, Filter())]
        if calendar and calendar.organisation and calendar.organisation.slug not in dict(hosts):
            hosts.append((calendar.organisation.slug, calendar.organisation.name))
        offer(self, "organisation", [("", _("not in the registry")), *hosts])
        offer(self, "place", [("", _("Not known")), *place_options()])

    def clean_address(self) -> str:
        """The address, if a public file can lie there; what telephones call webcal is fetched like a page."""
        said = str(self.cleaned_data["address"]).strip()
        scheme, _colon, rest = said.partition("://")
        address = f"https://{rest or scheme}" if scheme.lower() in {"webcal", "webcals"} or not rest else said
        try:
            checked(address)
        except Refused as refusal:
            raise ValidationError(str(refusal.sentence)) from None
        return address

    def clean_organisation(self) -> Organisation | None:
        """The organisation itself."""
        slug = self.cleaned_data["organisation"]
        return organisation_for(None, slug) if slug else None

    def details(self) -> dict[str, Any]:
        """What was said, as acts take it."""
        return dict(self.cleaned_data)
