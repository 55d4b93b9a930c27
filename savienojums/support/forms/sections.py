"""The parts of a measure's form, in the order in which the document tells a measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django import forms
    from django.forms.boundfield import BoundField
    from django_stubs_ext import StrOrPromise

# Each row holds the fields that stand beside each other.
PARTS: tuple[tuple[str, StrOrPromise, StrOrPromise, tuple[str, ...]], ...] = (
    (
        "gives",
        _("What it gives"),
        _("The name as the provider writes it; the rest in our own plain words."),
        (
            "name_lv", "name_en name_ru", "provider new_provider", "kind", "summary_lv", "summary_en summary_ru",
            "amount_min amount_max", "own_share_percent own_share_above", "own_share_note", "sums_where", "duration_months",
            "themes", "theme_words", "other_kinds",
        ),
    ),
    (
        "who",
        _("Who may apply"),
        _("“What fits us?” decides by this. Leave empty what the call leaves open: it reads “cannot tell yet” then."),
        (
            "who_text", "who_where", "legal_forms", "forms_certain", "people_min partners_min", "people_for",
            "partners_note", "partner_forms", "conditions", "terms",
        ),
    ),
    (
        "where",
        _("Where"),
        _("The territory from which one may apply, or in which one has to act."),
        ("places", "places_certain", "place_basis", "places_text", "places_where", "outside_region", "wider"),
    ),
    (
        "when",
        _("When"),
        _("What is usual, for a forecast. Announced deadlines are rounds and stand above the form."),
        (
            "status", "recurrence applications_per_year", "recurrence_text", "usual_opening usual_hour",
            "usual_deadlines",
        ),
    ),
    ("how", _("How to apply"), "", ("way_in", "way_in_text", "annexes", "languages", "url")),
    ("ask", _("Where to ask"), "", ("ask_where", "notes")),
    ("source", _("Source"), _("Where all this is written, so that everyone can look."), ("source_url",)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A field, and what somebody else saved in it meanwhile."""

    field: BoundField
    theirs: str


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the form: its heading, a sentence about it, its rows."""

    name: str
    title: StrOrPromise
    hint: StrOrPromise
    rows: list[list[Line]]

    @property
    def is_wrong(self) -> bool:
        """Whether something in it has to be looked at."""
        return any(line.field.errors or line.theirs for row in self.rows for line in row)


def sections_of(form: forms.Form, theirs: Mapping[str, str]) -> list[Section]:
    """The form's fields part by part."""
    return [
        Section(name, title, hint, [lines_of(form, theirs, *names.split()) for names in rows])
        for name, title, hint, rows in PARTS
    ]


def lines_of(form: forms.Form, theirs: Mapping[str, str], *names: str) -> list[Line]:
    """These fields of the form."""
    return [Line(form[name], theirs.get(name, "")) for name in names]
