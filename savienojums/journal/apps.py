"""The room's name for Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The room "journal"."""

    name = "savienojums.journal"
    label = "journal"
