"""A thing handed out at an event: its name, its file or address, who reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from savienojums.core.form_fields import WebAddressField
from savienojums.core.offering import offer
from savienojums.core.refusal import Refused
from savienojums.events import papers
from savienojums.events.kinds import Circle

if TYPE_CHECKING:
    from collections.abc import Sequence

    from savienojums.events.models import Material, ProgrammeItem

ACCEPTED = ".pdf,.docx,.odt,.pptx,.xlsx,.png,.jpg,.jpeg"


class MaterialForm(forms.Form):
    """What is said of a thing that lies here already."""

    title = forms.CharField(label=pgettext_lazy("material", "Title"), max_length=200)
    url = WebAddressField(label=gettext_lazy("Address"), required=False, max_length=400)
    item = forms.ChoiceField(label=gettext_lazy("Belongs to the point"), required=False)
    circle = forms.ChoiceField(label=gettext_lazy("Who reads it"), choices=Circle.choices, widget=forms.RadioSelect)

    def __init__(self, *given: Any, items: Sequence[ProgrammeItem], **named: Any) -> None:
        super().__init__(*given, **named)
        self.items = {each.public_id: each for each in items}
        offer(self, "item", [("", _("The whole event")), *((key, str(each)) for key, each in self.items.items())])
        if not items:
            del self.fields["item"]

    def details(self) -> dict[str, Any]:
        """What was said, as the act takes it."""
        names = ("title", "url", "circle")
        said: dict[str, Any] = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        return {**said, "item": self.items.get(self.cleaned_data.get("item", ""))}


class NewMaterialForm(MaterialForm):
    """A new thing: a file, or an address."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("PDF, Word, PowerPoint, Excel, OpenDocument text, PNG or JPEG, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    title = forms.CharField(
        label=pgettext_lazy("material", "Title"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Empty: the name of the file."),
    )
    field_order = ("title", "file", "url", "item", "circle")

    def clean_file(self) -> papers.Paper | None:
        """The file, looked at; what cannot be handed out is answered with a sentence."""
        sent = self.cleaned_data["file"]
        if not sent:
            return None
        try:
            return papers.paper_from(sent.read(papers.LARGEST + 1), sent.name)
        except Refused as refusal:
            raise ValidationError(str(refusal.sentence)) from None

    def clean(self) -> dict[str, Any]:
        """One of the two, and a title for an address."""
        said: dict[str, Any] = super().clean() or {}
        wrong = self.errors.keys() & {"file", "url"}
        if not wrong and bool(said.get("file")) == bool(said.get("url")):
            self.add_error("file", _("Choose a file or write an address: one of the two."))
        if not said.get("title") and not self.errors:
            said["title"] = said["file"].name.rpartition(".")[0] if said.get("file") else ""
            if not said["title"] and said.get("url"):
                self.add_error("title", _("What does one find at this address?"))
        return said


def material_words(material: Material) -> dict[str, Any]:
    """A thing handed out as the form shows it."""
    return {
        "title": material.title,
        "url": material.url,
        "circle": material.circle,
        "item": material.item.public_id if material.item else "",
    }
