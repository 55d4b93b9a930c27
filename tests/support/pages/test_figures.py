"""The figures: empty and filled, as a page and as files."""

import io
from html import unescape

import openpyxl
import pytest

from savienojums.core.clock import local_day, now
from savienojums.core.system import SYSTEM
from savienojums.support.actions.tallies import keep_tallies
from savienojums.support.counting import Counted
from savienojums.support.queries.figures import TABLES
from tests import make

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(unescape(response.content.decode()).split())


def test_an_empty_house_says_so_in_sentences(client):
    page = text(client.get("/support/figures/"))
    assert "Vēl nekas nav saskaitīts" in page
    assert "Nekas vēl nav trīs reizes meklēts veltīgi" in page
    assert "<table" not in page
    assert ".csv" not in page


@pytest.fixture
def counted(db):
    measure = make.measure("Iedzīvotāji veido savu vidi")
    words = {
        Counted(local_day(now()), "nothing", '=HYPERLINK("x")'): 3,
        Counted(local_day(now()), "view", measure.slug): 7,
    }
    keep_tallies(by=SYSTEM, counted=words, at=make.NOW)
    return measure


def test_a_number_stands_in_a_table_with_its_meaning_and_its_bar(client, counted):
    page = text(client.get("/support/figures/"))
    assert "Iedzīvotāji veido savu vidi" in page
    assert '<rect width="100"' in page
    assert "mēs nezinām, kas tas bija" in page
    assert "style=" not in page


def test_every_table_goes_along_as_files(client, counted):
    for name in TABLES:
        assert client.get(f"/support/figures/{name}.csv").content.startswith(b"\xef\xbb\xbf")
        openpyxl.load_workbook(io.BytesIO(client.get(f"/support/figures/{name}.xlsx").content))
    assert "Iedzīvotāji veido savu vidi,Sabiedrības integrācijas fonds (SIF),7" in client.get(
        "/support/figures/views.csv"
    ).content.decode("utf-8-sig")


def test_words_of_strangers_become_no_formula(client, counted):
    assert (
        "\n'=HYPERLINK" in client.get("/support/figures/searches.csv").content.decode()
        or "\"'=HYP" in client.get("/support/figures/searches.csv").content.decode()
    )
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/support/figures/searches.xlsx").content)).active
    assert sheet["A2"].data_type == "s"


def test_other_tables_and_methods_do_not_exist(client):
    assert client.get("/support/figures/people.csv").status_code == 404
    assert client.get("/support/figures/people.xlsx").status_code == 404
    assert client.post("/support/figures/").status_code == 405


def test_who_could_lead_has_a_page(client):
    measure = make.measure("Lielais", legal_forms=["foundation"], forms_certain=True)
    assert "nav neviena, kas te noteikti varētu" in text(client.get(f"/support/{measure.slug}/leads/"))
    make.organisation("Novada fonds", legal_form="foundation")
    assert "Novada fonds" in text(client.get(f"/support/{measure.slug}/leads/"))


def test_each_number_knows_what_it_counts_where_the_headings_do_not_stand_above_it(client, counted):
    page = client.get("/support/figures/").content.decode()
    assert '<td data-heading="Lasīts reižu">7</td>' in page
