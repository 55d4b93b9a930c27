"""The pages of printed questionnaires: batches, typing back, one typed twice."""

import pikepdf
import pytest
from django.urls import reverse

from savienojums.core.clock import now
from savienojums.voices.actions.survey_papers import make_survey_papers
from savienojums.voices.models import SurveyBatch, SurveySheet, SurveyTyping
from savienojums.voices.typed import in_parts
from tests import make
from tests.voices.test_survey_papers import KINDS, survey_of, type_it

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(client, contact):
    client.force_login(contact)
    return contact


@pytest.fixture
def survey(contact):
    return survey_of(contact, *KINDS, asks_age=True, published_at=now())


@pytest.fixture
def batch(survey, contact):
    return make_survey_papers(by=contact, survey=survey, count=3, at=now(), note="Bebrenes bibliotēka")


def address(name, survey, *more):
    return reverse(f"survey_{name}", args=[survey.slug, *more])


def filled(survey, code, **given):
    ids = {each.kind: f"q_{each.public_id}" for each in survey.questions.all()}
    return {"code": code, **{ids[kind]: value for kind, value in given.items()}}


def test_a_batch_is_made_printed_and_dropped(client, host, survey, tmp_path):
    client.post(address("papers", survey), {"count": "2", "language": "ru", "note": "Dvietes veikals"})
    batch = SurveyBatch.objects.get()
    answer = client.get(address("paper_pdf", survey, batch.public_id))
    file = tmp_path / "papers.pdf"
    file.write_bytes(answer.content)
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) >= 2
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "ru"
    text = client.get(address("paper", survey, batch.public_id)).content.decode()
    assert in_parts(batch.codes[0]) in text
    client.post(address("paper", survey, batch.public_id), {"_method": "DELETE"})
    assert not SurveyBatch.objects.exists()


def test_a_paper_is_typed_and_the_next_code_is_waited_for(client, host, survey, batch):
    page = client.post(
        address("typing", survey), filled(survey, batch.codes[0], choice="2", several="1 4 baļļas", ranking="21"),
        follow=True,
    )  # fmt: skip
    text = page.content.decode()
    assert "1. anketa ievadīta" in text
    assert "Autobuss" in text
    assert text.count("autofocus") == 1
    assert SurveySheet.objects.get().answers.count() == 3


def test_a_wrong_answer_is_said_and_the_rest_stays(client, host, survey, batch):
    answer = client.post(address("typing", survey), filled(survey, batch.codes[0], choice="9", text="Viss labi."))
    assert answer.status_code == 422
    assert "Viss labi." in answer.content.decode()
    assert not SurveyTyping.objects.exists()


def test_typed_twice_stands_side_by_side(client, host, survey, batch):
    code = batch.codes[0]
    client.post(address("typing", survey), filled(survey, code, choice="1", text="Labi."))
    answer = client.post(address("typing", survey), filled(survey, code, choice="2", text="Labi."))
    twice = address("typing_twice", survey, SurveyTyping.objects.last().pk)
    assert answer["Location"] == twice
    text = client.get(twice).content.decode()
    assert text.count("twice-differs") == 1
    assert "Veikals" in text
    assert client.post(twice, {"moved": "1", "code": "zzzzzz"}).status_code == 422
    client.post(twice, {"moved": "1", "code": batch.codes[1].upper()})
    assert set(SurveySheet.objects.values_list("code", flat=True)) == set(batch.codes[:2])


def test_undo_and_counting_again(client, host, survey, batch):
    client.post(address("typing", survey), filled(survey, batch.codes[0], choice="1"))
    one = address("typing_one", survey, SurveyTyping.objects.get().pk)
    client.post(one, {"_method": "DELETE"})
    assert SurveySheet.objects.get().aside_at
    client.post(one, {"from": "sheet"})
    assert SurveySheet.objects.get().aside_at is None
    assert "Veikals" in client.get(address("typed", survey, batch.codes[0])).content.decode()


def test_told_needs_no_code(client, host, survey):
    assert client.post(address("told", survey), filled(survey, "", choice="1"))["Location"] == address("told", survey)
    assert SurveySheet.objects.get().way == "told"


def test_others_see_nothing(client, survey, batch, contact, outsider):
    typing = type_it(survey, contact, batch.codes[0], at=now(), text="Slepenais vārds.")
    make.membership(outsider, make.organisation("Biedrība „Citi”"))
    client.force_login(outsider)
    for name, *more in (
        ("papers",), ("paper", batch.public_id), ("paper_pdf", batch.public_id), ("typing",), ("told",),
        ("typed", batch.codes[0]), ("typing_twice", typing.pk),
    ):  # fmt: skip
        answer = client.get(address(name, survey, *more))
        assert answer.status_code == 404, name
        assert "Slepenais" not in answer.content.decode()
    assert client.post(address("typing_one", survey, typing.pk), {"_method": "DELETE"}).status_code == 404
    assert client.post(address("typing", survey), filled(survey, batch.codes[1], choice="1")).status_code == 404
    assert SurveyTyping.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_questions_does_not_grow(client, host, survey, batch, contact, count, django_assert_num_queries):
    for number in range(count):
        type_it(survey, contact, batch.codes[number], at=now(), choice="a")
        if number:
            make_survey_papers(by=contact, survey=survey, count=1, at=now())
    client.get(address("papers", survey))
    with django_assert_num_queries(PAPERS):
        client.get(address("papers", survey))
    with django_assert_num_queries(TYPING):
        client.get(address("typing", survey))


PAPERS, TYPING = 8, 9
