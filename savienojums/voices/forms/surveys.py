"""What is said of a survey, as those who run it fill it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from savienojums.core.clock import RIGA, end_of, start_of
from savienojums.core.form_times import DayField, HourField, TextField, moment, spoken, unspoken
from savienojums.core.offering import offer
from savienojums.network.queries.organisations import organisations_of
from savienojums.network.rules import coordinates
from savienojums.voices.kinds import ResultsShown
from savienojums.voices.survey_templates import STARTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.network.models import Organisation
    from savienojums.voices.models import Survey

WORDS = ("title", "intro", "thanks", "conclusions")
SMALLEST, LARGEST_SMALL = 5, 50
RESULTS = [
    (ResultsShown.LIVE.value, ResultsShown.LIVE.label),
    (ResultsShown.AFTER_ANSWERING.value, ResultsShown.AFTER_ANSWERING.label),
    (ResultsShown.AT_END.value, pgettext_lazy("survey", "When it has closed")),
]


class SurveyForm(forms.Form):
    """What it is called, who asks, when it is open, what is shown of it."""

    start = forms.ChoiceField(
        label=pgettext_lazy("survey", "Begin with"),
        required=False,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("The questions can all be changed afterwards."),
    )
    title_lv = forms.CharField(label=pgettext_lazy("survey", "Title"), max_length=200)
    intro_lv = TextField(
        label=gettext_lazy("What it is for"),
        rows=5,
        required=False,
        max_length=4000,
        help_text=gettext_lazy("Why you ask, and what will be done with the answers, by whom and by when."),
    )
    thanks_lv = TextField(
        label=gettext_lazy("Thanks after sending"),
        rows=3,
        required=False,
        max_length=2000,
        help_text=gettext_lazy("Empty: “Thank you! Your answers have arrived.”"),
    )
    title_en = forms.CharField(label=gettext_lazy("Title in English"), required=False, max_length=200)
    intro_en = TextField(label=gettext_lazy("What it is for, in English"), rows=3, required=False, max_length=4000)
    thanks_en = TextField(label=gettext_lazy("Thanks in English"), rows=2, required=False, max_length=2000)
    title_ru = forms.CharField(label=gettext_lazy("Title in Russian"), required=False, max_length=200)
    intro_ru = TextField(label=gettext_lazy("What it is for, in Russian"), rows=3, required=False, max_length=4000)
    thanks_ru = TextField(label=gettext_lazy("Thanks in Russian"), rows=2, required=False, max_length=2000)
    organisation = forms.ChoiceField(label=gettext_lazy("Who asks"), required=False)
    opens_day = DayField(
        label=pgettext_lazy("survey", "Opens on"),
        required=False,
        help_text=gettext_lazy("Empty: as soon as it is published."),
    )
    opens_hour = HourField(label=pgettext_lazy("survey", "at"), required=False)
    closes_day = DayField(
        label=pgettext_lazy("survey", "Closes on"),
        required=False,
        help_text=gettext_lazy("The last day counts. Empty: until you close it."),
    )
    closes_hour = HourField(label=pgettext_lazy("survey", "at"), required=False)
    results_shown = forms.ChoiceField(
        label=gettext_lazy("When readers see the results"), choices=RESULTS, widget=forms.RadioSelect
    )
    smallest_group = forms.IntegerField(
        label=gettext_lazy("Smallest group that is shown, in people"),
        min_value=SMALLEST,
        max_value=LARGEST_SMALL,
        help_text=gettext_lazy("In a small place choose a larger number, so that nobody is recognised."),
    )
    asks_place = forms.BooleanField(label=gettext_lazy("Ask where people live (voluntary)"), required=False)
    asks_age = forms.BooleanField(label=gettext_lazy("Ask how old people are (voluntary)"), required=False)
    is_listed = forms.BooleanField(
        label=gettext_lazy("Show it in the lists"),
        required=False,
        help_text=pgettext_lazy("survey", "Without this only those who have the address find it."),
    )
    conclusions_lv = TextField(
        label=gettext_lazy("What you make of the answers"),
        rows=5,
        required=False,
        max_length=8000,
        help_text=gettext_lazy("Stands above the results: what was learned, what will be done, by when."),
    )
    conclusions_en = TextField(label=gettext_lazy("The same in English"), rows=3, required=False, max_length=8000)
    conclusions_ru = TextField(label=gettext_lazy("The same in Russian"), rows=3, required=False, max_length=8000)

    use_required_attribute = False

    def __init__(self, *given: Any, person: Person, survey: Survey | None = None, **named: Any) -> None:
        super().__init__(*given, **named)
        self.own: list[Organisation] = list(organisations_of(person))
        if survey is not None and survey.organisation and survey.organisation not in self.own:
            self.own.append(survey.organisation)
        nobody = [("", settings.NETWORK_NAME)] if coordinates(person) else []
        offer(self, "organisation", [*nobody, *((each.slug, each.name) for each in self.own)])
        if survey is None:
            for name in ("conclusions_lv", "conclusions_en", "conclusions_ru"):
                del self.fields[name]
            starts = [(key, str(title)) for key, title in STARTS.items()]
            offer(self, "start", [("", _("No questions yet; I write my own")), *starts])
        else:
            del self.fields["start"]

    def parts(self, names: Sequence[str]) -> list[forms.BoundField]:
        """Some of the fields."""
        return [self[name] for name in names if name in self.fields]

    @property
    def what(self) -> list[forms.BoundField]:
        """What it is."""
        return self.parts(("title_lv", "intro_lv", "organisation", "start"))

    @property
    def other_languages(self) -> list[forms.BoundField]:
        """The same in other languages."""
        return self.parts([f"{name}_{code}" for code in ("en", "ru") for name in ("title", "intro", "thanks")])

    @property
    def when(self) -> list[forms.BoundField]:
        """Days and hours."""
        return self.parts(("opens_day", "opens_hour", "closes_day", "closes_hour"))

    @property
    def after(self) -> list[forms.BoundField]:
        """What people see when they have answered."""
        return self.parts(("thanks_lv", "results_shown"))

    @property
    def privacy(self) -> list[forms.BoundField]:
        """What is asked of people themselves, and who finds it."""
        return self.parts(("asks_place", "asks_age", "smallest_group", "is_listed"))

    @property
    def ending(self) -> list[forms.BoundField]:
        """What was made of it."""
        return self.parts(("conclusions_lv", "conclusions_en", "conclusions_ru"))

    @property
    def opens_languages(self) -> bool:
        """Whether something is said in other languages."""
        return any(field.errors or field.value() for field in self.other_languages)

    def clean_organisation(self) -> Organisation | None:
        """The organisation itself."""
        return next((each for each in self.own if each.slug == self.cleaned_data["organisation"]), None)

    def clean(self) -> dict[str, Any]:
        """Days and hours as moments in Riga."""
        said = super().clean() or {}
        for name, whole in (("opens", start_of), ("closes", end_of)):
            day, hour = said.get(f"{name}_day"), said.get(f"{name}_hour")
            said[f"{name}_at"] = None
            if hour and not day and f"{name}_day" not in self.errors:
                self.add_error(f"{name}_day", _("Choose the day, too."))
            elif day:
                try:
                    said[f"{name}_at"] = moment(day, hour) if hour else whole(day)
                except forms.ValidationError as wrong:
                    self.add_error(f"{name}_hour", wrong)
        return said

    def details(self) -> dict[str, Any]:
        """What was said, as acts take it."""
        said = self.cleaned_data
        plain = ("organisation", "opens_at", "closes_at", "results_shown", "smallest_group", "asks_place", "asks_age",
                 "is_listed")  # fmt: skip
        told: dict[str, Any] = {name: said[name] for name in plain}
        return told | {name: dict(spoken(said, name)) for name in WORDS if f"{name}_lv" in self.fields}


def initial_of(survey: Survey) -> dict[str, Any]:
    """A survey as the form shows it."""
    plain = ("results_shown", "smallest_group", "asks_place", "asks_age", "is_listed")
    told: dict[str, Any] = {name: getattr(survey, name) for name in plain}
    for name in WORDS:
        told |= unspoken(name, getattr(survey, name))
    told["organisation"] = survey.organisation.slug if survey.organisation else ""
    return told | _hours("opens", survey.opens_at) | _hours("closes", survey.closes_at)


def initial_of_new(organisation: str) -> dict[str, Any]:
    """An empty form with what most surveys choose."""
    return {
        "organisation": organisation,
        "results_shown": ResultsShown.AT_END,
        "smallest_group": SMALLEST,
        "asks_place": True,
        "is_listed": True,
        "start": "",
    }


def _hours(name: str, at: datetime | None) -> dict[str, Any]:
    if at is None:
        return {}
    local = at.astimezone(RIGA)
    # A whole day is shown as a day, without its midnight.
    whole = at in (start_of(local.date()), end_of(local.date()))
    return {f"{name}_day": local.date(), f"{name}_hour": None if whole else local.time().replace(second=0)}
