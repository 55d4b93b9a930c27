"""The command `savienojums`: the table of its commands."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from savienojums import __version__
from savienojums.cli.ground import ENDINGS, Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = ("serve", "demo", "administrator", "backup", "restore", "doctor", "reindex", "jobs", "manage")
ABOUT = "The platform on which the communities and NGOs of a region find each other and the support that fits them."


def make_parser() -> argparse.ArgumentParser:
    """What may be written after `savienojums`."""
    parser = argparse.ArgumentParser(
        prog="savienojums", description=ABOUT, epilog=ENDINGS, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name in COMMANDS:
        module = import_module(f"savienojums.cli.{name}")
        # Django's own commands have options of their own, --help among them.
        command = commands.add_parser(name, help=module.HELP, description=module.HELP, add_help=name != "manage")
        module.arguments(command)
        command.set_defaults(run=module.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the answer is the program's exit code."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    if not hasattr(options, "run"):
        parser.print_help()
        return 0
    try:
        return int(options.run(options))
    except Trouble as trouble:
        print(f"savienojums: {trouble}", file=sys.stderr)
        return trouble.code
    except KeyboardInterrupt:
        return 130
