"""The read API of voices: the same facts as the pages, to everyone alike, marked; and the news of the section."""

import json
from datetime import timedelta

import feedparser
import pytest
from django.urls import path
from ninja import NinjaAPI

from savienojums.core.system import SYSTEM
from savienojums.urls import urlpatterns as everything
from savienojums.voices.actions.maps import make_map
from savienojums.voices.api import router
from savienojums.voices.models import Initiative, Phase, Survey, SurveyQuestion, Vote
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]

api = NinjaAPI(urls_namespace="voices_api_alone", openapi_url=None, docs_url=None)
api.add_router("", router)
urlpatterns = [path("voices-api/", api.urls), *everything]
SECRETS = ("slepenaatslega", "avots", "slepens@epasts.example", "45-64")


def get(client, address, **headers):
    response = client.get(f"/voices-api/{address}", headers=headers)
    assert response.status_code == 200, response.content
    return response.json()


def answered(**details):
    """A conversation of sixty people in two groups."""
    made = make.conversation(**details)
    statements = [make.statement(made, f"Doma {number}.") for number in range(10)]
    for number in range(60):
        who = make.participant(made, key=f"slepenaatslega{number}", source_key="avots", age_band="45-64")
        Vote.objects.bulk_create(
            [
                Vote.said(who, each, 1 if (number < 30) == bool(place % 2) else -1, make.NOW)
                for place, each in enumerate(statements)
            ]
        )
    make_map(by=SYSTEM, conversation=made, at=make.NOW)
    return made


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    for module in ("api", "feeds", "views.exchange"):
        monkeypatch.setattr(f"savienojums.voices.{module}.now", lambda: make.NOW)


def test_conversations_are_listed_latest_first_without_drafts_and_unlisted(client):
    make.conversation("Melnraksts", published_at=None)
    make.conversation("Tikai ar saiti", is_listed=False)
    make.conversation("Vecā", published_at=make.NOW - timedelta(days=2))
    make.conversation("Jaunā")
    told = get(client, "conversations")
    assert [each["title"] for each in told["items"]] == ["Jaunā", "Vecā"]
    assert (told["total"], told["items"][0]["standing"]) == (2, "open")
    assert get(client, "conversations?standing=closed")["items"] == []
    assert len(get(client, "conversations?standing=open&size=1&page=2")["items"]) == 1


def test_one_that_is_listed_nowhere_is_found_by_its_address_and_a_draft_is_not(client):
    unlisted = make.conversation("Tikai ar saiti", is_listed=False)
    draft = make.conversation("Melnraksts", published_at=None)
    assert get(client, f"conversations/{unlisted.slug}")["title"] == "Tikai ar saiti"
    assert client.get(f"/voices-api/conversations/{draft.slug}").status_code == 404
    assert "Melnraksts" not in client.get(f"/voices-api/conversations/{draft.slug}").content.decode()


def test_results_are_told_when_they_are_public_and_not_before(client):
    made = answered(results_shown="live")
    whole = get(client, f"conversations/{made.slug}")
    assert [each["people"] for each in whole["groups"]] == [30, 30]
    first = whole["statements_list"][0]
    assert (first["all"]["answered"], first["all"]["agree"]) == (60, 0.5)
    assert {each["group"]: round(each["agree"]) for each in first["groups"]} in ({"A": 0, "B": 1}, {"A": 1, "B": 0})
    assert (whole["participants"], whole["answers"], whole["results_public"]) == (60, 600, True)
    made.results_shown = "end"
    made.save()
    make.statement(made, "Vēl viena.")
    hidden = get(client, f"conversations/{made.slug}")
    assert (hidden["groups"], hidden["map_made_at"], hidden["results_public"]) == ([], None, False)
    assert all(each["all"] is None and each["groups"] == [] for each in hidden["statements_list"])
    assert len(hidden["statements_list"]) == 11


def test_nothing_tells_who_answered_or_what_waits(client):
    made = answered(results_shown="live")
    make.statement(made, "Vēl gaida.", state="waiting")
    make.statement(made, "Aizvaino.", state="hidden", hidden_for="offensive")
    text = json.dumps(get(client, f"conversations/{made.slug}"), ensure_ascii=False)
    for secret in (*SECRETS, "Vēl gaida.", "Aizvaino."):
        assert secret not in text
    assert made.statements.get(number=1).text["lv"] in text


def test_an_answer_that_has_not_changed_is_not_sent_again(client):
    made = make.conversation()
    response = client.get("/voices-api/conversations")
    again = client.get("/voices-api/conversations", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    make.statement(made)
    assert client.get("/voices-api/conversations", headers={"If-None-Match": response["ETag"]}).status_code == 200


def test_a_list_asks_as_much_for_three_as_for_one(client, django_assert_num_queries):
    make.conversation()
    get(client, "conversations")
    with django_assert_num_queries(6):
        get(client, "conversations")
    make.conversation("Otrā")
    make.conversation("Trešā")
    with django_assert_num_queries(6):
        get(client, "conversations")


def test_surveys_with_their_questions(client):
    survey = Survey.objects.create(slug="soli", title={"lv": "Soliņi"}, published_at=make.NOW)
    Survey.objects.create(slug="slepena", title={"lv": "Slepena"})
    choices = [{"key": "a", "text": {"lv": "Koka"}}, {"key": "b", "text": {"lv": "Metāla"}}]
    SurveyQuestion.objects.create(survey=survey, kind="choice", text={"lv": "Kādi?"}, choices=choices)
    assert [each["slug"] for each in get(client, "surveys")["items"]] == ["soli"]
    whole = get(client, "surveys/soli")
    assert (whole["questions"][0]["choices"], whole["sheets"]) == (["Koka", "Metāla"], 0)
    assert client.get("/voices-api/surveys/slepena").status_code == 404


def test_proposals_without_the_addresses_of_those_who_wrote_them(client):
    for number, state in ((1, "shown"), (2, "waiting")):
        Initiative.objects.create(
            number=number, title=f"Soliņš {number}", email="slepens@epasts.example", author_name="Anna",
            asked_at=make.NOW, state=state, source_key="avots",
        )  # fmt: skip
    told = get(client, "initiatives")
    assert [(each["number"], each["state"]) for each in told["items"]] == [(1, "waiting")]
    assert get(client, "initiatives/1")["title"] == "Soliņš 1"
    assert client.get("/voices-api/initiatives/2").status_code == 404
    for secret in SECRETS:
        assert secret not in json.dumps(told)


def test_the_feed_tells_of_new_conversations_and_of_reports(client):
    over = make.conversation(
        "Vecā <b>", closed_at=make.NOW - timedelta(hours=1), published_at=make.NOW - timedelta(days=9)
    )
    make.conversation("Jaunā", published_at=make.NOW - timedelta(hours=2))
    make.conversation("Melnraksts", published_at=None)
    response = client.get("/voices/feed.atom")
    feed = feedparser.parse(response.content)
    assert response["Content-Type"].startswith("application/atom+xml")
    assert [each.title for each in feed.entries] == ["Pārskats: Vecā <b>", "Jaunā"]
    assert feed.entries[0].link.endswith(over.get_absolute_url())
    assert client.get("/voices/feed.atom", headers={"If-None-Match": response["ETag"]}).status_code == 304
    assert client.post("/voices/feed.atom").status_code == 405


def test_a_conversation_of_elsewhere_is_news_since_it_stands_here(client):
    made = make.conversation(phases=[("both", make.NOW - timedelta(days=900), make.NOW - timedelta(days=800))])
    assert Phase.objects.filter(conversation=made).count() == 1
    entry = feedparser.parse(client.get("/voices/feed.atom").content).entries[0]
    assert entry.updated.startswith(make.NOW.strftime("%Y-%m-%d"))
