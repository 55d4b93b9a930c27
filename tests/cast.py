"""The people of the demo region, the same in tests, demo, docs and pictures: roles, not invented persons."""

import pytest

from tests import make


@pytest.fixture
def coordinator(db):
    """Runs the network beside another job."""
    return make.person("koordinatore@selija.test", "Koordinatore", roles=["coordinator"])


@pytest.fixture
def editor(db):
    """Keeps the Connection document true."""
    return make.person("redaktore@selija.test", "Dokumenta redaktore", roles=["editor"])


@pytest.fixture
def administrator(db):
    """Keeps the installation."""
    return make.person("administrators@selija.test", "Administrators", roles=["administrator"])


@pytest.fixture
def contact(db):
    """Acts for a community; often a librarian."""
    return make.person("kontakts@selija.test", "Kopienas kontakts")


@pytest.fixture
def outsider(db):
    """Has an account and no business here; must see nothing that is not public."""
    return make.person("svesinieks@selija.test", "Svešinieks")
