"""The room's name for Django, and what it looks at before a start."""

from importlib import import_module

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The room "core"."""

    name = "savienojums.core"
    label = "core"

    def ready(self) -> None:
        """Let Django know the checks."""
        import_module("savienojums.core.checks")
