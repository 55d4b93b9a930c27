"""`savienojums administrator`: the first administrator of an installation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.cli.ground import start_django

if TYPE_CHECKING:
    import argparse

HELP = "make the person with this e-mail address an administrator: the first step after installing"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Whom to appoint."""
    parser.add_argument("email", help="address to which the code for signing in will be sent")


def run(options: argparse.Namespace) -> int:
    """Appoint, and say how to sign in."""
    start_django()
    from savienojums.cli.inside.appointing import appoint

    return appoint(options.email)
