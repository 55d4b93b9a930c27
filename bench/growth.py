"""One more zero: what list and search lose when there are ten times as many measures.

Run with `python -m bench.growth [--measures 5000] [--rounds 3] [--seconds 4] [--keep FOLDER]`; the larger world takes
minutes to make, so it may be kept in a folder for the next time.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import pages

LISTS = {
    "list with facets": "/support/",
    "list, page 3 of a filter": "/support/?kind=grant&state=expected&page=3",
    "search with word forms": "/support/?q=kopienam",
    "search, two words": "/support/?q=atbalsts+kulturai",
    "search over all rooms": "/search/?q=kopienam",
    "detail": "/support/nvo-fonds-mikroprojekti/",
}
HEADERS = {"Accept-Language": "lv", "Accept-Encoding": "gzip"}
MOST_LOST = 0.5
PATIENCE = 600


def world(folder: Path, measures: int) -> dict[str, str]:
    """A world with so many measures in a folder of its own, made unless it is there; the settings to serve it."""
    environment = {"SAVIENOJUMS_DATA": str(folder)}
    if not folder.exists():
        folder.mkdir(parents=True)
        command = [sys.executable, "-m", "bench.world", "2000", str(measures)]
        subprocess.run(command, check=True, cwd=pages.ROOT, env={**os.environ, **environment})
    return environment


def wait_for(port: int) -> None:
    """Until the server has its first list ready: of fifty thousand measures that takes a while."""
    begun = time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        try:
            pages.fetch(port, "/support/")
        except OSError:
            time.sleep(1)
        else:
            return
    raise SystemExit("A server did not start.")


def compare(address: str, rounds: int, seconds: float) -> tuple[float, float]:
    """Requests a second of the small and of the large world, in turn."""
    rates: dict[str, list[float]] = {"small": [], "large": []}
    for _ in range(rounds):
        for name, taken in rates.items():
            taken.append(pages.load(pages.PORTS[name], address, 8, seconds, HEADERS)[0])
    return statistics.median(rates["small"]), statistics.median(rates["large"])


def table(rounds: int, seconds: float) -> None:
    """All pages, small world beside large."""
    print("page                             small req/s  large req/s    lost")
    for page, address in LISTS.items():
        small, large = compare(address, rounds, seconds)
        lost = 1 - large / small
        print(
            f"{page:32} {small:11.0f}  {large:11.0f}  {lost:6.0%}{'  too much' if lost > MOST_LOST else ''}", flush=True
        )


def main() -> None:
    """Make both worlds, serve both, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measures", type=int, default=5_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as thrown_away:
        folder = options.keep or Path(thrown_away)
        pages.PORTS.update(small=8793, large=8794)
        sizes = {"small": options.measures, "large": 10 * options.measures}
        servers = [
            pages.serve(name, "savienojums.asgi:application", world(folder / str(size), size))
            for name, size in sizes.items()
        ]
        try:
            for name in sizes:
                wait_for(pages.PORTS[name])
            table(options.rounds, options.seconds)
        finally:
            for server in servers:
                server.send_signal(signal.SIGTERM)
                server.wait()


if __name__ == "__main__":
    main()
