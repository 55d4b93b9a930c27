"""A photo and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from savienojums.core.files import PictureRefused, picture_from

if TYPE_CHECKING:
    from savienojums.core.files import Picture


class PhotoWordsForm(forms.Form):
    """What is said of a photo."""

    alt = forms.CharField(
        label=_("What one sees"),
        max_length=300,
        help_text=_("For those who cannot see it: who is where and does what."),
    )
    caption = forms.CharField(label=_("Caption"), required=False, max_length=300)
    author = forms.CharField(label=_("Author of the photo"), required=False, max_length=120)


class PhotoForm(PhotoWordsForm):
    """A new photo."""

    file = forms.FileField(
        label=_("Photo"),
        help_text=_(
            "JPEG, PNG or WebP up to 12 MB. Place and device are removed from it. Show people only if they agree."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    field_order = ("file", "alt", "caption", "author")

    def clean_file(self) -> Picture:
        """The picture, made smaller and freed of what it tells about its making."""
        upload = self.cleaned_data["file"]
        try:
            return picture_from(upload.file, upload.size)
        except PictureRefused as refusal:
            raise forms.ValidationError(str(refusal.sentence)) from refusal
