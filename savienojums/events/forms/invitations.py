"""Whom to invite: addresses somebody has, or organisations of the registry."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.offering import offer
from savienojums.core.refusal import Refused
from savienojums.core.table_form import KINDS_OF_FILE
from savienojums.core.tables import content_of, read_table
from savienojums.events.queries.addresses import MOST, lines_of
from savienojums.network.kinds import OrganisationKind
from savienojums.network.queries.places import place_options
from savienojums.network.queries.themes import themes


class AddressesForm(forms.Form):
    """Addresses as a file or pasted, and the language of the letter."""

    rows = forms.CharField(
        label=gettext_lazy("Addresses, one on a line"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "placeholder": "Anna Ozola <anna@example.lv>"}),
        help_text=gettext_lazy("With a name or without, as they stand in your mail program or in a spreadsheet."),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        help_text=gettext_lazy("XLSX, XLS, ODS or CSV with a column of addresses."),
        widget=forms.FileInput(attrs={"accept": KINDS_OF_FILE}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the letter"), choices=settings.LANGUAGES)

    use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        """Either of the two, and not more than one can look through."""
        cleaned = super().clean() or {}
        file, rows = cleaned.get("file"), cleaned.get("rows", "")
        if self.errors:
            return cleaned
        if bool(file) == bool(rows.strip()):
            raise ValidationError(_("Paste the addresses or choose a file; one of the two."))
        try:
            cleaned["rows"] = _rows_of(file) if file else rows
        except Refused as refusal:
            self.add_error("file", str(refusal.sentence))
            return cleaned
        if (count := len(lines_of(cleaned["rows"]))) > MOST:
            sentence = _(
                "These are %(count)s lines; at most %(most)s people can be invited at once. Invite them in parts."
            )
            self.add_error("file" if file else "rows", sentence % {"count": count, "most": MOST})
        return cleaned


class RegistryForm(forms.Form):
    """Which organisations of the registry; nothing chosen means all."""

    kind = forms.MultipleChoiceField(
        label=gettext_lazy("Who"), required=False, choices=OrganisationKind.choices, widget=forms.CheckboxSelectMultiple
    )
    theme = forms.MultipleChoiceField(label=gettext_lazy("Theme"), required=False, widget=forms.CheckboxSelectMultiple)
    place = forms.ChoiceField(label=gettext_lazy("Where"), required=False)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        offer(self, "theme", [(theme.slug, str(theme.name)) for theme in themes()])
        offer(self, "place", [("", _("Anywhere")), *place_options()])

    def wanted(self) -> dict[str, list[str]]:
        """What was chosen."""
        told = self.cleaned_data
        return {"kind": told["kind"], "theme": told["theme"], "place": [told["place"]] if told["place"] else []}


def _rows_of(file: Any) -> str:
    table = read_table(content_of(file))
    rows = [table.headings, *(row.cells for row in table.rows)]
    return "\n".join("\t".join(cells) for cells in rows)
