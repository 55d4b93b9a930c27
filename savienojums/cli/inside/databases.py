"""Copying a whole database out and in: SQLite by its own backup, PostgreSQL by its own tools."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from savienojums.cli.ground import Trouble
from savienojums.cli.inside import tables

if TYPE_CHECKING:
    from collections.abc import Sequence

FILES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
MISSING = (
    "{tool} is not installed, and PostgreSQL is backed up and restored with it. "
    "Install the client tools of your server's version (Debian: apt install postgresql-client)."
)


def copy_to(target: Path) -> None:
    """The database as it is at one moment, while others go on writing."""
    if connection.vendor == "postgresql":
        _tool("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", str(target), _name())
        return
    # In one step: a copy in pieces would begin anew with every write in between.
    with closing(sqlite3.connect(_sqlite_file())) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    check(target)


def check(file: Path) -> None:
    """Trouble if the copied database is damaged."""
    if file.name == FILES["postgresql"]:
        _tool("pg_restore", "--list", str(file))
        return
    try:
        with closing(sqlite3.connect(file)) as copy:
            answer = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        answer = str(error)
    if answer != "ok":
        message = f"The copied database is damaged: {answer}."
        raise Trouble(message)


def require_way(kind: str) -> None:
    """Trouble if there is no way from the backup's kind of database to this installation's."""
    if kind not in {connection.vendor, "sqlite"}:
        message = (
            f"The backup is of a {kind} database, but this installation uses {tables.where()}. See docs/run/scale.md."
        )
        raise Trouble(message)


def put_aside(folder: Path) -> None:
    """Make room: SQLite's files are moved; PostgreSQL's tables are dumped and dropped."""
    if connection.vendor == "postgresql":
        copy_to(folder / FILES["postgresql"])
        with connection.schema_editor() as editor:
            for name in connection.introspection.table_names():
                editor.execute(editor.sql_delete_table % {"table": editor.quote_name(name)})
        return
    connection.close()
    file = _sqlite_file()
    for part in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
        if part.exists():
            shutil.move(part, folder / part.name)


def bring_in(file: Path) -> None:
    """The copied database becomes the database; there must be room for it."""
    if connection.vendor == "postgresql":
        options = ("--no-owner", "--no-privileges", "--clean", "--if-exists", "--single-transaction")
        _tool("pg_restore", *options, "--dbname", _name(), str(file))
        return
    connection.close()
    target = _sqlite_file()
    # Reading whether it is empty has made an empty one.
    for part in (Path(f"{target}-wal"), Path(f"{target}-shm")):
        part.unlink(missing_ok=True)
    file.replace(target)


def _sqlite_file() -> Path:
    return Path(settings.DATABASES["default"]["NAME"])


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _tool(program: str, *options: str) -> None:
    """Run a tool of PostgreSQL; the password goes through the environment, where other users cannot read it."""
    if not shutil.which(program):
        raise Trouble(MISSING.format(tool=program))
    kept: dict[str, object] = connection.settings_dict
    words = {"PGHOST": kept["HOST"], "PGPORT": kept["PORT"], "PGUSER": kept["USER"], "PGPASSWORD": kept["PASSWORD"]}
    environment = {**os.environ, **{name: str(value) for name, value in words.items() if value}}
    done = _run([program, *options], environment)
    if done.returncode:
        message = f"{program} failed: {done.stderr.strip().splitlines()[0] if done.stderr.strip() else done.returncode}"
        raise Trouble(message)


def _run(command: Sequence[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 -- PostgreSQL's own programs
