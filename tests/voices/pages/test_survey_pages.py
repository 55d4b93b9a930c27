"""Surveys as people meet them: answering, changing, the map without script, thanks; and nothing that leaks."""

from datetime import timedelta

import pytest
from django.utils import timezone

from savienojums.voices.models import SurveySheet
from tests import make
from tests.voices import surveys as given

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(db):
    return given.host()


@pytest.fixture
def made(coordinator):
    return given.survey(coordinator, at=timezone.now())


def shown(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def ranking(first, second, third=""):
    return {"ranking__a": first, "ranking__b": second, "ranking__c": third}


def test_the_page_asks_every_question_and_offers_every_choice(client, made):
    page = shown(client, made.get_absolute_url())
    for words in ("Kas trūkst?", "Kas vēl?", "Cik labi?", "Ko vispirms?", "Cik cilvēku?", "Ko vēl?", "Kur?", "Ārsts"):
        assert words in page
    assert 'value="~"' in page


def test_what_was_answered_is_kept_and_thanked_for(client, made):
    make.place()
    form = given.posted(
        made, choice="~", choice__other="Soliņi", several=["c", "a"], scale="4", number="3", text="Paldies!",
        place__place="rubenes-pagasts", place__note="pie upes", **ranking("2", "1"),
    )  # fmt: skip
    response = client.post(made.get_absolute_url(), form)
    assert response.status_code == 302
    assert response["Location"] == f"{made.get_absolute_url()}sent/"
    sheet = SurveySheet.objects.get()
    kept = {each.question.kind: each.value for each in sheet.answers.select_related("question")}
    assert kept == {
        "choice": {"other": "Soliņi"}, "several": ["a", "c"], "scale": 4, "ranking": ["b", "a"], "number": 3,
        "text": "Paldies!", "place": {"place": "rubenes-pagasts", "note": "pie upes"},
    }  # fmt: skip
    assert response.cookies["voice"]["httponly"]
    assert sheet.source_key
    assert "Paldies!" in shown(client, response["Location"])


def test_the_same_browser_finds_its_answers_again_and_replaces_them(client, made):
    client.post(made.get_absolute_url(), given.posted(made, scale="4", text="Mani vārdi par tiltu."))
    page = shown(client, made.get_absolute_url())
    assert "Mani vārdi par tiltu." in page
    client.post(made.get_absolute_url(), given.posted(made, scale="2"))
    sheet = SurveySheet.objects.get()
    assert [each.value for each in sheet.answers.all()] == [2]
    assert sheet.changed_at


def test_one_page_sent_twice_before_the_cookie_came_is_one_sheet(client, made):
    form = given.posted(made, scale="4")
    for _ in range(2):
        client.cookies.clear()
        client.post(made.get_absolute_url(), form)
    assert SurveySheet.objects.count() == 1
    client.cookies.clear()
    client.post(made.get_absolute_url(), given.posted(made, scale="4"))
    assert SurveySheet.objects.count() == 2


def test_another_browser_and_the_next_person_see_nothing_of_it(client, made, django_user_model):
    client.post(made.get_absolute_url(), given.posted(made, scale="4", text="Mani vārdi par tiltu."))
    assert "Mani vārdi" not in shown(type(client)(), made.get_absolute_url())
    client.post(f"{made.get_absolute_url()}next-person/")
    assert "Mani vārdi" not in shown(client, made.get_absolute_url())
    client.post(made.get_absolute_url(), given.posted(made, scale="1"))
    assert SurveySheet.objects.count() == 2


def test_who_signs_in_on_a_computer_of_many_does_not_meet_what_others_said(client, made, outsider):
    client.post(made.get_absolute_url(), given.posted(made, scale="4", text="Mani vārdi par tiltu."))
    client.force_login(outsider)
    assert "Mani vārdi" not in shown(client, made.get_absolute_url())
    client.post(made.get_absolute_url(), given.posted(made, scale="1"))
    assert set(SurveySheet.objects.values_list("has_account", flat=True)) == {False, True}


def test_a_sent_page_says_so_which_ends_what_the_tab_had_kept(client, made):
    client.post(made.get_absolute_url(), given.posted(made, scale="4"))
    assert "notice-success" in shown(client, f"{made.get_absolute_url()}sent/")


def test_what_is_wrong_stands_beside_the_question_and_nothing_typed_is_lost(client, made):
    form = given.posted(made, number="99", text="Garš stāsts", several=["a", "b", "c"], **ranking("1", "1"))
    response = client.post(made.get_absolute_url(), form)
    page, known = response.content.decode(), given.ids(made)
    assert response.status_code == 422
    assert not SurveySheet.objects.exists()
    for kind in ("number", "several", "ranking", "scale"):
        assert f'href="#q-{known[kind]}"' in page
        assert f'id="q-{known[kind]}-problem"' in page
    assert "Garš stāsts" in page
    assert 'value="99"' in page
    assert page.count("checked") == 3


def test_own_words_without_the_line_chosen_are_taken_as_meant(client, made):
    client.post(made.get_absolute_url(), given.posted(made, scale="3", several__other="Bankomāts"))
    assert SurveySheet.objects.get().answers.get(question__kind="several").value == [{"other": "Bankomāts"}]


def test_a_page_that_was_open_for_two_days_keeps_every_tick(client, made):
    form = given.posted(made, scale="3", several=["a", "b"]) | {"opened": given.opened(2 * 86400)}
    response = client.post(made.get_absolute_url(), form)
    assert response.status_code == 422
    assert response.content.decode().count("checked") == 3


def test_machines_are_thanked_and_not_counted(client, made):
    response = client.post(made.get_absolute_url(), given.posted(made, scale="3") | {"subject": "Buy!"})
    assert response.status_code == 302
    assert not SurveySheet.objects.exists()


def test_too_many_sheets_from_one_connection_wait(client, made, monkeypatch):
    monkeypatch.setattr("savienojums.voices.views.surveys.within_limit", lambda *_given, **_named: False)
    response = client.post(made.get_absolute_url(), given.posted(made, scale="3", text="Mana doma"))
    assert response.status_code == 429
    assert "Mana doma" in response.content.decode()
    assert not SurveySheet.objects.exists()


def test_a_draft_is_nobodys_page_but_its_organisers(client, coordinator, host, outsider):
    draft = given.survey(coordinator, published=False, title={"lv": "Slepenā aptauja"})
    for person in (None, outsider, host):
        if person:
            client.force_login(person)
        for part in ("", "results/", "preview/", "desk/", "questions/", "answers/", "files/csv/", "sent/", "form/"):
            response = client.get(f"{draft.get_absolute_url()}{part}")
            assert response.status_code == (
                302 if person is None and part not in {"", "results/", "preview/", "sent/"} else 404
            )
            assert "Slepenā" not in response.content.decode()
    client.force_login(coordinator)
    assert "Slepenā aptauja" in shown(client, draft.get_absolute_url())
    assert "Kas trūkst?" in shown(client, f"{draft.get_absolute_url()}preview/")


def test_a_survey_that_opens_tomorrow_says_when_and_asks_nothing_yet(client, coordinator):
    at = timezone.now()
    made = given.survey(coordinator, at=at, opens_at=at + timedelta(days=1))
    page = shown(client, made.get_absolute_url())
    assert "Kas trūkst?" not in page
    response = client.post(made.get_absolute_url(), given.posted(made, scale="3"))
    assert response.status_code == 409
    assert not SurveySheet.objects.exists()


def test_a_closed_survey_leads_to_its_results(client, coordinator):
    at = timezone.now() - timedelta(days=20)
    made = given.survey(coordinator, at=at)
    assert f"{made.get_absolute_url()}results/" in shown(client, made.get_absolute_url())


def test_the_preview_sends_nothing(client, coordinator, made):
    client.force_login(coordinator)
    page = shown(client, f"{made.get_absolute_url()}preview/")
    assert "survey-press" not in page
    client.post(f"{made.get_absolute_url()}preview/", given.posted(made, scale="3"))
    assert not SurveySheet.objects.exists()


def test_the_list_tells_what_is_open_and_hides_drafts_and_unlisted(client, coordinator, host):
    at = timezone.now()
    given.survey(coordinator, at=at, title={"lv": "Atvērtā"})
    given.survey(coordinator, at=at - timedelta(days=20), title={"lv": "Slēgtā"})
    given.survey(coordinator, at=at, published=False, title={"lv": "Melnraksts A"})
    given.survey(coordinator, at=at, is_listed=False, title={"lv": "Tikai ar adresi"})
    page = shown(client, "/voices/surveys/")
    assert page.index("Atvērtā") < page.index("Slēgtā")
    assert "Melnraksts A" not in page
    assert "Tikai ar adresi" not in page
    client.force_login(coordinator)
    assert "Melnraksts A" in shown(client, "/voices/surveys/")


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_the_same_number_of_questions(client, coordinator, django_assert_num_queries, many):
    for _number in range(many):
        given.survey(coordinator, kinds=["text"], at=timezone.now())
    shown(client, "/voices/surveys/")
    with django_assert_num_queries(1):
        shown(client, "/voices/surveys/")


@pytest.mark.parametrize("many", [1, 3])
def test_a_page_of_many_questions_costs_no_more(client, coordinator, django_assert_num_queries, many):
    made = given.survey(coordinator, kinds=["text", "choice", "scale"][:many], at=timezone.now())
    shown(client, made.get_absolute_url())
    with django_assert_num_queries(3):
        shown(client, made.get_absolute_url())


# --- the place on the map --------------------------------------------------------


@pytest.fixture
def land(db):
    square = {
        "type": "Polygon",
        "coordinates": [[[25.5, 56.0], [25.8, 56.0], [25.8, 56.2], [25.5, 56.2], [25.5, 56.0]]],
    }
    return make.place(lat=56.1, lon=25.65, outline=square)


def test_the_map_is_pointed_at_without_script_and_keeps_what_was_written(client, made, land):
    known = given.ids(made)
    form = given.posted(made, text="Jau uzrakstīts", scale="3", place__map_x="160", place__map_y="100")
    page = client.post(made.get_absolute_url(), form).content.decode()
    assert not SurveySheet.objects.exists()
    assert "Jau uzrakstīts" in page
    assert '<option value="rubenes-pagasts" selected>' in page
    assert f'name="q-{known["place"]}-lat" value="56.' in page
    assert "ground.svg?at=56." in page


def test_a_point_is_sent_with_its_parish_and_the_map_becomes_whole_again(client, made, land):
    said = {
        "place__place": "rubenes-pagasts",
        "place__former": "rubenes-pagasts",
        "place__lat": "56.05",
        "place__lon": "25.6",
    }
    page = client.post(made.get_absolute_url(), given.posted(made, **said, place__clear="1")).content.decode()
    assert "ground.svg?at" not in page
    client.post(made.get_absolute_url(), given.posted(made, scale="3", **said))
    answer = SurveySheet.objects.get().answers.get(question__kind="place")
    assert answer.value == {"lat": 56.05, "lon": 25.6, "place": "rubenes-pagasts"}


def test_a_parish_from_the_list_stands_at_its_middle(client, made, land):
    client.post(made.get_absolute_url(), given.posted(made, scale="3", place__place="rubenes-pagasts"))
    answer = SurveySheet.objects.get().answers.get(question__kind="place")
    assert answer.value == {"lat": 56.1, "lon": 25.65, "place": "rubenes-pagasts"}


def test_a_key_pressed_on_the_map_is_no_place(client, made, land):
    page = client.post(made.get_absolute_url(), given.posted(made, place__map_x="0", place__map_y="0")).content.decode()
    assert "ground.svg?at" not in page


@pytest.mark.parametrize("asked", ["", "?at=56.1,25.65", "?at=x", "?at=1,2,3", "?at=nan,nan"])
def test_the_map_is_a_picture_whatever_is_asked(client, land, asked):
    response = client.get(f"/voices/surveys/ground.svg{asked}")
    assert response["Content-Type"] == "image/svg+xml"
    assert b"<path" in response.content


@pytest.mark.parametrize("path", ["next-person/", "publication/"])
def test_nothing_is_done_by_the_wrong_method(client, made, path):
    assert client.delete(f"{made.get_absolute_url()}{path}").status_code in {302, 405}
    assert client.put(made.get_absolute_url()).status_code == 405


def test_who_sends_nothing_at_once_is_told_what_is_missing(client, coordinator):
    made = given.survey(coordinator, at=timezone.now())
    response = client.post(made.get_absolute_url(), {"opened": given.opened(0), "subject": ""})
    assert response.status_code == 422
    assert "Lūdzu, atbildiet uz šo jautājumu" in response.content.decode()
    assert "Jūsu vārdiem" in response.content.decode()
