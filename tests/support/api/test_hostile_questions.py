"""Thousands of questions nobody would ask: the open API answers each as its own document says."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection

from savienojums.asgi import pages
from savienojums.front.api import rooms
from savienojums.support.api import common_grants
from tests.support.api.world import fill

pytestmark = pytest.mark.django_db
STEADY = settings(
    max_examples=20,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


def told_by(document):
    """What the document promises, asked of the program itself."""
    schema = schemathesis.openapi.from_dict(document)
    schema.app = pages
    return schema


# Asked without a server in between, nobody unpacks what was packed for the way.
PLAIN = {"Accept-Encoding": "identity"}
READ_API, PROTOCOL = told_by(rooms.document()), told_by(common_grants.document())


@pytest.fixture(autouse=True)
def _something_to_tell(db):
    fill()
    # The program would give back the connection in which the test lies.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@READ_API.parametrize()
@STEADY
def test_the_read_api_keeps_its_word(case):
    case.call_and_validate(headers=PLAIN)


@PROTOCOL.parametrize()
@STEADY
def test_the_protocol_keeps_its_word(case):
    if not case.operation.path.endswith("/search"):
        case.call_and_validate(headers=PLAIN)
        return
    response = case.call_and_validate(headers=PLAIN, excluded_checks=[negative_data_rejection])
    told = response.json()
    # A search never fails for a filter or an order it does not know; but whatever is wrong is named.
    if case.meta.generation.mode == GenerationMode.NEGATIVE and response.status_code == 200:
        assert told["filterInfo"]["errors"] or told["sortInfo"]["errors"], case.body
