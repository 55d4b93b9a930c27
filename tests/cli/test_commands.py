"""The command line: its words and its exit codes."""

import os
import tempfile

import pytest

import savienojums
from savienojums import __version__, cli, env
from savienojums.cli import demo, ground, serve
from savienojums.cli.ground import Trouble, WrongStart


def test_without_a_command_the_commands_are_told(capsys):
    assert cli.main([]) == 0
    assert "first look" in capsys.readouterr().out


def test_the_version_is_told(capsys):
    with pytest.raises(SystemExit) as end:
        cli.main(["--version"])
    assert (end.value.code, capsys.readouterr().out.strip()) == (0, __version__)


@pytest.mark.parametrize("words", [["fly"], ["serve", "--bind", "nowhere"], ["serve", "--bind", ":99999"], ["backup"]])
def test_a_wrong_command_line_ends_with_2(words, capsys):
    with pytest.raises(SystemExit) as end:
        cli.main(words)
    assert end.value.code == 2
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("raised", "code"), [(Trouble("There is no room."), 1), (WrongStart("No."), 2), (KeyboardInterrupt(), 130)]
)
def test_what_cannot_be_done_ends_with_its_code_and_a_sentence(monkeypatch, capsys, raised, code):
    def run(_options):
        raise raised

    monkeypatch.setattr("savienojums.cli.doctor.run", run)
    assert cli.main(["doctor"]) == code
    assert str(raised) in capsys.readouterr().err


def test_a_wrong_setting_ends_with_its_sentence(monkeypatch):
    def setup():
        raise env.WrongSetting("DEBUG is 'perhaps'; write yes or no.")

    monkeypatch.setattr("django.setup", setup)
    with pytest.raises(WrongStart, match="write yes or no"):
        ground.start_django()


def test_a_folder_that_cannot_be_used_is_named(monkeypatch):
    def setup():
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("django.setup", setup)
    monkeypatch.setenv("SAVIENOJUMS_DATA", "/root/of/others")
    with pytest.raises(WrongStart, match="/root/of/others cannot be used: Permission denied"):
        ground.start_django()


@pytest.mark.parametrize(
    ("written", "host", "port", "url"),
    [
        ("127.0.0.1:8000", "127.0.0.1", 8000, "http://127.0.0.1:8000"),
        (":8080", "127.0.0.1", 8080, "http://127.0.0.1:8080"),
        ("8080", "127.0.0.1", 8080, "http://127.0.0.1:8080"),
        ("0.0.0.0:80", "0.0.0.0", 80, "http://127.0.0.1:80"),  # noqa: S104 - it is only read
        ("[::]:80", "::", 80, "http://[::1]:80"),
    ],
)
def test_an_address_may_be_written_shortly(written, host, port, url):
    address = serve.address(written)
    assert (address.host, address.port, address.url) == (host, port, url)


# --- the demo -----------------------------------------------------------------


def test_the_demo_has_one_folder_while_nothing_changes(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    package = tmp_path / "package"
    (package / "demo").mkdir(parents=True)
    (package / "demo" / "facts.csv").write_text("one")
    monkeypatch.setattr(savienojums, "__file__", str(package / "__init__.py"))
    first = demo.demo_folder()
    assert first == demo.demo_folder()
    assert first.is_relative_to(tmp_path)
    (package / "demo" / "facts.csv").write_text("two")
    assert demo.demo_folder() != first


def test_the_demo_touches_nothing_real(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    for name in ("SAVIENOJUMS_DATA", *demo.REAL):
        monkeypatch.setenv(name, "real")
        monkeypatch.setenv(f"{name}_FILE", "real")

    def start_django():
        raise Trouble("far enough")

    monkeypatch.setattr(demo, "start_django", start_django)
    assert cli.main(["demo", "--bind", ":8123"]) == 1
    assert [name for name in demo.REAL if os.environ.get(name) == "real"] == []
    assert os.environ["SAVIENOJUMS_DATA"].startswith(str(tmp_path))
    assert os.environ["SITE_URL"] == "http://127.0.0.1:8123"
