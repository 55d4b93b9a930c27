"""Coding of open answers as it is read and ticked."""

import pytest

from savienojums.voices.models import AnswerTheme, ThemeMark
from tests import make
from tests.voices.test_coding import marked, open_question, said

pytestmark = pytest.mark.django_db
SECRET = "Slepena atbilde par Bērziņu"


def seen(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.fixture
def question():
    return open_question("Autobusa vakarā.", "Ārsta.", "<b>Ceļa</b> 🔥")


@pytest.fixture
def desk(client, coordinator, question):
    client.force_login(coordinator)
    return f"/voices/surveys/{question.survey.slug}/coding/"


@pytest.fixture
def second(db):
    return make.person("otra@selija.test", "Otra kodētāja", roles=["coordinator"])


def test_one_answer_leads_to_the_next(client, coordinator, question, desk):
    first, other, _third = question.answers.order_by("pk")
    theme = AnswerTheme.objects.create(question=question, name="Transports")
    page = seen(client, f"{desk}{question.public_id}/")
    assert "Autobusa vakarā." in page
    assert "Ārsta." not in page
    told = {"codes": [theme.public_id], "new_codes": "Vakari; transports"}
    answer = client.post(f"{desk}{question.public_id}/answers/{first.sheet.code}/", told)
    assert (answer.status_code, answer["Location"]) == (302, f"{desk}{question.public_id}/")
    assert said(first, coordinator) == ["Transports", "Vakari"]
    assert "Ārsta." in seen(client, answer["Location"])
    page = seen(client, f"{desk}{question.public_id}/answers/{first.sheet.code}/")
    assert page.count(" checked") == 2
    answer = client.post(f"{desk}{question.public_id}/answers/{first.sheet.code}/", {})
    assert answer["Location"].endswith(f"/answers/{other.sheet.code}/")
    assert said(first, coordinator) == [""]


def test_words_of_people_are_text(client, question, desk):
    third = question.answers.order_by("pk")[2]
    page = seen(client, f"{desk}{question.public_id}/answers/{third.sheet.code}/")
    assert "&lt;b&gt;Ceļa&lt;/b&gt; 🔥" in page


def test_others_marks_are_not_told_before_one_is_done(client, coordinator, second, question, desk):
    for answer in question.answers.all():
        marked(second, answer, "Otras tēma")
    ThemeMark.objects.filter(answer=question.answers.last()).delete()
    marked(second, question.answers.last())
    answers = list(question.answers.order_by("pk"))
    for answer in answers[:2]:
        marked(coordinator, answer, "Otras tēma")
    for path in ("", f"{question.public_id}/", f"{question.public_id}/themes/", f"{question.public_id}/agreement/"):
        assert "Otra kodētāja" not in seen(client, f"{desk}{path}")
    page = seen(client, f"{desk}{question.public_id}/agreement/")
    assert "coding-table" not in page
    marked(coordinator, answers[2], "Ceļi")
    page = seen(client, f"{desk}{question.public_id}/agreement/")
    assert "Otra kodētāja" in page
    assert "67 %" in page
    assert "α" in page


def test_themes_are_added_renamed_merged_and_deleted(client, question, desk):
    themes = f"{desk}{question.public_id}/themes/"
    for name in ("Ceļi", "Tilti", "Ārsts"):
        assert client.post(themes, {"name": name, "note": "Piezīme."}).status_code == 302
    roads, bridges, doctor = (AnswerTheme.objects.get(name=name) for name in ("Ceļi", "Tilti", "Ārsts"))
    answer = client.post(f"{themes}{roads.public_id}/", {"name": "tilti", "note": ""})
    assert answer.status_code == 422
    assert client.post(f"{themes}{roads.public_id}/", {"name": "Ceļi un tilti", "note": ""}).status_code == 302
    told = {"_method": "DELETE", "merge": "1"}
    assert client.post(f"{themes}{bridges.public_id}/", {**told, "into": ""}).status_code == 409
    assert client.post(f"{themes}{bridges.public_id}/", {**told, "into": bridges.public_id}).status_code == 404
    assert client.post(f"{themes}{bridges.public_id}/", {**told, "into": roads.public_id}).status_code == 302
    assert client.post(f"{themes}{doctor.public_id}/", {"_method": "DELETE"}).status_code == 302
    assert [each.name for each in AnswerTheme.objects.all()] == ["Ceļi un tilti"]


def test_to_others_coding_does_not_exist(client, outsider):
    question = open_question(SECRET)
    desk = f"/voices/surveys/{question.survey.slug}/coding/"
    theme = AnswerTheme.objects.create(question=question, name="Slepena tēma")
    code = question.answers.get().sheet.code
    paths = [
        "",
        *(
            f"{question.public_id}/{path}"
            for path in ("", "themes/", f"themes/{theme.public_id}/", "agreement/", f"answers/{code}/")
        ),
    ]
    for path in paths:
        assert client.get(f"{desk}{path}").status_code == 302
    client.force_login(outsider)
    for path in paths:
        page = seen(client, f"{desk}{path}", 404)
        assert SECRET not in page
        assert "Slepena tēma" not in page
    assert client.post(f"{desk}{question.public_id}/answers/{code}/", {"new_codes": "x"}).status_code == 404
    assert client.post(f"{desk}{question.public_id}/themes/", {"name": "x"}).status_code == 404
    assert not ThemeMark.objects.exists()


def test_what_is_not_there_is_not_found(client, question, desk):
    for path in ("nav/", f"{question.public_id}/answers/nav/", f"{question.public_id}/themes/nav/"):
        seen(client, f"{desk}{path}", 404)
    assert client.post(f"{desk}{question.public_id}/agreement/").status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_reading_asks_the_same_however_many_there_are(client, coordinator, rows, django_assert_num_queries):
    question = open_question(*[f"Autobusa {number}." for number in range(rows)])
    for number in range(rows):
        AnswerTheme.objects.create(question=question, name=f"T{number}")
    client.force_login(coordinator)
    address = f"/voices/surveys/{question.survey.slug}/coding/{question.public_id}/"
    seen(client, address)
    with django_assert_num_queries(READING):
        seen(client, address)


READING = 11
