"""The room's name for Django, and what it looks at before a start."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    """The room "core"."""

    name = "savienojums.core"
    label = "core"

    def ready(self) -> None:
        """Let Django know the checks, and make what no model describes after its tables."""
        import_module("savienojums.core.checks")
        post_migrate.connect(_make_search_tables, sender=self)


def _make_search_tables(*, using: str, **_options: Any) -> None:
    import_module("savienojums.core.search_tables").make_ready(using)
