"""The calendar with 500 events in one month against the reference page, as pages.py does with the others.

Run with `python -m bench.calendar [--events 500] [--rounds 3] [--seconds 4]`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from bench.pages import PORTS, ROOT, Bench, fetch, serve, wait_for

# name: (address, target as a share of the reference's requests a second)
PAGES: dict[str, tuple[str, float | None]] = {
    "month of 500 events": ("/events/?view=month&month=2027-05", 0.1),
    "month again (304)": ("/events/?view=month&month=2027-05", 0.6),
    "list with facets": ("/events/", 0.3),
    "list, page 3 of a filter": ("/events/?kind=workshop&page=3", 0.3),
    "list, by words": ("/events/?q=san%C4%81ksmes", 0.25),
    "map of events": ("/events/map/", None),
    "calendar file of 500 events": ("/events/calendar.ics", None),
    "event": ("/events/sanaksme-1/", 0.4),
    "API, 100 events": ("/api/events?size=100", None),
}
HEAD = "page                             conn   req/s  ratio target  p95 ms p95/ref  CPU ms ref CPU     kB"


def build(events: int) -> None:
    """The demo, and so many events in one month, some of several days, with hosts, places and themes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "savienojums.settings")
    import django

    django.setup()
    from bench.calendar_world import fill_calendar

    fill_calendar(events)


def table(bench: Bench) -> None:
    """All pages of the calendar beside the reference, at one and at eight connections."""
    print(HEAD)
    for page, (address, target) in PAGES.items():
        status = fetch(PORTS["ours"], address)[0]
        if status != 200:
            print(f"{page:32} answers {status}")
            continue
        for connections in (1, 8):
            print(bench.row(page, address, target, connections), flush=True)


def main() -> None:
    """Build the world in a process of its own, start both servers, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--build", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build:
        build(options.events)
        return
    if not shutil.which("wrk"):
        raise SystemExit("The load comes from wrk:  apt-get install wrk")
    with tempfile.TemporaryDirectory() as folder:
        environment = {"SAVIENOJUMS_DATA": folder, "REFERENCE_DATABASE": f"{folder}/reference.sqlite3"}
        begun = time.monotonic()
        world = [sys.executable, "-m", "bench.calendar", "--build", "--events", str(options.events)]
        subprocess.run(world, check=True, cwd=ROOT, env={**os.environ, **environment})
        print(f"{options.events} events: {time.monotonic() - begun:.0f} s to make")
        reference = serve("reference", "bench.reference:application", environment)
        ours = serve("ours", "savienojums.asgi:application", environment)
        try:
            wait_for(PORTS["reference"])
            cold = wait_for(PORTS["ours"], "/events/")
            print(f"First page after a cold start: {cold:.1f} s")
            table(Bench({"reference": reference.pid, "ours": ours.pid}, options.rounds, options.seconds))
        finally:
            for server in (reference, ours):
                server.send_signal(signal.SIGTERM)
                server.wait()


if __name__ == "__main__":
    main()
