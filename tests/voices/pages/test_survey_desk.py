"""The desk of a survey: making it, its questions, its sheets, its results and files, for those who run it and nobody else."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from savienojums.core.clock import RIGA
from savienojums.voices.models import Survey, SurveySheet
from savienojums.voices.queries.survey_desk import FLOOD
from tests import make
from tests.voices import surveys as given

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(db):
    return given.host()


@pytest.fixture
def made(coordinator):
    return given.survey(coordinator, at=timezone.now(), title={"lv": "Īpašā aptauja"})


@pytest.fixture
def desk(client, coordinator):
    client.force_login(coordinator)
    return client


def form(**said):
    return {
        "title_lv": "Ko vajag?", "results_shown": "end", "smallest_group": "5", "organisation": "", "start": "", **said,
    }  # fmt: skip


def question(**said):
    return {"text_lv": "Kas trūkst?", "kind": "choice", "choices_lv": "Autobuss\nVeikals", **said}


def body(response):
    return response.content.decode()


PAGES = ("desk/", "form/", "questions/", "answers/", "results/", "files/", "preview/", "papers/", "coding/")


@pytest.mark.parametrize("part", PAGES)
def test_every_page_of_the_desk_opens_for_those_who_run_it(desk, made, part):
    given.send(made, at=timezone.now())
    response = desk.get(f"{made.get_absolute_url()}{part}")
    assert response.status_code == 200
    assert "Īpašā aptauja" in body(response)


@pytest.mark.parametrize("part", [*PAGES, "draft/", "files/csv/", "answers/abcdef/"])
def test_nobody_else_learns_that_there_is_a_desk(client, made, outsider, part):
    sheet = given.send(made, at=timezone.now())
    client.force_login(outsider)
    address = part.replace("abcdef", sheet.code)
    response = client.get(f"{made.get_absolute_url()}{address}")
    assert response.status_code == 404
    assert "soliņu" not in body(response)


def test_a_survey_is_made_with_ready_questions(client, host):
    client.force_login(host)
    organisation = host.memberships.get().organisation
    response = client.post(
        "/voices/surveys/new/", form(start="needs", organisation=organisation.slug, closes_day="2027-01-31")
    )
    made = Survey.objects.get()
    assert response["Location"] == f"{made.get_absolute_url()}questions/"
    assert (str(made.title), made.organisation, made.questions.count()) == ("Ko vajag?", organisation, 6)
    assert made.closes_at.isoformat() == "2027-01-31T21:59:59+00:00"


def test_without_an_organisation_there_is_no_form(client, outsider):
    client.force_login(outsider)
    assert client.get("/voices/surveys/new/").status_code == 404
    assert client.post("/voices/surveys/new/", form()).status_code == 404
    assert not Survey.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"title_lv": ""},
        {"smallest_group": "3"},
        {"opens_hour": "10:00"},
        {"opens_day": "2027-02-01", "closes_day": "2027-01-01"},
        {"closes_day": "rīt"},
        {"closes_day": "2027-03-28", "closes_hour": "03:30"},
    ],
)
def test_what_is_wrong_in_the_form_is_told_and_nothing_is_made(desk, said):
    response = desk.post("/voices/surveys/new/", form(**said))
    assert response.status_code == 422
    assert "form-errors" in body(response)
    assert not Survey.objects.exists()


def test_the_form_shows_what_is_saved_and_saves_what_is_changed(desk, made):
    address = f"{made.get_absolute_url()}form/"
    assert 'value="Īpašā aptauja"' in body(desk.get(address))
    desk.post(address, form(title_lv="Jauns vārds", conclusions_lv="Būs soliņi."))
    made.refresh_from_db()
    assert (str(made.title), str(made.conclusions), made.closes_at) == ("Jauns vārds", "Būs soliņi.", None)


def test_a_question_is_added_moved_copied_and_taken_away(desk, coordinator):
    made = given.survey(coordinator, kinds=["text"], published=False)
    address = f"{made.get_absolute_url()}questions/"
    desk.post(address, question(choices_ru="Автобус\nМагазин"))
    first, second = made.questions.all()
    assert second.choices == [
        {"key": "a", "text": {"lv": "Autobuss", "ru": "Автобус"}}, {"key": "b", "text": {"lv": "Veikals", "ru": "Магазин"}},
    ]  # fmt: skip
    desk.post(f"{address}{second.public_id}/", {"move": "earlier"})
    assert list(made.questions.all()) == [second, first]
    desk.post(f"{address}{second.public_id}/", {"move": "copy"})
    assert [str(each.text) for each in made.questions.all()] == ["Kas trūkst?", "Kas trūkst?", "Ko vēl?"]
    desk.post(f"{address}{first.public_id}/", {"_method": "DELETE"})
    assert first not in made.questions.all()


@pytest.mark.parametrize(
    "said",
    [{"text_lv": ""}, {"kind": ""}, {"choices_lv": "Viena"}, {"choices_ru": "Один"}, {"choices_lv": "a" * 201 + "\nb"}],
)
def test_a_question_with_something_wrong_is_not_added(desk, coordinator, said):
    made = given.survey(coordinator, kinds=[], published=False)
    response = desk.post(f"{made.get_absolute_url()}questions/", question(**said))
    assert response.status_code == 422
    assert not made.questions.exists()


def test_a_question_is_changed_and_an_answered_one_says_what_stays(desk, made):
    one = made.questions.get(kind="choice")
    address = f"{made.get_absolute_url()}questions/{one.public_id}/"
    given.send(made, at=timezone.now())
    assert "Autobuss\nVeikals\nĀrsts" in body(desk.get(address))
    refused = desk.post(address, question(choices_lv="Autobuss\nVeikals"))
    assert refused.status_code == 422
    desk.post(address, question(text_lv="Kā trūkst?", choices_lv="Busiņš\nVeikals\nĀrsts"))
    one.refresh_from_db()
    assert (str(one.text), [each["key"] for each in one.choices]) == ("Kā trūkst?", ["a", "b", "c"])


def test_a_question_of_another_survey_is_not_found(desk, coordinator, made):
    other = given.survey(coordinator, kinds=["text"]).questions.get()
    assert desk.get(f"{made.get_absolute_url()}questions/{other.public_id}/").status_code == 404


def test_it_is_published_closed_opened_again_and_copied(desk, coordinator):
    made = given.survey(coordinator, published=False, at=timezone.now())
    address = made.get_absolute_url()
    desk.post(f"{address}publication/")
    made.refresh_from_db()
    assert made.published_at
    desk.post(f"{address}closing/")
    made.refresh_from_db()
    assert made.closed_at
    desk.post(f"{address}closing/", {"_method": "DELETE"})
    made.refresh_from_db()
    assert not made.closed_at
    response = desk.post(f"{address}copy/")
    assert response["Location"] == f"{Survey.objects.exclude(pk=made.pk).get().get_absolute_url()}form/"


def test_a_draft_without_questions_leads_to_them_and_is_refused_when_published(desk, coordinator):
    made = given.survey(coordinator, kinds=[], published=False)
    assert f"{made.get_absolute_url()}questions/" in body(desk.get(f"{made.get_absolute_url()}desk/"))
    response = desk.post(f"{made.get_absolute_url()}publication/")
    assert response.status_code == 409


def test_a_draft_is_deleted_after_a_question(desk, coordinator):
    made = given.survey(coordinator, published=False, title={"lv": "Lieka"})
    assert "„Lieka”" in body(desk.get(f"{made.get_absolute_url()}draft/"))
    desk.post(f"{made.get_absolute_url()}draft/", {"_method": "DELETE"})
    assert not Survey.objects.exists()


def test_a_published_survey_is_not_offered_to_be_deleted(desk, made):
    response = desk.get(f"{made.get_absolute_url()}draft/")
    assert (response.status_code, response.url) == (302, f"{made.get_absolute_url()}desk/")


def test_until_when_it_is_open_is_said_as_latvians_say_it(desk, coordinator):
    ends = datetime(2099, 12, 13, 22, tzinfo=RIGA)
    made = given.survey(coordinator, at=timezone.now(), closes_at=ends)
    for address in (made.get_absolute_url(), f"{made.get_absolute_url()}desk/", "/voices/surveys/"):
        assert "tvērta līdz 2099. gada 13. decembrim plkst. 22:00" in body(desk.get(address))


def test_a_flood_is_told_set_aside_and_counted_again(desk, made):
    for number in range(FLOOD):
        given.send(made, number, at=timezone.now(), source_key="one-source")
    answers = f"{made.get_absolute_url()}answers/"
    assert answers in body(desk.get(f"{made.get_absolute_url()}desk/"))
    assert 'value="one-source"' in body(desk.get(answers))
    desk.post(f"{answers}aside/", {"source": "one-source", "why": "flood"})
    assert set(SurveySheet.objects.values_list("aside_for", flat=True)) == {"flood"}
    desk.post(f"{answers}aside/", {"source": "one-source", "_method": "DELETE"})
    assert set(SurveySheet.objects.values_list("aside_at", "aside_for")) == {(None, "")}


def test_the_desk_tells_what_was_done_by_whom_and_of_no_sheet_who_sent_it(desk, made, outsider):
    given.send(made, at=timezone.now())
    desk.post(f"{made.get_absolute_url()}closing/")
    page = body(desk.get(f"{made.get_absolute_url()}desk/"))
    history = page[page.index('<ol class="history"') :].partition("</ol>")[0]
    assert history.index("Slēgta.") < history.index("Publicēta.")
    assert history.count("<li>") == 10
    assert "Koordinatore" in history


def test_chosen_sheets_are_set_aside_and_those_of_other_surveys_are_not(desk, coordinator, made):
    ours, other = given.send(made, at=timezone.now()), given.send(given.survey(coordinator))
    desk.post(f"{made.get_absolute_url()}answers/aside/", {"code": [ours.code, other.code], "why": "nonsense"})
    ours.refresh_from_db()
    other.refresh_from_db()
    assert (ours.aside_for, other.aside_at) == ("other", None)


def test_one_sheet_is_read_in_words(desk, made):
    make.place()
    sheet = given.send(made, at=timezone.now())
    page = body(desk.get(f"{made.get_absolute_url()}answers/{sheet.code}/"))
    for words in ("Autobuss; Ārsts", "Veikals &gt; Autobuss &gt; Ārsts", "Mums vajag soliņu pie upes."):
        assert words in page
    assert sheet.key not in page


def test_place_and_age_are_told_only_where_enough_sheets_share_them(desk, made):
    village, farm = make.place("Rubenes pagasts"), make.place("Dvietes pagasts")
    at = timezone.now()
    for number in range(5):
        given.send(made, number, at=at, place=village, age_band="65+", answers={"text": "", "place": ""})
    alone = given.send(made, 8, at=at, place=farm, age_band="65+", answers={"text": "", "place": ""})
    other = given.send(made, 9, at=at, place=village, age_band="45-64", answers={"text": "", "place": ""})
    elderly = alone.get_age_band_display()
    one, two, answers, table = (
        desk.get(f"{made.get_absolute_url()}{part}")
        for part in (f"answers/{alone.code}/", f"answers/{other.code}/", "answers/", "files/csv/")
    )
    assert "Dvietes" not in body(one)
    assert elderly not in body(one)
    assert "nav rādīts" in body(one)
    assert at.astimezone(RIGA).strftime("%H:%M") not in body(one)
    assert "Rubenes" in body(two)
    assert other.get_age_band_display() not in body(two)
    assert "Dvietes" not in body(answers)
    assert body(table).count("Rubenes pagasts") == 6
    assert "Dvietes" not in body(table)
    assert body(table).count(elderly) == 5


def test_files_come_with_their_kind_and_unknown_kinds_do_not(desk, made):
    given.send(made, at=timezone.now())
    for kind, content_type in (("csv", "text/csv"), ("json", "application/json"), ("xlsx", "application/vnd")):
        response = desk.get(f"{made.get_absolute_url()}files/{kind}/")
        assert response["Content-Type"].startswith(content_type)
        assert f".{kind}" in response["Content-Disposition"]
    assert desk.get(f"{made.get_absolute_url()}files/exe/").status_code == 404


# --- results -----------------------------------------------------------------------


def shown(client, made, by=""):
    return client.get(f"{made.get_absolute_url()}results/{by}")


def test_results_are_nobodys_page_before_they_may_be_read(client, made):
    for number in range(6):
        given.send(made, number, at=timezone.now())
    assert shown(client, made).status_code == 404
    assert client.get(f"{made.get_absolute_url()}results.csv").status_code == 404


def test_who_has_answered_reads_results_where_that_was_said(client, coordinator):
    made = given.survey(coordinator, at=timezone.now(), results_shown="after")
    for number in range(6):
        given.send(made, number, at=timezone.now())
    assert shown(client, made).status_code == 404
    client.post(made.get_absolute_url(), given.posted(made, scale="3"))
    assert shown(client, made).status_code == 200
    assert b"results/" in client.get(f"{made.get_absolute_url()}sent/").content


def test_results_tell_numbers_in_words_and_bars_and_no_own_words(client, coordinator):
    made = given.survey(coordinator, at=timezone.now(), results_shown="live")
    for number in range(6):
        given.send(made, number, at=timezone.now(), answers={"choice": {"other": "Slepens tilts"}})
    page = body(shown(client, made))
    assert "Atbildēja 6 cilvēki" in page
    assert 'class="survey-bar"' in page
    assert "Pagaidu rezultāti" in page
    for secret in ("Slepens", "soliņu", "desk/"):
        assert secret not in page
    assert "Kas cits,6,6,1.0" in client.get(f"{made.get_absolute_url()}results.csv").content.decode("utf-8-sig")


def test_the_same_own_words_stand_once_with_their_number(desk, made):
    for number in range(8):
        given.send(made, number, at=timezone.now())
    given.send(made, 9, at=timezone.now(), answers={"text": "Ceļu."})
    page = body(desk.get(f"{made.get_absolute_url()}results/"))
    assert page.count("Mums vajag soliņu pie upes.") == 1
    assert page.count("Ceļu.") == 1
    assert "Tā teica 8 cilvēki" in page


def test_a_quote_is_read_by_everybody_once_it_is_released(desk, coordinator, client):
    made = given.survey(coordinator, at=timezone.now(), results_shown="live")
    sheets = [given.send(made, number, at=timezone.now()) for number in range(6)]
    quote = f"{made.get_absolute_url()}quotes/{sheets[0].code}.{given.ids(made)['text']}/"
    desk.post(quote)
    assert "soliņu" in body(type(client)().get(f"{made.get_absolute_url()}results/"))
    desk.post(quote, {"_method": "DELETE"})
    assert "soliņu" not in body(type(client)().get(f"{made.get_absolute_url()}results/"))
    choice = f"{made.get_absolute_url()}quotes/{sheets[0].code}.{given.ids(made)['choice']}/"
    assert desk.post(choice).status_code == 404


def test_too_few_answers_are_told_as_such(client, coordinator):
    at = timezone.now()
    made = given.survey(coordinator, at=at - timedelta(days=20))
    for number in range(3):
        given.send(made, number, at=at - timedelta(days=20))
    page = body(shown(client, made))
    assert "Atbilžu vēl ir par maz" in page
    assert "survey-bar" not in page


@pytest.mark.parametrize("many", [1, 3])
def test_the_sheets_cost_the_same_number_of_questions(desk, made, django_assert_num_queries, many):
    for number in range(many):
        given.send(made, number, at=timezone.now())
    desk.get(f"{made.get_absolute_url()}answers/")
    with django_assert_num_queries(7):
        desk.get(f"{made.get_absolute_url()}answers/")


@pytest.mark.parametrize("many", [1, 3])
def test_the_questions_cost_the_same_number_of_questions(desk, coordinator, django_assert_num_queries, many):
    made = given.survey(coordinator, kinds=["text", "choice", "scale"][:many])
    desk.get(f"{made.get_absolute_url()}questions/")
    with django_assert_num_queries(6):
        desk.get(f"{made.get_absolute_url()}questions/")
