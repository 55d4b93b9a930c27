"""Addresses of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from savienojums.core import views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("components/", views.components, name="components"),
    path("mark.svg", views.mark, name="mark"),
    path("region.css", views.region_colours, name="region_colours"),
    # A choice of language harms nobody, so no page has to carry a secret for it and stays the same for everyone.
    path("language/", csrf_exempt(set_language), name="set_language"),
]
