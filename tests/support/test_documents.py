"""The document on paper: what stands in it, in which order, and whether those who do not see can read it."""

import io
import shutil
import subprocess
import sys
import unicodedata
from datetime import date, time
from decimal import Decimal

import pikepdf
import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core.documents import keeping
from savienojums.core.documents.letters import SHOWN, printable
from savienojums.core.marks import one_reading
from savienojums.support.documents import composition
from savienojums.support.queries import documents as queries
from savienojums.support.queries.measures import filters_of
from tests import make

pytestmark = pytest.mark.django_db
LETTERS = "Āā Čč Ēē Ģģ Īī Ķķ Ļļ Ņņ Šš Ūū Žž"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA = tmp_path
    settings.SITE_URL = "https://savienojums.example"


def booklet(query="", by="theme"):
    return queries.booklet_for(filters_of(QueryDict(query)), by, make.NOW)


def printed(query="", by="theme"):
    content = keeping.press("support/documents/booklet", composition.booklet(booklet(query, by)))
    return pikepdf.open(io.BytesIO(content)), content


def text_of(content):
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed (Debian: apt-get install poppler-utils)")
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def tags(node, found=None):
    """The tags of a PDF's tree, outermost first."""
    found = [] if found is None else found
    if isinstance(node, pikepdf.Array):
        for each in node:
            tags(each, found)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        found.append(str(node.S))
        if "/K" in node:
            tags(node.K, found)
    return found


def full(name="Upes fonds", **details):
    measure = make.measure(
        name, summary={"lv": f"Upēm: {LETTERS}"}, amount_max=Decimal("1000.50"), legal_forms=["association"],
        way_in=["email"], checked_on=date(2026, 9, 1), url="https://www.sif.gov.lv", source_url="https://likumi.lv/x", ask_where="Tālrunis 112",
        conditions="Vai darbosieties Sēlijā?", **details,
    )  # fmt: skip
    measure.themes.add(make.theme())
    make.round_of(measure, closes_on=date(2027, 3, 1), closes_hour=time(12))
    return measure


def test_an_entry_tells_everything_in_one_place():
    measure = full()
    (group,) = booklet().groups
    (leaf,) = group.leaves
    assert (group.name, leaf.name, leaf.until) == ("Kultūra", "Upes fonds", ["2027. gada 1. marts, plkst. 12:00"])
    assert {fact.label: fact.lines for fact in leaf.facts} == {
        "Kas": ["Biedrība"],
        "Cik": ["līdz 1\u00a0000,50\u00a0EUR"],
        "Jāzina": ["Vai darbosieties Sēlijā?"],
        "Kā": ["Pa e-pastu"],
        "Kur jautāt": ["Tālrunis 112"],
        "Tīmekļa adrese": ["https://www.sif.gov.lv"],
    }
    assert leaf.checked == "2026. gada 1. septembris"
    assert leaf.address == f"https://savienojums.example{measure.get_absolute_url()}"


def test_a_measure_stands_once_and_its_other_themes_refer_to_it():
    measure = full()
    measure.themes.add(make.theme("nature", "Daba"))
    assert [(group.name, len(group.leaves), len(group.also)) for group in booklet().groups] == [
        ("Kultūra", 1, 0),
        ("Daba", 0, 1),
    ]


def test_the_document_may_be_grouped_by_provider():
    make.measure("Upes fonds", provider=make.provider("Žagatas fonds"))
    make.measure("Ezeru fonds", provider=make.provider("Āžu fonds"))
    assert [group.name for group in booklet(by="provider").groups] == ["Āžu fonds", "Žagatas fonds"]


def test_the_index_knows_announced_and_expected_days():
    full()
    make.measure("Ezeru fonds", status="recurring", recurrence="yearly", usual_deadlines=["03-05"])
    (month,) = booklet().months
    assert [(day.day, day.hour, day.name, day.expected) for day in month.days] == [
        ("1.03.2027.", "12:00", "Upes fonds", False),
        ("5.03.2027.", "", "Ezeru fonds", True),
    ]


def test_only_what_the_filter_leaves_and_nothing_unpublished_is_printed():
    make.measure("Dotācija", kind="grant")
    make.measure("Aizdevums", kind="loan")
    make.measure("Slepens", kind="loan", published_at=None)
    found = booklet("kind=loan")
    assert [leaf.name for group in found.groups for leaf in group.leaves] == ["Aizdevums"]
    assert found.words == "Aizdevums"
    assert found.address == "https://savienojums.example/support/?kind=loan"


def test_what_is_too_long_for_paper_is_refused_with_a_way_out(monkeypatch):
    monkeypatch.setattr(queries, "MOST", 1)
    make.measure("A")
    make.measure("B")
    with pytest.raises(queries.TooLong) as refusal:
        booklet()
    assert "2" in str(refusal.value.sentence)


def test_who_cannot_see_can_read_the_pdf():
    full()
    pdf, _content = printed()
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "lv"
    assert pdf.open_metadata()["pdfuaid:part"] == "1"
    assert pdf.open_metadata()["dc:title"] == "Savienojuma dokuments"
    found = tags(pdf.Root.StructTreeRoot.K)
    assert found.count("/H1") == 3
    assert {"/H2", "/TOC", "/TOCI", "/Link", "/Table", "/TH", "/TD", "/L", "/LI"} <= set(found)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_latvian_letters_can_be_searched_and_copied():
    full()
    _pdf, content = printed()
    text = text_of(content)
    for word in (
        LETTERS,
        "Sēlijas salas",
        "2027. gada 1. marts, plkst. 12:00",
        "1 000,50 EUR",
        "2026. gada 1. septembris",
    ):
        assert word in text.replace("\u00a0", " ")


def test_russian_and_strange_letters_are_printed_too():
    make.measure("Фонд реки 河 ﷺ 🙂 \x01\u202e")
    assert "Фонд реки □ □ □" in text_of(printed()[1])


@given(st.text())
def test_every_text_becomes_letters_that_have_a_shape(words):
    shown = printable({"a": [words]})["a"][0]
    assert printable(shown) == shown
    assert not {unicodedata.category(letter) for letter in shown.replace("\n", "")} & {"Cc", "Cn", "Cs", "Co"}


def test_all_letters_that_count_as_shown_have_a_shape():
    letters = "".join(chr(code) for first, last in SHOWN for code in range(first, last + 1))
    make.measure("A", who_text=" ".join(sorted(set(printable(letters)))))
    assert printed()[1].startswith(b"%PDF-")


@pytest.mark.parametrize(
    "words", ['#panic("x")', "$x^2$ *b* _i_ @ref <a> \\", '"]); #eval("1")', "= A\n- b\n/ t: d", ""]
)
def test_what_people_write_is_content_and_never_program(words):
    make.measure("Upes fonds", summary={"lv": words}, who_text=words, conditions=words, ask_where=words)
    text = text_of(printed()[1]).replace(" ", "")
    assert [line for line in words.splitlines() if line.replace(" ", "") not in text] == []


def test_an_empty_list_is_a_document_that_says_so():
    _pdf, content = printed("q=nekas")
    assert "0 atbalsta pasākumu" in text_of(content)


def test_a_document_is_made_once(monkeypatch):
    made = []

    def make_it():
        made.append(1)
        return b"content"

    assert [keeping.kept("a.pdf", ("x", mark), make_it) for mark in (1, 1, 2)] == [b"content"] * 3
    assert len(made) == 2


def test_two_documents_are_not_made_at_once():
    def while_another():
        with pytest.raises(keeping.Busy):
            keeping.kept("b.pdf", (2,), lambda: b"other")
        return b"one"

    assert keeping.kept("a.pdf", (1,), while_another) == b"one"
    assert keeping.kept("b.pdf", (2,), lambda: b"other") == b"other"


def test_old_documents_make_room(monkeypatch):
    monkeypatch.setattr(keeping, "MOST_KEPT", 2)
    for number in range(5):
        keeping.kept("a.pdf", (number,), lambda: b"x")
    assert len(list(keeping.folder().glob("*.pdf"))) == 2


def test_a_typesetter_that_fails_is_told_in_a_sentence(capsys):
    with pytest.raises(keeping.NotMade):
        keeping.press("support/documents/nothing", {})
    assert "nothing" in capsys.readouterr().err


@pytest.mark.parametrize("count", [1, 3])
def test_a_document_asks_the_same_questions_however_long_it_is(count, django_assert_num_queries):
    for number in range(count):
        full(f"A {number}", provider=make.provider(f"Sniedzējs {number}"))
    booklet()
    with one_reading(), django_assert_num_queries(9):
        assert booklet().count == count


def test_who_serves_pages_never_loads_the_typesetter():
    known = "import django; django.setup(); import sys, savienojums.urls; print('typst' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", known], capture_output=True, check=True, text=True)
    assert done.stdout == "False\n"


def test_an_entry_that_is_longer_than_a_page_is_printed_whole():
    lines = "\n".join(f"Noteikums numur {number}, kas jāievēro ikvienam, kurš piesakās." for number in range(150))
    make.measure("Garais fonds", terms=lines)
    text = text_of(printed()[1])
    assert all(f"Noteikums numur {number}," in text for number in range(150))
