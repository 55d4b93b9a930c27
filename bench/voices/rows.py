"""From rows of votes to a map that pages can show: reading, the first map, the next one after one more vote.

Run with `python -m bench.voices rows`. Seconds are those of the processor; the database is SQLite in a folder of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Any

from bench.registrations import ROOT
from bench.voices.live import _django, _environment

if TYPE_CHECKING:
    from collections.abc import Callable

PEOPLE, STATEMENTS, FILLED, GAP = 2_000, 200, 0.25, 3.0


def inside() -> None:
    """In a process with a database of its own: the seconds of each step, as JSON."""
    _django()
    from savienojums.core.clock import now
    from savienojums.core.system import SYSTEM
    from savienojums.voices.actions.maps import make_map
    from savienojums.voices.models import Vote
    from savienojums.voices.queries.map_shown import map_shown
    from savienojums.voices.queries.maps import with_news
    from savienojums.voices.queries.votes import votes_of

    held, at = _filled(), now()
    steps: dict[str, Callable[[], Any]] = {
        "votes read": lambda: votes_of(held),
        "first map": lambda: make_map(by=SYSTEM, conversation=held, at=at),
        "one more vote": lambda: Vote.said(held.participants.first(), held.statements.first(), 1, at).save(),
        "is there news": lambda: with_news(at),
        "next map": lambda: make_map(by=SYSTEM, conversation=held, at=at),
        "shown": lambda: map_shown(held),
    }
    found: dict[str, float] = {"votes": Vote.objects.count()}
    for name, step in steps.items():
        begun = time.process_time()
        step()
        found[name] = time.process_time() - begun
    print(json.dumps(found))


def _filled() -> Any:
    """Two groups of people who each answered a quarter of the statements."""
    from datetime import timedelta

    import numpy as np

    from savienojums.core.clock import now
    from savienojums.voices.models import Conversation, Participant, Phase, Statement, Vote

    at, chance = now(), np.random.default_rng(3)
    held = Conversation.objects.create(slug="rows", title={"lv": "Saruna"}, published_at=at)
    Phase.objects.create(conversation=held, opens_at=at - timedelta(days=1), closes_at=at + timedelta(days=1))
    statements = Statement.objects.bulk_create(
        Statement(conversation=held, number=number, text={"lv": f"{number}."}, state="shown", written_at=at)
        for number in range(1, STATEMENTS + 1)
    )
    people = Participant.objects.bulk_create(
        Participant(conversation=held, key=f"p{number}", joined_at=at) for number in range(PEOPLE)
    )
    side = np.where(np.arange(PEOPLE) < PEOPLE // 3, GAP, -GAP / 2) + 0.5 * chance.standard_normal(PEOPLE)
    agrees = chance.random((PEOPLE, STATEMENTS)) < 1 / (1 + np.exp(-np.outer(side, chance.standard_normal(STATEMENTS))))
    answered = np.argwhere(chance.random((PEOPLE, STATEMENTS)) < FILLED).tolist()
    Vote.objects.bulk_create(
        (Vote.said(people[who], statements[what], 1 if agrees[who, what] else -1, at) for who, what in answered),
        batch_size=2_000,
    )
    return held


def main() -> None:
    """One run."""
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(folder)
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "--settings", "savienojums.settings", "--verbosity", "0"],
            check=True,
            cwd=ROOT,
            env=environment,
        )
        own = [sys.executable, "-c", "from bench.voices.rows import inside; inside()"]
        said = subprocess.run(own, check=True, cwd=ROOT, env=environment, capture_output=True, text=True).stdout
    found = json.loads(said.splitlines()[-1])
    print(f"\nFrom {found.pop('votes'):.0f} rows of votes to a map, seconds of processor ({os.cpu_count()} cores)")
    for name, seconds in found.items():
        print(f"  {name:14} {seconds:7.2f}")
