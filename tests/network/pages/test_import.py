"""The pages of imports: bringing a table in, looking, deciding, confirming, taking back; for coordinators alone."""

import io
from html import unescape

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from savienojums.core.tables import read_table
from savienojums.network.forms import OrganisationForm
from savienojums.network.import_files import COLUMNS, TEMPLATES, table_csv
from savienojums.network.kinds import Fate, ImportState
from savienojums.network.models import Import, Organisation
from savienojums.network.queries.judging import titles
from savienojums.network.reading import mapping_of
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/organisations/imports/"
QUERIES = 5
PREVIEW_QUERIES = 9
HTMX = {"HX-Request": "true"}
HEAD = "Nosaukums;Veids;Pagasts;Piedāvā;E-pasts\n"
GOOD = HEAD + "Rītausma;kopiena;Rubenes pagasts;;\n"


@pytest.fixture
def land(db):
    """Two parishes of one name, and one more."""
    one, other = (make.place(name, kind="municipality") for name in ("Jēkabpils novads", "Augšdaugavas novads"))
    make.place("Pilskalnes pagasts", slug="pilskalne-j", within=[one])
    make.place("Pilskalnes pagasts", slug="pilskalne-a", within=[other])
    return make.place("Rubenes pagasts", within=[one])


@pytest.fixture
def door(client, coordinator):
    """The site as the coordinator uses it."""
    client.force_login(coordinator)
    return client


def upload(client, content, name="saraksts.csv", **more):
    content = content.encode() if isinstance(content, str) else content
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, content), **more})


def brought_in(client, content=GOOD):
    response = upload(client, content)
    assert response.status_code == 302
    return Import.objects.get(public_id=response["Location"].split("/")[-2])


def text_of(response):
    return unescape(response.content.decode())


# --- who ------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["contact", "editor", "outsider"])
def test_for_others_there_is_nothing_here(client, who, request, coordinator, land):
    client.force_login(coordinator)
    address = brought_in(client).get_absolute_url()
    client.force_login(request.getfixturevalue(who))
    for way in (ADDRESS, address, f"{address}report.csv", f"{ADDRESS}template.xlsx"):
        response = client.get(way)
        assert response.status_code == 404
        assert "Rītausma" not in text_of(response)
        assert "saraksts.csv" not in text_of(response)
    for way in (address, f"{address}columns/", f"{address}rows/", f"{address}confirmation/"):
        assert client.post(way, {"_method": "DELETE"} if way == address else {}).status_code == 404
    assert upload(client, GOOD).status_code == 404
    assert Import.objects.get().state == ImportState.PREVIEW
    assert not Organisation.objects.exists()


def test_a_visitor_is_asked_to_sign_in(client, coordinator, land):
    client.force_login(coordinator)
    address = brought_in(client).get_absolute_url()
    client.logout()
    for way in (ADDRESS, address, f"{address}confirmation/"):
        assert client.get(way).status_code == 302


def test_other_methods_are_no_way_in(door, land):
    address = brought_in(door).get_absolute_url()
    assert door.put(ADDRESS).status_code == 405
    assert door.post(address).status_code == 405
    for way in ("columns/", "rows/", "confirmation/"):
        assert door.get(address + way).status_code == 405
    assert door.post(f"{address}report.csv").status_code == 405
    assert door.get(f"{ADDRESS}nekas/").status_code == 404
    assert door.get(f"{ADDRESS}template.exe").status_code == 404


# --- bringing in ----------------------------------------------------------------


def test_a_file_becomes_a_preview_and_nothing_else(door, land):
    response = upload(door, GOOD, source_note="Pašvaldības saraksts")
    found = Import.objects.get()
    assert response["Location"] == found.get_absolute_url()
    assert (found.file_name, found.source_note, found.counts) == ("saraksts.csv", "Pašvaldības saraksts", {"new": 1})
    assert not Organisation.objects.exists()


def test_an_excel_file_is_brought_in(door, land):
    book = openpyxl.Workbook()
    for row in (["Nosaukums", "Veids"], ["Rītausma", "kopiena"]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    assert upload(door, file.getvalue(), "saraksts.xlsx").status_code == 302
    assert Import.objects.get().counts == {"new": 1}


def test_rows_can_be_pasted(door, land):
    response = door.post(ADDRESS, {"rows": GOOD.replace(";", "\t").replace("\n", "\r\n")})
    assert response.status_code == 302
    assert (Import.objects.get().file_name, Import.objects.get().counts) == ("Ielīmētas rindas", {"new": 1})


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({}, "Izvēlieties failu vai ielīmējiet rindas"),
        ({"rows": "  \n"}, "Izvēlieties failu vai ielīmējiet rindas"),
        ({"rows": GOOD, "file": GOOD}, "vienu no abiem"),
        ({"file": "nosaukums,vieta\n"}, "Failā ir virsraksti, bet zem tiem nav rindu"),
        ({"file": b"%PDF-1.7 x"}, "Šī nav tabula, bet PDF dokuments"),
        ({"file": "nosaukums,nosaukums\nA,B\n"}, "Virsraksts „nosaukums” 1. rindā ir divreiz: A un B kolonnā"),
        ({"file": 'nosaukums\n"A\n'}, "2. rindā pēdiņas atver šūnu un netiek aizvērtas"),
        ({"file": "Elkšņu kopiena\nElkšņi\n".encode("cp775")}, "Nav nosakāms, kādā kodējumā fails saglabāts"),
        ({"file": b"PK\x03\x04" + b"x" * 50}, "Fails ir bojāts vai nav nokopēts līdz galam"),
        ({"file": "nosaukums\n" + "A\n" * 20_001}, "Tabulas rindu skaits ir 20001; vienā reizē var ienest ne vairāk kā 20000"),
        ({"rows": "nosaukums,nosaukums\nA,B\n"}, "ir divreiz"),
        ({"rows": "A" * 1_000_001}, "1000000"),
    ],
)  # fmt: skip
def test_a_bad_table_gets_a_sentence_and_nothing_is_kept(door, posted, sentence):
    posted = dict(posted)
    if "file" in posted:
        content = posted["file"].encode() if isinstance(posted["file"], str) else posted["file"]
        posted["file"] = SimpleUploadedFile("saraksts.csv", content)
    response = door.post(ADDRESS, posted)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert not Import.objects.exists()


def test_an_empty_file_is_said_to_be_empty(door):
    response = upload(door, b"")
    assert response.status_code == 422
    assert not Import.objects.exists()


def test_a_file_of_50_megabytes_is_refused_with_the_limit(door, settings):
    response = upload(door, b"nosaukums\n" + b"A" * 49_999_990, "liels.csv")
    assert response.status_code == 422
    assert "Faila lielums ir 50 MB; vienā reizē var ienest ne vairāk kā 10 MB un 20000 rindas" in text_of(response)
    assert not Import.objects.exists()


# --- the list -------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_tells_who_when_and_what_with_the_same_number_of_queries(
    door, land, number, django_assert_num_queries
):
    for which in range(number):
        upload(door, GOOD, f"saraksts-{which}.csv")
    door.get(ADDRESS)
    with django_assert_num_queries(QUERIES):
        content = text_of(door.get(ADDRESS))
    assert content.count("Gaida apstiprinājumu") == number
    assert "Koordinatore" in content
    assert "1 jauna" in content
    assert f'href="{Import.objects.first().get_absolute_url()}"' in content


def test_an_empty_list_says_so_and_offers_the_empty_table(door):
    content = text_of(door.get(ADDRESS))
    assert "Vēl neviena tabula nav ienesta" in content
    assert 'href="/organisations/imports/template.xlsx"' in content


# --- the preview ----------------------------------------------------------------

MANY = HEAD + (
    "Rītausma;kopiena;Rubenes pagasts;;\n"
    "Biedrība „Zīle”;;Rubenes pagasts;Galdi;\n"
    "Zīle;kopiena;Rubenes pagasts;;\n"
    "Strauts;kopiena;Pilskalnes pagasts;;\n"
    "Avots;bedrība;;;info(at)avots.lv\n"
    "<b>Kalns</b>;kopiena;;=cmd|' /C calc'!A0;\n"
)


def test_the_preview_shows_what_each_row_would_do_and_why(door, land):
    zile = make.organisation("Biedrība „Zīle”", place=land, offers="Zāle")
    found = brought_in(door, MANY)
    response = door.get(found.get_absolute_url())
    content = text_of(response)
    assert "Tiks pievienotas 2 organizācijas." in content
    assert "Tiks mainīta 1 organizācija." in content
    assert "2 rindas ir neskaidras un gaida Jūsu lēmumu" in content
    assert "1 rindā ir kļūda" in content
    assert "<del>Zāle</del> <ins>Galdi</ins>" in content
    assert f'value="{zile.slug}"' in content
    assert "Tas pats nosaukums, atšķiras tikai vārdi par juridisko formu." in content
    assert "Pilskalnes pagasts (Jēkabpils novads)" in content
    assert "„bedrība” šeit nav zināms" in content
    assert "Varbūt: Biedrība" in content
    assert "„info(at)avots.lv” nav e-pasta adrese" in content
    assert "&lt;b&gt;Kalns&lt;/b&gt;" in response.content.decode()
    assert "<b>Kalns</b>" not in response.content.decode()
    assert "Zīme < tiek rādīta, kā uzrakstīta" in content
    assert "tas glabājas kā parasts teksts" in content


def test_a_new_row_shows_everything_that_would_be_written(door, land):
    address = brought_in(door, HEAD + "Rītausma;kopiena;rubenes pag;Zāle, galdi;info@ritausma.lv\n").get_absolute_url()
    row = " ".join(text_of(door.get(address)).split('id="row-2"')[1].split("</li>")[0].split())
    for title, value in (
        ("Veids", "Kopienas iniciatīvas grupa"),
        ("Vieta", "Rubenes pagasts"),
        ("Piedāvā", "Zāle, galdi"),
    ):
        assert f'<span class="quiet">{title}:</span> {value}</span>' in row


def test_where_no_place_is_like_the_one_in_the_row_all_places_are_offered(door, land):
    content = text_of(door.get(brought_in(door, HEAD + "Rītausma;kopiena;Miglas pagasts;;\n").get_absolute_url()))
    assert "Vieta „Miglas pagasts” šeit nav zināma" in content
    assert f'<option value="{land.slug}">' in content
    assert '<optgroup label="Jēkabpils novads">' in content


@pytest.mark.parametrize("language", ["lv", "en", "ru"])
def test_the_labels_of_our_own_form_are_known_as_headings(language, db):
    with translation.override(language):
        labels = {name: str(field.label) for name, field in OrganisationForm.base_fields.items()}
    fields = dict(zip(labels, mapping_of(list(labels.values()), titles()), strict=True))
    assert fields == {name: "parish" if name == "place" else name for name in labels}


def test_fates_are_links_that_narrow_the_rows(door, land):
    address = brought_in(door, MANY).get_absolute_url()
    content = text_of(door.get(f"{address}?fate=wrong"))
    assert "Avots" in content
    assert "Rītausma" not in content.split('class="plain-list ruled import-rows"')[1]
    assert 'href="?fate=new#rows-heading"' in content or f'href="{address}?fate=new#rows-heading"' in content
    assert "Rītausma" in text_of(door.get(f"{address}?fate=nonsense&page=99"))


def test_with_htmx_only_the_import_comes(door, land):
    found = brought_in(door)
    response = door.get(found.get_absolute_url(), headers=HTMX)
    assert response.content.decode().strip().startswith('<div id="import"')
    assert "HX-Request" in response.headers["Vary"]
    assert door.get(ADDRESS, headers=HTMX).content.decode().strip().startswith('<div id="imports"')


@pytest.mark.parametrize("number", [1, 3])
def test_the_preview_asks_the_same_number_of_queries_for_one_row_and_three(
    door, land, number, django_assert_num_queries
):
    for which in range(3):
        make.organisation(f"Biedrība „Zīle {which}”", place=land)
    text = HEAD + "".join(f"Zīle {which};kopiena;Rubenes pagasts;;\n" for which in range(number))
    address = brought_in(door, text).get_absolute_url()
    door.get(address)
    with django_assert_num_queries(PREVIEW_QUERIES):
        content = text_of(door.get(address))
    assert content.count("Tas pats nosaukums, atšķiras") == number


def test_fifty_rows_stand_on_a_page(door, land):
    text = HEAD + "".join(f"Kopiena {which} {'abcdefghij'[which % 10] * 9};kopiena;;;\n" for which in range(60))
    address = brought_in(door, text).get_absolute_url()
    assert text_of(door.get(address)).count('class="import-row"') == 50
    assert text_of(door.get(f"{address}?page=2")).count('class="import-row"') == 10


def test_the_very_same_file_is_recognised(door, land):
    first = brought_in(door)
    door.post(f"{first.get_absolute_url()}confirmation/")
    again = brought_in(door)
    content = text_of(door.get(again.get_absolute_url()))
    assert "Tieši šis fails jau ir ienests" in content
    assert first.get_absolute_url() in content
    assert "Reģistrā nekas nemainītos." in content
    assert "Ierakstīt reģistrā" not in content
    response = door.post(f"{again.get_absolute_url()}confirmation/")
    assert response.status_code == 409
    assert "Šajā failā nekas reģistru nemainītu" in text_of(response)


# --- columns and decisions ------------------------------------------------------


def test_columns_get_another_meaning(door, land):
    found = brought_in(door, "Kā sauc;Ko dara\nRītausma;Dzied\n")
    address = found.get_absolute_url()
    content = text_of(door.get(address))
    assert '<details class="import-columns" open>' in content
    assert "Rītausma" in content
    response = door.post(f"{address}columns/", {"column-0": "name", "column-1": "offers", "usual_kind": "library"})
    assert response["Location"] == address
    [row] = found.rows.all()
    assert (row.fate, row.values) == (Fate.NEW, {"name": "Rītausma", "offers": "Dzied", "kind": "library"})


@pytest.mark.parametrize("wrong", [{"column-0": "name", "column-1": "name"}, {"column-0": "drop table"}])
def test_columns_that_make_no_sense_get_a_sentence(door, land, wrong):
    found = brought_in(door)
    response = door.post(f"{found.get_absolute_url()}columns/", wrong)
    assert response.status_code == 422
    assert "form-errors" in text_of(response) or "error" in text_of(response)
    found.refresh_from_db()
    assert found.mapping == ["name", "kind", "parish", "offers", "contact_email"]


def test_decisions_of_a_page_are_saved_and_one_returns_to_the_same_rows(door, land):
    zile = make.organisation("Biedrība „Zīle”", place=land)
    found = brought_in(door, MANY)
    back = f"{found.get_absolute_url()}?fate=unclear"
    posted = {"row-4": zile.slug, "place-5": "pilskalne-a", "row-x": "new", "place-99999999999": "", "next": back}
    response = door.post(f"{found.get_absolute_url()}rows/", posted)
    assert response["Location"] == back
    rows = {row.number: row for row in found.rows.all()}
    assert (rows[4].fate, rows[4].organisation) == (Fate.UNCLEAR, zile)
    assert (rows[5].fate, rows[5].values["place"]) == (Fate.NEW, "pilskalne-a")
    content = text_of(door.get(back))
    assert "3. rinda ir par to pašu organizāciju" in content
    door.post(
        f"{found.get_absolute_url()}rows/", {"row-4": zile.slug, "all": "skip", "next": "https://elsewhere.test/"}
    )
    assert {row.fate for row in found.rows.filter(number__in=[4])} == {Fate.UNCLEAR}


def test_all_unclear_rows_are_decided_with_one_button(door, land):
    found = brought_in(door, HEAD + "A;kopiena;Qqq;;\nB;kopiena;Www;;\n")
    assert "Pieņemt visas kā jaunas" in text_of(door.get(found.get_absolute_url()))
    response = door.post(f"{found.get_absolute_url()}rows/", {"all": "new"})
    assert response["Location"] == found.get_absolute_url()
    assert {row.fate for row in found.rows.all()} == {Fate.NEW}


# --- carrying out and taking back -----------------------------------------------


def test_confirming_writes_and_says_so_and_can_be_taken_back(door, land):
    found = brought_in(door)
    address = found.get_absolute_url()
    content = text_of(door.post(f"{address}confirmation/", follow=True))
    made = Organisation.objects.get()
    assert made.name == "Rītausma"
    assert "Gatavs. Tagad organizācijas redz visi." in content
    assert "Pievienota 1 organizācija." in content
    assert made.get_absolute_url() in content
    assert "Ierakstīt reģistrā" not in content
    content = text_of(door.post(f"{address}confirmation/", {"_method": "DELETE"}, follow=True))
    assert not Organisation.objects.exists()
    assert "Imports ir atsaukts." in content
    assert "Atsauca Koordinatore" in content
    assert door.post(f"{address}confirmation/", {"_method": "DELETE"}).status_code == 409


def test_what_cannot_be_taken_back_is_told(door, land, contact):
    found = brought_in(door)
    door.post(f"{found.get_absolute_url()}confirmation/")
    make.membership(contact, Organisation.objects.get())
    content = text_of(door.post(f"{found.get_absolute_url()}confirmation/", {"_method": "DELETE"}, follow=True))
    assert "Ko neizdevās atsaukt:" in content
    assert "Tai jau ir piesaistīti cilvēki" in content
    assert Organisation.objects.exists()


def test_a_registry_that_moved_is_shown_before_anything_is_written(door, land):
    found = brought_in(door)
    make.organisation("Rītausma", kind="initiative_group", place=land)
    content = text_of(door.post(f"{found.get_absolute_url()}confirmation/", follow=True))
    assert "Kopš priekšskatījuma reģistrs ir mainījies" in content
    assert "Gatavs." not in content
    assert Organisation.objects.count() == 1


def test_a_preview_is_dropped(door, land):
    found = brought_in(door)
    content = text_of(door.post(found.get_absolute_url(), {"_method": "DELETE"}, follow=True))
    assert "Priekšskatījums ir atmests" in content
    assert "Atmests" in content
    content = text_of(door.get(found.get_absolute_url()))
    assert "Atmeta Koordinatore" in content
    assert "Ierakstīt reģistrā" not in content
    assert door.post(f"{found.get_absolute_url()}confirmation/").status_code == 409
    assert not Organisation.objects.exists()


# --- files ----------------------------------------------------------------------


def test_the_report_is_a_table_in_which_nothing_runs(door, land):
    found = brought_in(door, HEAD + "=cmd|' /C calc'!A0;bedrība;;;\nRītausma;kopiena;;;\n")
    response = door.get(f"{found.get_absolute_url()}report.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="importa-parskats-' in response["Content-Disposition"]
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Rinda,Nosaukums,Kas ar to notiek,Iemesls"
    assert lines[1].startswith("2,'=cmd|' /C calc'!A0,Kļūdaina,")
    assert lines[2] == "3,Rītausma,Jauna,"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_empty_table_has_headings_the_import_knows(door, form):
    response = door.get(f"{ADDRESS}template.{form}")
    assert response["Content-Type"] == TEMPLATES[form][1]
    assert f'filename="organizacijas-aizpildisanai.{form}"' in response["Content-Disposition"]
    content = response.content
    if form == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(content))
        headings = [cell.value for cell in book.worksheets[0][1]]
        assert [sheet.title for sheet in book] == ["Organizācijas", "Ko rakstīt"]
        assert book.worksheets[1].max_row == len(COLUMNS) + 1
        assert len(book.worksheets[0].data_validations.dataValidation) == 3
    else:
        headings = content.decode("utf-8-sig").strip().split(",")
    assert mapping_of(headings, titles()) == list(COLUMNS)


def test_the_filled_in_empty_table_is_read(door, land):
    book = openpyxl.load_workbook(io.BytesIO(door.get(f"{ADDRESS}template.xlsx").content))
    book.worksheets[0].append(["Rītausma", "Biedrība", "Biedrība", "40003052786", "Rubenes pagasts"])
    file = io.BytesIO()
    book.save(file)
    found = brought_in(door, file.getvalue())
    assert found.counts == {"new": 1}
    assert [note[0] for note in found.notes] == [
        "Only the sheet “%(sheet)s” was read; other sheets in the file: %(others)s."
    ]
    [row] = found.rows.all()
    assert row.values == {
        "name": "Rītausma",
        "kind": "association",
        "legal_form": "association",
        "registration_number": "40003052786",
        "place": land.slug,
    }


def test_what_is_written_into_a_file_is_read_back():
    rows = [["Nosaukums", "Piedāvā"], ["Rītausma", "=1+1"], ["-B", "teksts; ar, visu\nko"]]
    table = read_table(table_csv(rows))
    assert [table.headings, *(row.cells for row in table.rows)] == [tuple(row) for row in rows]
