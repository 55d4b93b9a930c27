"""What all tests of this room have in common."""

import pytest


@pytest.fixture(autouse=True)
def _own_documents(settings, tmp_path):
    """Documents are made one at a time in a folder; tests beside each other have a folder each."""
    settings.DATA = tmp_path
