"""The signature sheet: printed with names and blank rows, typed back once."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core.refusal import NotAllowed
from savienojums.core.words import fold
from savienojums.events import arrivals as core
from savienojums.events.actions import arrivals as acts
from savienojums.events.actions.sheets import take_sheet
from savienojums.events.models import Attendance
from savienojums.events.queries import arrivals, sheets
from savienojums.events.sheets import Listed, Roll, Typed, line_of, lines_of
from savienojums.journal.models import Record
from tests import make
from tests.make import NOW


@pytest.fixture
def event(contact):
    host = make.organisation("Biedrība „Ūdenszīmes”")
    make.membership(contact, host)
    return make.event(organisers=[host], starts_at=NOW, ends_at=NOW + timedelta(hours=3))


def typed(event, by, text, at=NOW):
    return take_sheet(by=by, event=event, lines=lines_of(text), at=at)


def states(results):
    return [result.state for result in results]


# --- reading lines ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("abc2345", Typed("abc2345", code="abc2345")),
        ("ABC-2345", Typed("ABC-2345", code="abc2345")),
        ("Anna Ozola", Typed("Anna Ozola", name="Anna Ozola")),
        ("Anna  Ozola, Biedrība „A”", Typed("Anna  Ozola, Biedrība „A”", name="Anna Ozola", organisation="Biedrība „A”")),
        ("Anna Ozola; A, B; Viesīte", Typed("Anna Ozola; A, B; Viesīte", name="Anna Ozola", organisation="A, B", place="Viesīte")),
        ("3.\tAnna Ozola\tA", Typed("3.\tAnna Ozola\tA", name="Anna Ozola", organisation="A")),
        ("abc2345; Anna Ozola; A", Typed("abc2345; Anna Ozola; A", "abc2345", "Anna Ozola", "A")),
        ("Anna Ozola · A (abc2345)", Typed("Anna Ozola · A (abc2345)", code="abc2345")),
        ("Ludmyta", Typed("Ludmyta", name="Ludmyta")),
    ],
)  # fmt: skip
def test_a_line_is_read_as_people_type_it(text, told):
    assert line_of(text) == told


@given(st.text(max_size=60))
def test_no_line_breaks_the_reading(text):
    for line in lines_of(text):
        assert Roll([]).meant(line).state in {"new", "unknown", "unclear"}


NAMES = st.lists(st.sampled_from(["Anna Ozola", "Ance Ozoliņa", "Jānis Bērziņš", "Ēriks Āboliņš"]), unique=True)


@given(NAMES, st.integers(1, 14))
def test_everybody_is_found_by_the_first_letters_with_or_without_diacritics(names, length):
    roll = Roll([Listed(f"code{at}", name, "", came=False) for at, name in enumerate(names)])
    for name in names:
        surname = name.split()[1]
        for start in (name[:length], fold(name)[:length], surname[:length]):
            assert name in {row.name for row in roll.beginning(start)}


# --- typing it back ---------------------------------------------------------------


def test_a_code_a_name_and_a_beginning_mean_the_same_row(event, contact):
    rows = [
        make.registration(event, name, email=f"{n}@selija.test").people.get()
        for n, name in enumerate(["Anna Ozola", "Jānis Bērziņš", "Pēteris Kalns"])
    ]
    results = typed(event, contact, f"{rows[0].row_code}\njanis berzins\nKaln")
    assert states(results) == ["came", "came", "came"]
    assert set(Attendance.objects.values_list("came_by", flat=True)) == {"sheet"}


def test_the_same_sheet_twice_changes_nothing(event, contact):
    make.registration(event, "Anna Ozola")
    text = "Anna Ozola\nJauna Persona, Ūdenszīmes\nJauna Persona; Ūdenszīmes"
    assert states(typed(event, contact, text)) == ["came", "new", "already"]
    before = list(Attendance.objects.values())
    assert states(typed(event, contact, text, NOW + timedelta(hours=1))) == ["already", "already", "already"]
    assert list(Attendance.objects.values()) == before


def test_somebody_new_comes_onto_the_list_from_paper(event, contact):
    place = make.place("Viesīte", kind="town")
    (result,) = typed(event, contact, "Jauna Persona; Ūdenszīmes; viesite")
    row = Attendance.objects.get()
    assert (result.state, result.code) == ("new", row.row_code)
    assert (row.name, row.organisation.name, row.place, row.way) == (
        "Jauna Persona", "Biedrība „Ūdenszīmes”", place, "paper",
    )  # fmt: skip


def test_a_signed_blank_row_keeps_its_code(event, contact):
    blank = sheets.sheet_rows(event, 2)[0].code
    assert states(typed(event, contact, blank)) == ["unclear"]
    assert states(typed(event, contact, f"{blank}; Jauna Persona")) == ["new"]
    assert Attendance.objects.get().row_code == blank
    assert states(typed(event, contact, f"{blank}; Jauna Persona")) == ["already"]


def test_a_code_of_nobody_and_half_a_name_are_asked_for_again(event, contact):
    make.registration(event, "Anna Ozola", email="a@selija.test")
    make.registration(event, "Anna Kalniņa", email="b@selija.test")
    results = typed(event, contact, "zzz2345\nanna\nZigis")
    assert states(results) == ["unknown", "several", "unclear"]
    assert [row.name for row in results[1].rows] == ["Anna Kalniņa", "Anna Ozola"]
    assert not Attendance.objects.came().exists()


def test_the_same_name_from_another_organisation_is_somebody_else(event, contact):
    make.registration(event, "Anna Ozola", organisation=make.organisation("Biedrība „Ausma”"))
    assert states(typed(event, contact, "Anna Ozola; Ūdenszīmes")) == ["new"]
    assert Attendance.objects.came().get().organisation.name == "Biedrība „Ūdenszīmes”"


def test_undo_takes_a_new_row_away_and_leaves_a_registered_one(event, contact):
    make.registration(event, "Anna Ozola")
    results = typed(event, contact, "Anna Ozola")
    assert acts.take_back(by=contact, event=event, code=results[0].code, at=NOW) is False
    results = typed(event, contact, "Jauna Persona")
    assert acts.take_back(by=contact, event=event, code=results[0].code, at=NOW) is True
    assert list(Attendance.objects.values_list("name", "came_at")) == [("Anna Ozola", None)]


def test_only_organisers_type(event, outsider):
    with pytest.raises(NotAllowed):
        typed(event, outsider, "Jauna Persona")
    assert not Attendance.objects.exists()


def test_ten_thousand_names_are_pasted_at_once(event, contact):
    names = [f"Vārds{n} Uzvārds{n}" for n in range(10_000)]
    with CaptureQueriesContext(connection) as asked:
        results = typed(event, contact, "\n".join(names))
    assert set(states(results)) == {"new"}
    assert arrivals.counts_of(event)["came"] == 10_000
    assert len(asked) < 500
    assert set(states(typed(event, contact, "\n".join(names)))) == {"already"}
    assert Attendance.objects.count() == 10_000


# --- the printed sheet ------------------------------------------------------------


def test_the_sheet_has_those_with_a_seat_in_latvian_order_and_blank_rows(event):
    from savienojums.core.words import sort_key

    for n, name in enumerate(["Žanna A", "Zane A", "Čaks A", "Cielava A"]):
        make.registration(event, name, email=f"{n}@selija.test")
    for row in Attendance.objects.all():
        Attendance.objects.filter(pk=row.pk).update(sort_name=sort_key(row.name))
    make.registration(event, "Gaida Vietu", email="w@selija.test").people.update(seat="waiting")
    rows = sheets.sheet_rows(event, 3)
    assert [row.name for row in rows] == ["Cielava A", "Čaks A", "Zane A", "Žanna A", "", "", ""]
    assert len({row.code for row in rows}) == 7
    assert all(core.is_blank_code(event.public_id, row.code, arrivals.secret()) for row in rows[4:])


# --- pages ------------------------------------------------------------------------


@pytest.fixture
def organiser(client, contact):
    client.force_login(contact)
    return client


def page_of(name, event):
    return reverse(name, args=[event.slug])


def test_the_sheet_is_printed_and_the_journal_says_so(organiser, event, contact):
    make.registration(event, "Anna Ozola")
    answer = organiser.get(page_of("event_sheet_pdf", event), {"blank": "2"})
    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]
    told = Record.objects.get(verb="events.list_exported")
    assert (told.by, told.subject_id, told.audience) == (contact, event.pk, "editors")
    assert told.particulars == {"form": "sheet", "count": 1}


def test_five_hundred_names_are_printed(organiser, event):
    Attendance.objects.bulk_create(
        Attendance(event=event, name=f"Vārds {n}", sort_name=f"{n:05}", seat="accepted") for n in range(500)
    )
    assert organiser.get(page_of("event_sheet_pdf", event), {"blank": "99999999"}).content.startswith(b"%PDF")


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_line_is_typed_with_and_without_script(organiser, event, headers):
    make.registration(event, "Anna Ozola")
    shown = organiser.post(page_of("event_sheet", event), {"word": "anna", "organisation": ""}, headers=headers)
    text = shown.content.decode()
    assert "Anna Ozola – ierašanās atzīmēta." in text
    assert ("<html" in text) == (not headers)
    assert Attendance.objects.came().count() == 1
    answer = organiser.post(
        page_of("event_sheet", event), {"_method": "DELETE", "code": Attendance.objects.get().row_code}
    )
    assert answer.url == page_of("event_sheet", event)
    assert not Attendance.objects.came().exists()


def test_a_blank_row_is_typed_in_two_steps(organiser, event):
    blank = sheets.sheet_rows(event, 1)[0].code
    page = page_of("event_sheet", event)
    assert f'value="{blank}"' in organiser.post(page, {"word": blank, "organisation": ""}).content.decode()
    organiser.post(page, {"word": "Jauna Persona", "organisation": "", "code": blank})
    assert Attendance.objects.came().get().row_code == blank


def test_of_several_one_is_chosen(organiser, event):
    for name in ("Anna Ozola", "Anna Kalniņa"):
        make.registration(event, name, email=f"{name[-2:]}@selija.test".replace("ņ", "n"))
    shown = organiser.post(page_of("event_sheet", event), {"word": "anna", "organisation": ""}).content.decode()
    code = Attendance.objects.get(name="Anna Kalniņa").row_code
    assert f'name="word" value="{code}"' in shown
    organiser.post(page_of("event_sheet", event), {"word": code})
    assert Attendance.objects.came().get().name == "Anna Kalniņa"


@pytest.mark.parametrize("name", ["event_sheet", "event_sheet_lines"])
def test_of_a_cancelled_event_no_sheet_is_typed(organiser, event, name):
    assert "Šis notikums ir atcelts" not in organiser.get(page_of(name, event)).content.decode()
    event.cancelled_at = NOW
    event.save()
    shown = organiser.get(page_of(name, event)).content.decode()
    assert "Šis notikums ir atcelts" in shown
    assert "<textarea" not in shown
    assert 'name="word"' not in shown


def test_many_lines_are_pasted_and_what_is_not_clear_stays(organiser, event):
    make.registration(event, "Anna Ozola")
    shown = organiser.post(
        page_of("event_sheet_lines", event), {"lines": "Anna Ozola\nzzz2345\nJauna Persona; Ūdenszīmes"}
    )
    text = shown.content.decode()
    assert "Ieradās: 1. Jauni sarakstā: 1. Jau bija atzīmēti: 0." in text
    assert ">zzz2345</textarea>" in "".join(text.split("\n"))


def test_organisations_are_proposed_from_the_registry(organiser, event):
    make.organisation("Rubenes kopiena")
    page = page_of("event_sheet_organisations", event)
    assert "Biedrība „Ūdenszīmes”" in organiser.get(page, {"organisation": "uden"}).content.decode()
    assert "option" not in organiser.get(page, {"organisation": ""}).content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("event_sheet", 11), ("event_sheet_pdf", 16), ("event_check_lines", 9)])
def test_the_pages_ask_the_same_number_of_questions(organiser, event, count, name, queries, django_assert_num_queries):
    for n in range(count):
        make.registration(
            event, f"Vārds {n}", email=f"{n}@selija.test", organisation=make.organisation(f"Biedrība {n}")
        )
    organiser.get(page_of(name, event))
    with django_assert_num_queries(queries):
        organiser.get(page_of(name, event))
