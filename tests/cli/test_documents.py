"""The pages of the manual that are made from the program are as the program says."""

import os
from pathlib import Path

import pytest

from savienojums.cli import manual

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("page", manual.PAGES)
def test_the_manual_is_as_the_program_says(page, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    made = manual.PAGES[page]()
    if os.environ.get("WRITE_DOCUMENTS"):
        (DOCS / page).write_text(made, encoding="utf-8")
    assert (DOCS / page).read_text(encoding="utf-8") == made, "make docs"
