"""Givens of the registry: a community with a contact, an editor and a caretaker, a land to lie in."""

from datetime import timedelta

import pytest

from tests import make


@pytest.fixture
def land(db):
    """A parish in a municipality."""
    municipality = make.place("Jēkabpils novads", kind="municipality", lat=56.4, lon=25.9)
    return make.place("Rubenes pagasts", within=[municipality], lat=56.12, lon=26.05)


@pytest.fixture
def community(db, contact):
    """A community that everyone sees and the contact acts for."""
    organisation = make.organisation(
        "Elkšņu kopiena", kind="initiative_group", contact_email="noslepums@elksni.test",
        published_at=make.NOW - timedelta(days=500),
    )  # fmt: skip
    make.membership(contact, organisation, "contact")
    return organisation


@pytest.fixture
def member(community):
    """Changes the community's page; is no contact."""
    someone = make.person("labotaja@selija.test", "Lapas labotāja")
    make.membership(someone, community, "editor")
    return someone


@pytest.fixture
def caretaker(community):
    """Takes care of the community's page."""
    someone = make.person("kaiminiene@selija.test", "Kaimiņiene")
    community.caretaker = someone
    community.save()
    return someone
