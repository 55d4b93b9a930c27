"""The room's name for Django."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The room "core"."""

    name = "savienojums.core"
    label = "core"
