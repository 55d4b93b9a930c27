"""The year on the wall: twelve months on one sheet, whatever happens in them."""

import io
from datetime import date, time, timedelta
from decimal import Decimal

import pikepdf
import pytest
from django.http import QueryDict

from savienojums.core.documents import keeping
from savienojums.support.documents import composition
from savienojums.support.queries.measures import filters_of
from savienojums.support.queries.year import year_for
from tests import make
from tests.support.test_documents import tags, text_of

pytestmark = pytest.mark.django_db
A3 = (841.89, 1190.55)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA = tmp_path
    settings.SITE_URL = "https://savienojums.example"


def told(number=2027, query=""):
    return composition.poster(year_for(filters_of(QueryDict(query)), number, make.NOW), "lv")


def closing(day, name="Upes fonds", **details):
    return make.round_of(make.measure(name, **details), closes_on=day, closes_hour=time(12))


def test_the_year_has_twelve_months_and_each_its_days():
    closing(date(2027, 3, 1), amount_max=Decimal(1000))
    make.measure("Ezeru fonds", status="recurring", recurrence="yearly", usual_deadlines=["03-05"])
    content = told()
    assert (content["title"], content["lead"]) == (
        "2027. gada termiņi",
        "Izsludināti: 1. Sagaidāmi kā iepriekšējos gados: 1.",
    )
    assert [month["name"] for month in content["months"]][:3] == ["Janvāris", "Februāris", "Marts"]
    assert [len(month["days"]) for month in content["months"]] == [0, 0, 2, *[0] * 9]
    first, second = content["months"][2]["days"]
    assert first == {
        "number": "1.",
        "hour": "līdz plkst. 12:00",
        "name": "Upes fonds",
        "language": "lv",
        "provider": "Sabiedrības integrācijas fonds (SIF)",
        "amount": "līdz 1\u00a0000\u00a0EUR",
        "expected": False,
    }
    assert (second["number"], second["name"], second["expected"]) == ("5.", "Ezeru fonds", True)


def test_the_twelve_months_ahead_begin_with_this_one():
    content = told(None)
    assert content["title"] == "Nākamo divpadsmit mēnešu termiņi"
    assert [content["months"][at]["name"] for at in (0, 11)] == ["2026. g. novembris", "2027. g. oktobris"]
    assert content["address"] == "https://savienojums.example/support/year/"


def test_the_code_leads_to_the_year_with_its_filter():
    closing(date(2027, 3, 1), kind="loan")
    closing(date(2027, 3, 1), "Dotācija", kind="grant")
    content = told(query="kind=loan")
    assert content["address"] == "https://savienojums.example/support/year/2027/?kind=loan"
    assert content["words"] == "Tikai: Aizdevums."
    assert [day["name"] for day in content["months"][2]["days"]] == ["Upes fonds"]
    assert content["code"].startswith("<svg")


def test_a_month_that_is_too_full_says_how_much_is_left_out():
    for number in range(12):
        closing(date(2027, 3, 1), f"Fonds {number}")
    month = told()["months"][2]
    assert (len(month["days"]), month["more"]) == (8, "un vēl 4: skatiet adresi apakšā")


@pytest.mark.parametrize("a_month", [0, 1, 9])
def test_it_is_one_sheet_that_those_can_read_who_do_not_see_it(a_month):
    for number in range(12 * a_month):
        day = date(2027, 1 + number % 12, 1) + timedelta(days=number // 12)
        closing(day, f"Fonds ar garu nosaukumu, kas neietilpst rindā {number}")
    content = keeping.press("support/documents/poster", told())
    pdf = pikepdf.open(io.BytesIO(content))
    (page,) = pdf.pages
    assert [float(each) for each in page.mediabox[2:]] == pytest.approx(A3, abs=1)
    assert str(pdf.Root.Lang) == "lv"
    assert pdf.open_metadata()["pdfuaid:part"] == "1"
    found = tags(pdf.Root.StructTreeRoot.K)
    assert (found.count("/H1"), found.count("/Figure")) == (12, 1)
    text = text_of(content)
    assert "2027. gada termiņi" in text
    assert text.count("Fonds ar garu") == 12 * a_month
