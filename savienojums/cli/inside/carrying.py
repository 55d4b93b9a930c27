"""Carrying a SQLite database over into another kind, table by table: how a village becomes a country."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, connections, transaction

from savienojums.cli.ground import say
from savienojums.cli.inside import searching

if TYPE_CHECKING:
    from pathlib import Path

    from django.db.models import Model

OLD = "old"
ROWS_AT_ONCE = 500


def carry_over(file: Path) -> None:
    """Everything in the SQLite file becomes the content of this installation's empty database."""
    connections.databases[OLD] = connections.configure_settings(
        {"default": {}, OLD: {"ENGINE": "django.db.backends.sqlite3", "NAME": file}}
    )[OLD]
    # First the copy is brought to this version, then both have the same tables.
    call_command("migrate", database=OLD, interactive=False, verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]  # noqa: SLF001 -- rows go over as they stand, past what records do
    with transaction.atomic():
        for model in models:
            # Django puts a few rows into new tables; those of the backup come instead, with their numbers.
            model._base_manager.all()._raw_delete("default")  # noqa: SLF001 -- rows go over as they stand, past what records do
        count = sum(_copy(model) for model in models)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)
    connections[OLD].close()
    ContentType.objects.clear_cache()
    searching.make_anew()
    say(f"Carried over {count} rows.")


def _copy(model: type[Model]) -> int:
    """Every row as it is: nothing is counted, dated or checked anew."""
    rows = iter(model._base_manager.using(OLD).order_by("pk").iterator(ROWS_AT_ONCE))  # noqa: SLF001 -- rows go over as they stand, past what records do
    fields, count = model._meta.local_concrete_fields, 0  # noqa: SLF001 -- rows go over as they stand, past what records do
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        model._base_manager._insert(batch, fields=fields, using="default", raw=True)  # type: ignore[attr-defined]  # noqa: SLF001 -- rows go over as they stand, past what records do
        count += len(batch)
    return count
