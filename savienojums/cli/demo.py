"""`savienojums demo`: a filled region in a folder that may be thrown away, served at once."""

from __future__ import annotations

import fcntl
import getpass
import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import savienojums
from savienojums import __version__
from savienojums.cli import serve
from savienojums.cli.ground import say, start_django

if TYPE_CHECKING:
    import argparse

HELP = "fill a throw-away folder with the real Sēlija and serve it: a first look"
# A demo never touches what the machine's real installation uses, and never sends a letter.
REAL = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SECRET_KEY", "SITE_URL")
FILLED = "filled"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to serve, and whether to begin anew."""
    parser.add_argument(
        "--bind",
        type=serve.address,
        default="127.0.0.1:8000",
        metavar="HOST:PORT",
        help="where to listen (%(default)s)",
    )
    parser.add_argument("--fresh", action="store_true", help="throw away what was changed in the demo so far")


def run(options: argparse.Namespace) -> int:
    """Fill the folder unless it is filled, then serve."""
    for name in REAL:
        os.environ.pop(name, None)
        os.environ.pop(f"{name}_FILE", None)
    folder = demo_folder()
    folder.parent.mkdir(mode=0o700, exist_ok=True)
    # Two demos started at once must not fill the same folder twice.
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if options.fresh or not (folder / FILLED).exists():
            shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(exist_ok=True)
        os.environ["SAVIENOJUMS_DATA"] = str(folder)
        os.environ["SITE_URL"] = options.bind.url
        start_django()
        from savienojums.cli.inside import showing

        if not (folder / FILLED).exists():
            say(f"Filling {folder} with the real Sēlija …")
            showing.fill()
            (folder / FILLED).touch()
    return showing.show(options.bind)


def demo_folder() -> Path:
    """A folder for this user, this version and this state of what the demo is filled with."""
    package = Path(savienojums.__file__).parent
    digest = hashlib.blake2b(digest_size=6)
    for file in sorted([*package.glob("demo/**/*"), *package.glob("*/migrations/*.py")]):
        if file.is_file() and file.suffix != ".pyc":
            digest.update(file.relative_to(package).as_posix().encode() + b"\0" + file.read_bytes())
    parent = Path(tempfile.gettempdir()) / f"savienojums-demo-{getpass.getuser()}"
    return parent / f"{__version__}-{digest.hexdigest()}"
