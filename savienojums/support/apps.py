"""The room's name for Django."""

from django.apps import AppConfig


class SupportConfig(AppConfig):
    """The room "support"."""

    name = "savienojums.support"
    label = "support"
