"""One measure on one sheet for the library wall."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from savienojums.core.clock import local_day, now
from savienojums.support.templatetags.support import in_steps
from tests import make

pytestmark = pytest.mark.django_db


def sheet(client, measure):
    return client.get(reverse("sheet", args=[measure.slug]))


def today():
    return local_day(now())


def test_the_sheet_tells_what_until_when_how_and_where(client, editor, settings):
    settings.SITE_URL = "https://savienojums.example"
    measure = make.measure(
        "Upes fonds", summary={"lv": "Naudu upju tīrīšanai."}, amount_max=1000, own_share_percent=10,
        legal_forms=["association"], conditions="Vai upe ir Jūsu pagastā?", way_in=["email"], annexes="Tāme\nKarte",
        ask_where="Domē, 12. kabinetā", source_url="https://x.test/upes", checked_on=today(), checked_by=editor,
    )  # fmt: skip
    measure.places.add(make.place())
    make.round_of(measure, closes_on=today() + timedelta(days=40), closes_hour=time(12))
    page = sheet(client, measure).content.decode()
    for words in (
        "Naudu upju tīrīšanai.", "līdz 1\u00a0000\u00a0EUR", "pašu ieguldījums 10 %", "12:00", "Biedrība", "Rubenes pagasts",
        "Vai upe ir Jūsu pagastā?", "Pa e-pastu", "<li>Tāme</li><li>Karte</li>", "Domē, 12. kabinetā", "<span>x.test/</span><span>upes</span>",
        "Dokumenta redaktore",
    ):  # fmt: skip
        assert words in page, words
    assert f"<title>https://savienojums.example/support/{measure.slug}/</title>" in page


@pytest.mark.parametrize(
    ("details", "words"),
    [
        ({"status": "recurring", "recurrence": "yearly", "usual_deadlines": ["03-01"]}, "vēl nav izsludināts"),
        ({"status": "ongoing", "recurrence": "continuous"}, "jebkurā laikā"),
        ({"status": "closed"}, "Slēgts pavisam"),
        ({"status": "needs_check"}, "nav zināms"),
    ],
)
def test_the_sheet_never_promises_a_deadline_nobody_announced(client, details, words):
    assert words in sheet(client, make.measure(**details)).content.decode()


def test_a_past_deadline_is_not_on_the_wall(client):
    measure = make.measure(status="recurring")
    make.round_of(measure, closes_on=today() - timedelta(days=5), closes_hour=time(11, 11))
    page = sheet(client, measure).content.decode().split("sheet-when", 1)[1].split("sheet-facts", 1)[0]
    assert f"{today().year}. gada" not in page or "sagaidāms" in page


def test_what_is_too_long_for_paper_is_shortened_and_set_smaller(client):
    assert "sheet-size-huge" in sheet(client, make.measure("A")).content.decode()
    long = "\n".join(
        "Vai projektā piedalās vismaz desmit pagasta iedzīvotāji, kas to paši īsteno? " * 6 for _ in range(20)
    )
    page = sheet(client, make.measure("B", conditions=long, annexes=long, ask_where=long)).content.decode()
    assert "sheet-size-tiny" in page
    assert page.count("Vai projektā") < 100
    assert "<li>…</li>" in page


def test_a_draft_hangs_on_no_wall(client, outsider, editor):
    measure = make.measure("Slepens fonds", published_at=None)
    client.force_login(outsider)
    answer = sheet(client, measure)
    assert (answer.status_code, "Slepens" in answer.content.decode()) == (404, False)
    client.force_login(editor)
    assert sheet(client, measure).status_code == 200


def test_a_sheet_is_only_read(client):
    assert client.post(reverse("sheet", args=[make.measure().slug])).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_a_sheet_asks_the_same_questions_however_many_rounds(client, count, django_assert_num_queries):
    measure = make.measure()
    for number in range(count):
        make.round_of(measure, name=str(number))
    sheet(client, measure)
    with django_assert_num_queries(5):
        assert sheet(client, measure).status_code == 200


@pytest.mark.parametrize(
    ("address", "steps"),
    [
        ("https://www.x.test/lv/ta-ir-lapa", ["www.x.test/", "lv/", "ta-ir-lapa"]),
        ("http://x.test/?a=b-c&d=1/", ["x.test/?", "a=b-c&", "d=1"]),
        ("x.test", ["x.test"]),
        ("", []),
    ],
)
def test_an_address_on_paper_goes_on_in_the_next_line_only_after_its_signs(address, steps):
    assert in_steps(address) == steps


def test_the_addresses_stand_on_the_sheet_step_by_step(client, settings):
    settings.SITE_URL = "https://savienojums.example"
    measure = make.measure("Upes fonds", source_url="https://x.test/a-b/c-d")
    page = sheet(client, measure).content.decode()
    assert f"<span>savienojums.example/</span><span>support/</span><span>{measure.slug}</span>" in page
    assert "<span>x.test/</span><span>a-b/</span><span>c-d</span>" in page
