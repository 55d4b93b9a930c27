"""Backups in real processes: whole while people go on writing, never restored over something silently."""

import json
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


def test_everything_comes_back_elsewhere(backup, elsewhere):
    with zipfile.ZipFile(backup) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert set(manifest["files"]) == set(archive.namelist()) - {"manifest.json"}
    assert (manifest["program"], manifest["version"]) == ("savienojums", __version__)
    assert backup.stat().st_mode & 0o777 == 0o600
    assert "1 photos" in elsewhere.run("restore", backup)
    assert "there is an administrator" in elsewhere.run("doctor", code=1)
    assert (elsewhere.folder / "photos" / "a" / "hall.webp").read_bytes() == b"a photo"


def test_a_backup_made_while_people_write_is_of_one_moment(installation, elsewhere, tmp_path):
    writer = installation.labour("write_on_and_on")
    assert writer.stdout
    wait_until(lambda: int(writer.stdout.readline()) > 50)
    installation.run("backup", tmp_path / "backup.zip")
    assert writer.poll() is None
    elsewhere.run("restore", tmp_path / "backup.zip")
    left, right = map(int, elsewhere.ask("tell_marks").split())
    assert left == right > 50
    photos = {int(photo.stem) for photo in (elsewhere.folder / "photos").iterdir()}
    assert photos >= set(range(10, left, 10))


def test_what_is_there_is_put_aside_and_only_when_asked(backup, installation):
    assert "--replace" in installation.run("restore", backup, code=1)
    (installation.folder / "photos" / "later.webp").write_bytes(b"later")
    installation.run("restore", backup, "--replace")
    (aside,) = installation.folder.glob("before-restoring-*")
    assert (aside / "photos" / "later.webp").exists()
    assert any(aside.glob("database.pgdump" if installation.database else "savienojums.sqlite3"))
    assert not (installation.folder / "photos" / "later.webp").exists()
    assert "there is an administrator" in installation.run("doctor", code=1)


def test_a_village_becomes_a_country(elsewhere, tmp_path):
    if not elsewhere.database:
        pytest.skip("needs PostgreSQL")
    with installed(tmp_path / "village", sqlite=True) as village:
        village.run("manage", "migrate", "--verbosity=0")
        village.run("administrator", "liene@selija.test")
        village.ask("give_numbers", 3)
        village.run("backup", tmp_path / "village.zip")
        before = village.ask("tell_everything")
    elsewhere.run("restore", tmp_path / "village.zip")
    assert elsewhere.ask("tell_everything") == before
    elsewhere.ask("give_one_more_number")
    assert elsewhere.ask("count_jobs") == "5 0"
