"""Suggesting a correction without an account, and answering it at the desk."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core import signing
from django.core.cache import cache

from savienojums.core.clock import now
from savienojums.support.forms.corrections import CorrectionForm
from savienojums.support.models import Correction
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()


@pytest.fixture
def measure(db):
    found = make.measure("Upes fonds", amount_max=Decimal(1000), ask_where="Zvanīt Annai")
    make.round_of(found, closes_on=date(2037, 3, 1))
    return found


def words(ago=timedelta(minutes=1), **fields):
    opened = signing.dumps((now() - ago).timestamp(), salt=CorrectionForm.salt)
    copy = {"closes_on": "1.3.2037.", "amount_max": "1 000", "ask_where": "Zvanīt Annai"}
    return {**copy, "opened": opened, **fields}


def test_the_form_is_a_copy_of_what_stands_there(client, measure):
    content = client.get(f"{measure.get_absolute_url()}correction/").content.decode()
    assert 'value="1.3.2037."' in content
    assert "Zvanīt Annai" in content
    assert f'href="{measure.get_absolute_url()}correction/"' in client.get(measure.get_absolute_url()).content.decode()


def test_a_visitor_suggests_and_is_thanked(client, measure):
    address = f"{measure.get_absolute_url()}correction/"
    answer = client.post(address, words(amount_max="1 500", email="anna@lasa.test"))
    assert answer.headers["Location"] == f"{address}receipt/"
    made = Correction.objects.get()
    assert (made.changes, made.email) == ({"amount_max": ["1000", "1500"]}, "anna@lasa.test")
    assert "Paldies par ieteikumu" in client.get(f"{address}receipt/").content.decode()


@pytest.mark.parametrize(
    "fields",
    [{}, {"remark": "https://spam.example"}, {"amount_max": "daudz"}, {"closes_on": "", "closes_hour": "12:00"},
     {"opened": "nonsense", "remark": "Tālrunis neatbild."}],
)  # fmt: skip
def test_what_says_nothing_or_cannot_be_read_comes_back_with_a_sentence(client, measure, fields):
    answer = client.post(f"{measure.get_absolute_url()}correction/", words(**fields))
    assert answer.status_code == 422
    assert not Correction.objects.exists()


def test_a_machine_is_not_told(client, measure):
    address = f"{measure.get_absolute_url()}correction/"
    assert client.post(address, words(remark="Buy this now please", subject="Buy")).status_code == 302
    assert not Correction.objects.exists()


def test_too_many_of_one_address_wait(client, measure):
    address = f"{measure.get_absolute_url()}correction/"
    for number in range(10):
        assert client.post(address, words(remark=f"Piezīme par rindu {number}")).status_code == 302
    answer = client.post(address, words(remark="Vēl viena piezīme"))
    assert answer.status_code == 422
    assert "Vēl viena piezīme" in answer.content.decode()


def test_drafts_have_no_form_for_visitors(client):
    draft = make.measure("Slepenais fonds", published_at=None)
    for path in ("correction/", "correction/receipt/", "corrections/"):
        answer = client.get(f"{draft.get_absolute_url()}{path}")
        assert answer.status_code == 404
        assert "Slepenais" not in answer.content.decode()


def test_an_editor_finds_suggestions_on_the_desk_and_takes_over_a_part(client, measure, editor):
    client.post(f"{measure.get_absolute_url()}correction/", words(amount_max="1 500", ask_where="Zvanīt Zanei"))
    client.force_login(editor)
    desk = client.get("/support/desk/?shelf=suggestions").content.decode()
    address = f"{measure.get_absolute_url()}corrections/"
    assert f'href="{address}"' in desk
    assert "Zvanīt Zanei" in client.get(address).content.decode()
    made = Correction.objects.get()
    answer = client.post(f"{address}{made.public_id}/", {"parts": ["ask_where"], "answer": "Paldies"}, follow=True)
    assert "Pārņemts" in answer.content.decode()
    measure.refresh_from_db()
    assert (measure.ask_where, measure.amount_max) == ("Zvanīt Zanei", 1000)
    assert f'href="{address}"' not in client.get("/support/desk/?shelf=suggestions").content.decode()


def test_an_editor_declines_with_a_reason(client, measure, editor):
    client.post(f"{measure.get_absolute_url()}correction/", words(ask_where="Zvanīt Zanei"))
    client.force_login(editor)
    made = Correction.objects.get()
    address = f"{measure.get_absolute_url()}corrections/{made.public_id}/refusal/"
    assert client.post(address, {"answer": " "}).status_code == 409
    client.post(address, {"answer": "Zvanījām."})
    made.refresh_from_db()
    assert (made.state, made.answer) == ("declined", "Zvanījām.")


def test_suggestions_are_nobody_elses_business(client, measure, contact):
    client.post(f"{measure.get_absolute_url()}correction/", words(remark="Slepena piezīme šeit"))
    made = Correction.objects.get()
    address = f"{measure.get_absolute_url()}corrections/"
    client.force_login(contact)
    for answer in (
        client.get(address),
        client.post(f"{address}{made.public_id}/", {"parts": ["ask_where"]}),
        client.post(f"{address}{made.public_id}/refusal/", {"answer": "Nē"}),
    ):
        assert answer.status_code == 404
        assert "Slepena" not in answer.content.decode()
    made.refresh_from_db()
    assert made.state == "waiting"


def test_only_the_right_methods_are_taken(client, measure, editor):
    client.force_login(editor)
    assert client.delete(f"{measure.get_absolute_url()}correction/").status_code == 405
    assert client.post(f"{measure.get_absolute_url()}corrections/").status_code == 405
    assert client.get(f"{measure.get_absolute_url()}corrections/abc/").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_questions_however_many(client, measure, editor, count, django_assert_num_queries):
    for number in range(count):
        client.post(f"{measure.get_absolute_url()}correction/", words(remark=f"Piezīme par rindu {number}"))
    client.force_login(editor)
    client.get(f"{measure.get_absolute_url()}corrections/")
    with django_assert_num_queries(8):
        client.get(f"{measure.get_absolute_url()}corrections/")
