"""The pages of the manual that are made from the program itself, so that they cannot grow old."""

from __future__ import annotations

import argparse
import os

from savienojums import env
from savienojums.cli import COMMANDS, make_parser

WIDTH = "100"
KINDS = {
    "flag": "yes or no",
    "number": "whole number",
    "text": "text",
    "words": "list, separated by commas",
    "url": "address",
    "path": "file or folder",
    "secret": "secret",
}


def settings_page() -> str:
    """docs/settings.md: every variable with its kind, default and sentence."""
    rows = [
        f"| `{variable.name}` | {KINDS[variable.kind]} | {f'`{variable.default}`' if variable.default else '–'} "
        f"| {variable.sentence} |"
        for variable in env.VARIABLES
    ]
    return "\n".join(
        [
            "# Settings",
            "",
            "Every setting is an environment variable; none has to be set. A wrong value stops the",
            "start with a sentence.",
            "A secret may also be read from a file: set `NAME_FILE` to its path instead of `NAME`.",
            "`savienojums doctor --settings` shows which are set. This page is made from the program (`make docs`).",
            "",
            "| variable | kind | default | what it does |",
            "|---|---|---|---|",
            *rows,
            "",
        ]
    )


def commands_page() -> str:
    """docs/cli.md: what `--help` says of every command."""
    os.environ["COLUMNS"] = WIDTH
    parser = make_parser()
    inner = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001 -- argparse has no other way to ask for its commands
    lines = ["# Commands", "", "This page is made from `--help` (`make docs`).", "", *_block(parser.format_help())]
    for name in COMMANDS:
        lines += ["", f"## savienojums {name}", "", *_block(inner.choices[name].format_help())]
    return "\n".join([*lines, ""])


PAGES = {"settings.md": settings_page, "cli.md": commands_page}


def _block(text: str) -> list[str]:
    return ["```", *text.rstrip().splitlines(), "```"]
