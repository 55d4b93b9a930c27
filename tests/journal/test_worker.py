"""The worker: does the jobs of all rooms, and goes on whatever happens in one of them."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import OperationalError
from django.utils import translation

from savienojums import worker as workers
from savienojums.core.refusal import NotAllowed, Refused
from savienojums.core.system import SYSTEM
from savienojums.journal import queue, reactions
from savienojums.journal.actions import record
from savienojums.journal.models import Heartbeat, Job
from savienojums.journal.reactions import every, on
from savienojums.worker import Worker, work_off
from tests import make

# The worker reads the real clock; whatever it shows, this has been.
BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def done(db, monkeypatch):
    """What was done; the rooms' own jobs rest."""
    for name, places in [("REACTIONS", (reactions, workers)), ("CHORES", (reactions, workers, queue))]:
        empty: dict[str, object] = {}
        for place in places:
            monkeypatch.setattr(place, name, empty)
    monkeypatch.setattr(workers, "load_jobs", lambda: None)
    return []


def line(verb="contest.entry_submitted"):
    return record(verb, by=SYSTEM, subject=make.theme(), at=BEFORE)


def react(work):
    def reaction(record_id):
        work(record_id)

    on("contest.entry_submitted")(reaction)


def test_what_follows_is_done_with_the_number_of_the_line(done):
    react(done.append)
    written = line()
    work_off()
    assert done == [written.pk]
    assert not Job.objects.exists()


def test_a_chore_is_done_when_it_is_due(done):
    every("1 hour")(lambda: done.append("swept"))
    queue.learn_chores(BEFORE)
    work_off()
    work_off()
    assert done == ["swept"]


def test_a_job_that_fails_is_kept_with_its_error_and_the_next_is_done(done):
    def fail_once(record_id):
        done.append(record_id)
        if len(done) == 1:
            message = "no mail today"
            raise OSError(message)

    react(fail_once)
    first, second = line(), line()
    work_off()
    assert done == [first.pk, second.pk]
    assert Job.objects.get().error.startswith("OSError: no mail today\n")


def test_what_is_no_longer_wanted_is_not_tried_again(done):
    def refuse(_record_id):
        raise Refused("It is closed by now.")

    react(refuse)
    line()
    work_off()
    assert not Job.objects.exists()


def test_what_the_house_may_not_do_is_a_fault(done):
    def forbid(_record_id):
        raise NotAllowed

    react(forbid)
    line()
    work_off()
    assert Job.objects.get().error.startswith("NotAllowed")


def test_a_job_this_version_does_not_know_is_kept(done):
    Job.objects.create(name="contest.of_old", line=line(), due_at=BEFORE)
    work_off()
    assert queue.UNKNOWN in Job.objects.get().error


def test_a_job_that_kills_its_worker_each_time_is_given_up(done):
    react(done.append)
    Job.objects.create(name=next(iter(reactions.REACTIONS)), line=line(), due_at=BEFORE, attempts=queue.MOST_ATTEMPTS)
    queue.pass_over_lines(BEFORE)
    work_off()
    job = Job.objects.get()
    assert (done, job.due_at) == ([], None)
    assert queue.DIED in job.error


def test_jobs_speak_latvian_whatever_was_spoken_before(done):
    react(lambda _record_id: done.append(translation.get_language()))
    line()
    with translation.override("en"):
        work_off()
    assert done == ["lv"]


def test_every_room_declares_its_jobs():
    workers.load_jobs()
    assert "journal.forget_dead_workers" in reactions.CHORES


@pytest.mark.django_db(transaction=True)
def test_a_worker_lives_until_it_is_told_to_stop(done):
    worker = Worker(pause=0.01)
    react(lambda _record_id: worker.stop())
    written = line()
    worker.run()
    assert (worker.done_count, Job.objects.count(), Heartbeat.objects.count()) == (1, 0, 0)
    written.refresh_from_db()
    assert written.read_at


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_for_a_moment_does_not_end_the_worker(done, monkeypatch, caplog):
    worker, answers = Worker(pause=0.01), iter([OperationalError("gone"), False])

    def step():
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        worker.stop()
        return answer

    monkeypatch.setattr(worker, "step", step)
    worker.run()
    assert "The database does not answer" in caplog.text
    assert next(answers, "none left") == "none left"


def test_signs_of_life_go_on_while_the_database_is_away(monkeypatch, caplog):
    worker, tries = Worker(), []

    def give_sign(*_about):
        tries.append(1)
        if len(tries) == 2:
            worker.stop()
        raise OperationalError("gone")

    monkeypatch.setattr(queue, "give_sign", give_sign)
    worker.hold /= 100_000
    thread = threading.Thread(target=worker._give_signs)
    thread.start()
    thread.join(10)
    assert len(tries) == 2
    assert "sign of life" in caplog.text
