"""The worker: does what acts have left to do, and what comes back with time."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
import traceback
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from django.utils import translation

from savienojums import __version__
from savienojums.core.clock import now
from savienojums.core.records import FIRST_LANGUAGE
from savienojums.core.refusal import NotAllowed, Refused
from savienojums.journal import queue
from savienojums.journal.reactions import CHORES, REACTIONS
from savienojums.rooms import ROOMS

if TYPE_CHECKING:
    from datetime import timedelta

    from savienojums.journal.models import Job

log = logging.getLogger(__name__)
LONGEST_ERROR = 4_000


def load_jobs() -> None:
    """Let every room declare its jobs; only the worker does so."""
    for room in ROOMS:
        if find_spec(name := f"savienojums.{room}.jobs"):
            import_module(name)


@dataclass
class Worker:
    """One thread that takes jobs and a second one that says the first is alive."""

    pause: float = 1.0
    hold: timedelta = queue.HOLD
    name: str = field(default_factory=lambda: f"{socket.gethostname()[:50]}:{os.getpid()}:{secrets.token_hex(3)}")
    stopping: threading.Event = field(default_factory=threading.Event)
    done_count: int = 0

    def run(self) -> None:
        """Work until told to stop; the job that is running then is finished first."""
        load_jobs()
        signs = threading.Thread(target=self._give_signs, name="signs", daemon=True)
        begun = False
        while not self.stopping.is_set():
            close_old_connections()
            try:
                if not begun:
                    queue.begin(self.name, __version__, now())
                    signs.start()
                    begun = True
                if not self.step():
                    self.stopping.wait(self.pause)
            except (DatabaseError, InterfaceError):
                log.exception("The database does not answer; the worker tries again.")
                self.stopping.wait(self.pause * 5)
        queue.end(self.name)
        connections.close_all()

    def stop(self) -> None:
        """Take no further job."""
        self.stopping.set()

    def step(self) -> bool:
        """Do one job, or if there is none read new lines; whether there was anything to do."""
        if job := queue.take(self.name, now(), self.hold):
            do(job)
            self.done_count += 1
            return True
        return bool(queue.read_lines(now()))

    def _give_signs(self) -> None:
        while not self.stopping.wait(self.hold.total_seconds() / 4):
            close_old_connections()
            try:
                queue.give_sign(self.name, self.done_count, now(), self.hold)
            except (DatabaseError, InterfaceError):
                log.warning("The worker could not give its sign of life.", exc_info=True)
        connections.close_all()


def do(job: Job) -> None:
    """Do one job that was taken, and tell the queue how it went."""
    try:
        with translation.override(FIRST_LANGUAGE):
            _work(job)
    except Exception as error:
        log.warning("%s failed, attempt %s.", job, job.attempts, exc_info=True)
        queue.put_back(job, _told(error), now())
    else:
        log.info("%s is done.", job)
        queue.finish(job, now())


def work_off(worker: Worker | None = None) -> int:
    """Do everything that is due now, here and at once; how many steps it took. For tests and commands."""
    load_jobs()
    worker, steps = worker or Worker(), 0
    while worker.step():
        steps += 1
    return steps


def _work(job: Job) -> None:
    if job.attempts > queue.MOST_ATTEMPTS:
        raise RuntimeError(queue.DIED)
    if job.name not in REACTIONS and job.name not in CHORES:
        raise LookupError(queue.UNKNOWN)
    try:
        if job.line_id:
            REACTIONS[job.name].work(job.line_id)
        else:
            CHORES[job.name].work()
    except NotAllowed:
        raise
    except Refused as refusal:
        # The world has moved on since the act: what was to follow is no longer wanted.
        log.info("%s was refused: %s", job, refusal)


def _told(error: Exception) -> str:
    """What the host is shown of an error: its own words first, then where it happened."""
    return "".join([f"{type(error).__name__}: {error}\n", *traceback.format_tb(error.__traceback__)])[:LONGEST_ERROR]
