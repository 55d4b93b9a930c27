"""What is said of an organisation, as people fill it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from savienojums.core.offering import offer
from savienojums.core.records import in_languages
from savienojums.network.forms.fields import (
    CoordinatesField,
    PublicTextField,
    RegistrationNumberField,
    WebAddressField,
)
from savienojums.network.kinds import Capacity, Evidence, LegalForm, OrganisationKind
from savienojums.network.queries.places import place_for, place_options
from savienojums.network.queries.themes import themes

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from savienojums.network.models import Organisation, Place, Theme

LANGUAGES = settings.LANGUAGES
FIRST_YEAR, LAST_YEAR = 1200, 2100


class OrganisationForm(forms.Form):
    """The whole profile, in groups as people think of it."""

    name = forms.CharField(label=pgettext_lazy("organisation", "Name"), max_length=200)
    kind = forms.ChoiceField(
        label=gettext_lazy("Who are you?"), choices=[("", gettext_lazy("Choose")), *OrganisationKind.choices]
    )
    legal_form = forms.ChoiceField(
        label=gettext_lazy("Legal form"), required=False, choices=[("", gettext_lazy("Not known")), *LegalForm.choices]
    )
    registration_number = RegistrationNumberField(
        label=gettext_lazy("Registration number"),
        required=False,
        help_text=gettext_lazy("11 digits. A group without a legal form has none."),
    )
    place = forms.ChoiceField(label=gettext_lazy("Parish or town"), required=False)
    locality = forms.CharField(
        label=gettext_lazy("Village or neighbourhood"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("If people know it better than the parish."),
    )
    coordinates = CoordinatesField(
        label=gettext_lazy("Point on the map"),
        required=False,
        help_text=gettext_lazy(
            "North and east, for example 56.15, 25.75. Without it you are shown in the middle of your parish."
        ),
    )
    summary_lv = PublicTextField(
        label=gettext_lazy("In one or two sentences"),
        required=False,
        most_words=40,
        rows=2,
        help_text=gettext_lazy("Up to 40 words; shown in lists."),
    )
    summary_en = PublicTextField(label=gettext_lazy("The same in English"), required=False, most_words=50, rows=2)
    summary_ru = PublicTextField(label=gettext_lazy("The same in Russian"), required=False, most_words=50, rows=2)
    story = PublicTextField(
        label=gettext_lazy("Your story"),
        required=False,
        most_words=1500,
        rows=10,
        help_text=gettext_lazy(
            "How it began, what you do together, what you are proud of. An empty line begins a new paragraph."
        ),
    )
    offers = PublicTextField(
        label=gettext_lazy("What you offer others"),
        required=False,
        most_words=150,
        rows=3,
        help_text=gettext_lazy("A hall, tables, a good cook, experience with projects."),
    )
    looks_for = PublicTextField(
        label=gettext_lazy("What you look for"),
        required=False,
        most_words=150,
        rows=3,
        help_text=gettext_lazy("Partners, volunteers, someone who can write a budget."),
    )
    themes = forms.MultipleChoiceField(
        label=gettext_lazy("Themes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages you work in"),
        required=False,
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    people_count = forms.IntegerField(
        label=gettext_lazy("How many people take part"), required=False, min_value=1, max_value=1_000_000
    )
    founded_year = forms.IntegerField(
        label=gettext_lazy("Since which year"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    website = WebAddressField(label=gettext_lazy("Web site or page"), required=False, max_length=300)
    contact_role = PublicTextField(
        label=gettext_lazy("Whom people meet"),
        required=False,
        most_words=12,
        help_text=gettext_lazy("A task, not a name: librarian, chair of the board, parish office."),
    )
    contact_email = forms.EmailField(
        label=gettext_lazy("Mailbox for letters"),
        required=False,
        help_text=gettext_lazy("Never shown. Letters written on your page are carried to it."),
    )
    source_url = WebAddressField(label=gettext_lazy("Where this can be read"), required=False, max_length=400)

    GROUPS: tuple[tuple[StrOrPromise, tuple[str, ...]], ...] = (
        (
            gettext_lazy("Who you are"),
            ("name", "kind", "legal_form", "registration_number", "people_count", "founded_year"),
        ),
        (gettext_lazy("Where you are"), ("place", "locality", "coordinates")),
        (gettext_lazy("What you do"), ("summary_lv", "summary_en", "summary_ru", "story", "themes", "languages")),
        (gettext_lazy("What you give and wish"), ("offers", "looks_for")),
        (gettext_lazy("How to reach you"), ("website", "contact_role", "contact_email", "source_url")),
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        offer(self, "place", [("", _("Not known")), *place_options()])
        offer(self, "themes", [(theme.slug, str(theme.name)) for theme in themes()])

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings."""
        return [(str(title), [self[name] for name in names if name in self.fields]) for title, names in self.GROUPS]

    def clean_name(self) -> str:
        """The name without double spaces; a name has letters."""
        name = " ".join(self.cleaned_data["name"].split())
        if not any(letter.isalpha() for letter in name):
            raise ValidationError(_("A name has at least one letter."))
        return name

    def clean_place(self) -> Place | None:
        """The place itself."""
        slug = self.cleaned_data["place"]
        return place_for(None, slug) if slug else None

    def clean_themes(self) -> list[Theme]:
        """The themes themselves, in their order."""
        return [theme for theme in themes() if theme.slug in self.cleaned_data["themes"]]

    def details(self) -> dict[str, Any]:
        """What was filled in, as the act takes it."""
        details = dict(self.cleaned_data)
        details["lat"], details["lon"] = details.pop("coordinates") or (None, None)
        details["summary"] = in_languages({code: details.pop(f"summary_{code}") for code, _name in LANGUAGES})
        details.pop("capacity", None)
        return details


class ProposalForm(OrganisationForm):
    """A new organisation, by somebody who is not a coordinator."""

    capacity = forms.ChoiceField(
        label=gettext_lazy("And you?"),
        choices=[
            (Capacity.MEMBER, gettext_lazy("I act for it")),
            (Capacity.CARETAKER, gettext_lazy("I take care of its page until it has people of its own here")),
        ],
        widget=forms.RadioSelect,
    )
    GROUPS = (*OrganisationForm.GROUPS, (gettext_lazy("Who fills this in"), ("capacity",)))


class EvidenceForm(forms.Form):
    """How well it is known that an organisation belongs to the network."""

    evidence = forms.ChoiceField(label=gettext_lazy("Membership of the network"), choices=Evidence.choices)
    note = forms.CharField(
        label=gettext_lazy("How it is known"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("For example: signed the memorandum on 12 May 2024."),
    )


def initial_of(organisation: Organisation) -> dict[str, Any]:
    """An organisation as the form shows it."""
    names = [name for name in OrganisationForm.base_fields if hasattr(organisation, name)]
    initial = {name: getattr(organisation, name) for name in names if name not in {"place", "themes"}}
    point = (organisation.lat, organisation.lon)
    return {
        **initial,
        **{f"summary_{code}": organisation.summary.get(code, "") for code, _name in LANGUAGES},
        "place": organisation.place.slug if organisation.place else "",
        "coordinates": "" if None in point else f"{organisation.lat}, {organisation.lon}",
        "themes": [theme.slug for theme in organisation.themes.all()],
    }
