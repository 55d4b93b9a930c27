"""Minutes on paper: PDF for everyone, DOCX to work on; one meeting, and a series between two days."""

import io
import shutil
import subprocess
from datetime import date, time, timedelta

import docx
import pikepdf
import pytest

from savienojums.core.clock import now
from savienojums.events.actions import minutes as acts
from savienojums.events.actions import points as point_acts
from savienojums.events.actions import series as series_acts
from savienojums.events.actions.proposals import add_proposal
from savienojums.events.actions.tasks import add_task
from savienojums.network.models import Project
from tests import make

pytestmark = pytest.mark.django_db
SENTENCE = "Projektu finansē Sabiedrības integrācijas fonds."


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def association():
    return make.organisation("Biedrība „Kaldabruņa”")


@pytest.fixture
def host(contact, association):
    make.membership(contact, association)
    return contact


@pytest.fixture
def series(host, association):
    project = Project.objects.create(name="Sēlijas salas", number="2025.LV/014", funder_sentence={"lv": SENTENCE})
    details = {
        "title": {"lv": "Kaldabruņas otrdienas"}, "kind": "community_meeting", "rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        "first_on": date(2026, 9, 15), "begins": time(18), "ends": time(20), "organisers": [association],
        "project": project,
    }  # fmt: skip
    return series_acts.make_series(by=host, details=details, at=make.NOW - timedelta(days=90))


def hold(event, host, association, circle="everyone"):
    """A meeting with a decision, a task and a proposal, closed and published."""
    after = event.ends_at + timedelta(hours=1)
    day = event.first_day
    acts.write_minutes(
        by=host, event=event, details={"chair": "Biedrības vadītāja", "keeper": "Bibliotekāre"}, at=after
    )
    point = point_acts.add_point(by=host, event=event, title=f"Talka {day:%d.%m.}", at=after)
    said = {"discussion": "Runājām <ilgi> & *daudz* #un $1.", "decision": f"Talka būs {day:%d.%m.}"}
    point_acts.change_point(by=host, point=point, details=said, at=after)
    task = {"what": f"Zupa {day:%d.%m.}", "who": "Pavāre", "organisation": association, "point": point}
    add_task(by=host, event=event, details=task, at=after)
    add_proposal(by=host, event=event, details={"text": f"Ceļš {day:%d.%m.}", "addressee_name": "Dome"}, at=after)
    acts.close_minutes(by=host, event=event, at=after)
    acts.publish_minutes(by=host, event=event, circle=circle, at=after)


@pytest.fixture
def meetings(series, host, association):
    held = list(series.events.order_by("starts_at")[:3])
    for event, circle in zip(held, ["everyone", "everyone", "members"], strict=True):
        hold(event, host, association, circle)
    return held


def fetched(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer


def pdf_text(content):
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed (Debian: apt-get install poppler-utils)")
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def docx_text(content):
    paper = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    feet = [line.text for line in paper.sections[0].footer.paragraphs]
    return "\n".join([*(line.text for line in paper.paragraphs), *cells, *feet])


def test_the_pdf_of_one_meeting_is_tagged_and_says_everything(client, meetings):
    answer = fetched(client, f"{meetings[0].get_absolute_url()}minutes.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-store"
    paper = pikepdf.open(io.BytesIO(answer.content))
    assert paper.Root.MarkInfo.Marked
    assert str(paper.Root.Lang) == "lv"
    said = pdf_text(answer.content)
    for words in ("Protokols", "Talka 15.09.", "Runājām <ilgi> & *daudz* #un $1.", "Talka būs 15.09.", "Zupa 15.09.",
                  "Ceļš 15.09.", "Dome", "Biedrības vadītāja", SENTENCE, "2025.LV/014"):  # fmt: skip
        assert words in said


def test_the_compiled_pdf_has_contents_and_chapters_and_only_what_one_may_read(client, meetings, host):
    address = f"{meetings[0].series.get_absolute_url()}minutes.pdf"
    said = pdf_text(fetched(client, address).content)
    for words in ("Apkopots protokols", "Saturs", "Lēmumi", "Uzdevumi", "Priekšlikumi", "Talka 15.09.", "Talka 29.09."):
        assert words in said
    assert "13.10." not in said
    client.force_login(host)
    assert "Talka 13.10." in pdf_text(fetched(client, address).content)


def test_compiled_minutes_are_narrowed_to_days_with_both_ends(client, meetings):
    address = f"{meetings[0].series.get_absolute_url()}minutes.docx"
    said = docx_text(fetched(client, f"{address}?since=2026-09-29&until=2026-09-29").content)
    assert "Talka 29.09." in said
    assert "Talka 15.09." not in said
    assert client.get(f"{address}?since=2027-01-01").status_code == 404


def test_the_docx_has_real_headings_tables_and_the_funder_in_its_foot(client, meetings):
    answer = fetched(client, f"{meetings[0].get_absolute_url()}minutes.docx")
    assert answer["Content-Disposition"].startswith("attachment")
    paper = docx.Document(io.BytesIO(answer.content))
    headings = [line.text for line in paper.paragraphs if line.style.name == "Heading 1"]
    assert headings == ["1. Talka 15.09.", "Visas sanāksmes uzdevumi un priekšlikumi"]
    assert [cell.text for cell in paper.tables[0].rows[1].cells][:2] == ["Zupa 15.09.", "Pavāre, Biedrība „Kaldabruņa”"]
    assert f"{SENTENCE} Projekts Nr. 2025.LV/014" in docx_text(answer.content)
    assert paper.core_properties.title == "Protokols: Kaldabruņas otrdienas"


LISTED = "Vajag:\n- galdus\n- krēslus\n15. decembrī tiekamies.\n\n16. decembrī atpūšamies."


@pytest.fixture
def listed(meetings):
    meetings[0].points.update(discussion=LISTED, decision="- pirkt\n- lūgt")
    return meetings[0]


def test_lists_are_lists_on_the_page_and_numbers_stay(client, listed):
    page = fetched(client, f"{listed.get_absolute_url()}minutes/").content.decode()
    assert "<li>galdus</li>\n<li>krēslus</li>" in page
    assert "<li>pirkt</li>\n<li>lūgt</li>" in page
    for words in ("15. decembrī tiekamies.", "<p>16. decembrī atpūšamies.</p>"):
        assert words in page


def test_lists_are_lists_in_docx(client, listed):
    paper = docx.Document(io.BytesIO(fetched(client, f"{listed.get_absolute_url()}minutes.docx").content))
    assert [line.text for line in paper.paragraphs if line.style.name == "List Bullet"] == [
        "galdus", "krēslus", "pirkt", "lūgt"
    ]  # fmt: skip
    said = [line.text for line in paper.paragraphs]
    assert "15. decembrī tiekamies." in said
    assert "Lēmums: " in said


def test_lists_are_lists_in_pdf_and_have_marks_in_tables(client, listed):
    said = pdf_text(fetched(client, f"{listed.get_absolute_url()}minutes.pdf").content)
    for words in ("• galdus", "• pirkt", "15. decembrī tiekamies."):
        assert words in said
    assert "- galdus" not in said
    compiled = pdf_text(fetched(client, f"{listed.series.get_absolute_url()}minutes.pdf").content)
    assert compiled.count("• lūgt") == 2


def test_the_compiled_docx_has_a_table_of_contents_that_is_filled(client, meetings):
    content = fetched(client, f"{meetings[0].series.get_absolute_url()}minutes.docx").content
    paper = docx.Document(io.BytesIO(content))
    assert 'TOC \\o "1-2"' in paper.element.xml
    said = docx_text(content)
    assert said.count("2026. gada 15. septembris") >= 2
    assert "Talka 13.10." not in said


def test_the_page_of_compiling_lists_what_one_may_read(client, meetings, outsider):
    address = f"{meetings[0].series.get_absolute_url()}minutes/"
    client.force_login(outsider)
    shown = fetched(client, address).content.decode()
    assert "2 sanāksmes ar protokolu" in shown
    assert "minutes.pdf" in shown
    assert "since=2026-09-20" in fetched(client, f"{address}?since=2026-09-20").content.decode()
    assert client.get(f"{address}?since=nekad").status_code == 422
    assert "nav protokolu" in fetched(client, f"{address}?since=2027-01-01").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_compiling_asks_as_much_however_many_meetings_there_are(
    client, series, host, association, count, django_assert_num_queries
):
    for event in series.events.order_by("starts_at")[:count]:
        hold(event, host, association)
    address = f"{series.get_absolute_url()}minutes.docx"
    client.get(address)
    with django_assert_num_queries(10):
        client.get(address)


def test_letters_without_a_shape_do_not_keep_minutes_from_being_printed(client, meetings, host):
    event = meetings[0]
    acts.reopen_minutes(by=host, event=event, at=now())
    point = event.points.first()
    point_acts.change_point(by=host, point=point, details={"discussion": "Prieks 🎉\x07 \ud7ff"}, at=now())
    assert fetched(client, f"{event.get_absolute_url()}minutes.pdf").content.startswith(b"%PDF")
    assert fetched(client, f"{event.get_absolute_url()}minutes.docx").content.startswith(b"PK")
