"""Limits on codes are counted anew for each test, also in a cache that several test processes share."""

from uuid import uuid4

import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def _own_limits(monkeypatch):
    monkeypatch.setattr(caches["default"], "key_prefix", uuid4().hex)
