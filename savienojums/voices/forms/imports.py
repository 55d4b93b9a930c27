"""The form with which files of another platform are handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from savienojums.core.form_fields import WebAddressField
from savienojums.core.offering import offer
from savienojums.voices.actions.imports import Brought
from savienojums.voices.imports_reading import MOST_BYTES
from savienojums.voices.queries.imports import organisation_by

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_FILES = 8
DEFAULT_LICENCE = "CC BY 4.0"


class ManyFiles(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """One file or several."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Every file on its own, all of them together within bounds."""
        each = list(data) if isinstance(data, list | tuple) else [data]
        files = [super(FilesField, self).clean(file, initial) for file in each or [None]]
        if len(files) > MOST_FILES:
            raise ValidationError(_("Choose at most eight files at once."))
        if sum(file.size for file in files) > MOST_BYTES:
            raise ValidationError(_("Together the files are larger than 80 MB. Hand them in as a ZIP file."))
        return files


class VotesImportForm(forms.Form):
    """The files, and what is to be known of them."""

    handed = FilesField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy(
            "comments.csv, votes.csv, participants-votes.csv and summary.csv, all at once, or the ZIP file in which they are."
        ),
        widget=ManyFiles(attrs={"accept": ".csv,.zip", "multiple": True}),
        error_messages={"empty": gettext_lazy("One of the files is empty. Fetch it once more.")},
    )
    title = forms.CharField(
        label=pgettext_lazy("conversation", "Title"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("If you leave it empty, the question in summary.csv becomes the title."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the statements"),
        choices=settings.LANGUAGES,
        help_text=gettext_lazy("If it is another one, choose the nearest; you can add translations later."),
    )
    organisation = forms.ChoiceField(
        label=gettext_lazy("In whose name"),
        required=False,
        help_text=gettext_lazy("The organisation under whose name the conversation will stand here."),
    )
    source_note = forms.CharField(
        label=gettext_lazy("Where the answers come from"),
        max_length=1000,
        required=False,
        help_text=gettext_lazy("Who held the conversation, when and where. It stands on its page for everyone."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    licence = forms.CharField(
        label=gettext_lazy("Licence"),
        max_length=200,
        initial=DEFAULT_LICENCE,
        help_text=gettext_lazy("Under which terms they were given. Without a licence you may not publish them."),
    )
    source_url = WebAddressField(label=gettext_lazy("Web address of the source"), max_length=400, required=False)

    use_required_attribute = False

    def __init__(self, *given: Any, organisations: Iterable[tuple[str, str]] = (), **named: Any) -> None:
        super().__init__(*given, **named)
        offer(self, "organisation", [("", pgettext("organisation", "none")), *organisations])

    def brought(self) -> Brought:
        """What was handed in."""
        said = self.cleaned_data
        return Brought(
            title=said["title"], files=[(file.name or "", file.read()) for file in said["handed"]],
            organisation=organisation_by(said["organisation"]), source_note=said["source_note"],
            licence=said["licence"], source_url=said["source_url"], language=said["language"],
        )  # fmt: skip
