"""Whom organisers set aside or bring back."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from savienojums.voices.kinds import AsideFor


class AsideForm(forms.Form):
    """Who is meant (see queries/floods.py), and why; bringing back needs no reason."""

    which = forms.CharField(max_length=60)
    aside_for = forms.ChoiceField(label=gettext_lazy("Why"), choices=AsideFor.choices, required=False)
    back = forms.BooleanField(required=False)
