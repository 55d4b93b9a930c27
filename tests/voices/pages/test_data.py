"""The files of a conversation on its public page and at the desk."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse

from savienojums.core.documents import keeping
from savienojums.journal.models import Record
from savienojums.voices import exports
from savienojums.voices import polis_format as polis
from savienojums.voices.actions import imports as acts
from savienojums.voices.queries import exchange as queries
from tests import make
from tests.voices.files import SMALL, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(monkeypatch):
    """The clock of the doors."""
    held = {"now": make.NOW}
    monkeypatch.setattr("savienojums.voices.views.exchange.now", lambda: held["now"])
    return held


@pytest.fixture
def conversation(at):
    made = make.conversation("Parks")
    one = make.statement(made, "Vairāk koku.")
    make.statement(made, "Slepens vārds.", state="hidden", hidden_for="personal")
    make.vote(make.participant(made), one)
    make.vote(make.participant(made, aside_at=make.NOW, aside_for="flood"), one, -1)
    return made


def test_before_the_end_the_page_says_when_there_will_be_files(client, conversation):
    page = client.get(reverse("conversation_data", args=[conversation.slug]))
    assert page.status_code == 200
    assert "Failu vēl nav" in page.content.decode()
    for name in exports.KINDS:
        assert client.get(reverse("conversation_data_file", args=[conversation.slug, name])).status_code == 404


def test_after_the_end_everyone_fetches_them(client, conversation, at):
    at["now"] = make.NOW + timedelta(days=60)
    page = client.get(reverse("conversation_data", args=[conversation.slug])).content.decode()
    assert "CC BY 4.0" in page
    assert "moderation.csv" not in page
    for name in exports.KINDS:
        address = reverse("conversation_data_file", args=[conversation.slug, name])
        answer = client.get(address)
        assert answer.status_code == (404 if name == "moderation.csv" else 200)
        if answer.status_code == 200:
            assert f"{conversation.slug}-{name}" in answer["Content-Disposition"]
            assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
            assert "Slepens vārds" not in answer.content.decode("utf-8", "replace")
    votes = client.get(reverse("conversation_data_file", args=[conversation.slug, polis.VOTES])).content.decode()
    assert len(votes.strip().splitlines()) == 2
    assert client.get(reverse("conversation_data_file", args=[conversation.slug, "nekas.csv"])).status_code == 404


def test_while_one_file_is_made_another_reader_waits_and_a_made_one_is_there(client, conversation, at):
    at["now"] = make.NOW + timedelta(days=60)
    address = reverse("conversation_data_file", args=[conversation.slug, "conversation.xlsx"])
    first = client.get(address).content
    with keeping._alone():
        assert client.get(address).content == first
        conversation.statements.filter(number=1).update(text={"lv": "Cits."})
        busy = client.get(address)
        assert (busy.status_code, busy["Retry-After"]) == (503, "3")
    assert client.get(address).content != first


def test_a_draft_has_no_page_for_others(client, at, outsider):
    draft = make.conversation("Melnraksts", published_at=None)
    client.force_login(outsider)
    for name in ("conversation_data", "conversation_files"):
        answer = client.get(reverse(name, args=[draft.slug]))
        assert answer.status_code == 404
        assert "Melnraksts" not in answer.content.decode()


def test_organisers_have_them_at_any_time_and_the_journal_knows(client, conversation, coordinator):
    client.force_login(coordinator)
    page = client.get(reverse("conversation_files", args=[conversation.slug])).content.decode()
    assert "moderation.csv" in page
    assert "vēl nav publiski" in page
    answer = client.get(reverse("conversation_file", args=[conversation.slug, "polis.zip"]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert len(packed.read(polis.VOTES).decode().strip().splitlines()) == 3
    assert Record.objects.get(verb="voices.files_exported").particulars == {"form": "polis.zip"}
    told = client.get(reverse("conversation_file", args=[conversation.slug, "moderation.csv"])).content.decode()
    assert "Slepens vārds." in told
    assert client.get(reverse("conversation_file", args=[conversation.slug, "nekas"])).status_code == 404


def test_others_have_nothing_of_the_desk(client, conversation, outsider, contact):
    make.membership(contact, make.organisation())
    addresses = [
        reverse("conversation_files", args=[conversation.slug]),
        reverse("conversation_file", args=[conversation.slug, "moderation.csv"]),
    ]
    assert [client.get(each).status_code for each in addresses] == [302, 302]
    for person in (outsider, contact):
        client.force_login(person)
        for each in addresses:
            answer = client.get(each)
            assert answer.status_code == 404
            assert "Slepens" not in answer.content.decode()
    assert Record.objects.filter(verb="voices.files_exported").count() == 0


def test_only_reading_is_answered(client, conversation):
    assert client.post(reverse("conversation_data", args=[conversation.slug])).status_code == 405
    assert client.post(reverse("conversation_data_file", args=[conversation.slug, "polis.zip"])).status_code == 405


def test_a_conversation_of_elsewhere_names_its_source(client, coordinator, at):
    made = taken(coordinator, polis.written(SMALL), source_note="Rīkoja <b>draugi</b>.", source_url="https://pol.is/x")
    acts.publish_taken_in(by=coordinator, found=made.votes_import, at=make.NOW)
    page = client.get(reverse("conversation_data", args=[made.slug])).content.decode()
    assert "Rīkoja &lt;b&gt;draugi&lt;/b&gt;." in page
    assert 'href="https://pol.is/x"' in page
    votes = client.get(reverse("conversation_data_file", args=[made.slug, polis.VOTES])).content.decode()
    assert votes == polis.written(SMALL)[polis.VOTES]


def test_the_page_asks_as_much_for_many_answers_as_for_one(client, conversation, at, django_assert_num_queries):
    at["now"] = make.NOW + timedelta(days=60)
    address = reverse("conversation_data", args=[conversation.slug])
    client.get(address)
    with django_assert_num_queries(7):
        client.get(address)
    for _each in range(3):
        make.vote(make.participant(conversation), conversation.statements.first())
    with django_assert_num_queries(7):
        client.get(address)


def test_a_file_is_made_once_until_something_changes(client, conversation, at, monkeypatch):
    at["now"] = make.NOW + timedelta(days=60)
    made = []
    whole_of = queries.whole_of
    monkeypatch.setattr(queries, "whole_of", lambda *given, **named: made.append(1) or whole_of(*given, **named))
    address = reverse("conversation_data_file", args=[conversation.slug, polis.VOTES])
    first = client.get(address).content
    assert client.get(address).content == first
    assert len(made) == 1
    one = make.statement(conversation, "Vēl viena.")
    make.vote(make.participant(conversation), one)
    again = client.get(address).content
    assert len(made) == 2
    assert len(again.splitlines()) == len(first.splitlines()) + 1
