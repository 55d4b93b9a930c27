"""Installations for the tests of commands."""

import shutil

import pytest

from tests.cli.installation import installed


@pytest.fixture
def empty(tmp_path):
    """An installation nobody has started yet."""
    with installed(tmp_path / "installation") as installation:
        yield installation


@pytest.fixture(scope="session")
def _pattern(tmp_path_factory):
    """A folder with tables: made once, copied for each test."""
    with installed(tmp_path_factory.mktemp("pattern") / "installation") as installation:
        if not installation.database:
            _make_tables(installation)
        yield installation


@pytest.fixture
def installation(_pattern, empty):
    """An installation with tables and nothing in them."""
    if _pattern.database:
        _make_tables(empty)
    else:
        shutil.copytree(_pattern.folder, empty.folder, dirs_exist_ok=True)
    return empty


def _make_tables(installation):
    installation.run("manage", "migrate", "--verbosity=0")
    installation.run("manage", "createcachetable")
