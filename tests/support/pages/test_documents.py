"""The doors to the document away from the screen."""

from datetime import date

import pytest

from savienojums.core.documents import keeping
from savienojums.support.queries import documents as queries
from tests import make

pytestmark = pytest.mark.django_db
PDF = "/support/document.pdf"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def pressed(monkeypatch):
    """What the typesetter was told, instead of a PDF."""
    told = []

    def press(template, content):
        told.append((template, content))
        return b"%PDF-"

    monkeypatch.setattr(keeping, "press", press)
    return told


def test_the_document_is_a_pdf_with_a_name(client):
    make.round_of(make.measure("Upes fonds"), closes_on=date(2027, 3, 1))
    response = client.get(PDF)
    assert response.content.startswith(b"%PDF-")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="selija-atbalsts.pdf"'


def test_the_filter_of_the_list_holds_for_the_document(client, pressed):
    make.measure("Aizdevums", kind="loan")
    make.measure("Dotācija", kind="grant")
    client.get(PDF, {"kind": "loan"})
    ((template, told),) = pressed
    assert (template, told["words"]) == ("support/documents/booklet", "Tikai: Aizdevums.")
    assert [leaf["name"] for group in told["groups"] for leaf in group["leaves"]] == ["Aizdevums"]


def test_the_second_reader_has_it_at_once_until_something_changes(client, pressed):
    measure = make.measure("Upes fonds")
    for _reader in range(2):
        client.get(PDF)
    assert len(pressed) == 1
    make.round_of(measure, closes_on=date(2027, 3, 1))
    client.get(PDF)
    client.get(PDF, {"by": "provider"})
    client.get(PDF, headers={"Accept-Language": "en"})
    assert len(pressed) == 4


def test_an_unchanged_document_is_not_sent_again(client, pressed):
    mark = client.get(PDF)["ETag"]
    assert client.get(PDF, headers={"If-None-Match": mark}).status_code == 304
    make.measure()
    assert client.get(PDF, headers={"If-None-Match": mark}).status_code == 200


def test_who_comes_while_another_document_is_made_is_asked_to_wait(client):
    answers = []

    def meanwhile():
        answers.append(client.get(PDF))
        return b"other"

    keeping.kept("other.pdf", (1,), meanwhile)
    (response,) = answers
    assert (response.status_code, response["Retry-After"], response["Refresh"]) == (503, "3", "3")
    assert "Acumirkli" in response.content.decode()
    assert "ETag" not in response


def test_too_many_measures_are_refused_in_a_sentence(client, monkeypatch):
    monkeypatch.setattr(queries, "MOST", 1)
    make.measure("A")
    make.measure("B")
    response = client.get(PDF)
    assert response.status_code == 409
    assert "Izvēlieties vietu" in response.content.decode()


def test_drafts_are_in_nobodys_document(client, editor, pressed):
    make.measure("Slepens fonds", published_at=None)
    client.force_login(editor)
    client.get(PDF)
    assert "Slepens" not in str(pressed)


def test_documents_are_only_read(client):
    assert client.post(PDF).status_code == 405


def test_a_poster_hangs_for_any_year_and_filter(client, pressed):
    make.measure("Upes fonds", status="recurring", recurrence="yearly", usual_deadlines=["03-01"])
    response = client.get("/support/year/2027/poster.pdf", {"kind": "grant"})
    assert response["Content-Disposition"] == 'inline; filename="selija-atbalsts-2027.pdf"'
    client.get("/support/year/poster.pdf")
    assert [template for template, _told in pressed] == ["support/documents/poster"] * 2
    assert [told["title"] for _template, told in pressed] == ["2027. gada termiņi", "Nākamo divpadsmit mēnešu termiņi"]


def test_the_page_of_the_year_leads_to_its_poster(client):
    make.measure("Upes fonds", status="recurring", recurrence="yearly", usual_deadlines=["03-01"])
    page = client.get("/support/year/2027/", {"kind": "grant"}).content.decode()
    assert 'href="/support/year/2027/poster.pdf?kind=grant"' in page
    assert 'href="/support/year/poster.pdf?"' in client.get("/support/year/").content.decode()


@pytest.mark.parametrize("number", ["1999", "9999"])
def test_a_poster_of_a_year_nobody_knows_is_not_found(client, number):
    assert client.get(f"/support/year/{number}/poster.pdf").status_code == 404


def test_the_file_without_a_line_is_a_download(client):
    make.measure("Aizdevums", kind="loan")
    make.measure("Dotācija", kind="grant")
    response = client.get("/support/document.html", {"kind": "loan"})
    page = response.content.decode()
    assert response["Content-Disposition"] == 'attachment; filename="selija-atbalsts.html"'
    assert "Aizdevums</h3>" in page
    assert "Dotācija" not in page
    assert client.post("/support/document.html").status_code == 405
