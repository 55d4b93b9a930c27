"""A photo of an event, what is said of it, and that those who are on it have agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from savienojums.core.files import PictureRefused, picture_from

if TYPE_CHECKING:
    from savienojums.core.files import Picture


class EventPhotoWordsForm(forms.Form):
    """What is said of a photo."""

    alt = forms.CharField(
        label=_("What one sees"),
        max_length=300,
        help_text=_("For those who cannot see it: who is where and does what."),
    )
    caption = forms.CharField(label=_("Caption"), required=False, max_length=300)
    author = forms.CharField(label=_("Author of the photo"), required=False, max_length=120)


class EventPhotoForm(EventPhotoWordsForm):
    """A new photo."""

    file = forms.FileField(
        label=_("Photo"),
        help_text=_("JPEG, PNG or WebP up to 12 MB. Place and device are removed from it."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    agreed = forms.BooleanField(
        label=_("Everyone who can be recognised has agreed that this photo is published; for children, their parents."),
        error_messages={"required": _("Without this consent the photo cannot be shown.")},
    )
    field_order = ("file", "alt", "caption", "author", "agreed")

    def clean_file(self) -> Picture:
        """The picture, made smaller and freed of what it tells about its making."""
        upload = self.cleaned_data["file"]
        try:
            return picture_from(upload.file, upload.size)
        except PictureRefused as refusal:
            raise forms.ValidationError(str(refusal.sentence)) from refusal
