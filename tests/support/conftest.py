"""What the tests of the Connection document share."""

import pytest
from django.contrib.contenttypes.models import ContentType

from savienojums.support.models import Measure


@pytest.fixture
def known_kinds(db):
    """The first question for a content type asks the database; here it is asked before anything is counted."""
    ContentType.objects.get_for_model(Measure)


@pytest.fixture
def htmx():
    """How htmx asks for a part of a page."""
    return {"headers": {"HX-Request": "true"}}
