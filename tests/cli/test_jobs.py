"""The queue as the person who hosts sees it."""

from datetime import timedelta

import pytest

from savienojums.cli.inside import jobs, tables
from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.journal.actions import record
from savienojums.journal.models import Job
from tests import make

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _tables_fit(monkeypatch):
    monkeypatch.setattr(tables, "make_ready", lambda **_options: False)


@pytest.fixture
def line():
    return record("contest.entry_submitted", by=SYSTEM, subject=make.theme(), at=now())


def test_everything_in_the_queue_is_shown(line, capsys):
    at = now()
    Job.objects.create(name="contest.wait", line=line, due_at=at - HOUR)
    Job.objects.create(name="contest.run", line=line, due_at=at + HOUR, taken_by="w", taken_at=at, attempts=1)
    Job.objects.create(name="contest.retry", line=line, due_at=at + HOUR, attempts=2, error="OSError: away\ntrace")
    Job.objects.create(name="contest.fail", line=line, failed_at=at, attempts=8, error="OSError: gone\ntrace")
    Job.objects.create(name="contest.sweep", due_at=at + HOUR)
    assert jobs.show() == 0
    said = capsys.readouterr().out
    assert "Waiting: 1 jobs, 1 journal lines not read yet." in said
    assert f"contest.run {line.pk} by w" in said
    assert f"contest.retry {line.pk}, 2 attempts, OSError: away\n" in said
    assert f"contest.fail {line.pk}, OSError: gone\n" in said
    assert said.splitlines()[-1].split() == ["contest.sweep", "next", *_time(at + HOUR), "last", "done", "never"]


def _time(at):
    day, hour = jobs._time(at).split()
    return day, f"{hour},"


def test_what_was_given_up_is_tried_again(line, capsys):
    job = Job.objects.create(name="contest.fail", line=line, failed_at=now(), attempts=8)
    assert jobs.try_again() == 0
    job.refresh_from_db()
    assert (job.failed_at, job.attempts) == (None, 0)
    assert "1 jobs are tried again." in capsys.readouterr().out


def test_what_was_given_up_is_dropped(line, capsys):
    Job.objects.create(name="contest.fail", line=line, failed_at=now(), attempts=8)
    Job.objects.create(name="contest.wait", line=line, due_at=now())
    assert jobs.drop() == 0
    assert [job.name for job in Job.objects.all()] == ["contest.wait"]
    assert "1 jobs are dropped." in capsys.readouterr().out
