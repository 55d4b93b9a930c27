"""How fast and how large: CPU seconds and peak memory of a clean process each, as ratios to reading the same votes.

`python -m bench.voices speed` makes votes of a size (two groups, 10.7 % answered, seed 1), writes them as CSV and as
arrays, and starts one process after another: pandas' and Python's own CSV parser, ours, red-dwarf (up to 10,000 people).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from bench.voices import yardsticks

SIZES = ((1_000, 1_000), (10_000, 1_000), (100_000, 1_000))
FILLED, MOST_FOR_DWARF = 0.107, 10_000
ROOT = Path(__file__).parents[2]
Times = dict[str, float]


def make(folder: Path, people: int, statements: int) -> int:
    """Votes of a third and two thirds who stand apart, as votes.csv and arrays; how many there are."""
    chance = np.random.default_rng(1)
    stands = chance.standard_normal((people, 2))
    stands[:, 0] = 0.5 * stands[:, 0] + np.where(np.arange(people) < people // 3, 2.2, -1.1)
    loading, level = 1.3 * chance.standard_normal((statements, 2)), chance.standard_normal(statements)
    person = np.repeat(np.arange(people), chance.poisson(statements * FILLED, people))
    statement = chance.integers(0, statements, len(person))
    odds = level[statement] + np.sum(stands[person] * loading[statement], axis=1)
    value = np.where(chance.random(len(person)) < 1 / (1 + np.exp(-odds)), 1, -1)
    value[chance.random(len(person)) < 0.15] = 0
    for name, column in (("person", person), ("statement", statement), ("value", value)):
        np.save(folder / f"{name}.npy", column)
    with (folder / "votes.csv").open("w", encoding="utf-8") as file:
        file.write("participant,statement,vote\n")
        for begin in range(0, len(person), 500_000):
            part = slice(begin, begin + 500_000)
            rows = zip(person[part].tolist(), statement[part].tolist(), value[part].tolist(), strict=True)
            file.writelines(f"{who},{what},{vote}\n" for who, what, vote in rows)
    return len(person)


def columns(folder: Path) -> list[np.ndarray[tuple[int], np.dtype[np.int64]]]:
    return [np.load(folder / f"{name}.npy") for name in ("person", "statement", "value")]


def pandas_parse(folder: Path) -> Times:
    import pandas as pd

    begun = time.process_time()
    pd.read_csv(folder / "votes.csv")
    return {"parse": time.process_time() - begun}


def python_parse(folder: Path) -> Times:
    import csv

    begun = time.process_time()
    with (folder / "votes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file):
            tuple(row)
    return {"parse": time.process_time() - begun}


def nothing(folder: Path) -> Times:
    """Only what everybody loads: the arrays, numpy and scipy."""
    from savienojums.voices.maths import opinion_map

    assert opinion_map
    return {"votes": float(sum(len(each) for each in columns(folder)))}


def ours(folder: Path) -> Times:
    from savienojums.voices.maths import axes, groups, ideal, votes

    cast, times = columns(folder), {}
    begun = time.process_time()

    def lap(name: str) -> None:
        nonlocal begun
        times[name] = time.process_time() - begun
        begun = time.process_time()

    found = votes.votes_from(*cast)
    cast.clear()
    lap("votes")
    chosen = axes.axes_of(found)
    lap("axes")
    fit = ideal.fit(found, chosen.count)
    lap("places")
    groups.groups_of(found, fit)
    lap("groups")
    times["default"] = sum(times.values())
    return times


def whole(folder: Path) -> Times:
    from savienojums.voices.maths.groups import Verdict
    from savienojums.voices.maths.opinion_map import map_of
    from savienojums.voices.maths.votes import votes_from

    cast = columns(folder)
    begun = time.process_time()
    votes = votes_from(*cast)
    cast.clear()
    first = map_of(votes)
    middle = time.process_time()
    map_of(votes, start=first.fit.items, axes=first.axes)
    then, found = time.process_time(), first.groups
    verdict = Verdict(found.count, found.nearest, found.stability, found.apart, found.reason)
    map_of(votes, start=first.fit.items, axes=first.axes, verdict=verdict)
    return {"map": middle - begun, "next map": then - middle, "between": time.process_time() - then}


def compatible_mode(folder: Path) -> Times:
    from savienojums.voices.maths.compatible import compatible
    from savienojums.voices.maths.votes import votes_from

    cast = columns(folder)
    begun = time.process_time()
    compatible(votes_from(*cast))
    return {"compatible": time.process_time() - begun}


def red_dwarf(folder: Path) -> Times:
    from savienojums.voices.maths.votes import votes_from

    votes = yardsticks.as_dicts(votes_from(*columns(folder)))
    yardsticks.dwarf(votes[:2_000], [])
    begun = time.process_time()
    yardsticks.dwarf(votes, [])
    return {"red-dwarf": time.process_time() - begun}


TASKS = {each.__name__: each for each in (nothing, pandas_parse, python_parse, ours, whole, compatible_mode, red_dwarf)}


def measured(task: str, folder: Path, times: int) -> Times:
    """A task in a process of its own: the best of its seconds, and its peak memory in megabytes."""
    threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-W", "ignore", "-m", "bench.voices.speed", task, str(folder)]
    found: list[Times] = []
    for _ in range(times):
        said = subprocess.run(
            command, check=True, cwd=ROOT, env={**os.environ, **threads}, capture_output=True, text=True
        )
        found.append(json.loads(said.stdout.splitlines()[-1]))
    return {name: min(each[name] for each in found) for name in found[0]}


def table(people: int, statements: int) -> None:
    """One size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Short ones several times, for the machine has other work, too.
        times = 3 if people <= MOST_FOR_DWARF else 1
        count = make(folder, people, statements)
        print(f"\n{people:,} people × {statements:,} statements, {count:,} votes")
        own, again, fast, empty = (
            measured(each, folder, times) for each in ("ours", "whole", "compatible_mode", "nothing")
        )
        stages = ", ".join(f"{stage} {own[stage]:.2f}" for stage in ("votes", "axes", "places", "groups"))
        print(
            f"  default {own['default']:.2f} s ({stages}); whole map {again['map']:.2f} s, next one {again['next map']:.2f} s, between two verdicts {again['between']:.2f} s"
        )
        print(
            f"  compatible {fast['compatible']:.2f} s; memory {again['memory']:.0f} MB, of that before anything {empty['memory']:.0f} MB"
        )
        parsers = ("pandas_parse",) if yardsticks.there("pandas") else ()
        for parser in (*parsers, "python_parse"):
            parse = measured(parser, folder, times)["parse"]
            print(
                f"  {parser} {parse:.2f} s: map {again['map'] / parse:.1f} parses, next {again['next map'] / parse:.1f}, between {again['between'] / parse:.1f}, compatible {fast['compatible'] / parse:.1f}"
            )
        if people <= MOST_FOR_DWARF and yardsticks.there("reddwarf"):
            dwarf = measured("red_dwarf", folder, 1)
            print(
                f"  red-dwarf {dwarf['red-dwarf']:.2f} s, {dwarf['memory']:.0f} MB: {dwarf['red-dwarf'] / fast['compatible']:.0f} × compatible, {dwarf['red-dwarf'] / again['map']:.1f} × map, {dwarf['red-dwarf'] / again['between']:.1f} × between",
                flush=True,
            )


def most_memory() -> float:
    """The peak of this program in megabytes; getrusage would count what the one that started it held."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def main() -> None:
    """All sizes."""
    for size in SIZES:
        table(*size)


if __name__ == "__main__":
    task, folder = sys.argv[1:]
    taken = TASKS[task](Path(folder))
    print(json.dumps({**taken, "memory": most_memory()}))
