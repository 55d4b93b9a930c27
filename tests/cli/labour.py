"""What the processes of an installation under test do: jobs that leave traces, writers, counters."""

import os
import signal
import time
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from savienojums.core.clock import now
from savienojums.core.models import Mark
from savienojums.core.system import SYSTEM
from savienojums.journal.actions import record
from savienojums.journal.models import Job, Record
from savienojums.journal.reactions import on
from savienojums.worker import Worker

TRACES: Path = settings.DATA / "traces"


@on("tests.number_given")
def leave_a_trace(record_id: int) -> None:
    """Say that it began, take its time, say that it is done."""
    number = Record.objects.get(pk=record_id).particulars["number"]
    _trace(f"began {number}")
    time.sleep(float(os.environ.get("LENGTH", "0")))
    _trace(f"did {number}")


def _trace(words: str) -> None:
    """One write in one piece: several workers write into the same file."""
    file = os.open(TRACES, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.write(file, f"{words} {os.getpid()}\n".encode())
    os.close(file)


def work(hold_seconds: float) -> None:
    """Be a worker."""
    worker = Worker(pause=0.05, hold=timedelta(seconds=hold_seconds))
    signal.signal(signal.SIGTERM, lambda *_: worker.stop())
    worker.run()


def give_numbers(count: int) -> None:
    """Acts that each leave one job to do."""
    subject = ContentType.objects.get_for_model(Record)
    with transaction.atomic():
        for number in range(count):
            record("tests.number_given", by=SYSTEM, subject=subject, at=now(), number=number)


def count_jobs() -> None:
    """How many lines are unread and how many reactions are still in the queue."""
    _tell(Record.objects.unread().count(), Job.objects.exclude(line=None).count())


def write_on_and_on() -> None:
    """Two marks that every transaction raises together, and a photo beside them."""
    for name in ("left", "right"):
        Mark.objects.get_or_create(name=name)
    settings.MEDIA_ROOT.mkdir(exist_ok=True)
    number = 0
    while True:
        number += 1
        with transaction.atomic():
            Mark.objects.filter(name="left").update(value=number)
            time.sleep(0.001)
            Mark.objects.filter(name="right").update(value=number)
        if number % 10 == 0:
            (settings.MEDIA_ROOT / f"{number}.webp").write_bytes(b"photo %d" % number)
        _tell(number)


def tell_marks() -> None:
    """The two marks."""
    _tell(*Mark.objects.filter(name__in=["left", "right"]).order_by("name").values_list("value", flat=True))


def pretend_to_be_newer() -> None:
    """Leave the trace of a migration this version does not know."""
    MigrationRecorder(connection).record_applied("journal", "9999_from_the_future")


def pretend_to_be_older() -> None:
    """Take back the trace of a harmless migration."""
    MigrationRecorder(connection).record_unapplied("journal", "0001_initial")


def tell_everything() -> None:
    """Every row of every table, as text that can be compared."""
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.order_by("pk").values_list():
            _tell(model._meta.label, *(repr(value) for value in row))


def give_one_more_number() -> None:
    """An act after everything was carried over: new rows get numbers of their own."""
    give_numbers(1)


def _tell(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201 - this is how it answers the test
