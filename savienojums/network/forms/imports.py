"""What people hand in to import: a file or pasted rows, the meaning of columns, decisions on rows."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.table_form import TableForm
from savienojums.network.actions import Origin
from savienojums.network.kinds import OrganisationKind
from savienojums.network.matching import AS_NEW, LEAVE_OUT
from savienojums.network.reading import TITLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from savienojums.core.table_form import Handed
    from savienojums.core.tables import Table
    from savienojums.network.models import Import


class ImportForm(TableForm):
    """A table of organisations: a file, or rows copied from a spreadsheet."""

    source_note = forms.CharField(
        label=gettext_lazy("Where the table comes from"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("For example: list of the municipality, October 2026. It stands with every new entry."),
    )

    table: Table
    origin: Origin

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        # The page asks for a file; one who pastes rows needs none.
        self.fields["file"].required = not self.is_bound

    def take(self, handed: Handed) -> None:
        """The table as it was read, and where it comes from."""
        digest = hashlib.sha256(handed.content).hexdigest()
        self.table, self.origin = handed.table, Origin(handed.name, digest, self.cleaned_data.get("source_note", ""))


class ColumnsForm(forms.Form):
    """What each column means, and what kind rows without a kind are."""

    usual_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of the rows that do not say it"),
        required=False,
        choices=[("", gettext_lazy("Not known")), *OrganisationKind.choices],
    )

    def __init__(self, found: Import, posted: Mapping[str, Any] | None = None) -> None:
        initial = {f"column-{place}": field for place, field in enumerate(found.mapping)}
        super().__init__(posted, initial={"usual_kind": found.usual_kind, **initial})
        choices = [("", _("Leave out")), *((field, _(title)) for field, title in TITLES.items())]
        for place, heading in enumerate(found.headings):
            label = heading or _("Column without a heading")
            self.fields[f"column-{place}"] = forms.ChoiceField(label=label, required=False, choices=choices)

    @property
    def columns(self) -> list[forms.BoundField]:
        """The fields of the columns, in their order."""
        return [self[name] for name in self.fields if name.startswith("column-")]

    def mapping(self) -> list[str]:
        """The field of each column."""
        return [self.cleaned_data[name] for name in self.fields if name.startswith("column-")]


def decisions_of(posted: Mapping[str, Any]) -> dict[int, tuple[str, str]]:
    """What was decided for each row that was shown: its organisation and its place."""
    numbers = {name.partition("-")[2] for name in posted if name.startswith(("row-", "place-"))}
    return {
        int(number): (str(posted.get(f"row-{number}", "")), str(posted.get(f"place-{number}", "")))
        for number in numbers
        if number.isascii() and number.isdigit() and len(number) < 9
    }


def decision_for_all(posted: Mapping[str, Any]) -> str:
    """What was decided for all rows that are still open."""
    decision = str(posted.get("all", ""))
    return decision if decision in {AS_NEW, LEAVE_OUT} else ""
