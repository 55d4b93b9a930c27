"""What a backup may not be: damaged, newer, another program's, or reaching outside its folder."""

import hashlib
import json
import sqlite3
import zipfile
from contextlib import closing

import pytest
from django.db import connection

from savienojums import __version__
from savienojums.cli.ground import Trouble
from savienojums.cli.inside import archive, databases, tables


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.DATA = tmp_path / "folder"
    settings.DATA.mkdir()


@pytest.fixture
def database(tmp_path):
    """A small SQLite database, as it lies in a backup."""
    with closing(sqlite3.connect(tmp_path / "database.sqlite3")) as made:
        made.execute("CREATE TABLE facts AS SELECT 1 AS fact")
        made.commit()
    return (tmp_path / "database.sqlite3").read_bytes()


@pytest.fixture
def backup(tmp_path, database):
    """Writes a backup, with whatever is wrong with it."""

    def write(*, files=None, listed=None, **manifest):
        files = {"database.sqlite3": database, "photos/hall.webp": b"a photo"} | (files or {})
        entries = {name: {"size": 1, "sha256": hashlib.sha256(content).hexdigest()} for name, content in files.items()}
        words = {"program": "savienojums", "form": 1, "version": __version__, "database": "sqlite"}
        words |= {"made_at": "2026-11-23T10:00:00+00:00", "files": entries | (listed or {})} | manifest
        with zipfile.ZipFile(tmp_path / "backup.zip", "w") as new:
            for name, content in files.items():
                new.writestr(name, content)
            new.writestr("manifest.json", json.dumps(words))
        return tmp_path / "backup.zip"

    return write


def test_a_backup_that_is_whole_is_told_so(backup, capsys):
    assert archive.check(backup()) == 0
    assert "2026-11-23 12:00 by version" in (said := capsys.readouterr().out)
    assert "It is whole" in said


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"version": "99.0.0"}, "Install that version first"),
        ({"form": 2}, "Install that version first"),
        ({"program": "pretalx"}, "not of Savienojums"),
        ({"unknown": 1}, "no manifest that can be read"),
        ({"listed": {"photos/hall.webp": {"size": 1, "sha256": "0"}}}, "not what the manifest says"),
        ({"listed": {"photos/gone.webp": {"size": 1, "sha256": "0"}}}, "Take an earlier one"),
        ({"listed": {"../../evil": {"size": 1, "sha256": "0"}}}, "tampered"),
        ({"files": {"database.sqlite3": b"SQLite format 3\0 not"}}, "damaged"),
    ],
)
def test_a_backup_that_is_not_is_refused(backup, tmp_path, wrong, sentence):
    with pytest.raises(Trouble, match=sentence):
        archive.check(backup(**wrong))
    assert not list(tmp_path.rglob("evil"))


def test_a_backup_that_was_cut_off_is_refused(backup):
    path = backup()
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(Trouble, match="Take an earlier one"):
        archive.check(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(Trouble, match="There is no file"):
        archive.check(tmp_path / "nothing.zip")


def test_a_backup_for_which_there_is_no_way_is_refused():
    databases.require_way(connection.vendor)
    databases.require_way("sqlite")
    with pytest.raises(Trouble, match=r"scale\.md"):
        databases.require_way("oracle")


def test_an_empty_database_has_nothing_to_back_up(monkeypatch, tmp_path):
    monkeypatch.setattr(tables, "is_empty", lambda: True)
    with pytest.raises(Trouble, match="nothing to back up"):
        archive.backup(tmp_path)


def test_a_file_that_is_there_is_not_written_over(monkeypatch, tmp_path):
    monkeypatch.setattr(tables, "is_empty", lambda: False)
    (tmp_path / "kept.zip").write_bytes(b"kept")
    with pytest.raises(Trouble, match="is there already"):
        archive.backup(tmp_path / "kept.zip")
    assert (tmp_path / "kept.zip").read_bytes() == b"kept"


def test_a_folder_gets_a_file_named_after_the_time(monkeypatch, settings, tmp_path, database):
    settings.MEDIA_ROOT = tmp_path / "photos"
    monkeypatch.setattr(tables, "is_empty", lambda: False)
    monkeypatch.setattr(databases, "copy_to", lambda target: target.write_bytes(database))
    (tmp_path / "backups").mkdir()
    archive.backup(tmp_path / "backups")
    (made,) = (tmp_path / "backups").iterdir()
    assert made.name.startswith("savienojums-20")
    assert json.loads((settings.DATA / "last-backup.json").read_text())["path"] == str(made)


def test_a_backup_that_cannot_be_made_leaves_nothing_half_done(monkeypatch, tmp_path):
    def fail(_target):
        raise Trouble("The copied database is damaged.")

    monkeypatch.setattr(tables, "is_empty", lambda: False)
    monkeypatch.setattr(databases, "copy_to", fail)
    (tmp_path / "backups").mkdir()
    with pytest.raises(Trouble, match="damaged"):
        archive.backup(tmp_path / "backups")
    assert not list((tmp_path / "backups").iterdir())
    with pytest.raises(Trouble, match="cannot be written"):
        archive.backup(tmp_path / "no" / "folder.zip")


def test_a_tool_that_is_missing_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "database.pgdump").touch()
    with pytest.raises(Trouble, match="apt install postgresql-client"):
        databases.check(tmp_path / "database.pgdump")
