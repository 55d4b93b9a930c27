"""Pages against the reference page, in turn on the same machine: requests a second, p95, CPU a request, size, memory.

Run with `python -m bench.pages [--measures 5000] [--organisations 2000] [--rounds 3] [--seconds 4]`.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
PORTS = {"reference": 8791, "ours": 8792}
TICKS = os.sysconf("SC_CLK_TCK")
# name: (address, target as a share of the reference's requests a second)
PAGES: dict[str, tuple[str, float | None]] = {
    "list with facets": ("/support/", 0.4),
    "list, page 3 of a filter": ("/support/?kind=grant&state=expected&page=3", 0.4),
    "detail": ("/support/nvo-fonds-mikroprojekti/", 0.6),
    "search with word forms": ("/support/?q=kopienam", 0.35),
    "what fits us": ("/support/fit/?place=rubenes-pagasts&form=association&sum=5000", 0.3),
    "organisations": ("/organisations/", 0.4),
    "organisation": ("/organisations/udenszimes/", 0.6),
    "front page": ("/", None),
    "map": ("/map/", None),
    "points of the map (GeoJSON)": ("/map/points.json", 0.4),
    "unchanged list again (304)": ("/support/", 0.9),
}
DONE = 'done = function(s, l, r) io.write(string.format("RATE %f P95 %f\\n", s.requests / s.duration * 1e6, l:percentile(95) / 1000)) end'


@dataclass
class Taken:
    """What one page took in all rounds."""

    rates: list[float] = field(default_factory=list)
    p95s: list[float] = field(default_factory=list)
    cpus: list[float] = field(default_factory=list)


def cpu_of(pid: int) -> float:
    """Seconds of processor the process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_of(pid: int) -> float:
    """Proportional memory of the process, in MB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    return int(re.findall(r"^Pss:\s+(\d+)", text, re.MULTILINE)[0]) / 1024


def fetch(port: int, address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """One page."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    line.request("GET", address, headers={"Accept-Language": "lv", **headers})
    answer = line.getresponse()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def wait_for(port: int, address: str = "/") -> float:
    """Seconds until the server answers."""
    begun = time.monotonic()
    while time.monotonic() - begun < 60:
        try:
            fetch(port, address)
        except OSError:
            time.sleep(0.02)
        else:
            return time.monotonic() - begun
    raise SystemExit("A server did not start within a minute.")


def load(port: int, address: str, connections: int, seconds: float, headers: dict[str, str]) -> tuple[float, float]:
    """Requests a second and the 95th percentile in milliseconds, by wrk."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(
            "\n".join([*(f"wrk.headers[ [[{name}]] ] = [[{value}]]" for name, value in headers.items()), DONE])
        )
        script.flush()
        address = f"http://127.0.0.1:{port}{address}"
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:g}s", "-s", script.name, address]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if wrong := re.search(r"Non-2xx or 3xx responses: (\d+)", said):
        raise SystemExit(f"{address}: {wrong.group(0)}")
    rate, p95 = re.findall(r"RATE ([\d.]+) P95 ([\d.]+)", said)[0]
    return float(rate), float(p95)


def serve(name: str, module: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """One server process with two threads for pages, as by default."""
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        module,
        "--port",
        str(PORTS[name]),
        "--log-level",
        "error",
        "--no-access-log",
    ]
    return subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment})


class Bench:
    """Both servers and how long each turn takes."""

    def __init__(self, pids: dict[str, int], rounds: int, seconds: float) -> None:
        self.pids, self.rounds, self.seconds = pids, rounds, seconds

    def turn(self, taken: Taken, name: str, address: str, connections: int, headers: dict[str, str]) -> None:
        """One turn of one page."""
        before = cpu_of(self.pids[name])
        rate, p95 = load(PORTS[name], address, connections, self.seconds, headers)
        taken.rates.append(rate)
        taken.p95s.append(p95)
        taken.cpus.append((cpu_of(self.pids[name]) - before) / (rate * self.seconds or 1) * 1000)

    def compare(self, address: str, connections: int, *, again: bool) -> tuple[Taken, Taken]:
        """A B A B …: the reference and our page in turn."""
        headers = {"Accept-Language": "lv", "Accept-Encoding": "gzip"}
        mark = fetch(PORTS["ours"], address, **headers)[1].get("etag", "")
        reference, ours = Taken(), Taken()
        for _ in range(self.rounds):
            self.turn(reference, "reference", "/", connections, headers)
            self.turn(ours, "ours", address, connections, headers | ({"If-None-Match": mark} if again else {}))
        return reference, ours

    def row(self, page: str, address: str, target: float | None, connections: int) -> str:
        """One line of the table."""
        reference, ours = self.compare(address, connections, again="304" in page)
        middle = statistics.median
        ratio = middle(our / ref for our, ref in zip(ours.rates, reference.rates, strict=True))
        slower = middle(our / ref for our, ref in zip(ours.p95s, reference.p95s, strict=True))
        return (
            f"{page:32} {connections:4} {middle(ours.rates):7.0f} {ratio:6.2f} {target or '–':>6} {middle(ours.p95s):7.1f} "
            f"{slower:7.2f} {middle(ours.cpus):7.2f} {middle(reference.cpus):7.2f} {weight(address) / 1000:6.1f}"
        )


def weight(address: str) -> int:
    """Bytes of the page with its styles and scripts, compressed; fonts and pictures apart."""
    body = fetch(PORTS["ours"], address, **{"Accept-Encoding": "identity"})[2]
    parts = set(re.findall(rb'(?:href|src)="(/static/[^"]+\.(?:css|js))"', body))
    sizes = [len(fetch(PORTS["ours"], part.decode(), **{"Accept-Encoding": "br"})[2]) for part in parts]
    return len(gzip.compress(body, 6)) + sum(sizes)


def table(bench: Bench) -> None:
    """All pages beside the reference, at one and at eight connections."""
    print("page                             conn   req/s  ratio target  p95 ms p95/ref  CPU ms ref CPU     kB")
    for page, (address, target) in PAGES.items():
        status = fetch(PORTS["ours"], address)[0]
        if status != 200:
            print(f"{page:32} answers {status}")
            continue
        for connections in (1, 8):
            print(bench.row(page, address, target, connections), flush=True)


def main() -> None:
    """Build the world, start both servers, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measures", type=int, default=5_000)
    parser.add_argument("--organisations", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4)
    options = parser.parse_args()
    if not shutil.which("wrk"):
        raise SystemExit("The load comes from wrk:  apt-get install wrk")
    with tempfile.TemporaryDirectory() as folder:
        environment = {"SAVIENOJUMS_DATA": folder, "REFERENCE_DATABASE": f"{folder}/reference.sqlite3"}
        begun = time.monotonic()
        world = [sys.executable, "-m", "bench.world", str(options.organisations), str(options.measures)]
        subprocess.run(world, check=True, cwd=ROOT, env={**os.environ, **environment})
        print(
            f"{options.organisations} organisations, {options.measures} measures: {time.monotonic() - begun:.0f} s to make"
        )
        reference = serve("reference", "bench.reference:application", environment)
        ours = serve("ours", "savienojums.asgi:application", environment)
        try:
            wait_for(PORTS["reference"])
            print(f"First page after a cold start: {wait_for(PORTS['ours'], '/support/'):.1f} s")
            table(Bench({"reference": reference.pid, "ours": ours.pid}, options.rounds, options.seconds))
            print(f"Memory (PSS): ours {memory_of(ours.pid):.0f} MB, reference {memory_of(reference.pid):.0f} MB")
        finally:
            for server in (reference, ours):
                server.send_signal(signal.SIGTERM)
                server.wait()


if __name__ == "__main__":
    main()
