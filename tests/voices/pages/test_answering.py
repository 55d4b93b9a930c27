from datetime import timedelta

import pytest
from django.core import mail, signing
from django.test import Client

from savienojums.core.clock import now
from savienojums.core.marks import raise_mark
from savienojums.voices.keys import key_of_mailbox, key_of_person, key_of_token
from savienojums.voices.models import Participant, Statement, Vote
from savienojums.voices.queries.answering import ADDED_SALT
from savienojums.voices.queries.confirming import token_for
from savienojums.voices.queries.live_drawing import answers_of
from savienojums.voices.queries.live_limit import FROM_A_SOURCE, OF_ONE
from savienojums.voices.queries.map_shown import access_of
from savienojums.voices.views import answering
from tests import make

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def conversation():
    at = now()
    return make.conversation(phases=[("both", at - timedelta(days=1), at + timedelta(days=7))], asks_age=True)


@pytest.fixture
def statement(conversation):
    return make.statement(conversation, "Ciemā vajag veikalu.")


def address(conversation, noun=""):
    return f"/voices/{conversation.slug}/{noun}"


def answer(client, statement, word="agree", **details):
    data = {"statement": statement.public_id, "answer": word, **details}
    return client.post(address(statement.conversation, "answers/"), data)


def text_of(response):
    return " ".join(response.content.decode().split())


def opened(seconds=10):
    return signing.dumps(now().timestamp() - seconds, salt=ADDED_SALT)


def test_reading_makes_nobody_a_participant(client, statement):
    response = client.get(address(statement.conversation))
    assert "Ciemā vajag veikalu." in text_of(response)
    assert "voice" not in response.cookies
    assert not Participant.objects.exists()


def test_the_first_answer_sets_the_cookie_and_leads_back_to_the_card(client, statement):
    response = answer(client, statement)
    assert (response.status_code, response["Location"]) == (303, address(statement.conversation, "#answering"))
    cookie = response.cookies["voice"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 365 * 24 * 3600)
    someone = Participant.objects.get()
    assert someone.key == key_of_token(cookie.value, statement.conversation.public_id)
    assert cookie.value not in someone.key
    assert "127.0.0.1" not in str(Participant.objects.values())
    assert "Jūs esat atbildējuši uz visu." in text_of(client.get(address(statement.conversation)))


def test_the_chance_of_the_form_is_kept_with_the_answer(client, statement):
    page = client.get(address(statement.conversation)).content.decode()
    drawn = page.partition('name="drawn" value="')[2].partition('"')[0]
    answer(client, statement, drawn=drawn)
    assert Vote.objects.get().chance == 1.0


def test_a_forged_chance_is_not_kept(client, statement):
    answer(client, statement, drawn=f"{statement.public_id}::0.5:forged")
    assert Vote.objects.get().chance is None


def test_a_second_answer_is_the_same_participants_and_a_double_press_counts_once(client, statement):
    other = make.statement(statement.conversation, "Otrs.")
    for each in (statement, other, other):
        answer(client, each)
    assert (Participant.objects.count(), Vote.objects.count()) == (1, 2)


def test_two_presses_before_the_cookie_came_are_one_participant(client, statement):
    page = client.get(address(statement.conversation)).content.decode()
    seed = page.partition('name="seed" value="')[2].partition('"')[0]
    tokens = set()
    for _ in range(2):
        client.cookies.clear()
        tokens.add(answer(client, statement, seed=seed).cookies["voice"].value)
    assert (Participant.objects.count(), Vote.objects.count(), len(tokens)) == (1, 1, 1)
    assert not tokens & set(signing.loads(seed, salt="voices.seed").split()), "the page does not tell the token"
    assert 'name="seed"' not in client.get(address(statement.conversation)).content.decode()
    client.cookies.clear()
    answer(client, statement, seed=seed[:-1] + "x")
    assert Participant.objects.count() == 2


def test_enough_answers_lead_to_ones_own_place_unless_results_are_for_the_end(client, statement):
    conversation = statement.conversation
    place = f'href="{address(conversation, "map/own/")}"'
    card = {"statement": statement.public_id, "answer": "agree"}
    shown = []
    for results in ("live", "end"):
        conversation.results_shown = results
        conversation.save()
        raise_mark("voices")
        shown.append(place in text_of(client.post(address(conversation, "answers/"), card, **HTMX)))
    assert shown == [True, False]


def test_answers_taken_back_open_no_results(client, conversation):
    conversation.results_shown = "after"
    conversation.save()
    statements = [make.statement(conversation, f"Nr. {number}.") for number in range(8)]
    for each in statements[:7]:
        answer(client, each)
    someone = Participant.objects.get()
    assert access_of(None, conversation, someone, now()).may_see
    for each in statements[:7]:
        answer(client, each, "back")
    access = access_of(None, conversation, someone, now())
    assert (access.may_see, access.answers_missing) == (False, 7)


def test_with_htmx_only_the_card_comes_back_with_the_next_statement(client, statement):
    other = make.statement(statement.conversation, "Otrs.")
    data = {"statement": statement.public_id, "answer": "disagree"}
    response = client.post(address(statement.conversation, "answers/"), data, **HTMX)
    page = text_of(response)
    assert response.status_code == 200
    assert "<html" not in page
    assert page.count('id="answering-card"') == 1
    assert "autofocus" in page
    assert str(other.text) in page
    assert "Atbildēts: 1 no 2 apgalvojumiem." in page
    assert "voice" in response.cookies


def test_an_answer_by_htmx_asks_few_questions(client, statement, django_assert_num_queries):
    for number in range(3):
        make.statement(statement.conversation, f"Vēl {number}.")
    answer(client, statement)
    first, second = Statement.objects.filter(number__in=(2, 3))
    path = address(statement.conversation, "answers/")
    client.post(path, {"statement": first.public_id, "answer": "agree"}, **HTMX)
    # The marks, the participant; the transaction (begin, whose it is, the answer before, the row, end); answers so far.
    with django_assert_num_queries(8):
        client.post(path, {"statement": second.public_id, "answer": "agree"}, **HTMX)


def test_an_answer_is_taken_back_and_asked_again(client, statement):
    make.statement(statement.conversation, "Otrs.")
    answer(client, statement)
    assert "Jūsu pēdējā atbilde" in text_of(client.get(address(statement.conversation)))
    answer(client, statement, "back")
    page = text_of(client.get(address(statement.conversation)))
    assert f'name="statement" value="{statement.public_id}"' in page
    assert "Jūsu pēdējā atbilde" not in page


def test_a_hidden_statement_is_refused_in_a_sentence_and_the_next_one_comes(client, statement):
    make.statement(statement.conversation, "Otrs.")
    Statement.objects.filter(pk=statement.pk).update(state="hidden", hidden_for="off_topic")
    raise_mark("voices")
    response = client.post(
        address(statement.conversation, "answers/"), {"statement": statement.public_id, "answer": "agree"}, **HTMX
    )
    page = text_of(response)
    assert "Šo apgalvojumu vairs nerāda" in page
    assert "Otrs." in page
    assert "Ciemā vajag veikalu." not in page
    assert "voice" not in response.cookies
    assert not Participant.objects.exists()


def test_outside_the_phase_the_page_and_the_refusal_say_so(client, statement):
    statement.conversation.phases.update(kind="statements")
    raise_mark("voices")
    assert "Pašlaik tiek vākti apgalvojumi." in text_of(client.get(address(statement.conversation)))
    response = answer(client, statement)
    assert response.status_code == 303
    assert "Atbildes pašlaik netiek pieņemtas." in text_of(client.get(address(statement.conversation)))
    assert not Vote.objects.exists()


def test_nonsense_is_refused(client, statement):
    assert answer(client, statement, "perhaps").status_code == 409
    assert answer(client, make.statement(make.conversation("Cita"))).status_code == 303
    other = {"statement": make.statement(make.conversation("Cita")).public_id, "answer": "agree"}
    assert client.post(address(statement.conversation, "answers/"), other).status_code == 404
    assert client.put(address(statement.conversation, "answers/")).status_code == 405
    assert not Vote.objects.filter(statement__conversation=statement.conversation).exists()
    assert not Vote.objects.filter(participant__conversation=statement.conversation).exists()


def test_a_draft_is_missing_for_everyone_else(client, outsider, statement):
    conversation = statement.conversation
    conversation.published_at = None
    conversation.save()
    client.force_login(outsider)
    for noun in ("answers/", "self/", "confirmation/", "people/"):
        response = client.get(address(conversation, noun))
        assert response.status_code == 404
        assert "Ciemā vajag veikalu." not in text_of(response)
    assert answer(client, statement).status_code == 404
    assert not Vote.objects.exists()


def test_more_answers_a_minute_than_people_give_are_refused_kindly(client, statement, monkeypatch):
    monkeypatch.setattr(answering, "FROM_A_SOURCE", 1)
    answer(client, statement)
    response = answer(client, statement, "disagree")
    assert response.status_code == 409
    assert "Pagaidiet minūti" in text_of(response)
    assert Vote.objects.get().value == 1
    assert FROM_A_SOURCE > OF_ONE


def test_a_hall_behind_one_connection_is_not_taken_for_one_person(client, statement, monkeypatch):
    monkeypatch.setattr(answering, "OF_ONE", 2)
    for _ in range(4):
        client.cookies.clear()
        assert answer(client, statement).status_code == 303
    assert Participant.objects.count() == 4


def test_statements_come_no_faster_from_one_connection_than_people_write(client, conversation, monkeypatch):
    monkeypatch.setattr(answering, "ADDED_FROM_A_SOURCE", 1)
    assert added(client, conversation, "Vajag soliņu pie ezera.").status_code == 303
    client.cookies.clear()
    response = added(client, conversation, "Autobusam jāiet arī svētdienās.")
    assert response.status_code == 422
    assert "Pagaidiet minūti" in text_of(response)
    assert "Autobusam jāiet arī svētdienās." in text_of(response), "what was written stays in the form"
    assert Statement.objects.count() == 1
    assert Participant.objects.count() == 1


def test_signed_in_people_are_known_without_a_cookie(client, outsider, statement):
    client.force_login(outsider)
    response = answer(client, statement)
    assert "voice" not in response.cookies
    someone = Participant.objects.get()
    assert (someone.key, someone.has_account) == (
        key_of_person(outsider.public_id, statement.conversation.public_id), True,
    )  # fmt: skip


def test_what_was_answered_before_signing_in_is_ones_own_by_a_press_and_counts_once(client, outsider, statement):
    other = make.statement(statement.conversation, "Otrs.")
    answer(client, statement)
    assert "Šīs atbildes ir manas" not in text_of(client.get(address(statement.conversation)))
    client.force_login(outsider)
    for noun in ("", "answers/"):
        assert "Šīs atbildes ir manas" in text_of(client.get(address(statement.conversation, noun)))
    client.post(address(statement.conversation, "self/"), {"mine": "on"})
    answer(client, other)
    assert "Šīs atbildes ir manas" not in text_of(client.get(address(statement.conversation)))
    counted = Participant.objects.counted().get()
    assert counted.has_account
    assert answers_of(counted).given == {statement.pk: 1, other.pk: 1}


def test_signing_in_takes_nobodys_answers_without_being_asked(client, outsider, statement):
    other = make.statement(statement.conversation, "Otrs.")
    answer(client, statement)
    client.force_login(outsider)
    assert "Ciemā vajag veikalu." not in text_of(client.get(address(statement.conversation, "answers/")))
    response = client.post(
        address(statement.conversation, "answers/"), {"statement": other.public_id, "answer": "disagree"}, **HTMX
    )
    assert "Šīs atbildes ir manas" in text_of(response)
    stranger, own = Participant.objects.counted().order_by("pk")
    assert answers_of(stranger).given == {statement.pk: 1}
    assert answers_of(own).given == {other.pk: -1}


def test_after_signing_out_the_next_one_sees_and_changes_nothing(client, outsider, statement):
    answer(client, statement)
    client.force_login(outsider)
    client.post(address(statement.conversation, "self/"), {"mine": "on"})
    token = client.cookies["voice"].value
    client.logout()
    client.cookies["voice"] = token
    assert "Ciemā vajag veikalu." not in text_of(client.get(address(statement.conversation, "answers/")))
    answer(client, statement, "disagree")
    own = Participant.objects.get(has_account=True)
    assert answers_of(own).given == {statement.pk: 1}
    assert list(Participant.objects.counted().order_by("pk").values_list("has_account", flat=True)) == [True, False]


def test_own_answers_are_read_and_changed(client, statement):
    conversation = statement.conversation
    assert "Šajā pārlūkā vēl nekas nav atbildēts." in text_of(client.get(address(conversation, "answers/")))
    answer(client, statement)
    page = text_of(client.get(address(conversation, "answers/")))
    assert 'value="agree" aria-pressed="true"' in page
    back = address(conversation, "answers/") + "#s-1"
    response = answer(client, statement, "disagree", next=back)
    assert response["Location"] == back
    assert 'value="disagree" aria-pressed="true"' in text_of(client.get(address(conversation, "answers/")))


@pytest.mark.parametrize("many", [1, 3])
def test_own_answers_ask_as_many_questions_whatever_their_number(client, conversation, django_assert_num_queries, many):
    for number in range(many):
        answer(client, make.statement(conversation, f"Nr. {number}."))
    client.get(address(conversation, "answers/"))
    with django_assert_num_queries(7):
        client.get(address(conversation, "answers/"))


def added(client, conversation, text, **details):
    return client.post(address(conversation, "added/"), {"text": text, "opened": opened(), **details})


def test_a_statement_is_added_and_waits_to_be_looked_at(client, conversation):
    response = added(client, conversation, "Vajag soliņu pie ezera.")
    assert response.status_code == 303
    made = Statement.objects.get()
    assert (str(made.text), made.state, made.author) == (
        "Vajag soliņu pie ezera.",
        "waiting",
        Participant.objects.get(),
    )
    assert response.cookies["voice"].value
    page = text_of(client.get(address(conversation, "answers/")))
    assert "Vajag soliņu pie ezera." in page
    assert "Gaida, kad to apskatīs rīkotāji." in page


def test_a_similar_statement_is_shown_first_and_can_be_answered_instead(client, statement):
    response = added(client, statement.conversation, "Ciemā vajadzīgs veikals")
    page = text_of(response)
    assert response.status_code == 200
    assert "Vai kāds no šiem nesaka to pašu?" in page
    assert f'name="statement" value="{statement.public_id}"' in page
    assert Statement.objects.count() == 1
    assert added(client, statement.conversation, "Ciemā vajadzīgs veikals", anyway="on").status_code == 303
    assert Statement.objects.count() == 2


def test_what_is_no_statement_comes_back_with_a_sentence_and_makes_nobody(client, conversation):
    response = added(client, conversation, "x" * 141)
    assert response.status_code == 422
    assert "141" in text_of(response)
    assert not Participant.objects.exists()


def test_machines_add_nothing(client, conversation):
    added(client, conversation, "Pērciet!", subject="x")
    assert added(client, conversation, "Pērciet!", opened=opened(0)).status_code == 422
    assert not Statement.objects.exists()


def test_html_in_a_statement_is_shown_as_it_was_typed(client, conversation):
    conversation.moderation = "after"
    conversation.save()
    added(client, conversation, "<b>Vajag</b> <script>alert(1)</script> ceļu.")
    client.cookies.clear()
    page = text_of(client.get(address(conversation)))
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


def test_one_says_something_about_oneself_and_takes_it_back(client, statement):
    conversation = statement.conversation
    place = make.place()
    assert client.get(address(conversation, "self/"))["Location"].endswith("#answering")
    answer(client, statement)
    page = text_of(client.get(address(conversation, "self/")))
    assert "mazāk nekā 5 cilvēkiem" in page
    client.post(address(conversation, "self/"), {"place": place.slug, "age_band": "65+"})
    someone = Participant.objects.get()
    assert (someone.place, someone.age_band) == (place, "65+")
    client.post(address(conversation, "self/"), {"place": "", "age_band": ""})
    someone.refresh_from_db()
    assert (someone.place, someone.age_band) == (None, "")
    assert client.post(address(conversation, "self/"), {"place": "nowhere"}).status_code == 422


def test_a_shared_computer_forgets_and_the_next_one_begins_anew(client, statement):
    answer(client, statement)
    client.post(address(statement.conversation, "self/"), {"_method": "DELETE"})
    assert "Ciemā vajag veikalu." in text_of(client.get(address(statement.conversation)))
    answer(client, statement, "disagree")
    assert sorted(Vote.objects.values_list("value", flat=True)) == [-1, 1]
    assert Participant.objects.count() == 2


def test_the_letter_confirms_by_one_press(client, statement, settings):
    conversation = statement.conversation
    conversation.confirming = "asked"
    conversation.save()
    raise_mark("voices")
    answer(client, statement)
    assert "kad būsiet apstiprinājuši savu e-pastu" in text_of(client.get(address(conversation)))
    sent = signing.dumps(now().timestamp() - 10, salt="voices.mailbox")
    page = text_of(client.post(address(conversation, "confirmation/"), {"email": "anna@selija.test", "opened": sent}))
    assert "Vēstule ir ceļā" in page
    (letter,) = mail.outbox
    assert letter.to == ["anna@selija.test"]
    link = next(line for line in letter.body.splitlines() if "/confirmations/" in line)
    path = link.partition(settings.SITE_URL.rstrip("/"))[2]
    assert client.get(path).status_code == 200
    assert Participant.objects.get().aside_for == "unconfirmed", "opening alone confirms nothing"
    client.post(path)
    someone = Participant.objects.get()
    assert (someone.aside_at, bool(someone.confirmed_at)) == (None, True)
    assert "selija.test" not in str(Participant.objects.values())


def test_where_nothing_is_confirmed_there_is_no_such_page(client, statement):
    answer(client, statement)
    assert client.get(address(statement.conversation, "confirmation/")).status_code == 404


def test_a_link_that_is_no_link_is_missing(client):
    assert client.get("/voices/confirmations/nonsense/").status_code == 404


def test_who_is_set_aside_is_told_so(client, statement):
    answer(client, statement)
    for reason, sentence in (("flood", "atliktas malā, līdz tās apskatīs rīkotāji"), ("copies", "atlikuši malā")):
        Participant.objects.update(joined_at=make.NOW, aside_at=make.NOW, aside_for=reason)
        assert sentence in text_of(client.get(address(statement.conversation)))


def test_the_desk_is_the_organisers_alone(client, outsider, statement):
    path = address(statement.conversation, "people/")
    assert client.get(path).status_code == 302
    client.force_login(outsider)
    assert client.get(path).status_code == 404
    someone = make.participant(statement.conversation)
    response = client.post(path + "aside/", {"which": f"one:{someone.public_id}", "aside_for": "trial"})
    assert response.status_code == 404
    someone.refresh_from_db()
    assert someone.aside_at is None


def test_organisers_set_aside_and_bring_back_by_a_button(client, coordinator, statement):
    client.force_login(coordinator)
    conversation, path = statement.conversation, address(statement.conversation, "people/")
    for _ in range(12):
        make.participant(conversation, source_key="school")
    assert "Daudzi no viena savienojuma" in text_of(client.get(path))
    client.post(path + "aside/", {"which": "source:school", "aside_for": "flood"})
    page = text_of(client.get(path))
    assert "12 dalībnieki atlikti malā: atbildes ir saglabātas" in page
    assert Participant.objects.counted().count() == 0
    client.post(path + "aside/", {"which": "reason:flood", "back": "on"})
    assert Participant.objects.counted().count() == 12
    assert client.post(path + "aside/", {"which": "source:nobody", "aside_for": "flood"}).status_code == 409
    assert client.post(path + "aside/", {"which": "source:school", "aside_for": "no"}).status_code == 409
    assert client.get(path + "aside/").status_code == 405


@pytest.mark.parametrize("many", [1, 3])
def test_the_desk_asks_as_many_questions_whatever_their_number(
    client, coordinator, conversation, django_assert_num_queries, many
):
    client.force_login(coordinator)
    statements = [make.statement(conversation, f"Nr. {number}.") for number in range(15)]
    for number in range(many):
        someone = make.participant(conversation)
        for each in statements:
            make.vote(someone, each)
        make.participant(conversation, aside_at=make.NOW, aside_for="trial", source_key=str(number))
    client.get(address(conversation, "people/"))
    with django_assert_num_queries(15):
        client.get(address(conversation, "people/"))


def test_a_letter_pressed_elsewhere_makes_the_asking_browser_nobody_else(client, statement):
    conversation = statement.conversation
    conversation.confirming = "offered"
    conversation.save()
    raise_mark("voices")
    mailbox = key_of_mailbox("anna@selija.test", conversation.public_id)
    make.participant(conversation, mailbox_key=mailbox)
    answer(client, statement)
    asking = Participant.objects.get(mailbox_key="")
    path = f"/voices/confirmations/{token_for(asking, 'anna@selija.test')}/"
    response = Client().post(path)
    assert response.status_code == 409
    assert "atveriet vēstuli ierīcē" in text_of(response)
    asking.refresh_from_db()
    assert asking.same_as is None
    client.post(path)
    asking.refresh_from_db()
    assert asking.same_as.mailbox_key == mailbox
