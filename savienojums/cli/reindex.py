"""`savienojums reindex`: make the search index anew out of everything that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.cli.ground import say, start_django

if TYPE_CHECKING:
    import argparse

HELP = "make the search index anew; the site may run meanwhile and finds everything as before"


def arguments(_parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""


def run(_options: argparse.Namespace) -> int:
    """Index everything and say how much it was."""
    start_django()
    from savienojums.cli.inside import searching, tables

    tables.make_ready(migrate=False)
    counts = searching.make_anew()
    say("The search index is made anew: " + ", ".join(f"{count} {kind}s" for kind, count in counts.items()) + ".")
    return 0
