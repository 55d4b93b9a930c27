"""Five hundred people ask for fifty seats at the same moment, on SQLite and on PostgreSQL, through the real server.

Run with `python -m bench.registrations [--people 500] [--seats 50] [--processes 2]`. Whatever else it measures: exactly
as many get seats as there are, the others wait in the order of asking, nobody is lost, and nothing breaks.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parents[1]
PORT = 8794
# People who write a form need a few seconds, and the server knows it.
WRITING = 3.5
PATIENCE = 120
MOST_SECONDS = 60
SLUG = "bench"
# How bin/with-postgres ends where there is no PostgreSQL; it says so itself.
NOT_INSTALLED = 69


@dataclass(frozen=True)
class Answer:
    """What one person was told, and after how long."""

    status: int
    seconds: float


def world(seats: int) -> None:
    """An event with few seats."""
    _django()
    from datetime import timedelta

    from savienojums.core.clock import now
    from savienojums.events.models import Event

    at = now()
    begins = at + timedelta(days=30)
    Event.objects.create(
        slug=SLUG, kind="forum", title={"lv": "Forums"}, starts_at=begins, ends_at=begins + timedelta(hours=3),
        published_at=at, takes_registrations=True, capacity=seats,
    )  # fmt: skip


def counted() -> None:
    """What the list holds now, as JSON."""
    _django()
    from savienojums.events.models import Registration

    rows = list(Registration.objects.order_by("asked_at", "pk").prefetch_related("people"))
    states = [row.people.all()[0].seat for row in rows]
    accepted = states.count("accepted")
    found = {
        "registrations": len(rows),
        "mailboxes": len({row.email for row in rows}),
        "moments": len({row.asked_at for row in rows}),
        "accepted": accepted,
        "waiting": states.count("waiting"),
        "in_order": states == ["accepted"] * accepted + ["waiting"] * (len(rows) - accepted),
    }
    print(json.dumps(found))


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "savienojums.settings")
    import django

    django.setup()


class Form:
    """The form as one browser has opened it; all others have opened the same."""

    def __init__(self) -> None:
        status, headers, body = _ask("GET", f"/events/{SLUG}/registration/", {})
        if status != 200:
            raise SystemExit(f"The form answers {status}.")
        self.cookie = next(value.split(";")[0] for name, value in headers if name.lower() == "set-cookie")
        self.hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|opened)" value="([^"]+)"', body.decode()))

    def send(self, number: int) -> Answer:
        """One person asks for one seat, from an address of their own."""
        said = {
            **self.hidden,
            "name": f"Cilvēks {number}",
            "email": f"c{number}@bench.test",
            "comes": "on",
            "rows": "2",
        }
        headers = {
            "Cookie": self.cookie,
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Forwarded-For": f"10.0.{number // 250}.{number % 250 + 1}",
        }
        begun = time.monotonic()
        status, _headers, _body = _ask("POST", f"/events/{SLUG}/registration/", headers, urlencode(said))
        return Answer(status, time.monotonic() - begun)


def _ask(
    method: str, path: str, headers: dict[str, str], body: str | None = None
) -> tuple[int, list[tuple[str, str]], bytes]:
    line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=PATIENCE)
    line.request(method, path, body, {"Accept-Language": "lv", **headers})
    answer = line.getresponse()
    return answer.status, answer.getheaders(), answer.read()


def rush(people: int) -> tuple[list[Answer], float]:
    """All of them at the same moment: what each was told, and how long it took until the last one knew."""
    form = Form()
    time.sleep(WRITING)
    ready, answers = threading.Barrier(people + 1), [Answer(0, 0.0)] * people

    def run(number: int) -> None:
        ready.wait()
        try:
            answers[number] = form.send(number)
        except OSError:
            answers[number] = Answer(-1, 0.0)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    ready.wait()
    begun = time.monotonic()
    for thread in threads:
        thread.join()
    return answers, time.monotonic() - begun


def here(name: str, options: argparse.Namespace) -> bool:
    """One rush on the database of this environment; whether everything is as it has to be."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ, "SAVIENOJUMS_DATA": folder, "TRUSTED_PROXIES": "1", "SECRET_KEY": "for the bench only",
            "SITE_URL": f"http://127.0.0.1:{PORT}", "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        command = [sys.executable, "-m", "savienojums", "serve", "--bind", f"127.0.0.1:{PORT}", "--no-worker",
                   "--web-processes", str(options.processes)]  # fmt: skip
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        try:
            _wait()
            own = [sys.executable, "-m", "bench.registrations", "--seats", str(options.seats)]
            subprocess.run([*own, "--make"], check=True, cwd=ROOT, env=environment)
            answers, seconds = rush(options.people)
            said = subprocess.run(
                [*own, "--count"], check=True, cwd=ROOT, env=environment, capture_output=True, text=True
            )
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)
    return _told(name, options, answers, seconds, json.loads(said.stdout.splitlines()[-1]))


def _told(name: str, options: argparse.Namespace, answers: list[Answer], seconds: float, found: dict[str, int]) -> bool:
    statuses = Counter(answer.status for answer in answers)
    taken = sorted(answer.seconds for answer in answers)
    right = (
        statuses == {302: options.people}
        and found["registrations"] == found["mailboxes"] == found["moments"] == options.people
        and found["accepted"] == min(options.seats, options.people)
        and found["in_order"]
    )
    print(
        f"{name:11} {options.people:6} {found['accepted']:8} {found['waiting']:8} {seconds:7.1f} "
        f"{options.people / seconds:6.0f} {statistics.median(taken):8.2f} {taken[int(len(taken) * 0.95)]:7.2f} "
        f"{taken[-1]:7.2f}  {'as it has to be' if right else f'WRONG: {dict(statuses)} {found}'}",
        flush=True,
    )
    return bool(right)


def _wait() -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        try:
            status, _headers, _body = _ask("GET", "/privacy/", {})
        except OSError:
            time.sleep(0.2)
        else:
            if status == 200:
                return
            time.sleep(0.2)
    raise SystemExit("The server did not start.")


def main(arguments: list[str] | None = None) -> None:
    """Both databases, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--seats", type=int, default=50)
    parser.add_argument("--processes", type=int, default=2)
    for step in ("make", "count", "here"):
        parser.add_argument(f"--{step}", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.make:
        return world(options.seats)
    if options.count:
        return counted()
    if options.here:
        sys.exit(not here("PostgreSQL", options))
    print("database    people accepted  waiting seconds  req/s median s   p95 s  last s")
    os.environ.pop("DATABASE_URL", None)
    right = here("SQLite", options)
    own = ["--people", str(options.people), "--seats", str(options.seats), "--processes", str(options.processes)]
    command = ["sh", "bin/with-postgres", sys.executable, "-m", "bench.registrations", "--here", *own]
    environment = {**os.environ, "POSTGRES_PORT": "5477", "REDIS_PORT": "6477"}
    ended = subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode
    if not right or ended not in (0, NOT_INSTALLED):
        sys.exit(1)
    return None


if __name__ == "__main__":
    main()
