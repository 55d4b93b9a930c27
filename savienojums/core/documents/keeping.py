"""Documents that were made once: files in the data folder, so that the second reader has them at once."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from savienojums.core.documents.letters import printable
from savienojums.core.refusal import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

PRESS = Path(__file__).with_name("press.py")
PATIENCE = 60
MOST_KEPT = 60


class Busy(Refused):
    """Another document is being made; one at a time, so that pages stay quick."""

    sentence = _("Another document is being made at this moment. Yours follows in a few seconds.")


class NotMade(Refused):
    """The typesetter gave up; the program's log says why."""

    sentence = _("This document could not be made. Narrow the list and try again, or tell those who keep the site.")


def press(template: str, told: Mapping[str, Any]) -> bytes:
    """The PDF of a template ("support/documents/poster"), made in a process of its own."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program, with nothing of what people wrote in its arguments
            [sys.executable, "-I", str(PRESS), template],
            input=json.dumps(printable(told), ensure_ascii=False).encode(),
            capture_output=True,
            check=True,
            timeout=PATIENCE,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        sys.stderr.write(f"{template}: {(error.stderr or b'').decode(errors='replace')[-2000:] or error}\n")
        raise NotMade from error
    return done.stdout


def kept(name: str, of: tuple[object, ...], make: Callable[[], bytes]) -> bytes:
    """The document of that name made of these things: as it was kept, or made now."""
    mark = hashlib.blake2b(repr((of, settings.BUILD_MARK)).encode(), digest_size=16).hexdigest()
    file = folder() / f"{mark}-{name}"
    with suppress(FileNotFoundError):
        content = file.read_bytes()
        file.touch()
        return content
    with _alone():
        content = make()
        _write(file, content)
        _make_room()
    return content


def folder() -> Path:
    """Where the documents lie; what is thrown away here is made again."""
    found = Path(settings.DATA) / "documents"
    found.mkdir(exist_ok=True)
    return found


@contextmanager
def _alone() -> Iterator[None]:
    with (folder() / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy from error
        yield


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all, for others read meanwhile."""
    with NamedTemporaryFile(dir=file.parent, prefix=".", delete=False) as part:
        part.write(content)
    os.replace(part.name, file)  # noqa: PTH105 - the temporary file is known by its name


def _make_room() -> None:
    files = sorted(folder().glob("[!.]*"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in files[MOST_KEPT:]:
        old.unlink(missing_ok=True)
