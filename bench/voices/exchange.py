"""What it costs to bring a conversation in and to hand it out, as ratios to reading its votes with Python's own CSV parser.

`python -m bench.voices exchange` (`-- small` for the public conversations alone). Each step runs in a process of its own
with a fresh database, so that its peak of memory is its own.
"""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
PUBLIC = ROOT / "tests" / "voices" / "polis_public"
NAMES = ("nz-taxes", "canada-electoral-reform")
# 10,000 people, 1,000 statements, about a tenth answered.
PEOPLE, STATEMENTS, EACH = 10_000, 1_000, 100
STEPS = ("parse", "read", "take in", "hand out", "spreadsheet")


def main() -> None:
    """One table: CPU seconds of each step, the ratio to the CSV parse, the peak of memory."""
    names = [*NAMES] if "small" in sys.argv else [*NAMES, "drawn"]
    print(f"{'conversation':26} {'votes':>9} {'step':12} {'seconds':>8} {'parses':>7} {'MB':>6}")
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            parse = 1.0
            for step in STEPS:
                told = _run(name, step, folder)
                parse = told["seconds"] if step == "parse" else parse
                ratio = told["seconds"] / max(parse, 1e-9)
                print(f"{name:26} {told['votes']:9} {step:12} {told['seconds']:8.2f} {ratio:7.1f} {told['mb']:6.0f}")


def _run(name: str, step: str, folder: str) -> dict[str, float]:
    environment = {"DJANGO_SETTINGS_MODULE": "savienojums.settings", **os.environ, "SAVIENOJUMS_DATA": folder,
                   "SECRET_KEY": "for-benchmarks-only"}  # fmt: skip
    command = [sys.executable, "-m", "bench.voices.exchange", name, step]
    done = subprocess.run(command, check=True, cwd=ROOT, env=environment, capture_output=True, text=True)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def files_of(name: str, folder: str) -> dict[str, str]:
    """The four files of a conversation, made once."""
    from savienojums.voices import polis_format as polis

    kept = Path(folder) / "files.json"
    if kept.exists():
        return dict(json.loads(kept.read_text()))
    if name == "drawn":
        texts = _drawn(polis)
    else:
        from tests.voices.files import public

        texts = dict(public(name))  # type: ignore[no-untyped-call]  # tests are untyped
    kept.write_text(json.dumps(texts))
    return texts


def _drawn(polis: object) -> dict[str, str]:
    chance = np.random.default_rng(1)
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(["timestamp", "datetime", "comment-id", "voter-id", "vote"])
    for person in range(PEOPLE):
        for place, statement in enumerate(chance.choice(STATEMENTS, EACH, replace=False).tolist()):
            writer.writerow([1_500_000_000_000 + 1000 * (person * EACH + place), "", statement, person,
                             int(chance.integers(-1, 2))])  # fmt: skip
    del polis
    comments = "comment-id,author-id,moderated,comment-body\r\n" + "".join(
        f"{each},{each},1,Doma numur {each}.\r\n" for each in range(STATEMENTS)
    )
    return {"comments.csv": comments, "votes.csv": lines.getvalue(), "summary.csv": "topic,Liela saruna\r\n"}


def one(name: str, step: str) -> None:
    """One step in this process; what it took is printed as JSON."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.urls import reverse

    folder = os.environ["SAVIENOJUMS_DATA"]
    if step == "parse":
        call_command("migrate", run_syncdb=True, verbosity=0)
    texts = files_of(name, folder)
    votes = texts["votes.csv"].count("\n") - 1
    # Loading the addresses of the site is no part of a step.
    reverse("voices")
    begun = time.process_time()
    _do(step, texts)
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"votes": votes, "seconds": seconds, "mb": peak}))


def _do(step: str, texts: dict[str, str]) -> None:
    from savienojums.core.clock import now
    from savienojums.core.system import SYSTEM
    from savienojums.voices import exports
    from savienojums.voices.actions.imports import write_votes
    from savienojums.voices.imports_reading import digest_of, reading_of
    from savienojums.voices.models import Conversation, VotesImport
    from savienojums.voices.queries.exchange import whole_of

    if step == "parse":
        for _row in csv.reader(io.StringIO(texts["votes.csv"], newline="")):
            pass
    elif step == "read":
        reading = reading_of(texts)
        VotesImport.objects.create(
            title="Saruna", files=texts, digest=digest_of(texts), findings=reading.findings, counts=reading.counts,
            beside=reading.beside, brought_at=now(), asked_at=now(),
        )  # fmt: skip
    elif step == "take in":
        write_votes(by=SYSTEM, found=VotesImport.objects.get(), at=now())
    else:
        whole = whole_of(Conversation.objects.get(), now(), public=True)
        (exports.polis_zip if step == "hand out" else exports.xlsx_file)(whole)


if __name__ == "__main__":
    one(sys.argv[1], sys.argv[2])
