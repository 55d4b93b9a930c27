"""Backups: whole while people go on writing, refused when they do not fit, never over something silently."""

import json
import shutil
import sqlite3
import zipfile

import pytest

from savienojums import __version__
from tests.cli.installation import installed, wait_until


@pytest.fixture
def backup(installation, tmp_path):
    """A backup of an installation with an administrator and a photo."""
    installation.run("administrator", "liene@selija.test")
    (installation.folder / "photos" / "a").mkdir(parents=True)
    (installation.folder / "photos" / "a" / "hall.webp").write_bytes(b"a photo")
    installation.run("backup", tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


@pytest.fixture
def elsewhere(tmp_path):
    """An empty installation on another machine."""
    with installed(tmp_path / "elsewhere") as installation:
        yield installation


def rewritten(backup, **changes):
    """The backup with other words in its manifest or other files."""
    other = backup.with_name("changed.zip")
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(other, "w") as new:
        for name in old.namelist():
            content = changes.pop(name, old.read(name))
            if name == "manifest.json":
                content = json.dumps(json.loads(content) | changes.pop("manifest", {})).encode()
            new.writestr(name, content)
    return other


def people(installation):
    """Who is an administrator, as the installation's own doctor tells."""
    return "there is an administrator" in installation.run("doctor", code=1)


def test_everything_comes_back_elsewhere(backup, elsewhere):
    said = elsewhere.run("restore", backup)
    assert "1 photos" in said
    assert people(elsewhere)
    assert (elsewhere.folder / "photos" / "a" / "hall.webp").read_bytes() == b"a photo"


def test_a_backup_made_while_people_write_is_of_one_moment(installation, elsewhere, tmp_path):
    writer = installation.labour("write_on_and_on")
    assert writer.stdout
    wait_until(lambda: int(writer.stdout.readline()) > 50)
    installation.run("backup", tmp_path / "backup.zip")
    later = int(writer.stdout.readline())
    writer.kill()
    elsewhere.run("restore", tmp_path / "backup.zip")
    left, right = map(int, elsewhere.ask("tell_marks").split())
    assert left == right > 50
    assert later <= int(installation.ask("tell_marks").split()[0])
    photos = {int(photo.stem) for photo in (elsewhere.folder / "photos").iterdir()}
    assert photos >= set(range(10, left, 10))


def test_a_backup_is_for_its_owners_eyes(backup):
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_backup_tells_what_it_is(backup, installation):
    with zipfile.ZipFile(backup) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert set(manifest["files"]) == set(archive.namelist()) - {"manifest.json"}
    assert (manifest["program"], manifest["version"]) == ("savienojums", __version__)
    assert "It is whole" in installation.run("restore", backup, "--check")


def test_a_folder_gets_a_file_named_after_the_time(backup, installation, tmp_path):
    (tmp_path / "backups").mkdir()
    installation.run("backup", tmp_path / "backups")
    assert [file.suffix for file in (tmp_path / "backups").iterdir()] == [".zip"]


def test_a_file_that_is_there_is_not_written_over(backup, installation):
    before = backup.read_bytes()
    assert "is there already" in installation.run("backup", backup, code=1)
    assert backup.read_bytes() == before


def test_a_place_that_cannot_be_written_leaves_nothing_half_done(installation, tmp_path):
    assert "cannot be written" in installation.run("backup", tmp_path / "no" / "folder.zip", code=1)
    assert not (tmp_path / "no").exists()


def test_nothing_is_restored_over_something_silently(backup, installation):
    assert "--replace" in installation.run("restore", backup, code=1)


def test_what_was_there_is_put_aside(backup, installation):
    installation.run("administrator", "later@selija.test")
    (installation.folder / "photos" / "later.webp").write_bytes(b"later")
    installation.run("restore", backup, "--replace")
    (aside,) = installation.folder.glob("before-restoring-*")
    assert (aside / "photos" / "later.webp").exists()
    assert any(aside.glob("savienojums.sqlite3" if not installation.database else "database.pgdump"))
    assert not (installation.folder / "photos" / "later.webp").exists()
    assert people(installation)


def test_a_backup_of_a_newer_version_is_refused(backup, elsewhere):
    newer = rewritten(backup, manifest={"version": "99.0.0"})
    assert "Install that version first" in elsewhere.run("restore", newer, code=1)
    assert "Install that version first" in elsewhere.run("restore", newer, "--check", code=1)


def test_a_photo_that_changed_in_the_backup_is_noticed(backup, elsewhere):
    damaged = rewritten(backup, **{"photos/a/hall.webp": b"another"})
    assert "not what the manifest says" in elsewhere.run("restore", damaged, code=1)
    assert not (elsewhere.folder / "photos").exists()


def test_a_backup_that_was_cut_off_is_noticed(backup, elsewhere):
    backup.write_bytes(backup.read_bytes()[:-2000])
    assert "Take an earlier one" in elsewhere.run("restore", backup, code=1)


@pytest.mark.parametrize(
    ("manifest", "sentence"),
    [({"program": "pretalx"}, "not of Savienojums"), ({"unknown": 1}, "no manifest that can be read")],
)
def test_what_is_no_backup_of_ours_is_refused(backup, elsewhere, manifest, sentence):
    assert sentence in elsewhere.run("restore", rewritten(backup, manifest=manifest), code=1)


def test_a_backup_cannot_write_outside_its_folder(backup, elsewhere, tmp_path):
    evil = rewritten(backup, manifest={"files": {"../../evil": {"size": 1, "sha256": ""}}})
    assert "tampered" in elsewhere.run("restore", evil, code=1)
    assert not list(tmp_path.rglob("evil"))


def test_a_file_that_is_not_there_or_no_zip_is_told(elsewhere, tmp_path):
    assert "There is no file" in elsewhere.run("restore", tmp_path / "nothing.zip", code=1)
    (tmp_path / "text.zip").write_text("not a zip")
    assert "damaged or no backup" in elsewhere.run("restore", tmp_path / "text.zip", code=1)


def test_an_empty_installation_has_nothing_to_back_up(elsewhere, tmp_path):
    assert "nothing to back up" in elsewhere.run("backup", tmp_path / "backup.zip", code=1)


def test_a_damaged_database_is_not_backed_up_as_if_it_were_whole(installation, tmp_path):
    if installation.database:
        pytest.skip("SQLite's file only")
    file = installation.folder / "savienojums.sqlite3"
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(file.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    file.write_bytes(content)
    shutil.rmtree(installation.folder / "photos", ignore_errors=True)
    said = installation.run("backup", tmp_path / "backup.zip", code=1)
    assert "damaged" in said
    assert not (tmp_path / "backup.zip").exists()
