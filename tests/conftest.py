"""The house for tests: a folder that is thrown away, the cast, quick hashing."""

import os
import tempfile

os.environ["SAVIENOJUMS_DATA"] = tempfile.mkdtemp(prefix="savienojums-test-")
os.environ.setdefault("SECRET_KEY", "for-tests-only")
# Workers beside each other share a Redis, each with a shelf of its own.
if os.environ.get("REDIS_URL") and (worker := os.environ.get("PYTEST_XDIST_WORKER", "").removeprefix("gw")):
    os.environ["REDIS_URL"] = f"{os.environ['REDIS_URL'].rpartition('/')[0]}/{1 + int(worker) % 15}"
# Playwright's own event loop would otherwise forbid Django's ORM in browser tests.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import translation
from hypothesis import settings as properties

from savienojums.core import marks
from tests.cast import administrator, contact, coordinator, editor, outsider

if os.environ.get("REDIS_URL"):
    # The settings were read before this file was: the shelf is chosen here as well.
    settings.CACHES["default"]["LOCATION"] = os.environ["REDIS_URL"]

__all__ = ["administrator", "contact", "coordinator", "editor", "outsider"]


# The same examples on every run: what is green today is green tomorrow; machines differ in speed.
properties.register_profile("steady", derandomize=True, deadline=None)
properties.load_profile("steady")


@pytest.fixture(autouse=True)
def _latvian_and_forgetful():
    """Pages are Latvian; what a process remembers of the test before is gone."""
    marks.forget_everything()
    if os.environ.get("REDIS_URL"):
        # The database's cache goes back with each test; Redis would remember who has asked how often.
        cache.clear()
    with translation.override("lv"):
        yield
