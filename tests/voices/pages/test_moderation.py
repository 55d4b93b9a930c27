"""The desk of statements and the public log, as they are seen and pressed."""

import pytest

from savienojums.journal.models import Record
from savienojums.voices.models import Statement
from tests import make

pytestmark = pytest.mark.django_db
SECRET = "Slepenais Bērziņa vārds"


@pytest.fixture
def conversation():
    return make.conversation(languages=["lv", "ru"])


@pytest.fixture
def desk(client, coordinator, conversation):
    client.force_login(coordinator)
    return f"/voices/{conversation.slug}/desk/statements/"


def waiting(conversation, text="Ciemā vajag pirti.", **details):
    return make.statement(conversation, text, state="waiting", is_seed=False, **details)


def seen(client, address, status=200, **told):
    answer = client.get(address, **told)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queue_is_as_light_with_three_as_with_one(client, conversation, desk, rows, django_assert_num_queries):
    for number in range(rows):
        waiting(conversation, f"Vajag {number} pirtis.")
    seen(client, desk)
    with django_assert_num_queries(QUEUE):
        page = seen(client, desk)
    assert page.count("<blockquote") == rows


QUEUE = 8


def test_one_press_shows_and_one_takes_it_back(client, conversation, desk):
    statement = waiting(conversation)
    answer = client.post(f"{desk}1/decision/", {"do": "show", "next": f"{desk}?state=waiting"})
    assert (answer.status_code, answer["Location"]) == (302, f"{desk}?state=waiting&decided=1")
    statement.refresh_from_db()
    assert statement.state == "shown"
    assert 'value="reopen"' in seen(client, answer["Location"])
    again = client.post(f"{desk}1/decision/", {"do": "reopen", "next": f"{desk}?state=waiting&decided=7"})
    assert again["Location"] == f"{desk}?state=waiting&decided=1"
    statement.refresh_from_db()
    assert statement.state == "waiting"


def test_hiding_asks_for_a_reason_in_a_sentence(client, conversation, desk):
    statement = waiting(conversation)
    answer = client.post(f"{desk}1/decision/", {"do": "hide", "hidden_for": ""})
    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()
    client.post(f"{desk}1/decision/", {"do": "hide", "hidden_for": "off_topic", "why": "Par Liepāju."})
    statement.refresh_from_db()
    assert (statement.state, statement.why) == ("hidden", "Par Liepāju.")


def test_doubles_are_joined_from_the_queue(client, conversation, desk):
    stays = make.statement(conversation, "Vajag vairāk autobusu.")
    double = waiting(conversation, "Autobusu ir par maz.")
    assert 'name="into" value="1"' in seen(client, desk)
    client.post(f"{desk}2/decision/", {"do": "join", "into": "1"})
    double.refresh_from_db()
    assert double.same_as == stays
    answer = client.post(f"{desk}1/decision/", {"do": "join", "into": "1"})
    assert answer.status_code == 409
    assert client.post(f"{desk}1/decision/", {"do": "join", "into": "999999999999999999999"}).status_code in {404, 422}


def test_all_that_are_ticked_are_decided_together(client, conversation, desk):
    rows = [waiting(conversation, f"Vajag {number} pirtis.") for number in range(3)]
    client.post(desk, {"chosen": ["1", "3", "x", "77"], "do": "hide", "hidden_for": "unclear", "next": desk})
    for each in rows:
        each.refresh_from_db()
    assert [each.state for each in rows] == ["hidden", "waiting", "hidden"]
    assert client.post(desk, {"do": "show"}).status_code == 409
    assert client.post(desk, {"chosen": "2", "do": "hide"}).status_code == 422


def test_numbers_that_no_statement_can_have_choose_nothing(client, conversation, desk):
    statement = waiting(conversation)
    answer = client.post(desk, {"do": "show", "chosen": ["9" * 30, "1"]})
    assert answer.status_code == 302
    statement.refresh_from_db()
    assert statement.state == "shown"
    assert "<blockquote" in seen(client, f"{desk}?decided={'9' * 30}&state=shown")


def test_looking_through_seeds_saves_none_of_them(client, conversation, desk):
    answer = client.post(
        f"{desk}seeds/", {"texts": "Vajag pirti.\nVai vajag <b>autobusu</b>?", "language": "lv", "only": "look"}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert not Statement.objects.exists()
    assert "Vajag pirti." in page
    assert "formatēšanas zīmes" in page


def test_seeds_come_one_a_line(client, conversation, desk):
    texts = "Vajag pirti.\r\n\r\n  Vajag ceļu.  \r\n"
    answer = client.post(f"{desk}seeds/", {"texts": texts, "language": "lv"})
    assert answer.status_code == 302
    assert [str(each.text) for each in Statement.objects.all()] == ["Vajag pirti.", "Vajag ceļu."]


def test_hints_come_before_anything_is_kept(client, conversation, desk):
    make.statement(conversation, "Vajag vairāk autobusu.")
    texts = "\n".join(
        ["Vajag salabot visus pagasta ceļus un uzcelt jaunu baseinu.", "Vajag mazāk autobusu.", "ā" * 141, "Kāpēc tā?"]
    )
    told = {"texts": texts, "language": "lv", "only": "hints"}
    part = client.post(f"{desk}seeds/", told, headers={"hx-request": "true"}).content.decode()
    assert part.count("<li") == 4
    assert "<html" not in part
    assert part.count("statement-stops") == 1
    answer = client.post(f"{desk}seeds/", {"texts": texts, "language": "lv"})
    assert answer.status_code == 422
    assert "ā" * 141 in answer.content.decode()
    assert Statement.objects.count() == 1


def test_words_are_corrected_and_translated_side_by_side(client, conversation, desk):
    make.statement(conversation, "ciemā vajag pirti")
    waiting(conversation, "Vajag ceļu.")
    answer = client.post(f"{desk}1/", {"lv": "Ciemā vajag pirti.", "ru": "Нужна баня.", "and_next": "1"})
    assert answer["Location"] == f"{desk}2/"
    assert dict(Statement.objects.get(number=1).text) == {"lv": "Ciemā vajag pirti.", "ru": "Нужна баня."}
    assert "ciemā vajag pirti" in seen(client, f"{desk}1/")
    answer = client.post(f"{desk}2/", {"lv": "Nevajag ceļu.", "ru": ""})
    assert answer.status_code == 422
    assert str(Statement.objects.get(number=2).text) == "Vajag ceļu."


def test_to_others_the_desk_does_not_exist(client, conversation, outsider):
    waiting(conversation, SECRET)
    desk = f"/voices/{conversation.slug}/desk/statements/"
    for address in (desk, f"{desk}seeds/", f"{desk}1/"):
        assert client.get(address).status_code == 302
    client.force_login(outsider)
    for address in (desk, f"{desk}seeds/", f"{desk}1/"):
        assert SECRET not in seen(client, address, 404)
    assert client.post(f"{desk}1/decision/", {"do": "show"}).status_code == 404
    assert client.get(f"{desk}1/decision/").status_code == 405
    assert Statement.objects.get().state == "waiting"


def test_a_statement_of_another_conversation_is_not_decided_here(client, conversation, desk):
    other = make.conversation("Cita")
    waiting(other, SECRET)
    assert SECRET not in seen(client, f"{desk}1/", 404)
    client.post(desk, {"chosen": "1", "do": "show"})
    assert Statement.objects.get().state == "waiting"


# --- what everyone may read ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_the_log_is_as_light_with_three_as_with_one(client, coordinator, conversation, rows, django_assert_num_queries):
    desk = f"/voices/{conversation.slug}/desk/statements/"
    client.force_login(coordinator)
    for number in range(1, rows + 1):
        waiting(conversation, f"Vajag {number} pirtis.")
        client.post(f"{desk}{number}/decision/", {"do": "hide", "hidden_for": "unclear"})
    client.logout()
    with django_assert_num_queries(LOG):
        page = seen(client, f"/voices/{conversation.slug}/moderation/")
    assert page.count('class="moderation-words"') == rows


LOG = 5


def test_nothing_that_waits_or_hurts_is_public(client, conversation, coordinator, outsider):
    desk = f"/voices/{conversation.slug}/desk/statements/"
    waiting(conversation, SECRET)
    waiting(conversation, f"{SECRET} atkal")
    client.force_login(coordinator)
    client.post(f"{desk}2/decision/", {"do": "hide", "hidden_for": "personal"})
    client.logout()
    public = [f"/voices/{conversation.slug}/{path}" for path in ("", "moderation/")]
    for reader in (None, outsider):
        if reader:
            client.force_login(reader)
        for address in public:
            page = seen(client, address)
            assert SECRET not in page
            assert "Koordinatore" not in page
        for number in (1, 2):
            assert SECRET not in seen(client, f"/voices/{conversation.slug}/statements/{number}/", 404)
    assert not any(SECRET in str(line.__dict__) for line in Record.objects.all())


def test_of_a_draft_nobody_reads_the_log(client):
    draft = make.conversation(published_at=None)
    make.statement(draft, SECRET)
    for path in ("moderation/", "statements/1/"):
        assert SECRET not in seen(client, f"/voices/{draft.slug}/{path}", 404)


def test_the_rules_are_the_organisers_own_or_those_of_the_house(client, conversation):
    address = f"/voices/{conversation.slug}/moderation/"
    assert "house-rule" not in seen(client, address)
    conversation.moderation_rules = {"lv": "Runājam <b>cieņpilni</b>."}
    conversation.save()
    assert "Runājam &lt;b&gt;cieņpilni&lt;/b&gt;." in seen(client, address)
