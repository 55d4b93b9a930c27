"""`savienojums serve`: the site and its worker, until told to stop."""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass

from savienojums.cli.ground import start_django

HELP = "serve the site and do what acts leave to do; makes the tables when the data folder is empty"
HIGHEST_PORT = 65_535


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen."""

    host: str
    port: int

    @property
    def url(self) -> str:
        """The address as one opens it on this machine."""
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104 - it is read, not bound
        return f"http://{host}:{self.port}"


def address(written: str) -> Address:
    """An address out of 127.0.0.1:8000, :8000 or 8000."""
    host, _, port = written.rpartition(":")
    if not port.isdigit() or int(port) > HIGHEST_PORT:
        message = f"{written!r} is no address; write it as 127.0.0.1:8000"
        raise argparse.ArgumentTypeError(message)
    return Address(host.strip("[]") or "127.0.0.1", int(port))


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to serve and with how many processes."""
    parser.add_argument(
        "--bind", type=address, default="127.0.0.1:8000", metavar="HOST:PORT", help="where to listen (%(default)s)"
    )
    parser.add_argument("--migrate", action="store_true", help="first back up and change the tables, if they are older")
    parser.add_argument(
        "--web-processes",
        type=int,
        default=1,
        metavar="N",
        help="processes that answer pages (%(default)s); 0 runs the worker alone",
    )
    parser.add_argument("--no-worker", action="store_true", help="leave what acts leave to do to a worker elsewhere")


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop."""
    # Links in letters lead to where the site is served, unless its public address is set.
    if options.web_processes:
        os.environ.setdefault("SITE_URL", options.bind.url)
    start_django()
    from savienojums.cli.inside.serving import serve

    return serve(options.bind, web_count=options.web_processes, worker=not options.no_worker, migrate=options.migrate)
