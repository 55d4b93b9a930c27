"""The house as source: its rooms, files and functions, read without running them."""

import ast
from functools import cache
from pathlib import Path

from savienojums.rooms import ROOMS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "savienojums"
ORDER = {room: height for height, room in enumerate(ROOMS)}


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def sources(*shelves: str):
    """Files of these shelves ("views", "actions" …) in every room, whether module or package."""
    for room in ROOMS:
        for shelf in shelves:
            yield from sorted((PACKAGE / room).glob(f"{shelf}.py"))
            yield from sorted((PACKAGE / room / shelf).rglob("*.py"))


def python_files():
    return [file for file in sorted(PACKAGE.rglob("*.py")) if "migrations" not in file.parts]


def functions(file: Path, *, public: bool = True):
    for node in tree(file).body:
        if isinstance(node, ast.FunctionDef) and not (public and node.name.startswith("_")):
            yield node


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0]


def short(file: Path) -> str:
    return str(file.relative_to(ROOT))
