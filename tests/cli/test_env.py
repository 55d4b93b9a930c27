"""Settings: each declared once, read as what it is, refused with a sentence."""

from pathlib import Path

import pytest

from savienojums import env
from savienojums.env import WrongSetting

PACKAGE = Path(env.__file__).parent


@pytest.mark.parametrize(
    ("read", "name", "value", "sentence"),
    [
        (env.flag, "DEBUG", "perhaps", "DEBUG is 'perhaps'; write yes or no."),
        (env.number, "WEB_THREADS", "two", "WEB_THREADS is 'two'; write a whole number."),
        (env.url, "SITE_URL", "selija.lv", "write an address that begins with http"),
        (env.pairs, "REGION_COLOURS", "#ffffff", "write pairs as name=value"),
        (env.secret, "SECRET_KEY_FILE", "/nowhere", "which cannot be read: No such file"),
    ],
)
def test_a_wrong_value_is_refused_with_a_sentence(monkeypatch, read, name, value, sentence):
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting, match=sentence):
        read(name.removesuffix("_FILE"))


@pytest.mark.parametrize(
    ("read", "name", "value", "meant"),
    [
        (env.flag, "DEBUG", " Yes ", True),
        (env.flag, "DEBUG", "off", False),
        (env.number, "WEB_THREADS", "4", 4),
        (env.url, "SITE_URL", "https://selija.lv/", "https://selija.lv"),
        (env.words, "ALLOWED_HOSTS", "a.lv, b.lv,", ["a.lv", "b.lv"]),
        (env.pairs, "REGION_COLOURS", "ink=#000000, ground=#ffffff", {"ink": "#000000", "ground": "#ffffff"}),
        (env.path, "REGION_MARK", "", None),
        (env.path, "REGION_MARK", "/srv/mark.svg", Path("/srv/mark.svg")),
        (env.secret, "SECRET_KEY", "open sesame", "open sesame"),
    ],
)
def test_a_value_is_read_as_what_it_is(monkeypatch, read, name, value, meant):
    monkeypatch.setenv(name, value)
    assert read(name) == meant


def test_a_secret_may_lie_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("open sesame\n")
    monkeypatch.setenv("SECRET_KEY", "another")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path / "key"))
    assert env.secret("SECRET_KEY") == "open sesame"


def test_every_declared_variable_is_read_somewhere():
    readers = (PACKAGE / "settings.py").read_text() + (PACKAGE / "asgi.py").read_text()
    assert [variable.name for variable in env.VARIABLES if f'"{variable.name}"' not in readers] == []


def test_no_variable_is_read_that_is_not_declared():
    with pytest.raises(KeyError):
        env.text("NOT_DECLARED")
