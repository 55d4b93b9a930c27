"""Workers that die, in real processes: what acts leave to do is done all the same."""

import signal
from collections import Counter

from tests.cli.installation import PATIENCE, wait_until


def traces(installation):
    """What the workers left behind: (began | did, number, process)."""
    file = installation.folder / "traces"
    lines = file.read_text().splitlines() if file.exists() else []
    return [(word, int(number), int(process)) for word, number, process in map(str.split, lines)]


def numbers(installation, wanted):
    return [number for word, number, _ in traces(installation) if word == wanted]


def test_a_worker_killed_in_the_middle_of_a_job_loses_nothing(installation):
    installation.ask("give_numbers", 5)
    victim = installation.labour("work", 1.0, LENGTH="30")
    wait_until(lambda: numbers(installation, "began"))
    victim.kill()
    victim.wait(PATIENCE)
    interrupted = numbers(installation, "began")
    installation.labour("work", 1.0)
    wait_until(lambda: len(numbers(installation, "did")) == 5)
    wait_until(lambda: installation.ask("count_jobs") == "0 0")
    assert sorted(numbers(installation, "did")) == [0, 1, 2, 3, 4]
    assert Counter(numbers(installation, "began")) == Counter([0, 1, 2, 3, 4, *interrupted])


def test_two_workers_do_each_of_two_hundred_jobs_once(installation):
    workers = [installation.labour("work", 60.0, LENGTH="0.005") for _ in range(2)]
    installation.ask("give_numbers", 200)
    wait_until(lambda: len(numbers(installation, "did")) >= 200)
    wait_until(lambda: installation.ask("count_jobs") == "0 0")
    for worker in workers:
        worker.send_signal(signal.SIGTERM)
        worker.wait(PATIENCE)
    assert sorted(numbers(installation, "did")) == list(range(200))
    assert Counter(process for _, _, process in traces(installation)).keys() == {worker.pid for worker in workers}


def test_a_worker_that_is_asked_to_end_finishes_its_job(installation):
    installation.ask("give_numbers", 2)
    worker = installation.labour("work", 60.0, LENGTH="1")
    wait_until(lambda: numbers(installation, "began"))
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(PATIENCE) == 0
    assert numbers(installation, "did") == numbers(installation, "began") == [0]
    assert installation.ask("count_jobs") == "0 1"
