"""`savienojums restore`: everything back out of a backup."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from savienojums.cli.ground import start_django

if TYPE_CHECKING:
    import argparse

HELP = "put a backup back; stop the site first"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to restore, and whether over something."""
    parser.add_argument("path", type=Path, help="file that `savienojums backup` wrote")
    parser.add_argument("--check", action="store_true", help="only look whether the backup is whole and fits")
    parser.add_argument("--replace", action="store_true", help="put what is there now aside and restore in its place")


def run(options: argparse.Namespace) -> int:
    """Restore, or only check."""
    start_django()
    from savienojums.cli.inside.archive import check, restore

    return check(options.path) if options.check else restore(options.path, replace=options.replace)
