"""`savienojums doctor`: what is well with this installation, what is not, and what helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.cli.ground import start_django

if TYPE_CHECKING:
    import argparse

HELP = "look at settings, database, worker, jobs, mail, disk and backups; exit code 1 if something is broken"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to show."""
    parser.add_argument("--mend", action="store_true", help="first make the search index anew")
    parser.add_argument("--settings", action="store_true", help="list every setting and whether it is set, then end")


def run(options: argparse.Namespace) -> int:
    """Look at everything."""
    start_django()
    from savienojums.cli.inside import checks

    if options.settings:
        return checks.list_settings()
    return checks.mend() if options.mend else checks.examine()
