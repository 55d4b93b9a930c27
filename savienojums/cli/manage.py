"""`savienojums manage`: any command of Django, with this installation's settings."""

from __future__ import annotations

import argparse

from savienojums.cli.ground import start_django

HELP = "run any command of Django, for example: savienojums manage shell"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Everything that follows is Django's."""
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="…", help="a command of Django and its options")


def run(options: argparse.Namespace) -> int:
    """Hand over to Django."""
    start_django()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["savienojums manage", *(options.rest or ["help"])])
    return 0
