"""One statement's page, the list on the conversation's page, one's own taken back."""

import pytest

from savienojums.core.system import SYSTEM
from savienojums.voices import keys
from savienojums.voices.actions.maps import make_map
from savienojums.voices.queries.statements import part
from tests import make

pytestmark = pytest.mark.django_db


def seen(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.fixture
def conversation():
    return make.conversation()


@pytest.fixture
def participant(client, conversation):
    client.cookies["voice"] = "a-token"
    return make.participant(conversation, key=keys.key_of_token("a-token", conversation.public_id))


def test_a_shown_statement_stands_on_its_page_with_its_translation(client, conversation):
    statement = make.statement(conversation, language="ru", is_seed=False, way="paper")
    statement.text = {"lv": "Vajag pirti.", "ru": "Нужна баня."}
    statement.save()
    page = seen(client, f"/voices/{conversation.slug}/statements/1/")
    assert '<h1 lang="lv" dir="auto">Vajag pirti.</h1>' in page
    assert '<q lang="ru" dir="auto">Нужна баня.</q>' in page


def test_a_joined_one_leads_to_the_one_that_stays(client, conversation):
    stays = make.statement(conversation, "Vajag pirti.")
    make.statement(conversation, "Pirti!", state="hidden", hidden_for="same", same_as=stays)
    answer = client.get(f"/voices/{conversation.slug}/statements/2/")
    assert (answer.status_code, answer["Location"]) == (302, f"/voices/{conversation.slug}/statements/1/")


def test_numbers_that_do_not_exist_are_not_found(client, conversation):
    seen(client, f"/voices/{conversation.slug}/statements/99999999999999999999/", 404)
    assert client.post(f"/voices/{conversation.slug}/statements/1/").status_code == 405


def test_markup_of_a_statement_is_shown_as_text_everywhere(client, conversation, coordinator):
    text = '<script>alert(1)</script>"><img src=x> \u05d0\u05d1 🔥'
    make.statement(conversation, text)
    make.statement(conversation, f"{text} gaida", state="waiting")
    client.force_login(coordinator)
    desk = f"/voices/{conversation.slug}/desk/statements/"
    for address in (
        f"/voices/{conversation.slug}/",
        f"/voices/{conversation.slug}/statements/1/",
        f"{desk}?state=all",
        f"{desk}1/",
    ):
        page = seen(client, address)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_own_statements_are_told_to_their_author_alone(client, conversation, participant):
    make.statement(conversation, "Mans gaidošais vārds", state="waiting", author=participant, is_seed=False)
    make.statement(
        conversation, "Mans noraidītais", state="hidden", hidden_for="unclear", why="Nav skaidrs.", author=participant
    )
    page = seen(client, f"/voices/{conversation.slug}/")
    assert "Mans gaidošais vārds" in page
    assert "Mans noraidītais" in page
    assert "Nav skaidrs." in page
    client.cookies.clear()
    page = seen(client, f"/voices/{conversation.slug}/")
    assert "gaidošais" not in page
    assert "noraidītais" not in page


def test_whoever_wrote_it_takes_it_back(client, conversation, participant):
    own = make.statement(conversation, "Mans", author=participant, is_seed=False)
    make.statement(conversation, "Cita", is_seed=False)
    address = f"/voices/{conversation.slug}/statements/"
    assert client.post(f"{address}2/mine/", {"_method": "DELETE"}).status_code == 404
    assert client.post(f"{address}1/mine/", {"_method": "DELETE"}).status_code == 302
    own.refresh_from_db()
    assert (own.state, own.hidden_for) == ("hidden", "taken_back")
    assert client.get(f"{address}1/mine/").status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_three_questions_at_most(conversation, participant, rows, django_assert_num_queries):

    for number in range(rows):
        statement = make.statement(conversation, f"Vajag {number} pirtis.")
        make.vote(participant, statement, -1)
        make.vote(participant, statement, 1)
        make.statement(conversation, f"Mans {number}", state="waiting", author=participant)
    with django_assert_num_queries(3):
        told = part(None, conversation, participant, make.NOW)
    assert [each.answer for each in told["statements_shown"]] == ["Piekrītu"] * rows
    assert len(told["own_statements"]) == rows
    with django_assert_num_queries(1):
        assert len(part(None, conversation, None, make.NOW)["statements_shown"]) == rows


def test_what_people_say_is_told_only_where_results_may_be_seen(client, conversation, coordinator):
    statement = make.statement(conversation)
    few = make.statement(conversation, "Vajag pirti.")
    for number in range(6):
        voice = make.participant(conversation)
        make.vote(voice, statement, 1 if number else -1)
        if number < 3:
            make.vote(voice, few, 1)
    make_map(by=SYSTEM, conversation=conversation, at=make.NOW)
    address = f"/voices/{conversation.slug}/statements/1/"
    assert "opinion-share" not in seen(client, address)
    conversation.results_shown = "live"
    conversation.save()
    assert "83" in seen(client, address).split("opinion-said")[1]
    assert "opinion-share" not in seen(client, f"/voices/{conversation.slug}/statements/2/")
