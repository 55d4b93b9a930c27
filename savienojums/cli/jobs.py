"""`savienojums jobs`: what waits to be done, what is being done, and what was given up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.cli.ground import start_django

if TYPE_CHECKING:
    import argparse

HELP = "show what the worker has to do; try jobs again that were given up, or drop them"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to do with the jobs that were given up."""
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--try-again", action="store_true", help="put the jobs that were given up back into the queue")
    choice.add_argument("--drop", action="store_true", help="forget the jobs that were given up")


def run(options: argparse.Namespace) -> int:
    """Show the queue, after setting it right if asked."""
    start_django()
    from savienojums.cli.inside import jobs

    if options.try_again:
        return jobs.try_again()
    return jobs.drop() if options.drop else jobs.show()
