"""How the site is served: a socket, processes that answer pages on it, and a worker beside them."""

from __future__ import annotations

import fcntl
import logging
import os
import signal
import socket
import threading
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

import uvicorn
from django.conf import settings
from django.db import connections

from savienojums import __version__
from savienojums.accounts.queries import needs_first_administrator
from savienojums.cli.ground import Trouble, WrongStart, say
from savienojums.cli.inside import archive, searching, tables
from savienojums.cli.inside.household import GRACE_SECONDS, Household
from savienojums.core.clock import now
from savienojums.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from savienojums.cli.serve import Address

log = logging.getLogger(__name__)
BACKLOG = 2048
WARM_UP_SECONDS = 0.5


def serve(bind: Address, *, web_count: int, worker: bool, migrate: bool) -> int:
    """Serve until told to stop; the answer is the exit code."""
    if not hasattr(os, "fork"):
        raise WrongStart("Savienojums is served on Linux or macOS; this system cannot fork processes.")
    if not web_count and not worker:
        raise WrongStart("Without web processes and without a worker there is nothing to do.")
    members: dict[str, Callable[[], None]] = {"worker": work} if worker else {}
    with in_use():
        if web_count:
            # Taken first: a second start on the same address ends here, before it touches anything.
            listener = listen(bind)
            members |= {f"web {number}": lambda: answer(listener) for number in range(1, web_count + 1)}
        tables.make_ready(migrate=migrate, before=archive.before_migrating)
        searching.make_ready()
        greet(bind if web_count else None)
        import_module("savienojums.asgi")
        import_module(settings.ROOT_URLCONF)
        connections.close_all()
        return Household(members).run()


@contextmanager
def in_use() -> Iterator[None]:
    """The data folder is marked as in use for as long as somebody serves from it."""
    with (settings.DATA / "in-use").open("w") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f"A backup is being restored into {settings.DATA}; wait until it is done."
            raise Trouble(message) from error
        yield


def listen(bind: Address) -> socket.socket:
    """The socket on which the site answers."""
    try:
        family, *_, where = socket.getaddrinfo(bind.host, bind.port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(where)
        listener.listen(BACKLOG)
    except OSError as error:
        message = f"Cannot listen on {bind.host}:{bind.port}: {error.strerror}. Choose another with --bind."
        raise Trouble(message) from error
    return listener


def greet(bind: Address | None) -> None:
    """Say where things are and what comes next."""
    say(f"Savienojums {__version__}, database {tables.where()}")
    if bind is None:
        say("Only the worker runs here.")
        return
    say(f"Open {bind.url}/   (stop with Ctrl+C)")
    if bind.url != settings.SITE_URL:
        say(f"People reach it as {settings.SITE_URL}/")
    if needs_first_administrator():
        say("Next: name the first administrator, in another terminal:", "    savienojums administrator you@example.org")


def answer(listener: socket.socket) -> None:
    """Answer pages: the life of a web process."""
    # The server gives a signal back to whoever held it before; by then everything is finished.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    config = uvicorn.Config(
        "savienojums.asgi:application",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS - 5,
    )
    # After the first pages, which people wait for.
    soon = threading.Timer(WARM_UP_SECONDS, searching.warm_up)
    soon.daemon = True
    soon.start()
    uvicorn.Server(config).run(sockets=[listener])


def work() -> None:
    """Do what acts have left to do: the life of the worker's process."""
    worker = Worker()
    signal.signal(signal.SIGTERM, lambda *_: worker.stop())
    worker.run()
    log.info("The worker ended at %s.", now())
