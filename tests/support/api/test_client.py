"""The protocol's own client against a live server: it lists, reads and searches, and its models take every answer."""

import json
import urllib.error
import urllib.request

import pytest
from common_grants_sdk.client import Auth, Client, Config
from common_grants_sdk.client.exceptions import APIError
from common_grants_sdk.schemas.pydantic.models.opp_status import OppStatusOptions
from common_grants_sdk.schemas.pydantic.responses import (
    Error,
    OpportunitiesListResponse,
    OpportunitiesSearchResponse,
    OpportunityResponse,
)

from tests.support.api.world import fill

pytestmark = pytest.mark.django_db(transaction=True)
SEARCH = "/common-grants/opportunities/search"


@pytest.fixture
def client_of(live_server):
    fill()
    config = Config(base_url=live_server.url, api_key="none-is-needed", page_size=3)
    # Left open, its line would outlive the server.
    with Client(config=config, auth=Auth.api_key("none-is-needed")) as client:
        yield client


@pytest.fixture
def answer(live_server):
    """The answer as it stands, whatever its status."""

    def ask(path, body=None):
        sent = None if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        kind = {"Content-Type": "application/json"}
        request = urllib.request.Request(live_server.url + path, sent, kind)  # noqa: S310 -- our own server
        try:
            with urllib.request.urlopen(request, timeout=20) as response:  # noqa: S310 -- our own server
                return json.load(response)
        except urllib.error.HTTPError as refused:
            return json.load(refused)

    return ask


def test_the_client_lists_all_pages(client_of):
    listed = client_of.opportunities.list()
    assert listed.errors == []
    assert [each.title for each in listed.items] == [
        "Sveika, kopiena", "Teterevu fonds", "Sēlijas kultūras programma", "NVO fonds",
    ]  # fmt: skip


def test_the_client_reads_one_with_everything_we_know(client_of):
    grant = client_of.opportunities.list().items[-1]
    read = client_of.opportunities.get(grant.id)
    assert read.model_dump() == grant.model_dump()
    assert (read.status.value, read.funding.max_award_amount.amount, read.funding.max_award_amount.currency) == (
        OppStatusOptions.OPEN, "800.00", "EUR",
    )  # fmt: skip
    assert read.key_dates.close_date.time.isoformat() == "17:00:00"
    assert {each.value for each in read.accepted_applicant_types} == {
        "custom", "government_municipal", "for_profit_small_business", "for_profit_not_small_business", "individual",
    }  # fmt: skip
    assert read.custom_fields["costSharing"].value["percentage"] == 7.5


def test_the_client_searches(client_of):
    found = client_of.opportunities.search(search="fonds", status=[OppStatusOptions.OPEN])
    assert [each.title for each in found.items] == ["NVO fonds"]
    assert found.filter_info.errors == []


def test_the_client_is_told_that_there_is_none(client_of):
    with pytest.raises(APIError) as refused:
        client_of.opportunities.get("00000000-0000-4000-8000-000000000000")
    assert refused.value.error.status == 404


def test_the_models_take_every_answer(client_of, answer):
    listed = OpportunitiesListResponse.model_validate(answer("/common-grants/opportunities?page=2&pageSize=3"))
    assert (len(listed.items), listed.pagination_info.total_items, listed.pagination_info.total_pages) == (1, 4, 2)
    OpportunityResponse.model_validate(answer(f"/common-grants/opportunities/{listed.items[0].id}"))
    OpportunitiesSearchResponse.model_validate(answer(SEARCH, {"search": "kultūras", "filters": {"strange": {}}}))
    for status, path, body in (
        (404, "/common-grants/opportunities/nothing", None),
        (404, "/common-grants/awards", None),
        (422, "/common-grants/opportunities?page=0", None),
        (400, SEARCH, b"{"),
        (422, SEARCH, []),
        (413, SEARCH, b"[" * 70_000),
    ):
        assert Error.model_validate(answer(path, body)).status == status
