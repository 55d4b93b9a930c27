"""Backups: one zip file with the database, the photos, the secret key and a manifest that vouches for them."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection

from savienojums import __version__
from savienojums.cli.ground import Trouble, say
from savienojums.cli.inside import databases, tables
from savienojums.cli.inside.carrying import carry_over
from savienojums.core.clock import RIGA, now

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM, FORM = "savienojums", 1
MANIFEST, SECRET, PHOTOS = "manifest.json", "secret_key", "photos/"
LAST_BACKUP = "last-backup.json"
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    program: str
    form: int
    version: str
    made_at: str
    database: str
    files: dict[str, dict[str, Any]]

    @property
    def database_name(self) -> str:
        """The name of the database's file in the backup."""
        return databases.FILES[self.database]

    def in_words(self) -> str:
        """The backup in one line."""
        made = datetime.fromisoformat(self.made_at).astimezone(RIGA)
        photo_count = sum(name.startswith(PHOTOS) for name in self.files)
        return f"made {made:%Y-%m-%d %H:%M} by version {self.version}: {self.database} database, {photo_count} photos"


# --- writing ------------------------------------------------------------------


def backup(path: Path) -> int:
    """Write a backup to that file or into that folder."""
    if tables.is_empty():
        raise Trouble("There is nothing to back up yet: the database is empty.")
    made_at = now()
    if path.is_dir():
        path /= f"savienojums-{made_at.astimezone(RIGA):%Y%m%d-%H%M%S}.zip"
    if path.exists():
        message = f"{path} is there already; choose another name, or a folder."
        raise Trouble(message)
    manifest = write(path, made_at)
    (settings.DATA / LAST_BACKUP).write_text(json.dumps({"made_at": manifest.made_at, "path": str(path.absolute())}))
    say(f"{path}: {_size(path)}, {manifest.in_words()}")
    say("Keep it on another machine; it holds personal data. Settings (environment variables) are not in it.")
    return 0


def before_migrating() -> None:
    """Keep the state before the tables are changed."""
    folder = settings.DATA / "before-migrating"
    folder.mkdir(mode=0o700, exist_ok=True)
    at = now()
    path = folder / f"savienojums-{at.astimezone(RIGA):%Y%m%d-%H%M%S}.zip"
    write(path, at)
    say(f"Backup before the change: {path}")


def write(path: Path, made_at: datetime) -> Manifest:
    """Write the backup whole or not at all; nobody but its owner may read it."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    files: dict[str, dict[str, Any]] = {}
    try:
        with _private(unfinished) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            # First the database: a photo that comes in between is one too many, never one too few.
            with tempfile.TemporaryDirectory(dir=path.parent) as folder:
                copy = Path(folder) / databases.FILES[connection.vendor]
                databases.copy_to(copy)
                files[copy.name] = _add(archive, copy, copy.name)
            for photo in sorted(settings.MEDIA_ROOT.rglob("*")):
                name = PHOTOS + photo.relative_to(settings.MEDIA_ROOT).as_posix()
                if photo.is_file() and (entry := _add(archive, photo, name, zipfile.ZIP_STORED)):
                    files[name] = entry
            if (settings.DATA / SECRET).exists():
                files[SECRET] = _add(archive, settings.DATA / SECRET, SECRET)
            manifest = Manifest(PROGRAM, FORM, __version__, made_at.isoformat(), connection.vendor, files)
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
        unfinished.rename(path)
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}."
        raise Trouble(message) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


@contextmanager
def _private(path: Path) -> Iterator[Any]:
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def _add(archive: zipfile.ZipFile, source: Path, name: str, method: int = zipfile.ZIP_DEFLATED) -> dict[str, Any]:
    """Put one file into the archive; empty if it was removed a moment ago."""
    digest, size = hashlib.sha256(), 0
    try:
        reading = source.open("rb")
    except FileNotFoundError:
        return {}
    entry = zipfile.ZipInfo.from_file(source, name, strict_timestamps=False)
    entry.compress_type = method
    with reading, archive.open(entry, "w", force_zip64=True) as writing:
        while piece := reading.read(PIECE):
            writing.write(piece)
            digest.update(piece)
            size += len(piece)
    return {"size": size, "sha256": digest.hexdigest()}


def _size(path: Path) -> str:
    size = path.stat().st_size
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{size / 1e3:.1f} kB"


# --- checking -----------------------------------------------------------------


def check(path: Path) -> int:
    """Say whether the backup is whole and this version can restore it; nothing is changed."""
    with tempfile.TemporaryDirectory(dir=settings.DATA, prefix=".checking-") as folder:
        manifest = _unpack(path, Path(folder))
        databases.check(Path(folder) / manifest.database_name)
    say(f"{path}: {manifest.in_words()}.", "It is whole; every checksum is right.")
    return 0


def _unpack(path: Path, folder: Path) -> Manifest:
    """Unpack a backup into a folder; every file must be as the manifest says."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive, path)
            for name, entry in manifest.files.items():
                _take_out(archive, name, entry, folder)
    except FileNotFoundError as error:
        message = f"There is no file {path}."
        raise Trouble(message) from error
    except (zipfile.BadZipFile, KeyError, EOFError) as error:
        message = f"{path} is damaged or no backup: {error}. Take an earlier one."
        raise Trouble(message) from error
    except OSError as error:
        message = f"{path} cannot be unpacked: {error.strerror or error}."
        raise Trouble(message) from error
    return manifest


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        manifest = Manifest(**json.loads(archive.read(MANIFEST)))
    except (KeyError, TypeError, ValueError) as error:
        message = f"{path} is no backup of Savienojums: it has no manifest that can be read."
        raise Trouble(message) from error
    if manifest.program != PROGRAM:
        message = f"{path} is a backup of {manifest.program}, not of Savienojums."
        raise Trouble(message)
    if manifest.form > FORM or _numbers(manifest.version) > _numbers(__version__):
        message = f"{path} was made by version {manifest.version}; this is {__version__}. Install that version first."
        raise Trouble(message)
    return manifest


def _take_out(archive: zipfile.ZipFile, name: str, entry: dict[str, Any], folder: Path) -> None:
    target = (folder / name).resolve()
    if not target.is_relative_to(folder.resolve()):
        message = f"The backup names a file outside its folder ({name}); it was tampered with."
        raise Trouble(message)
    target.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with archive.open(name) as reading, target.open("wb") as writing:
        while piece := reading.read(PIECE):
            writing.write(piece)
            digest.update(piece)
    if digest.hexdigest() != entry["sha256"]:
        message = f"The backup is damaged: {name} is not what the manifest says. Take an earlier one."
        raise Trouble(message)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


# --- restoring ----------------------------------------------------------------


def restore(path: Path, *, replace: bool) -> int:
    """Put a backup back; what is there is put aside first, and only when asked."""
    with _nobody_serves():
        if not tables.is_empty() and not replace:
            message = f"There is a database already ({tables.where()}). `--replace` puts it aside and restores."
            raise Trouble(message)
        with tempfile.TemporaryDirectory(dir=settings.DATA, prefix=".restoring-") as name:
            folder = Path(name)
            manifest = _unpack(path, folder)
            databases.check(folder / manifest.database_name)
            databases.require_way(manifest.database)
            if replace:
                say(f"What is there now is put aside into {_put_aside()}; remove it when all is well.")
            if manifest.database == connection.vendor:
                databases.bring_in(folder / manifest.database_name)
            else:
                carry_over(folder / manifest.database_name)
            _bring_in_files(folder)
    say(f"Restored: {manifest.in_words()}.")
    say("Next: savienojums doctor, then savienojums serve --migrate")
    return 0


@contextmanager
def _nobody_serves() -> Iterator[None]:
    with (settings.DATA / "in-use").open("w") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            message = f"`savienojums serve` is running on {settings.DATA}; stop it first."
            raise Trouble(message) from error
        yield


def _put_aside() -> Path:
    """Move what is there into a folder of its own; on PostgreSQL a backup stands for the database."""
    aside = settings.DATA / f"before-restoring-{now().astimezone(RIGA):%Y%m%d-%H%M%S}"
    aside.mkdir(mode=0o700)
    databases.put_aside(aside)
    for name in (PHOTOS.rstrip("/"), SECRET):
        if (settings.DATA / name).exists():
            shutil.move(settings.DATA / name, aside / name)
    return aside


def _bring_in_files(folder: Path) -> None:
    if (folder / SECRET).exists():
        (folder / SECRET).chmod(0o600)
        (folder / SECRET).replace(settings.DATA / SECRET)
    if (folder / PHOTOS).exists():
        shutil.copytree(folder / PHOTOS, settings.MEDIA_ROOT, dirs_exist_ok=True)
