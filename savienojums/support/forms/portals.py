"""What is said of a portal: its name, its filter, what stands first, its colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from savienojums.core.offering import offer
from savienojums.core.records import in_languages
from savienojums.support import rules
from savienojums.support.actions.portals import COLOURS, faults_of
from savienojums.support.queries.portals import (
    canonical,
    measures_named,
    offered,
    organisation_named,
    organisations_for,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.support.models import Portal

LANGUAGES = ("lv", "en", "ru")
NAMES = {"lv": _("Name in Latvian"), "en": _("Name in English"), "ru": _("Name in Russian")}
INTRODUCTIONS = {"lv": _("Introduction"), "en": _("Introduction in English"), "ru": _("Introduction in Russian")}


class PortalForm(forms.Form):
    """Everything that may be said of a portal."""

    query = forms.CharField(
        label=_("Which measures"), max_length=800, required=False,
        help_text=_("The address of the list as you filtered it. Empty means: all measures."),
    )  # fmt: skip
    owner = forms.ChoiceField(label=_("Whose portal it is"), required=False)
    is_public = forms.BooleanField(
        label=_("Everyone may see it"),
        required=False,
        help_text=_("Until then only you and those who keep the document."),
    )
    highlighted = forms.MultipleChoiceField(label=_("Stand first"), required=False, widget=forms.CheckboxSelectMultiple)
    excluded = forms.MultipleChoiceField(label=_("Do not show"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, person: Person, portal: Portal | None = None, at: datetime, **named: Any) -> None:
        super().__init__(*args, **named)
        for code in LANGUAGES:
            self.fields[f"name_{code}"] = forms.CharField(label=NAMES[code], max_length=200, required=code == "lv")
            self.fields[f"introduction_{code}"] = forms.CharField(
                label=INTRODUCTIONS[code], max_length=4000, required=False, widget=forms.Textarea({"rows": 4})
            )
        for name, words in COLOURS.items():
            widget = forms.TextInput({"maxlength": 7, "placeholder": "#", "autocomplete": "off"})
            self.fields[f"colour_{name}"] = forms.CharField(label=words, max_length=7, required=False, widget=widget)
        offer(self, "owner", _owners(person, portal))
        query = portal.query if portal else canonical(str(self.initial.get("query", "")))
        also = [*portal.highlighted.all(), *portal.excluded.all()] if portal else []
        for name in ("highlighted", "excluded"):
            offer(self, name, offered(query, also, at))

    def clean(self) -> dict[str, Any]:
        """Colours that can be read, and nothing that is both first and left out."""
        said: dict[str, Any] = super().clean() or {}
        if set(said.get("highlighted", ())) & set(said.get("excluded", ())):
            self.add_error("excluded", _("A measure cannot stand first and be left out."))
        for fault in faults_of(self._colours(said)):
            self.add_error("colour_ground", fault)
        return said

    def rows(self, *names: str) -> list[forms.BoundField]:
        """These fields, in this order."""
        return [self[name] for name in names]

    @property
    def texts(self) -> list[forms.BoundField]:
        """Name and introduction, language by language."""
        return self.rows(*(f"{part}_{code}" for code in LANGUAGES for part in ("name", "introduction")))

    @property
    def colours(self) -> list[forms.BoundField]:
        """The colours one may replace."""
        return self.rows(*(f"colour_{name}" for name in COLOURS))

    def details(self) -> dict[str, Any]:
        """What was said, as acts take it."""
        said = self.cleaned_data
        return {
            "name": in_languages({code: said[f"name_{code}"] for code in LANGUAGES}),
            "introduction": in_languages({code: said[f"introduction_{code}"] for code in LANGUAGES}),
            "query": canonical(said["query"]),
            "owner": organisation_named(said["owner"]) if said["owner"] else None,
            "is_public": said["is_public"],
            "highlighted": measures_named(said["highlighted"]),
            "excluded": measures_named(said["excluded"]),
            "colours": self._colours(said),
        }

    @staticmethod
    def _colours(said: Mapping[str, Any]) -> dict[str, str]:
        return {name: value.lower() for name in COLOURS if (value := said.get(f"colour_{name}", ""))}


def initial_of(portal: Portal) -> dict[str, Any]:
    """A portal as its form shows it."""
    texts = {f"name_{code}": portal.name.get(code, "") for code in LANGUAGES}
    texts |= {f"introduction_{code}": portal.introduction.get(code, "") for code in LANGUAGES}
    return {
        **texts,
        **{f"colour_{name}": value for name, value in portal.colours.items()},
        "query": f"?{portal.query}" if portal.query else "",
        "owner": portal.owner.slug if portal.owner else "",
        "is_public": portal.is_public,
        "highlighted": [measure.slug for measure in portal.highlighted.all()],
        "excluded": [measure.slug for measure in portal.excluded.all()],
    }


def _owners(person: Person, portal: Portal | None) -> list[tuple[str, Any]]:
    """Whose it may be: one's own organisations, whose it is, and for those who keep the document the whole network."""
    owners: dict[str, Any] = dict(organisations_for(person))
    if portal and portal.owner:
        owners.setdefault(portal.owner.slug, portal.owner.name)
    network = [("", _("of the whole network"))] if rules.may_add_portal(person, None) else []
    return [*network, *owners.items()]
