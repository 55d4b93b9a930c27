"""What is said of an event, as its organisers fill it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from savienojums.core.form_fields import WebAddressField
from savienojums.core.form_times import TextField, spoken, unspoken
from savienojums.core.offering import offer
from savienojums.events.forms.event_times import TimesForm, times_of
from savienojums.events.forms.fields import CoordinatesField, PlaceField, point_in_words
from savienojums.events.kinds import Circle, EventKind, Mode
from savienojums.network.queries.named import organisation_named
from savienojums.network.queries.places import place_options
from savienojums.network.queries.themes import themes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from savienojums.events.models import Event
    from savienojums.events.queries.offered import Offered
    from savienojums.network.models import Organisation, Project, Theme

LANGUAGES = settings.LANGUAGES
OTHERS = 3


class EventForm(TimesForm):
    """What, when, where and by whom."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind of event"), choices=EventKind.choices)
    title_lv = forms.CharField(label=pgettext_lazy("event", "Title"), max_length=200)
    summary_lv = TextField(
        label=gettext_lazy("In one or two sentences"),
        rows=2,
        required=False,
        max_length=400,
        help_text=gettext_lazy("What people get from it; shown in lists and calendars."),
    )
    text = TextField(
        label=gettext_lazy("All the rest"),
        rows=10,
        required=False,
        max_length=20_000,
        help_text=gettext_lazy(
            "An empty line begins a new paragraph, a line that begins with - is a point of a list, **two stars** make words bold."
        ),
    )
    title_en = forms.CharField(label=gettext_lazy("Title in English"), required=False, max_length=200)
    summary_en = TextField(label=gettext_lazy("Summary in English"), rows=2, required=False, max_length=400)
    title_ru = forms.CharField(label=gettext_lazy("Title in Russian"), required=False, max_length=200)
    summary_ru = TextField(label=gettext_lazy("Summary in Russian"), rows=2, required=False, max_length=400)
    mode = forms.ChoiceField(label=gettext_lazy("How people take part"), choices=Mode.choices, widget=forms.RadioSelect)
    place = PlaceField(label=gettext_lazy("Parish or town"), required=False)
    venue = forms.CharField(
        label=gettext_lazy("House or meeting point"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("As people call it: Medumu tautas nams, the stop by the church."),
    )
    address = forms.CharField(label=gettext_lazy("Street and number"), required=False, max_length=200)
    coordinates = CoordinatesField(
        label=gettext_lazy("Point on the map"),
        required=False,
        help_text=gettext_lazy("North and east, for example 56.15, 25.75."),
    )
    online_url = WebAddressField(
        label=gettext_lazy("Address of the online meeting"),
        required=False,
        max_length=400,
        help_text=gettext_lazy("If people register, only those who did get it."),
    )
    organisers = forms.MultipleChoiceField(
        label=gettext_lazy("Organisers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    project = forms.ChoiceField(
        label=gettext_lazy("Paid by the project"),
        required=False,
        help_text=gettext_lazy("Its funder's sentence then stands on the page, on sheets and certificates."),
    )
    circle = forms.ChoiceField(label=gettext_lazy("Who sees it"), choices=Circle.choices, widget=forms.RadioSelect)
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Themes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages spoken"), required=False, choices=LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    source_url = WebAddressField(label=gettext_lazy("Where this can be read"), required=False, max_length=400)
    source_note = forms.CharField(label=gettext_lazy("Note on the source"), required=False, max_length=300)
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    WHAT = ("kind", "title_lv", "summary_lv", "text")
    SPOKEN = ("title_en", "summary_en", "title_ru", "summary_ru")
    WHEN = ("first_day", "begins", "ends", "last_day")
    WHERE = ("mode", "place", "venue", "address", "coordinates", "online_url")
    MORE = ("themes", "languages", "source_url", "source_note")

    def __init__(self, *given: Any, offered: Offered, **named: Any) -> None:
        super().__init__(*given, **named)
        self.offered = offered
        self.projects: dict[str, Project] = {each.public_id: each for each in offered.projects}
        offer(self, "place", [("", _("Not known")), *place_options()])
        offer(self, "themes", [(theme.slug, str(theme.name)) for theme in themes()])
        offer(self, "organisers", [(each.slug, each.name) for each in offered.own])
        offer(self, "project", [("", _("No project")), *((key, str(each)) for key, each in self.projects.items())])
        for number in range(1, OTHERS + 1):
            self.fields[f"other_{number}"] = forms.CharField(
                label=_("Another organiser"),
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "off"}),
            )
        if not offered.own:
            del self.fields["organisers"]

    def parts(self, names: Sequence[str]) -> list[forms.BoundField]:
        """Some of the fields."""
        return [self[name] for name in names if name in self.fields]

    @property
    def what(self) -> list[forms.BoundField]:
        """What it is."""
        return self.parts(self.WHAT)

    @property
    def other_languages(self) -> list[forms.BoundField]:
        """The same in other languages."""
        return self.parts(self.SPOKEN)

    @property
    def when(self) -> list[forms.BoundField]:
        """Day and hours."""
        return self.parts(self.WHEN)

    @property
    def where(self) -> list[forms.BoundField]:
        """Place and address."""
        return self.parts(self.WHERE)

    @property
    def own(self) -> list[forms.BoundField]:
        """Organisers one acts for, and those that stand there already."""
        return self.parts(("organisers",))

    @property
    def others(self) -> list[forms.BoundField]:
        """Further organisers, by their names."""
        return self.parts([f"other_{number}" for number in range(1, OTHERS + 1)])

    @property
    def whom(self) -> list[forms.BoundField]:
        """Who pays, and who reads."""
        return self.parts(("project", "circle"))

    @property
    def more(self) -> list[forms.BoundField]:
        """What lists are filtered by, and where it is known from."""
        return self.parts(self.MORE)

    def opens(self, fields: Sequence[forms.BoundField]) -> bool:
        """Whether a folded part has something in it."""
        return any(field.errors or field.value() for field in fields)

    @property
    def opens_languages(self) -> bool:
        """Whether something is said in other languages."""
        return self.opens(self.other_languages)

    @property
    def opens_others(self) -> bool:
        """Whether further organisers are named, or there are no others to choose."""
        return not self.offered.own or self.opens(self.others)

    @property
    def opens_more(self) -> bool:
        """Whether something in the last part is wrong; it is never needed to go on."""
        return any(field.errors for field in self.more)

    def clean_themes(self) -> list[Theme]:
        """The themes themselves, in their order."""
        return [theme for theme in themes() if theme.slug in self.cleaned_data["themes"]]

    def clean(self) -> dict[str, Any]:
        """Times in order, organisations found."""
        said = super().clean()
        said["all_organisers"] = self._organisers(said)
        return said

    def _organisers(self, said: dict[str, Any]) -> list[Organisation]:
        ticked = said.get("organisers", ())
        chosen = [each for each in self.offered.own if each.slug in ticked]
        for number in range(1, OTHERS + 1):
            name = f"other_{number}"
            if not (words := said.get(name)):
                continue
            if found := organisation_named(words):
                chosen.append(found)
            else:
                self.add_error(
                    name, _("There is no organisation of this name in the registry. Choose one from the list.")
                )
        return list(dict.fromkeys(chosen))

    def details(self) -> dict[str, Any]:
        """What was said, as acts take it."""
        said = self.cleaned_data
        plain = ("kind", "text", "mode", "circle", "place", "venue", "address", "online_url", "languages", "themes",
                 "source_url", "source_note")  # fmt: skip
        lat, lon = said["coordinates"]
        return {
            **{name: said[name] for name in plain},
            **self.times(),
            "title": spoken(said, "title"),
            "summary": spoken(said, "summary"),
            "lat": lat,
            "lon": lon,
            "project": self.projects.get(said["project"]),
            "organisers": said["all_organisers"],
        }


def initial_of(event: Event) -> dict[str, Any]:
    """An event as the form shows it."""
    plain = ("kind", "text", "mode", "circle", "venue", "address", "online_url", "languages", "source_url",
             "source_note")  # fmt: skip
    return {
        **{name: getattr(event, name) for name in plain},
        **unspoken("title", event.title),
        **unspoken("summary", event.summary),
        **times_of(event),
        "place": event.place.slug if event.place else "",
        "coordinates": point_in_words(event.lat, event.lon),
        "organisers": [each.slug for each in event.organisers.all()],
        "project": event.project.public_id if event.project else "",
        "themes": [theme.slug for theme in event.themes.all()],
    }


def initial_of_new(offered: Offered, given: Mapping[str, str]) -> dict[str, Any]:
    """An empty form with what the address asks for: the kind, the day, the organisation."""
    own = [each.slug for each in offered.own]
    asked = given.get("organisation", "")
    kind = given.get("kind", "")
    return {
        "kind": kind if kind in EventKind.values else EventKind.COMMUNITY_MEETING,
        "mode": Mode.IN_PLACE,
        "circle": Circle.EVERYONE,
        "first_day": given.get("day", ""),
        "organisers": [asked] if asked in own else own if len(own) == 1 else [],
        "languages": ["lv"],
    }
