"""Forms of sources: where support is announced, and a table that somebody hands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.fetching import checked
from savienojums.core.offering import offer
from savienojums.core.refusal import Refused
from savienojums.core.table_form import TableForm
from savienojums.core.tables import NoTable
from savienojums.support.actions.tables import HandedIn
from savienojums.support.gathering import rows_of
from savienojums.support.kinds import LookPace, MeasureKind, SourceKind
from savienojums.support.queries.found import told_error
from savienojums.support.queries.named import provider_choices, provider_of
from savienojums.support.sources import Unreadable

if TYPE_CHECKING:
    from savienojums.core.table_form import Handed
    from savienojums.support.models import Source


class SourceForm(forms.Form):
    """A place outside where support is announced."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=200, help_text=gettext_lazy("As you call it: “News of the SIF”.")
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What lies there"),
        choices=SourceKind.choices,
        initial=SourceKind.FEED,
        widget=forms.RadioSelect,
    )
    address = forms.CharField(
        label=gettext_lazy("Web address"),
        max_length=500,
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy(
            "Of the feed, the table or the page itself; of a CommonGrants site its first page is enough."
        ),
    )
    pace = forms.ChoiceField(
        label=gettext_lazy("How often to look"),
        choices=LookPace.choices,
        initial=LookPace.WEEKLY,
        widget=forms.RadioSelect,
    )
    provider = forms.ChoiceField(
        label=gettext_lazy("Who gives the support, if the source does not say"), required=False
    )
    measure_kind = forms.ChoiceField(
        label=gettext_lazy("What it usually gives"), choices=MeasureKind.choices, initial=MeasureKind.GRANT
    )
    licence = forms.CharField(
        label=gettext_lazy("Licence"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "Under which terms we may use it, for example CC BY 4.0. It stays with everything taken over."
        ),
    )
    note = forms.CharField(label=gettext_lazy("Note for other editors"), max_length=400, required=False)

    use_required_attribute = False

    def __init__(self, *given: Any, source: Source | None = None, **named: Any) -> None:
        if source is not None:
            lines = ("name", "kind", "address", "pace", "measure_kind", "licence", "note")
            named["initial"] = {name: getattr(source, name) for name in lines}
            named["initial"]["provider"] = source.provider.slug if source.provider else ""
        super().__init__(*given, **named)
        self.source = source
        # A file that was handed in has no address.
        self.fields["address"].required = not (source and not source.address)
        offer(self, "provider", [("", _("it says so itself")), *provider_choices()])

    def clean_address(self) -> str:
        """The address, if a public page can stand there."""
        said = str(self.cleaned_data["address"]).strip()
        if not said:
            return said
        address = said if "://" in said else f"https://{said}"
        try:
            checked(address)
        except Refused as refusal:
            raise ValidationError(str(refusal.sentence)) from None
        return address

    def details(self) -> dict[str, Any]:
        """What was said, as acts take it."""
        return {**self.cleaned_data, "provider": provider_of(self.cleaned_data["provider"])}


class MeasureTableForm(TableForm):
    """A table of measures: a file, or rows copied from a spreadsheet."""

    licence = forms.CharField(
        label=gettext_lazy("Where the table comes from, and its licence"), required=False, max_length=300
    )

    table: HandedIn

    def take(self, handed: Handed) -> None:
        """The rows as measures are told in them, and what is worth knowing about how they were read."""
        table = handed.table
        try:
            read = rows_of(table)
        except Unreadable as wrong:
            raise NoTable(told_error(["read", wrong.word, wrong.words])) from wrong
        notes = [[said.sentence, dict(said.words)] for said in table.notes]
        self.table = HandedIn(handed.name, self.cleaned_data.get("licence", ""), table.headings, read, notes)
