"""Votes a second on SQLite while a worker reckons the map again and again; none is lost.

Twice: the act alone (one transaction a vote, several processes), and the real server with middlewares, forms and the
next card of each answer; there also with the map at the worker's own pace, once a minute.

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


def empty() -> None:
    """The tables, without anything in them."""
    _django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


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


def vote(number: int, until: float) -> None:
    """Give answers through the act, one transaction each, until the time is over; prints how many and what they cost."""
    _django()
    from django.db import connection

    from savienojums.core.clock import now
    from savienojums.voices.actions.answering import Newcomer, give_vote, join
    from savienojums.voices.queries.conversations import conversation_for

    made = conversation_for(None, SLUG)
    statements, given, used = list(made.statements.all()), 0, time.process_time()
    while time.time() < until:
        newcomer = Newcomer(conversation=made, key=f"act-{number}-{given}")
        someone = join(by=None, newcomer=newcomer, at=now())
        for turn, statement in enumerate(statements):
            give_vote(by=None, participant=someone, statement=statement, value=turn % 3 - 1, at=now())
            given += 1
    connection.close()
    print(json.dumps([given, time.process_time() - used]))


def reckon(until: float, pause: float = 0.0) -> None:
    """Reckon the map again and again, with a pause between; prints how often."""
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
        time.sleep(max(0.0, min(pause, until - time.time())))
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


def _acted(environment: dict[str, str]) -> dict[str, Any]:
    """Two processes give answers through the act while a third reckons without a pause."""
    _step(environment, "empty()")
    _step(environment, "world()")
    _step(environment, "reckon(0)")
    until = time.time() + WARM + SECONDS
    worker = _beside(environment, f"reckon({until})")
    voters = [_beside(environment, f"vote({number}, {until})") for number in range(PROCESSES)]
    found = [json.loads(each.communicate()[0].splitlines()[-1]) for each in voters]
    maps = int(worker.communicate()[0].split()[-1])
    given, used = sum(each[0] for each in found), sum(each[1] for each in found)
    held = json.loads(_step(environment, "counted()").splitlines()[-1])
    # From the start of the processes: what they took to import counts against the pace.
    return {"a_second": given / (WARM + SECONDS), "each": used / max(1, given), "given": given, "maps": maps, **held}


def _beside(environment: dict[str, str], step: str) -> subprocess.Popen[str]:
    own = [sys.executable, "-c", f"from bench.voices import live; live.{step}"]
    return subprocess.Popen(own, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def _served(environment: dict[str, str], pause: float) -> dict[str, Any]:
    command = [sys.executable, "-m", "savienojums", "serve", "--bind", f"127.0.0.1:{PORT}", "--no-worker",
               "--web-processes", str(PROCESSES)]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait()
        _step(environment, "world()")
        return _measured(environment, server.pid, pause)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def _measured(environment: dict[str, str], server: int, pause: float) -> dict[str, Any]:
    """Visitors answer while another process reckons; what they counted, and what the tables hold."""
    _step(environment, "reckon(0)")
    until = time.time() + WARM + SECONDS
    worker = _beside(environment, f"reckon({until}, {pause})")
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
    """All three runs; ends badly if a vote is lost or refused, or the act is below the pace that is wanted."""
    rows, of_a_row = bare()
    with tempfile.TemporaryDirectory() as folder:
        acted = _acted(_environment(folder)) | {"wrong": 0, "slowest": 0.0}
    served = {}
    for name, pause in (("the server, maps without a pause", 0.0), ("the server, a map a minute", 60.0)):
        with tempfile.TemporaryDirectory() as folder:
            served[name] = _served(_environment(folder), pause)
    print(f"\nVotes on SQLite, {SECONDS:.0f} s, {PROCESSES} processes; {PEOPLE} visitors at the server")
    print(f"{'':36} a second   ms of processor each   times less than bare rows")
    print(f"  {'bare rows, sqlite3':32} {rows:10.0f} {of_a_row * 1000:22.2f}")
    for name, found in {"the act, maps without a pause": acted, **served}.items():
        times = found["each"] / of_a_row
        print(f"  {name:32} {found['a_second']:10.0f} {found['each'] * 1000:22.2f} {times:27.0f}")
        print(f"    given {found['given']}, kept {found['rows']}, refused {found['wrong']}, "
              f"slowest {found['slowest']:.2f} s, maps {found['maps']}, people {found['people']}")  # fmt: skip
    everything = [acted, *served.values()]
    if acted["a_second"] < WANTED or any(found["given"] != found["rows"] or found["wrong"] for found in everything):
        sys.exit(1)
