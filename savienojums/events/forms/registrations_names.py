"""Many names pasted at once: read line by line, shown before anything is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.events.actions.registrations_desk import MOST_NAMES
from savienojums.events.kinds import Way
from savienojums.events.parties import Guest, Party
from savienojums.events.queries.registrations import organisations_named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from savienojums.network.models import Organisation

LONGEST_TEXT = 100_000
_CUT = re.compile(r"[;\t|,]")


@dataclass(frozen=True, slots=True)
class Line:
    """One pasted line as it was understood."""

    number: int
    name: str
    organisation: str = ""
    email: str = ""
    trouble: str = ""
    known: Organisation | None = None


class NamesForm(forms.Form):
    """A box for names, and how they were given."""

    names = forms.CharField(
        label=gettext_lazy("One person a line"),
        help_text=gettext_lazy(
            "Only the name is needed. Organisation and e-mail may follow after a semicolon or as columns of a "
            "spreadsheet: Anna Ozola; Rubenes kopiena; anna@example.com"
        ),
        max_length=LONGEST_TEXT * 20,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
    )
    way = forms.ChoiceField(
        label=gettext_lazy("How they asked"),
        choices=[(Way.PAPER.value, gettext_lazy("on paper")), (Way.TELEPHONE.value, gettext_lazy("by telephone"))],
        widget=forms.RadioSelect,
        initial=Way.PAPER.value,
    )

    def clean_names(self) -> str:
        """As many lines as a list has, not a whole population register."""
        text = str(self.cleaned_data["names"])
        count = sum(1 for line in text.splitlines() if line.strip())
        if count > MOST_NAMES:
            raise ValidationError(
                _("%(count)s lines are too many; at most %(most)s can be taken at once. Nothing was changed.")
                % {"count": count, "most": MOST_NAMES}
            )
        return text

    def lines(self, taken: Iterable[str]) -> list[Line]:
        """Every line as it was understood; what cannot be taken says why."""
        found = [_read(number, line) for number, line in enumerate(self.cleaned_data["names"].splitlines(), 1)
                 if line.strip()]  # fmt: skip
        known = organisations_named({line.organisation for line in found if line.organisation})
        return list(_settled(found, known, set(taken)))

    def parties(self, lines: Iterable[Line], language: str) -> list[Party]:
        """The parties of one that can be taken."""
        way = self.cleaned_data["way"]
        return [
            Party(
                name=line.name, people=(Guest(line.name),), email=line.email, language=language,
                organisation=line.known, organisation_name="" if line.known else line.organisation, way=way,
            )
            for line in lines if not line.trouble
        ]  # fmt: skip


def _read(number: int, text: str) -> Line:
    cells = [cell.strip(" \"'") for cell in _CUT.split(text)]
    name = " ".join(cells[0].split())
    email = next((cell.lower() for cell in cells[1:] if "@" in cell), "")
    organisation = next((cell for cell in cells[1:] if cell and "@" not in cell), "")
    return Line(number, name[:120], organisation[:200], email[:254], _trouble(name, email))


def _trouble(name: str, email: str) -> str:
    if not any(letter.isalpha() for letter in name):
        return _("There is no name here.")
    if "@" in name:
        return _("Write the name first, the e-mail after it.")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            return _("This is not an e-mail address.")
    return ""


def _settled(lines: list[Line], known: dict[str, Any], taken: set[str]) -> Iterable[Line]:
    for line in lines:
        trouble = line.trouble
        if line.email and line.email in taken and not trouble:
            trouble = _("This e-mail is on the list already.")
        if not trouble:
            taken.add(line.email)
        yield Line(line.number, line.name, line.organisation, line.email, trouble, known.get(line.organisation))
