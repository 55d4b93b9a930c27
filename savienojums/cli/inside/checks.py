"""What the doctor looks at: each check is one small function that returns what it found."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import checks, mail
from django.db import connection

from savienojums import __version__, env
from savienojums.accounts.queries import needs_first_administrator
from savienojums.cli.ground import say
from savienojums.cli.inside import searching, tables
from savienojums.cli.inside.archive import LAST_BACKUP
from savienojums.core import search_rules
from savienojums.core.clock import RIGA, now
from savienojums.journal import queries

if TYPE_CHECKING:
    from collections.abc import Callable

SILENT = timedelta(minutes=2)
LATE = timedelta(minutes=15)
OLD_BACKUP = timedelta(days=8)
GIGABYTE = 1_000_000_000
MANY_LINES = 1_000
PRAGMAS = {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 1}


class State(StrEnum):
    """How well something is."""

    OK = "ok"
    LOOK = "look"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, and what helps."""

    state: State
    what: str
    remedy: str = ""


def check_settings() -> Finding:
    """Django's own checks and the rooms', and variables nobody reads."""
    faults = [fault for fault in checks.run_checks() if fault.level >= checks.WARNING]
    if faults:
        worst = max(faults, key=lambda fault: fault.level)
        state = State.BROKEN if worst.level >= checks.ERROR else State.LOOK
        return Finding(state, f"Settings: {worst.msg}", str(worst.hint or "Correct the setting and start again."))
    if settings.DEBUG:
        return Finding(State.LOOK, "Settings: DEBUG shows the program's inside to visitors.", "Unset DEBUG.")
    return Finding(State.OK, f"Settings can be used; version {__version__}, data in {settings.DATA}")


def check_address() -> Finding:
    """Whether letters lead people to an address that works outside this machine."""
    local = settings.SITE_URL.startswith(("http://127.", "http://localhost", "http://[::1]"))
    if local:
        return Finding(State.LOOK, f"Address: links in letters lead to {settings.SITE_URL}.", "Set SITE_URL.")
    if not settings.HTTPS:
        return Finding(State.LOOK, f"Address: {settings.SITE_URL} is not encrypted.", "Put Caddy or nginx in front.")
    return Finding(State.OK, f"Address: {settings.SITE_URL}")


def check_database() -> Finding:
    """Whether the database answers, is whole and is set as it should be."""
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        version = connection.pg_version // 10_000  # type: ignore[attr-defined]  # only PostgreSQL's connection has it
        return Finding(State.OK, f"Database: {tables.where()}, server version {version}")
    with connection.cursor() as cursor:
        wrong = [name for name, value in PRAGMAS.items() if cursor.execute(f"PRAGMA {name}").fetchone()[0] != value]
        answer = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
    if answer != "ok":
        return Finding(State.BROKEN, f"Database: damaged, {answer}.", "Stop the site; savienojums restore a backup.")
    if wrong:
        return Finding(State.LOOK, f"Database: {', '.join(wrong)} not as set.", "Is the folder on a network drive?")
    return Finding(State.OK, f"Database: {tables.where()}, whole")


def check_tables() -> Finding:
    """Whether the tables fit the program."""
    if names := tables.unknown():
        return Finding(State.BROKEN, f"Tables: made by a newer version ({names[0]}).", "Install that version.")
    if names := tables.waiting():
        return Finding(State.BROKEN, f"Tables: {len(names)} changes wait.", "savienojums serve --migrate")
    return Finding(State.OK, "Tables fit the program")


def check_administrator() -> Finding:
    """Whether somebody keeps the installation."""
    if needs_first_administrator():
        return Finding(State.LOOK, "People: nobody is an administrator.", "savienojums administrator you@example.org")
    return Finding(State.OK, "People: there is an administrator")


def check_worker() -> Finding:
    """Whether a worker lives."""
    living = [worker for worker in queries.workers() if worker.seen_at > now() - SILENT]
    if not living:
        return Finding(State.BROKEN, "Worker: none gives a sign of life.", "Start savienojums serve (see its log).")
    if strangers := [worker.version for worker in living if worker.version != __version__]:
        return Finding(State.LOOK, f"Worker: one is of version {strangers[0]}.", "Start it again after upgrading.")
    return Finding(State.OK, f"Worker: {len(living)} at work since {_local(min(worker.since for worker in living))}")


def check_jobs() -> Finding:
    """Whether what acts leave to do is done."""
    state, at = queries.queue_state(now()), now()
    if state.failed:
        what = f"Jobs: {len(state.failed)} given up, the first {state.failed[0].name}."
        return Finding(State.LOOK, what, "savienojums jobs shows why; --try-again when the cause is gone.")
    if hanging := [job for job in state.taken if job.taken_at and job.taken_at < at - LATE]:
        return Finding(
            State.LOOK, f"Jobs: {hanging[0].name} runs since {_local(hanging[0].taken_at)}.", "Look at the log."
        )
    if state.oldest_due_at and state.oldest_due_at < at - LATE:
        what = f"Jobs: {state.due_count} wait, the first since {_local(state.oldest_due_at)}."
        return Finding(State.LOOK, what, "Is a worker running? If it is, start a second: serve --web-processes 0.")
    if state.unread_count > MANY_LINES:
        return Finding(State.LOOK, f"Jobs: {state.unread_count} journal lines not read.", "Is a worker running?")
    return Finding(State.OK, f"Jobs: {state.due_count} wait, {len(state.trying)} are to be tried again, none given up")


def check_mail() -> Finding:
    """Whether letters leave the house."""
    if settings.EMAIL_BACKEND.endswith("OutboxBackend"):
        count = sum(1 for _ in settings.OUTBOX.glob("*.eml"))
        return Finding(State.LOOK, f"Mail: stays in {settings.OUTBOX} ({count} letters).", "Set EMAIL_URL.")
    try:
        server = mail.get_connection(timeout=10)
        server.open()
        server.close()
    except OSError as error:
        return Finding(State.BROKEN, f"Mail: {settings.EMAIL_HOST} does not take it: {error}.", "Correct EMAIL_URL.")
    return Finding(State.OK, f"Mail: {settings.EMAIL_HOST} takes it")


def check_disk() -> Finding:
    """Whether there is room to write."""
    usage = shutil.disk_usage(settings.DATA)
    what = f"Disk: {usage.free / GIGABYTE:.1f} GB free for {settings.DATA}"
    if usage.free < GIGABYTE / 5:
        return Finding(State.BROKEN, what, "Make room now: a full disk loses what people write.")
    return Finding(State.LOOK if usage.free < GIGABYTE else State.OK, what, "Make room.")


def check_backup() -> Finding:
    """Whether there is a backup that is not too old."""
    try:
        last = json.loads((settings.DATA / LAST_BACKUP).read_text())
    except FileNotFoundError:
        return Finding(
            State.LOOK, "Backup: none was made yet.", "savienojums backup PATH, each night (docs/run/backup.md)"
        )
    made_at = datetime.fromisoformat(last["made_at"])
    what = f"Backup: the last one of {_local(made_at)}, {last['path']}"
    return Finding(State.LOOK if made_at < now() - OLD_BACKUP else State.OK, what, "savienojums backup PATH")


def check_journal() -> Finding:
    """How many lines tell of what is no longer there: some after erasing, many after a fault."""
    counts = queries.orphan_counts()
    if not counts:
        return Finding(State.OK, "Journal: every line tells of a record that is there")
    told = ", ".join(f"{count} of {kind}" for kind, count in counts.items())
    return Finding(State.OK, f"Journal: lines about records that were removed: {told}")


def check_search() -> Finding:
    """Whether everything that is there can be found."""
    if not search_rules.are_followed():
        return Finding(State.LOOK, "Search: the rules have changed since the index was made.", "savienojums reindex")
    if wrong := searching.differences():
        told = ", ".join(f"{found} of {there} {kind}s" for kind, (found, there) in wrong.items())
        return Finding(State.LOOK, f"Search: the index has {told}.", "savienojums doctor --mend")
    return Finding(State.OK, "Search: everything is in the index")


CHECKS: tuple[Callable[[], Finding], ...] = (
    check_settings,
    check_address,
    check_database,
    check_tables,
    check_administrator,
    check_worker,
    check_jobs,
    check_mail,
    check_disk,
    check_backup,
    check_journal,
    check_search,
)


def examine() -> int:
    """Look at everything and say it; 1 if something is broken."""
    broken = False
    for check in CHECKS:
        finding = _looked(check)
        broken |= finding.state is State.BROKEN
        say(f"{finding.state:7} {finding.what}")
        if finding.remedy and finding.state is not State.OK:
            say(f"        → {finding.remedy}")
    return int(broken)


def mend() -> int:
    """Make anew what is made out of other things: the search index."""
    searching.make_anew()
    say("The search index is made anew.")
    return examine()


def list_settings() -> int:
    """Every variable the program reads, and whether it is set; secrets are not shown."""
    for variable in env.VARIABLES:
        is_set = variable.name in os.environ or f"{variable.name}_FILE" in os.environ
        value = "(set)" if variable.kind == "secret" and is_set else os.environ.get(variable.name, variable.default)
        say(f"{variable.name}={value}" + ("" if is_set else "   (default)"), f"    {variable.sentence}")
    return 0


def _looked(check: Callable[[], Finding]) -> Finding:
    """The finding; a check that cannot even look has found something broken."""
    try:
        return check()
    except Exception as error:  # noqa: BLE001 - one broken thing must not hide the others
        name = check.__name__.removeprefix("check_").capitalize()
        return Finding(
            State.BROKEN, f"{name}: {type(error).__name__}: {error}".strip(), "Mend what is named above first."
        )


def _local(at: datetime | None) -> str:
    return at.astimezone(RIGA).strftime("%Y-%m-%d %H:%M") if at else "?"
