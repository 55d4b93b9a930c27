"""A table that somebody hands in, as a file or as rows copied from a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused
from savienojums.core.tables import content_of, read_table, read_text

if TYPE_CHECKING:
    from savienojums.core.tables import Table

MOST_PASTED = 1_000_000
KINDS_OF_FILE = ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt"


class Handed(NamedTuple):
    """What was handed in: under which name, its bytes, and the table they hold."""

    name: str
    content: bytes
    table: Table


class TableForm(forms.Form):
    """One of the two, read; what its rows mean is for the room to say in `take`."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("XLSX, XLS, ODS or CSV; up to 10 MB and 20 000 rows."),
        widget=forms.FileInput(attrs={"accept": KINDS_OF_FILE}),
    )
    rows = forms.CharField(
        label=gettext_lazy("Or rows copied from a spreadsheet, with their headings"),
        required=False,
        strip=False,
        max_length=MOST_PASTED,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    use_required_attribute = False

    def take(self, handed: Handed) -> None:
        """Keep what was read; a refusal stands beside what was handed in."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """The table that was handed in, read; or the sentence that says why it cannot be."""
        cleaned = super().clean() or {}
        file, rows = cleaned.get("file"), cleaned.get("rows", "")
        if self.errors:
            return cleaned
        if bool(file) == bool(rows.strip()):
            raise ValidationError(_("Choose a file or paste the rows; one of the two."))
        try:
            content = content_of(file) if file else rows.encode()
            table = read_table(content) if file else read_text(rows)
            self.take(Handed(file.name if file else _("Pasted rows"), content, table))
        except Refused as refusal:
            self.add_error("file" if file else "rows", str(refusal.sentence))
        return cleaned
