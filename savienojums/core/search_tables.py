"""Where search keys are kept: FTS5 in SQLite, a tsvector in PostgreSQL; nobody but core.search looks in here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Protocol
from zlib import crc32

from django.db import DEFAULT_DB_ALIAS, connections

from savienojums.core import search_rules
from savienojums.core.models import Word

MOST_HITS = 50_000
MOST_FORMS = 64

Group = frozenset[str]
"""Keys of which an entry must have one."""

Way = tuple[Group, ...]
"""Groups that an entry must have all: one way of saying something."""

Wanted = Sequence[tuple[Sequence[Way], bool]]
"""What an entry must say, each thing in one of its ways; and whether its title must say it."""


class Entry(NamedTuple):
    """The keys of one thing: those of its title, and those its text has besides."""

    pk: int
    title: frozenset[str]
    body: frozenset[str]


class Tables(Protocol):
    """What both databases can do."""

    def make(self) -> None:
        """Make the tables if they are not there."""

    def drop(self) -> None:
        """Take the tables away."""

    def put(self, kind: str, entries: Sequence[Entry]) -> None:
        """Keep these entries instead of older ones."""

    def remove(self, kind: str, pks: Iterable[int]) -> None:
        """Forget these entries."""

    def clear(self, kind: str | None = None) -> None:
        """Forget all entries of a kind, or all."""

    def count(self, kind: str) -> int:
        """How many entries of a kind are kept."""

    def hits(self, kind: str, wanted: Sequence[Wanted]) -> list[list[int]]:
        """For each thing that is wanted, the newest entries that say it."""

    def counts(self, groups: Sequence[Group], most: int) -> list[int]:
        """In how many entries of any kind each of these groups stands; one counts no further than asked."""


class Sqlite:
    """One FTS5 table; the row number holds kind and key, so that one kind is one range."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    # The ASCII tokenizer takes every letter beyond ASCII as part of a word: one key stays one token.
    def make(self) -> None:
        """Make the table if it is not there."""
        self._run(
            "CREATE VIRTUAL TABLE IF NOT EXISTS core_search USING "
            "fts5(title, body, tokenize = 'ascii', detail = 'column', columnsize = 0)"
        )

    def drop(self) -> None:
        """Take the table away."""
        self._run("DROP TABLE IF EXISTS core_search")

    def put(self, kind: str, entries: Sequence[Entry]) -> None:
        """Keep these entries instead of older ones."""
        first, _ = _rows_of(kind)
        rows = [(first + entry.pk, _line(entry.title), _line(entry.body)) for entry in entries]
        with self.connection.cursor() as cursor:
            cursor.executemany("INSERT OR REPLACE INTO core_search (rowid, title, body) VALUES (%s, %s, %s)", rows)

    def remove(self, kind: str, pks: Iterable[int]) -> None:
        """Forget these entries."""
        first, _ = _rows_of(kind)
        with self.connection.cursor() as cursor:
            cursor.executemany("DELETE FROM core_search WHERE rowid = %s", [(first + pk,) for pk in pks])

    def clear(self, kind: str | None = None) -> None:
        """Forget all entries of a kind, or all."""
        if kind is None:
            self._run("DELETE FROM core_search")
        else:
            self._run("DELETE FROM core_search WHERE rowid BETWEEN %s AND %s", *_rows_of(kind))

    def count(self, kind: str) -> int:
        """How many entries of a kind are kept."""
        return int(self._run("SELECT count(*) FROM core_search WHERE rowid BETWEEN %s AND %s", *_rows_of(kind))[0][0])

    def hits(self, kind: str, wanted: Sequence[Wanted]) -> list[list[int]]:
        """For each thing that is wanted, the newest entries that say it."""
        first, last = _rows_of(kind)
        values: list[object] = []
        for at, one in enumerate(wanted):
            values += [at, first, " AND ".join(_said(*each) for each in one), first, last, MOST_HITS]
        found = dict(self._run(" UNION ALL ".join([_ONE_MATCH] * len(wanted)), *values))
        return [json.loads(found[at]) for at in range(len(wanted))]

    def counts(self, groups: Sequence[Group], most: int) -> list[int]:
        """In how many entries of any kind each of these groups stands; one counts no further than asked."""
        part = "SELECT %s, count(*) FROM (SELECT 1 FROM core_search WHERE core_search MATCH %s LIMIT %s)"
        values = [value for at, group in enumerate(groups) for value in (at, _either(group), most)]
        found = dict(self._run(" UNION ALL ".join([part] * len(groups)), *values))
        return [found[at] for at in range(len(groups))]

    def _run(self, sql: str, *values: object) -> list[Any]:
        with self.connection.cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall())


# All numbers in one value: thousands of rows would cost more than the search itself.
_ONE_MATCH = (
    "SELECT %s, json_group_array(rowid - %s) FROM (SELECT rowid FROM core_search"
    " WHERE core_search MATCH %s AND rowid BETWEEN %s AND %s ORDER BY rowid DESC LIMIT %s)"
)


def _rows_of(kind: str) -> tuple[int, int]:
    first = (crc32(kind.encode()) >> 1) << 32
    return first, first + 0xFFFFFFFF


def _line(keys: Iterable[str]) -> str:
    return " ".join(sorted(keys))


def _said(ways: Sequence[Way], in_title: bool) -> str:  # noqa: FBT001 - a pair of Wanted
    column = "title : " if in_title else ""
    return (
        "("
        + " OR ".join("(" + " AND ".join(f"({column}{_either(group)})" for group in way) + ")" for way in ways)
        + ")"
    )


def _either(group: Group) -> str:
    return "(" + " OR ".join(f'"{key}"' for key in sorted(group)) + ")"


class Postgres:
    """One tsvector an entry: its kind, its keys, and those of its title once more; the index alone answers."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def make(self) -> None:
        """Make the table, its index and the function that asks it if they are not there."""
        self._run(
            "CREATE TABLE IF NOT EXISTS core_search "
            "(kind varchar(30), pk bigint, keys tsvector NOT NULL, PRIMARY KEY (kind, pk))"
        )
        self._run("CREATE INDEX IF NOT EXISTS core_search_keys ON core_search USING gin (keys) WITH (fastupdate = off)")
        # The planner thinks that reading every row is cheap: it does not know what @@ costs.
        self._run(
            "CREATE OR REPLACE FUNCTION core_search_hits(wanted tsquery, most integer) RETURNS bigint[] "
            "LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$ SELECT array_agg(pk) FROM "
            "(SELECT pk FROM core_search WHERE keys @@ wanted ORDER BY pk DESC LIMIT most) AS found $$"
        )
        self._run(
            "CREATE OR REPLACE FUNCTION core_search_count(wanted tsquery, most integer) RETURNS bigint "
            "LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$ SELECT count(*) FROM "
            "(SELECT 1 FROM core_search WHERE keys @@ wanted LIMIT most) AS found $$"
        )

    def drop(self) -> None:
        """Take them away."""
        self._run("DROP FUNCTION IF EXISTS core_search_hits(tsquery, integer)")
        self._run("DROP FUNCTION IF EXISTS core_search_count(tsquery, integer)")
        self._run("DROP TABLE IF EXISTS core_search")

    def put(self, kind: str, entries: Sequence[Entry]) -> None:
        """Keep these entries instead of older ones."""
        with self.connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO core_search (kind, pk, keys) VALUES (%s, %s, %s::tsvector) "
                "ON CONFLICT (kind, pk) DO UPDATE SET keys = EXCLUDED.keys",
                [(kind, entry.pk, _vector(kind, entry)) for entry in entries],
            )

    def remove(self, kind: str, pks: Iterable[int]) -> None:
        """Forget these entries."""
        self._run("DELETE FROM core_search WHERE kind = %s AND pk = ANY(%s)", kind, list(pks))

    def clear(self, kind: str | None = None) -> None:
        """Forget all entries of a kind, or all."""
        if kind is None:
            self._run("DELETE FROM core_search")
        else:
            self._run("DELETE FROM core_search WHERE kind = %s", kind)

    def count(self, kind: str) -> int:
        """How many entries of a kind are kept."""
        return int(self._run("SELECT count(*) FROM core_search WHERE kind = %s", kind)[0][0])

    def hits(self, kind: str, wanted: Sequence[Wanted]) -> list[list[int]]:
        """For each thing that is wanted, the newest entries that say it."""
        values: list[object] = []
        for at, one in enumerate(wanted):
            query = " & ".join([f"'{_OF_KIND}{kind}'", *(_told(*each) for each in one)])
            values += [at, query, MOST_HITS]
        part = "SELECT %s, core_search_hits(%s::tsquery, %s)"
        found = dict(self._run(" UNION ALL ".join([part] * len(wanted)), *values))
        return [found[at] or [] for at in range(len(wanted))]

    def counts(self, groups: Sequence[Group], most: int) -> list[int]:
        """In how many entries of any kind each of these groups stands; one counts no further than asked."""
        part = "SELECT %s, core_search_count(%s::tsquery, %s)"
        values = [value for at, group in enumerate(groups) for value in (at, _any_of(group), most)]
        found = dict(self._run(" UNION ALL ".join([part] * len(groups)), *values))
        return [found[at] for at in range(len(groups))]

    def _run(self, sql: str, *values: object) -> list[Any]:
        with self.connection.cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall()) if cursor.description else []


_IN_TITLE, _OF_KIND = "^", "="


def _told(ways: Sequence[Way], in_title: bool) -> str:  # noqa: FBT001 - a pair of Wanted
    mark = _IN_TITLE if in_title else ""
    return "(" + " | ".join("(" + " & ".join(_any_of(group, mark) for group in way) + ")" for way in ways) + ")"


def _any_of(group: Group, mark: str = "") -> str:
    return "(" + " | ".join(f"'{mark}{key}'" for key in sorted(group)) + ")"


def _vector(kind: str, entry: Entry) -> str:
    title = [f"'{key}' '{_IN_TITLE}{key}'" for key in entry.title]
    return " ".join([f"'{_OF_KIND}{kind}'", *title, *(f"'{key}'" for key in entry.body)])


def tables(using: str = DEFAULT_DB_ALIAS) -> Tables:
    """The tables of this database."""
    connection = connections[using]
    return Postgres(connection) if connection.vendor == "postgresql" else Sqlite(connection)


def make_ready(using: str) -> None:
    """Make the tables if they are not there; an index without a single word is empty, so leftovers of a flush go."""
    connection = connections[using]
    if "core_word" not in connection.introspection.table_names():
        return  # migrated back to a time before search
    tables(using).make()
    if not Word.objects.using(using).exists():
        tables(using).clear()
        search_rules.note(using)


def forms_like(
    *, folded: Iterable[str], folded_keys: Iterable[str], beginning: str | None
) -> list[tuple[str, str, str]]:
    """Forms of the vocabulary that are written so, that have such a key, or that begin so (the shortest of them)."""
    connection = connections[DEFAULT_DB_ALIAS]
    columns = "SELECT form, folded, folded_key FROM core_word WHERE "
    written, keyed = sorted(folded), sorted(folded_keys)
    parts = [f"{columns} folded IN ({_marks(written)})", f"{columns} folded_key IN ({_marks(keyed)})"]
    values = [*written, *keyed]
    if beginning:
        # PostgreSQL's order of letters is the database's own; its index for LIKE is not.
        like = "folded LIKE %s" if connection.vendor == "postgresql" else "folded >= %s AND folded < %s"
        parts.append(f"SELECT * FROM ({columns} {like} ORDER BY length(folded), folded LIMIT {MOST_FORMS}) AS begun")  # noqa: S608 - both known
        next_one = beginning[:-1] + chr(ord(beginning[-1]) + 1)
        values += [f"{beginning}%"] if connection.vendor == "postgresql" else [beginning, next_one]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(parts), values)
        return list(cursor.fetchall())


def forms_near(*, folded: Iterable[str], folded_keys: Iterable[str]) -> list[str]:
    """Forms of the vocabulary that are written in one of these ways, or whose key is; there may be thousands of ways."""
    connection = connections[DEFAULT_DB_ALIAS]
    among = "= ANY(%s)" if connection.vendor == "postgresql" else "IN (SELECT value FROM json_each(%s))"
    values: list[Any] = [sorted(folded), sorted(folded_keys)]
    if connection.vendor != "postgresql":
        values = [json.dumps(each) for each in values]
    with connection.cursor() as cursor:
        parts = [f"SELECT form FROM core_word WHERE {column} {among}" for column in ("folded", "folded_key")]  # noqa: S608 -- both known
        cursor.execute(" UNION ".join(parts), values)
        return [form for (form,) in cursor.fetchall()]


def _marks(values: Sequence[str]) -> str:
    return ", ".join(["%s"] * len(values))
