"""Votes a second through the real server on SQLite, while a worker reckons the map again and again; none is lost.

Run with `python -m bench.voices live`. The yardstick is one process that writes bare rows with sqlite3, each in a
transaction of its own, into a file with the same settings: nobody who keeps every vote writes faster than that.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.registrations import ROOT

PORT, PATIENCE = 8796, 180
SLUG, STATEMENTS, PEOPLE, BEFORE = "bench", 60, 24, 2_000
SECONDS, WARM, WANTED = 20.0, 3.0, 200
PROCESSES = 2


def world() -> None:
    """A conversation in which two thousand people have answered already."""
    _django()
    from datetime import timedelta

    import numpy as np

    from savienojums.core.clock import now
    from savienojums.voices.models import Conversation, Participant, Phase, Statement, Vote

    at, chance = now(), np.random.default_rng(5)
    made = Conversation.objects.create(
        slug=SLUG, title={"lv": "Saruna"}, question={"lv": "Kas vajadzīgs?"}, published_at=at
    )
    Phase.objects.create(conversation=made, opens_at=at - timedelta(days=1), closes_at=at + timedelta(days=1))
    statements = [
        Statement.objects.create(
            conversation=made, number=number, text={"lv": f"Apgalvojums {number}."}, state="shown", written_at=at
        )
        for number in range(1, STATEMENTS + 1)
    ]
    people = Participant.objects.bulk_create(
        Participant(conversation=made, key=f"before-{number}", joined_at=at) for number in range(BEFORE)
    )
    loading, stands = chance.standard_normal((STATEMENTS, 2)), chance.standard_normal((BEFORE, 2))
    value = np.where(chance.random((BEFORE, STATEMENTS)) < 1 / (1 + np.exp(-stands @ loading.T)), 1, -1)
    answered = chance.random((BEFORE, STATEMENTS)) < 0.4
    Vote.objects.bulk_create(
        (
            Vote.said(people[person], statements[statement], int(value[person, statement]), at)
            for person, statement in np.argwhere(answered).tolist()
        ),
        batch_size=2_000,
    )


def reckon(until: float) -> None:
    """Reckon the map again and again, as the worker does each minute; prints how often."""
    _django()
    from savienojums.core.clock import now
    from savienojums.core.system import SYSTEM
    from savienojums.voices.actions.maps import make_map
    from savienojums.voices.models import Conversation

    made = Conversation.objects.get(slug=SLUG)
    times = 0
    while not times or time.time() < until:
        make_map(by=SYSTEM, conversation=made, at=now())
        times += 1
    print(times)


def counted() -> None:
    """How many answers the tables hold that came by the web, as JSON: all rows, and those that count."""
    _django()
    from savienojums.voices.models import Participant, Vote

    late = Participant.objects.exclude(key__startswith="before-")
    rows = Vote.objects.filter(participant__in=late)
    found = {"rows": rows.count(), "cells": rows.values("participant", "statement").distinct().count()}
    print(json.dumps({**found, "people": late.count(), "aside": late.exclude(aside_at=None).count()}))


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "savienojums.settings")
    import django

    django.setup()


class Visitor:
    """One person with a browser, who answers whatever the card shows until the time is over."""

    def __init__(self, number: int) -> None:
        self.number, self.round = number, 0
        self.chance = random.Random(number)
        self.line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=PATIENCE)
        self.given, self.wrong, self.slowest = 0, 0, 0.0
        self.cookies: dict[str, str] = {}

    def run(self, begin: float, until: float) -> None:
        """Answer statement after statement; a new person begins when all are answered."""
        card = self._begin()
        while time.monotonic() < until:
            shown = dict(re.findall(r'name="(statement|drawn)" value="([^"]+)"', card)[:2])
            if "answer-buttons" not in card or "statement" not in shown:
                card = self._begin()
                continue
            begun = time.monotonic()
            said = {**shown, "answer": self.chance.choice(("agree", "disagree", "pass"))}
            status, card = self._ask("POST", f"/voices/{SLUG}/answers/", urlencode(said))
            if begun >= begin:
                self.slowest = max(self.slowest, time.monotonic() - begun)
            self.given += status == 200
            self.wrong += status != 200

    def _begin(self) -> str:
        """The page anew, with a browser that has answered nothing."""
        self.cookies, self.round = {}, self.round + 1
        return self._ask("GET", f"/voices/{SLUG}/")[1]

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str]:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-Forwarded-For": f"10.{self.round % 250}.{self.number // 250}.{self.number % 250 + 1}",
            "Accept-Language": "lv",
        }
        if body is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "HX-Request": "true",
                "X-CSRFToken": self.cookies.get("csrftoken", ""),
            }
        self.line.request(method, path, body, headers)
        answer = self.line.getresponse()
        text = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        return answer.status, text


def spent(pid: int) -> float:
    """Seconds of processor time a process and its children have used so far."""
    used: dict[int, tuple[int, int]] = {}
    for each in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = each.read_text(encoding="utf-8").rpartition(")")[2].split()
            used[int(each.parent.name)] = int(fields[1]), int(fields[11]) + int(fields[12])
    family, more = {pid}, True
    while more:
        more = bool(born := {each for each, (parent, _) in used.items() if parent in family} - family)
        family |= born
    return sum(used[each][1] for each in family if each in used) / os.sysconf("SC_CLK_TCK")


def bare(seconds: float = 5.0) -> tuple[float, float]:
    """Rows a second that one process writes with sqlite3, each in a transaction of its own; processor time of each."""
    with tempfile.TemporaryDirectory() as folder:
        line = sqlite3.connect(Path(folder) / "bare.sqlite3", isolation_level=None)
        line.execute("PRAGMA journal_mode=WAL")
        line.execute("PRAGMA synchronous=NORMAL")
        line.execute("CREATE TABLE vote (id INTEGER PRIMARY KEY, person, statement, value, said_at, chance)")
        line.execute("CREATE INDEX by_person ON vote (person, statement)")
        line.execute("CREATE INDEX by_statement ON vote (statement)")
        begun, used, rows = time.monotonic(), time.process_time(), 0
        while time.monotonic() - begun < seconds:
            line.execute("BEGIN IMMEDIATE")
            line.execute("INSERT INTO vote VALUES (NULL, ?, ?, 1, '2026-11-23 10:00:00', 0.1)", (rows % 997, rows % 61))
            line.execute("COMMIT")
            rows += 1
        used = time.process_time() - used
        line.close()
    return rows / seconds, used / rows


def _environment(folder: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    return {
        **kept,
        "SAVIENOJUMS_DATA": folder,
        "TRUSTED_PROXIES": "1",
        "SECRET_KEY": "for the bench only",
        "SITE_URL": f"http://127.0.0.1:{PORT}",
        "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")])),
    }


def _served(environment: dict[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "savienojums", "serve", "--bind", f"127.0.0.1:{PORT}", "--no-worker",
               "--web-processes", str(PROCESSES)]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait()
        _step(environment, "world()")
        return _measured(environment, server.pid)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def _measured(environment: dict[str, str], server: int) -> dict[str, Any]:
    """Visitors answer while another process reckons; what they counted, and what the tables hold."""
    _step(environment, "reckon(0)")
    until = time.time() + WARM + SECONDS
    own = [sys.executable, "-c", f"from bench.voices import live; live.reckon({until})"]
    worker = subprocess.Popen(own, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    visitors = [Visitor(number) for number in range(PEOPLE)]
    begin = time.monotonic() + WARM
    threads = [threading.Thread(target=each.run, args=(begin, begin + SECONDS)) for each in visitors]
    for thread in threads:
        thread.start()
    time.sleep(max(0.0, begin - time.monotonic()))
    before, begun, used = sum(each.given for each in visitors), time.monotonic(), spent(server)
    for thread in threads:
        thread.join()
    seconds = time.monotonic() - begun
    given = sum(each.given for each in visitors)
    used = spent(server) - used
    maps = int(worker.communicate()[0].split()[-1])
    held = json.loads(_step(environment, "counted()").splitlines()[-1])
    return {
        "a_second": (given - before) / seconds,
        "each": used / max(1, given - before),
        "given": given,
        "wrong": sum(each.wrong for each in visitors),
        "slowest": max(each.slowest for each in visitors),
        "maps": maps,
        **held,
    }


def _step(environment: dict[str, str], step: str) -> str:
    own = [sys.executable, "-c", f"from bench.voices import live; live.{step}"]
    return subprocess.run(own, check=True, cwd=ROOT, env=environment, capture_output=True, text=True).stdout


def _wait() -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        line = http.client.HTTPConnection("127.0.0.1", PORT, timeout=PATIENCE)
        try:
            line.request("GET", "/privacy/")
            if line.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise SystemExit("The server did not start.")


def main() -> None:
    """One run; ends badly if a vote is lost or the pace is below what is wanted."""
    rows, of_a_row = bare()
    with tempfile.TemporaryDirectory() as folder:
        found = _served(_environment(folder))
    lost, pace, each = found["given"] - found["rows"], found["a_second"], found["each"]
    print(f"\nVotes, {PEOPLE} visitors, {PROCESSES} web processes, SQLite, {SECONDS:.0f} s, maps reckoned beside it")
    print(f"{'':22} a second   ms of processor each")
    print(
        f"  through the server   {pace:8.0f} {each * 1000:20.2f}   ({WANTED} wanted; {1 / each:.0f} a second and core)"
    )
    print(
        f"  bare rows, sqlite3   {rows:8.0f} {of_a_row * 1000:20.2f}   ({rows / pace:.0f} and {each / of_a_row:.0f} times)"
    )
    print(f"  given {found['given']}, kept {found['rows']}, lost {lost}, refused {found['wrong']}, "
          f"slowest {found['slowest']:.2f} s, maps {found['maps']}, people {found['people']}, "
          f"set aside {found['aside']}")  # fmt: skip
    if lost or found["wrong"] or pace < WANTED:
        sys.exit(1)
