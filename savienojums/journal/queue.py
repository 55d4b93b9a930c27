"""The queue: how lines become jobs, and how a job is taken, held, done, tried again or given up."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from savienojums.journal.models import Heartbeat, Job, Record
from savienojums.journal.reactions import CHORES, reactions_to

if TYPE_CHECKING:
    from datetime import datetime

# Eight attempts over sixteen hours: a mail server may be away for a night.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (0.2, 1, 5, 15, 60, 180, 720))
MOST_ATTEMPTS = len(PAUSES) + 1
# How long a job stays with a worker that gives no sign of life.
HOLD = timedelta(seconds=60)
# A job that is held longer than this hangs: another worker may try it.
LONGEST = timedelta(hours=2)
LINES_AT_ONCE = 200
DIED = "The worker died while doing this, each time it tried."
UNKNOWN = "This version of the program has no job of this name."


def read_lines(at: datetime) -> int:
    """Turn unread lines into the jobs that follow from them; how many lines were read."""
    if not Record.objects.unread().exists():
        return 0
    with transaction.atomic():
        unread = Record.objects.unread().select_for_update(skip_locked=True).values_list("id", "verb")
        lines = list(unread[:LINES_AT_ONCE])
        jobs = [
            Job(name=reaction.name, line_id=line, due_at=at) for line, verb in lines for reaction in reactions_to(verb)
        ]
        Job.objects.bulk_create(jobs, ignore_conflicts=True)
        Record.objects.filter(id__in=[line for line, _ in lines]).update(read_at=at)
    return len(lines)


def learn_chores(at: datetime) -> None:
    """Give every declared chore its row, and take away the rows of those this version no longer has."""
    rows = [Job(name=chore.name, due_at=chore.first(at)) for chore in CHORES.values()]
    Job.objects.bulk_create(rows, ignore_conflicts=True)
    Job.objects.chores().exclude(name__in=CHORES).delete()


def take(worker: str, at: datetime, hold: timedelta = HOLD) -> Job | None:
    """The next job, now this worker's alone until it is done or the worker has been silent for too long."""
    while job := Job.objects.due(at).first():
        # One statement decides who gets it, without a lock that others would wait for: it finds the row as it was
        # seen, or another worker was quicker and it finds nothing.
        as_seen = Job.objects.filter(pk=job.pk, due_at=job.due_at, attempts=job.attempts)
        job.taken_by, job.taken_at, job.attempts = worker, at, job.attempts + 1
        if as_seen.update(taken_by=worker, taken_at=at, due_at=at + hold, attempts=job.attempts):
            return job
    return None


def begin(worker: str, version: str, at: datetime) -> None:
    """A worker begins: chores get their rows, and it shows that it lives."""
    learn_chores(at)
    Heartbeat.objects.update_or_create(worker=worker, defaults={"version": version, "since": at, "seen_at": at})


def end(worker: str) -> None:
    """A worker ends in good order; one that dies leaves its row behind."""
    Heartbeat.objects.filter(worker=worker).delete()


def give_sign(worker: str, done_count: int, at: datetime, hold: timedelta = HOLD) -> None:
    """The worker lives: its heartbeat is renewed, and its hold on what it is doing."""
    Heartbeat.objects.filter(worker=worker).update(seen_at=at, done_count=done_count)
    Job.objects.filter(taken_by=worker, taken_at__gt=at - LONGEST).update(due_at=at + hold)


def finish(job: Job, at: datetime) -> None:
    """The job is done: a reaction leaves the queue, a chore waits for its next time."""
    mine = Job.objects.filter(pk=job.pk, taken_by=job.taken_by)
    if job.line_id:
        mine.delete()
    else:
        mine.update(taken_by="", due_at=_next(job, at), attempts=0, done_at=at, failed_at=None, error="")


def put_back(job: Job, error: str, at: datetime) -> None:
    """The job failed: it is tried again after a pause that grows, and given up after the last."""
    mine = Job.objects.filter(pk=job.pk, taken_by=job.taken_by)
    if job.attempts < MOST_ATTEMPTS:
        mine.update(taken_by="", error=error, due_at=at + PAUSES[job.attempts - 1])
    elif job.line_id:
        mine.update(taken_by="", error=error, failed_at=at, due_at=None)
    else:
        # A chore is never given up for good: its next time may go better.
        mine.update(taken_by="", error=error, failed_at=at, due_at=_next(job, at), attempts=0)


def pass_over_lines(at: datetime) -> int:
    """Let nothing follow from the lines that wait: a past that is being told leads to no letters today."""
    return Record.objects.unread().update(read_at=at)


def try_again(at: datetime) -> int:
    """Put the jobs that were given up back into the queue, with all their attempts; how many."""
    return Job.objects.failed().update(due_at=at, attempts=0, failed_at=None)


def drop_failed() -> int:
    """Forget the reactions that were given up; chores stay, they come back with time."""
    return Job.objects.failed().exclude(line=None).delete()[0]


def forget_dead_workers(at: datetime) -> int:
    """Remove the signs of workers that have been silent for a week."""
    return Heartbeat.objects.filter(seen_at__lt=at - timedelta(days=7)).delete()[0]


def _next(job: Job, at: datetime) -> datetime | None:
    """When a chore is due again."""
    chore = CHORES.get(job.name)
    return chore.next(at) if chore else None
