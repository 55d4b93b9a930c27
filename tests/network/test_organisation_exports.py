"""The register as files: what stands in them, what never does."""

import csv
import json
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from savienojums.network import exports, queries
from savienojums.network.models import Organisation
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cards(land):
    told = make.organisation(
        "=cmd|'/C calc'!A0",
        place=land,
        lat=56.1,
        lon=26.05,
        contact_email="noslepums@elksni.test",
        offers="+371 26123456",
        looks_for="@SUM(1)",
        summary={"lv": "-2+3"},
        registration_number="40008012345",
        founded_year=2007,
        confirmed_at=make.NOW,
    )
    told.themes.add(make.theme())
    make.organisation("Bez vietas", kind="initiative_group", legal_form="")
    return queries.rows_for(None, queries.Filter())


def rows_of(content):
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


def test_a_table_opens_with_the_right_letters_and_without_formulas(cards):
    content = exports.csv_of(cards)
    assert content.startswith(b"\xef\xbb\xbf")
    headings, formula, plain = rows_of(content)
    told = dict(zip(headings, formula, strict=True))
    assert told["Nosaukums"] == "'=cmd|'/C calc'!A0"
    assert (told["Meklē"], told["Īsumā"], told["Piedāvā"]) == ("'@SUM(1)", "'-2+3", "[kontakts izlaists]")
    assert (told["Ziemeļu platums"], told["Pašvaldība"], told["Kopš"]) == ("56.1", "Jēkabpils novads", "2007")
    assert (told["Reģistrācijas numurs"], told["Apstiprināta"]) == ("40008012345", "2026-11-23")
    assert plain[:2] == ["Bez vietas", "Kopienas iniciatīvas grupa"]


def test_a_spreadsheet_holds_text_as_text_and_numbers_as_numbers(cards):
    sheet = load_workbook(BytesIO(exports.xlsx_of(cards))).active
    rows = [[cell.value for cell in line] for line in sheet.iter_rows()]
    told = dict(zip(rows[0], rows[1], strict=True))
    assert told["Nosaukums"] == "=cmd|'/C calc'!A0"
    assert sheet["A2"].data_type == "s"
    assert (told["Ziemeļu platums"], told["Kopš"], told["Reģistrācijas numurs"]) == (56.1, 2007, "40008012345")
    assert sheet.freeze_panes == "B2"


def test_points_stand_only_where_they_are_known(cards):
    features = json.loads(exports.geojson_of(cards))["features"]
    assert [feature["geometry"] for feature in features] == [{"type": "Point", "coordinates": [26.05, 56.1]}, None]
    assert features[0]["properties"]["municipality"] == "Jēkabpils novads"
    assert features[1]["properties"]["legal_form"] is None


def test_no_file_holds_a_private_contact(cards):
    for write, _kind in exports.FILES.values():
        content = write(cards)
        text = (
            content.decode()
            if write is not exports.xlsx_of
            else str(list(load_workbook(BytesIO(content)).active.values))
        )
        assert "noslepums" not in text
        assert "26123456" not in text


def test_a_file_of_nobody_is_still_a_file(db):
    assert len(rows_of(exports.csv_of([]))) == 1
    assert load_workbook(BytesIO(exports.xlsx_of([]))).active.max_row == 1
    assert json.loads(exports.geojson_of([])) == {"type": "FeatureCollection", "features": []}


def test_the_words_for_machines_cannot_end_their_script(land):
    make.organisation("</script><b>x", place=land, website="https://x.test/", registration_number="40008012345")
    told = Organisation.objects.get()
    text = exports.json_ld_of(told, queries.told_of(None, told, make.NOW))
    assert not set("<>&") & set(text)
    words = json.loads(text)
    assert (words["name"], words["@type"], words["url"]) == ("</script><b>x", "NGO", "https://x.test/")
    assert words["address"]["addressLocality"] == "Rubenes pagasts"
    assert words["@id"].endswith(told.get_absolute_url())
    assert "description" not in words
