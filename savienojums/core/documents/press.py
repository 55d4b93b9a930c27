"""The typesetter, in a process of its own: a template's name as argument, its content by standard input, a PDF out.

Setting a document takes a hundred megabytes that a process never gives back; so that those who serve pages stay
small, this file is run as a program, and knows neither Django nor the rest of the house.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typst

FOLDER = Path(__file__).resolve().parent
# The house, whose rooms have their templates in it.
HOUSE = FOLDER.parents[1]
# Who reads pages goes first.
NICENESS = 5


def pressed(template: str, told: str) -> bytes:
    """The PDF of that template ("support/documents/poster"), tagged as PDF/UA asks; what people wrote comes in as content, never as program."""
    compiler = typst.Compiler(
        input=str(HOUSE / f"{template}.typ"),
        root=str(HOUSE),
        font_paths=[str(FOLDER / "fonts")],
        ignore_system_fonts=True,
        sys_inputs={"told": told},
    )
    made = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    if not isinstance(made, bytes):
        message = f"{template} did not become one PDF."
        raise TypeError(message)
    return made


if __name__ == "__main__":
    os.nice(NICENESS)
    sys.stdout.buffer.write(pressed(sys.argv[1], sys.stdin.buffer.read().decode()))
