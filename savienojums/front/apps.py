"""The room's name for Django."""

from django.apps import AppConfig


class FrontConfig(AppConfig):
    """The room "front"."""

    name = "savienojums.front"
    label = "front"
