"""A whole installation for one test: a folder, a database of its own, and the real command in real processes."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).parents[2]
PATIENCE = 60
"""How long a test waits for what must come, in seconds; reached only when it does not come."""
PASSED_ON = ("PATH", "HOME", "LANG", "TMPDIR", "PGPASSFILE", "LD_LIBRARY_PATH")


@dataclass
class Installation:
    """Where it lies and which database it uses."""

    folder: Path
    database: str = ""
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """The variables of its processes, and nothing of the tests' own."""
        words = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        words |= {"SAVIENOJUMS_DATA": str(self.folder), "SECRET_KEY": "for-tests-only", "PYTHONPATH": str(ROOT)}
        words["DJANGO_SETTINGS_MODULE"] = "savienojums.settings"
        return words | ({"DATABASE_URL": self.database} if self.database else {})

    def run(self, *words: str | Path, code: int = 0) -> str:
        """One command to its end; what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "savienojums", *map(str, words)],
            env=self.environment,
            cwd=self.folder.parent,
            capture_output=True,
            text=True,
            timeout=PATIENCE * 2,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + done.stderr

    def start(self, *words: str, **variables: str) -> subprocess.Popen[str]:
        """A command that goes on; ended with the test."""
        return self._open(["-m", "savienojums", *words], variables)

    def labour(self, what: str, *about: object, **variables: str) -> subprocess.Popen[str]:
        """A function of tests.cli.labour in a process of its own."""
        words = ", ".join(map(repr, about))
        return self._open(
            ["-c", f"import django; django.setup(); from tests.cli import labour; labour.{what}({words})"], variables
        )

    def ask(self, what: str, *about: object) -> str:
        """What a function of tests.cli.labour prints."""
        process = self.labour(what, *about)
        printed, _ = process.communicate(timeout=PATIENCE * 2)
        assert process.returncode == 0, printed
        return printed.strip()

    def _open(self, words: list[str], variables: dict[str, str]) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, *words],
            env=self.environment | variables,
            cwd=self.folder.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.processes.append(process)
        return process


@contextmanager
def installed(folder: Path, *, sqlite: bool = False) -> Iterator[Installation]:
    """An empty installation, and nothing of it left behind."""
    folder.mkdir(parents=True)
    with nullcontext("") if sqlite else _database() as address:
        installation = Installation(folder, address)
        try:
            yield installation
        finally:
            for process in installation.processes:
                if process.poll() is None:
                    process.kill()
                process.wait(PATIENCE)
                if process.stdout:
                    process.stdout.close()
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _database() -> Iterator[str]:
    """A new database on the server the tests use; with SQLite the folder is enough."""
    if not (address := os.environ.get("DATABASE_URL", "")).startswith("postgres"):
        yield ""
        return
    import psycopg

    name = f"savienojums_test_{secrets.token_hex(4)}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"'.encode())
    try:
        yield urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def wait_until(is_so: Callable[[], object]) -> None:
    """Wait for what must come."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "It did not come."
        time.sleep(0.02)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
