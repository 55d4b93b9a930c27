"""`savienojums backup`: everything worth keeping in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from savienojums.cli.ground import start_django

if TYPE_CHECKING:
    import argparse

HELP = "write the database, the photos and the secret key into one file; safe while the site is being used"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument(
        "path", type=Path, help="file to write, or a folder in which a file named after the time is made"
    )


def run(options: argparse.Namespace) -> int:
    """Write the backup."""
    start_django()
    from savienojums.cli.inside.archive import backup

    return backup(options.path)
