"""How the queue is shown to the person who hosts, and set right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.cli.ground import say
from savienojums.cli.inside import tables
from savienojums.core.clock import RIGA, now
from savienojums.journal import queries, queue

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.journal.models import Job


def show() -> int:
    """Print how the queue stands."""
    tables.make_ready(migrate=False)
    state = queries.queue_state(now())
    say(f"Waiting: {state.due_count} jobs, {state.unread_count} journal lines not read yet.")
    for job in state.taken:
        say(f"Being done since {_time(job.taken_at)}: {job} by {job.taken_by}")
    for job in state.trying:
        say(f"To be tried again at {_time(job.due_at)}: {job}, {job.attempts} attempts, {_first_line(job)}")
    for job in state.failed:
        say(f"Given up at {_time(job.failed_at)}: {job}, {_first_line(job)}")
    say("Chores:")
    say(*(f"    {job.name:45} next {_time(job.due_at)}, last done {_time(job.done_at)}" for job in state.chores))
    return 0


def try_again() -> int:
    """Put the jobs that were given up back into the queue."""
    tables.make_ready(migrate=False)
    say(f"{queue.try_again(now())} jobs are tried again.")
    return 0


def drop() -> int:
    """Forget the jobs that were given up."""
    tables.make_ready(migrate=False)
    say(f"{queue.drop_failed()} jobs are dropped.")
    return 0


def _time(at: datetime | None) -> str:
    return at.astimezone(RIGA).strftime("%Y-%m-%d %H:%M") if at else "never"


def _first_line(job: Job) -> str:
    return job.error.partition("\n")[0]
