"""How the database stands against this program: empty, behind, ahead or ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from savienojums.cli.ground import Trouble, say

if TYPE_CHECKING:
    from collections.abc import Callable

NEWER = (
    "The database was made by a newer version of the program ({names}). "
    "Install that version, or restore a backup of this one."
)
BEHIND = (
    "The database is older than the program: {count} changes wait. "
    "`savienojums serve --migrate` makes a backup, changes it and serves."
)


def is_empty() -> bool:
    """Whether nobody has made tables yet."""
    return not connection.introspection.table_names()


def waiting() -> list[str]:
    """Changes of the tables that this version needs and the database does not have yet."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def unknown() -> list[str]:
    """Changes the database has and this version does not know: a newer program was here."""
    loader = MigrationExecutor(connection).loader
    ours = {label for label, _ in loader.disk_migrations}
    return [
        f"{label}.{name}"
        for label, name in sorted(loader.applied_migrations)
        if label in ours and (label, name) not in loader.disk_migrations and (label, name) not in loader.replacements
    ]


def make_ready(*, migrate: bool, before: Callable[[], None] = lambda: None) -> bool:
    """Tables as this version needs them, or trouble; whether they were made just now."""
    try:
        empty = is_empty()
    except OperationalError as error:
        message = f"The database does not answer: {str(error).strip()}. Look at DATABASE_URL."
        raise Trouble(message) from error
    if not empty and (names := unknown()):
        raise Trouble(NEWER.format(names=names[0]))
    if not empty and (names := waiting()):
        if not migrate:
            raise Trouble(BEHIND.format(count=len(names)))
        before()
    elif not empty:
        return False
    say(f"Making tables in {where()} …")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return empty


def where() -> str:
    """The database in words, without its password."""
    database = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        return str(database["NAME"])
    return f"PostgreSQL {database.get('NAME')} on {database.get('HOST') or 'this machine'}"
