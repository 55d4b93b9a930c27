"""The demo's tables as rows: facts beside our reading of them."""

from __future__ import annotations

import csv
from pathlib import Path

FOLDER = Path(__file__).parent / "selija"


def rows(name: str) -> list[dict[str, str]]:
    """All rows of a table."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def words(cell: str, by: str = ";") -> list[str]:
    """A cell that holds several words or sentences."""
    return [word.strip() for word in cell.split(by) if word.strip()]
