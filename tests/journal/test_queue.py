"""The queue: from an act's line to a job that is done, tried again or given up."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from savienojums.core.system import SYSTEM
from savienojums.journal import queue, reactions
from savienojums.journal.actions import record
from savienojums.journal.models import Heartbeat, Job, Record
from savienojums.journal.reactions import every, on
from tests import make
from tests.make import NOW

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _jobs(db, monkeypatch):
    monkeypatch.setattr(reactions, "REACTIONS", {})
    monkeypatch.setattr(reactions, "CHORES", {})
    monkeypatch.setattr(queue, "CHORES", reactions.CHORES)
    on("contest.entry_submitted")(thank_the_authors)
    every("1 hour")(close_what_is_due)


def thank_the_authors(record_id: int) -> None:
    """Nothing; only its name matters here."""


def close_what_is_due() -> None:
    """Nothing; only its name matters here."""


def line(verb: str = "contest.entry_submitted") -> Record:
    return record(verb, by=SYSTEM, subject=make.theme(), at=NOW)


def a_job() -> Job:
    line()
    queue.read_lines(NOW)
    return taken()


def taken(by: str = "worker", at: datetime = NOW) -> Job:
    """The job this worker takes; there must be one."""
    job = queue.take(by, at)
    assert job
    return job


# --- lines --------------------------------------------------------------------


def test_a_line_becomes_the_job_that_follows_from_its_verb():
    written = line()
    assert queue.read_lines(NOW) == 1
    job = Job.objects.get()
    assert (job.name, job.line, job.due_at, job.attempts) == (
        "tests.journal.test_queue.thank_the_authors",
        written,
        NOW,
        0,
    )


def test_a_line_is_read_once():
    line()
    assert [queue.read_lines(NOW), queue.read_lines(NOW)] == [1, 0]
    assert Job.objects.count() == 1


def test_nothing_follows_from_a_verb_nobody_waits_for():
    line("contest.entry_withdrawn")
    assert queue.read_lines(NOW) == 1
    assert not Job.objects.exists()


def test_an_act_that_fails_leaves_nothing_to_do():
    def fail():
        with transaction.atomic():
            line()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (queue.read_lines(NOW), Job.objects.count()) == (0, 0)


def test_a_line_that_is_committed_after_a_later_one_is_read_all_the_same():
    earlier, later = line(), line()
    Record.objects.filter(pk=earlier.pk).update(read_at=NOW)  # not committed yet: nobody sees it
    queue.read_lines(NOW)
    Record.objects.filter(pk=earlier.pk).update(read_at=None)
    queue.read_lines(NOW)
    assert set(Job.objects.values_list("line_id", flat=True)) == {earlier.pk, later.pk}


def test_many_lines_are_read_in_portions(monkeypatch):
    monkeypatch.setattr(queue, "LINES_AT_ONCE", 2)
    for _ in range(3):
        line()
    assert [queue.read_lines(NOW) for _ in range(3)] == [2, 1, 0]


def test_an_act_costs_one_statement_more(django_assert_num_queries):
    theme = make.theme()
    line()
    with django_assert_num_queries(1):
        record("contest.entry_submitted", by=SYSTEM, subject=theme, at=NOW)


def test_a_past_that_is_told_leads_to_no_letters():
    line()
    assert queue.pass_over_lines(NOW) == 1
    assert (queue.read_lines(NOW), Job.objects.count()) == (0, 0)


# --- taking and holding -------------------------------------------------------


def test_a_job_is_taken_by_one_worker():
    job = a_job()
    assert (job.taken_by, job.attempts) == ("worker", 1)
    assert queue.take("another", NOW) is None


def test_the_longest_waiting_job_is_taken_first():
    first, second = line(), line()
    queue.read_lines(NOW)
    assert [taken().line_id, taken().line_id] == [first.pk, second.pk]


def test_a_job_another_worker_was_quicker_to_take_is_left_to_it(monkeypatch):
    line()
    queue.read_lines(NOW)
    seen = Job.objects.due(NOW).first()
    assert queue.take("quicker", NOW) == seen
    monkeypatch.setattr(type(Job.objects.due(NOW)), "first", lambda _due, left=[seen]: left.pop() if left else None)
    assert queue.take("slower", NOW) is None
    assert Job.objects.get().taken_by == "quicker"


def test_the_job_of_a_silent_worker_is_taken_up_by_another():
    job = a_job()
    assert queue.take("another", NOW + queue.HOLD - SECOND) is None
    again = taken("another", NOW + queue.HOLD)
    assert (again, again.attempts) == (job, 2)


def test_a_worker_that_gives_signs_keeps_its_job():
    a_job()
    queue.give_sign("worker", 0, NOW + queue.HOLD - SECOND)
    assert queue.take("another", NOW + queue.HOLD) is None


def test_a_job_that_hangs_is_no_longer_held():
    a_job()
    late = NOW + queue.LONGEST
    queue.give_sign("worker", 0, late)
    assert queue.take("another", late) is not None


# --- done ---------------------------------------------------------------------


def test_a_reaction_that_is_done_leaves_the_queue():
    queue.finish(a_job(), NOW)
    assert not Job.objects.exists()


def test_who_lost_its_hold_cannot_finish_the_job_of_another():
    slow = a_job()
    queue.take("another", NOW + queue.HOLD)
    queue.finish(slow, NOW + queue.HOLD)
    assert Job.objects.get().taken_by == "another"


def test_a_chore_that_is_done_waits_for_its_next_time():
    queue.learn_chores(NOW)
    queue.finish(taken(), NOW + SECOND)
    chore = Job.objects.get()
    assert (chore.taken_by, chore.attempts, chore.done_at) == ("", 0, NOW + SECOND)
    assert chore.due_at == NOW + SECOND + timedelta(hours=1)


# --- failed -------------------------------------------------------------------


def test_a_job_that_fails_is_tried_again_after_pauses_that_grow():
    job, at, pauses = a_job(), NOW, []
    while True:
        queue.put_back(job, "OSError: no mail today", at)
        state = Job.objects.get()
        if state.due_at is None:
            break
        pauses.append(state.due_at - at)
        assert queue.take("worker", state.due_at - SECOND) is None
        at = state.due_at
        job = taken(at=at)
    assert pauses == sorted(pauses) == list(queue.PAUSES)
    assert (state.attempts, state.error, state.failed_at) == (8, "OSError: no mail today", at)


def test_a_job_that_was_given_up_can_be_tried_again_with_all_its_attempts():
    job = a_job()
    job.attempts = queue.MOST_ATTEMPTS
    queue.put_back(job, "OSError", NOW)
    assert queue.take("worker", NOW + timedelta(days=365)) is None
    assert queue.try_again(NOW + MINUTE) == 1
    assert taken(at=NOW + MINUTE).attempts == 1


def test_jobs_that_were_given_up_can_be_dropped():
    job = a_job()
    job.attempts = queue.MOST_ATTEMPTS
    queue.put_back(job, "OSError", NOW)
    assert (queue.drop_failed(), Job.objects.count()) == (1, 0)


def test_a_chore_is_never_given_up_for_good():
    queue.learn_chores(NOW)
    job = taken()
    job.attempts = queue.MOST_ATTEMPTS
    queue.put_back(job, "OSError", NOW)
    chore = Job.objects.get()
    assert (chore.failed_at, chore.error, chore.attempts) == (NOW, "OSError", 0)
    assert chore.due_at == NOW + timedelta(hours=1)
    assert queue.drop_failed() == 0
    queue.finish(taken(at=chore.due_at), chore.due_at)
    chore.refresh_from_db()
    assert (chore.failed_at, chore.error) == (None, "")


# --- workers and chores -------------------------------------------------------


def test_a_worker_that_begins_gives_chores_their_rows_once():
    queue.begin("worker", "0.1.0", NOW)
    queue.begin("another", "0.1.0", NOW)
    assert Job.objects.count() == 1
    assert Heartbeat.objects.count() == 2


def test_a_chore_this_version_no_longer_has_goes():
    Job.objects.create(name="contest.of_old", due_at=NOW)
    queue.learn_chores(NOW)
    assert [chore.name for chore in Job.objects.chores()] == ["tests.journal.test_queue.close_what_is_due"]


def test_a_sign_tells_when_and_how_much():
    queue.begin("worker", "0.1.0", NOW)
    queue.give_sign("worker", 7, NOW + MINUTE)
    beat = Heartbeat.objects.get()
    assert (beat.since, beat.seen_at, beat.done_count) == (NOW, NOW + MINUTE, 7)
    queue.end("worker")
    assert not Heartbeat.objects.exists()


def test_dead_workers_are_forgotten_after_a_week():
    queue.begin("dead", "0.1.0", NOW)
    queue.begin("alive", "0.1.0", NOW + timedelta(days=5))
    assert queue.forget_dead_workers(NOW + timedelta(days=8)) == 1
    assert [beat.worker for beat in Heartbeat.objects.all()] == ["alive"]
