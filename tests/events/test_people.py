"""The organisers' hand on the list: paper and telephone, seats given and taken, the same person twice, tables."""

import pytest
from django.http import QueryDict

from savienojums.core.refusal import NotAllowed
from savienojums.events import questions
from savienojums.events.actions import consents
from savienojums.events.actions import registrations as acts
from savienojums.events.actions import registrations_desk as desk
from savienojums.events.answers import counted, said
from savienojums.events.exports_registrations import csv_of, headings, xlsx_of
from savienojums.events.forms.registrations_names import NamesForm
from savienojums.events.models import Attendance, CheckLine, Event, Quote, Registration, Voice
from savienojums.events.parties import Guest, Party
from savienojums.events.queries import registrations_people as people
from savienojums.events.queries.registrations import mailboxes_of_list
from savienojums.events.rules import registrations as rules
from savienojums.journal.models import Record
from savienojums.network.matching import match_name
from tests import make
from tests.events.focus import focus_group, note, quote, voices
from tests.events.listing import LATER, ask, party, registration, seats, waiting

pytestmark = pytest.mark.django_db
DIET = {"key": "diet", "kind": "choice", "label": {"lv": "Ko ēdat?"}, "choices": ["visu", "veģetāri"], "each": True}
BUS = {"key": "bus", "kind": "yes", "label": {"lv": "Brauksiet autobusā?"}, "required": True}


@pytest.fixture
def host(contact):
    make.membership(contact, make.organisation("Rīkotājs"))
    return contact


@pytest.fixture
def event(host):
    """Two seats, run by the host's organisation."""
    return make.event(takes_registrations=True, capacity=2, organisers=[host.memberships.get().organisation])


def row(name):
    return Attendance.objects.get(name=name)


def last(event):
    return Record.objects.about(event).latest("id")


def everything(event, query=""):
    return people.page_of_people(event, people.choice_of(QueryDict(query)), "")


def names(found):
    return [each.row.name for each in found.page.rows]


# --- names from paper ---------------------------------------------------------------


def test_a_party_from_paper_stands_in_the_same_order_and_needs_no_mailbox(event, host):
    ask(event, "Anna A")
    found = desk.enter_party(by=host, event=event, party=party("Bella B", "Baiba B", way="paper"), at=LATER)
    assert (found.way, found.entered_by, found.email) == ("paper", host, "")
    assert waiting(event) == ["Bella B", "Baiba B"]
    assert last(event).verb == "events.registration_entered"
    assert {each.way for each in found.people.all()} == {"paper"}


def test_names_are_written_down_after_the_deadline_too(event, host):
    Event.objects.update(registration_closes_at=make.NOW)
    with pytest.raises(acts.RegistrationClosed):
        ask(event)
    desk.enter_party(by=host, event=event, party=party("Anna A", way="telephone"), at=LATER)
    assert seats(event) == {"Anna A": "accepted"}


def test_many_names_at_once_never_make_more_people_than_seats(event, host):
    count = desk.enter_list(by=host, event=event, parties=[party(f"Cilvēks {n:03}") for n in range(300)], at=LATER)
    assert count == 300
    assert list(seats(event).values()).count("accepted") == 2
    assert waiting(event)[:2] == ["Cilvēks 002", "Cilvēks 003"]
    assert Record.objects.about(event).count() == 1
    assert last(event).particulars == {"people": 300, "registrations": []}


def test_a_mailbox_that_is_on_the_list_is_passed_over(event, host):
    ask(event, "Anna A", email="anna@selija.test")
    given = [party("Anna A", email="anna@selija.test"), party("Bella B", email="b@selija.test")] * 2
    assert desk.enter_list(by=host, event=event, parties=given, at=LATER) == 1


def test_ten_thousand_names_are_refused_and_nothing_is_kept(event, host):
    with pytest.raises(desk.TooManyNames, match="10000"):
        desk.enter_list(by=host, event=event, parties=[party("Anna A")] * 10_000, at=LATER)
    form = NamesForm({"names": "Anna Ozola\n" * 10_000, "way": "paper"})
    assert not form.is_valid()
    assert "10000" in str(form.errors)
    assert Registration.objects.count() == 0


def test_pasted_lines_are_understood_with_organisation_and_mailbox_in_any_order(event):
    community = make.organisation("Rubenes kopiena", match_name=match_name("Rubenes kopiena"))
    ask(event, "Dace D", email="dace@selija.test")
    with_organisations = (
        "Anna Ozola; rubenes kopiena; anna@selija.test\n\nJānis  Bērzs\tjanis@selija.test\tLauku nams\n"
    )
    text = f"{with_organisations}12\nx@y.test\nDace D; dace@selija.test\nElza E; nav adrese@\n"
    form = NamesForm({"names": text, "way": "telephone"})
    assert form.is_valid()
    lines = form.lines(mailboxes_of_list(event))
    assert [(each.number, each.name, each.email, bool(each.trouble)) for each in lines] == [
        (1, "Anna Ozola", "anna@selija.test", False),
        (3, "Jānis Bērzs", "janis@selija.test", False),
        (4, "12", "", True),
        (5, "x@y.test", "", True),
        (6, "Dace D", "dace@selija.test", True),
        (7, "Elza E", "nav adrese@", True),
    ]
    parties = form.parties(lines, "lv")
    assert [(each.name, each.organisation, each.organisation_name, each.way) for each in parties] == [
        ("Anna Ozola", community, "", "telephone"),
        ("Jānis Bērzs", None, "Lauku nams", "telephone"),
    ]


# --- seats by hand --------------------------------------------------------------------


def test_a_seat_is_given_out_of_turn_but_never_beyond_the_number(event, host):
    ask(event, "Anna A")
    ask(event, "Bella B", "Baiba B")
    desk.give_seat(by=host, attendance=row("Baiba B"), at=LATER)
    assert seats(event) == {"Anna A": "accepted", "Bella B": "waiting", "Baiba B": "accepted"}
    assert last(event).verb == "events.seat_given"
    with pytest.raises(desk.HallFull, match="2"):
        desk.give_seat(by=host, attendance=row("Bella B"), at=LATER)
    with pytest.raises(desk.AlreadySeated):
        desk.give_seat(by=host, attendance=row("Anna A"), at=LATER)


def test_who_was_taken_off_by_mistake_gets_the_seat_back(event, host):
    made = ask(event, "Anna A")
    desk.cancel_seat(by=host, attendance=row("Anna A"), at=LATER)
    made.refresh_from_db()
    assert (seats(event), made.cancelled_at) == ({"Anna A": "gone"}, LATER)
    desk.give_seat(by=host, attendance=row("Anna A"), at=LATER)
    made.refresh_from_db()
    assert (seats(event), made.cancelled_at) == ({"Anna A": "accepted"}, None)


def test_a_registration_made_anew_meanwhile_stands_against_the_old_one(event, host):
    ask(event, "Anna A")
    old = row("Anna A")
    desk.cancel_seat(by=host, attendance=old, at=LATER)
    ask(event, "Anna A", at=LATER)
    with pytest.raises(acts.MailboxInUse):
        desk.give_seat(by=host, attendance=old, at=LATER)


def test_a_taken_seat_goes_to_the_first_in_line(event, host):
    for name in ("Anna A", "Bella B", "Cita C"):
        ask(event, name)
    desk.cancel_seat(by=host, attendance=row("Anna A"), at=LATER)
    assert seats(event) == {"Anna A": "gone", "Bella B": "accepted", "Cita C": "accepted"}
    desk.cancel_seat(by=host, attendance=row("Anna A"), at=LATER)
    assert Record.objects.filter(verb="events.seat_cancelled").count() == 1


def test_one_of_a_party_taken_off_leaves_the_others(event, host):
    made = ask(event, "Anna A", "Anda A")
    desk.cancel_seat(by=host, attendance=row("Anda A"), at=LATER)
    made.refresh_from_db()
    assert (made.cancelled_at, seats(event)["Anna A"]) == (None, "accepted")


def test_who_is_moved_to_the_waiting_list_stands_at_its_end(event, host):
    for name in ("Anna A", "Bella B", "Cita C"):
        ask(event, name)
    desk.move_to_waiting(by=host, attendance=row("Anna A"), at=LATER)
    assert seats(event) == {"Anna A": "waiting", "Bella B": "accepted", "Cita C": "accepted"}
    with pytest.raises(desk.NotSeated):
        desk.move_to_waiting(by=host, attendance=row("Anna A"), at=LATER)


def test_who_has_come_loses_no_seat(event, host):
    ask(event, "Anna A")
    Attendance.objects.update(came_at=LATER, came_by="sheet")
    for act in (desk.cancel_seat, desk.move_to_waiting):
        with pytest.raises(desk.CameAlready):
            act(by=host, attendance=row("Anna A"), at=LATER)


# --- the same person twice --------------------------------------------------------------


def test_the_same_name_under_two_mailboxes_is_shown_and_made_one(event, host):
    first = ask(event, "Anna Ozola", email="anna@selija.test")
    second = ask(event, "Ozola  Anna", email="anna@cits.test")
    ask(event, "Cita C")
    pair = everything(event).doubles
    assert [(one.registration, other.registration) for one, other in pair] == [(first, second)]
    kept, other = pair[0]
    Attendance.objects.filter(pk=other.pk).update(came_at=LATER, came_by="code", answers={"diet": "visu"})
    CheckLine.objects.create(
        event=event, key="k", attendance=other, came=True, said_at=LATER, taken_at=LATER, way="code"
    )
    desk.merge_attendances(by=host, attendance=kept, other=other, at=LATER)
    second.refresh_from_db()
    kept.refresh_from_db()
    assert (kept.came_at, kept.answers, second.cancelled_at) == (LATER, {"diet": "visu"}, LATER)
    assert seats(event) == {"Anna Ozola": "accepted", "Cita C": "accepted"}
    assert CheckLine.objects.get().attendance == kept
    assert everything(event).doubles == []
    assert [line.verb for line in Record.objects.about(event).order_by("id")][-2:] == [
        "events.attendances_merged", "events.registration_promoted"]  # fmt: skip


def test_the_better_seat_is_kept(event, host):
    ask(event, "Cita C")
    ask(event, "Dace D")
    waits, sits = ask(event, "Anna Ozola", email="a@selija.test"), row("Dace D")
    desk.merge_attendances(by=host, attendance=waits.people.get(), other=sits, at=LATER)
    assert seats(event) == {"Cita C": "accepted", "Anna Ozola": "accepted"}


def test_the_number_in_the_notes_goes_along_so_that_consent_can_still_be_taken_back(host):
    group = focus_group(host)
    make.registration(group.event, "Anna Ozola", email="a@selija.test")
    make.registration(group.event, "Anna Ozola", email="b@selija.test")
    kept, other = group.event.attendances.order_by("pk")
    Voice.objects.create(focus_group=group, number=1, attendance=other)
    Attendance.objects.filter(pk=other.pk).update(consented_at=LATER)
    quote(note(group, "P1: Mani vārdi."), "Mani vārdi.", "Kods", voice="P1")
    desk.merge_attendances(by=host, attendance=kept, other=other, at=LATER)
    answers = {kept.pk: consents.Answer(agrees=False)}
    consents.place_people(by=host, focus_group=group, answers=answers, at=LATER)
    assert Quote.objects.count() == 0
    assert (Voice.objects.get().attendance, Voice.objects.get().withdrawn_at) == (kept, LATER)


def test_two_rows_with_a_number_each_stay_two(host):
    group = focus_group(host, "Anna Ozola", "Anna Ozola")
    voices(group)
    kept, other = group.event.attendances.order_by("pk")
    with pytest.raises(desk.TwoVoices, match="P1, P2"):
        desk.merge_attendances(by=host, attendance=kept, other=other, at=LATER)
    assert [voice.attendance for voice in group.voices.all()] == [kept, other]


def test_a_row_is_not_merged_with_itself_nor_with_another_list(event, host):
    ask(event, "Anna A")
    other = make.event("Cits")
    make.registration(other, "Anna A", email="x@selija.test")
    for wrong in (event.attendances.get(), other.attendances.get()):
        with pytest.raises(desk.NotTwo):
            desk.merge_attendances(by=host, attendance=event.attendances.get(), other=wrong, at=LATER)


def test_two_of_one_party_with_the_same_name_are_two(event):
    ask(event, "Jānis Ozols", "Jānis Ozols")
    assert everything(event).doubles == []


# --- the list ---------------------------------------------------------------------------


@pytest.fixture
def filled(event):
    """A list with answers."""
    Event.objects.update(capacity=10, questions=[DIET, BUS])
    event.refresh_from_db()
    community = make.organisation("Rubenes kopiena")
    guests = (Guest("Āris Āre", answers={"diet": "veģetāri"}), Guest("Bella Bite", answers={"diet": "visu"}))
    given = Party("Āris Āre", guests, "aris@selija.test", organisation=community, answers={"bus": "yes"})
    acts.register(by=None, event=event, party=given, at=make.NOW)
    ask(event, "Zane Zīle", answers={"bus": "no"})
    return event


def test_the_list_is_in_latvian_order_and_found_by_any_part(filled):
    assert names(everything(filled)) == ["Āris Āre", "Bella Bite", "Zane Zīle"]
    assert names(everything(filled, "q=aris are")) == ["Āris Āre", "Bella Bite"]
    assert names(everything(filled, "q=zile")) == ["Zane Zīle"]
    assert names(everything(filled, "q=rubenes")) == ["Āris Āre", "Bella Bite"]
    assert names(everything(filled, "organisation=-")) == ["Zane Zīle"]
    assert names(everything(filled, "question=diet&answer=visu")) == ["Bella Bite"]
    assert names(everything(filled, "question=bus&answer=yes")) == ["Āris Āre", "Bella Bite"]
    assert names(everything(filled, "seat=waiting")) == []


def test_answers_are_counted_by_people_or_by_parties_as_they_were_asked(filled):
    diet, bus = everything(filled).answers
    assert (diet.answers, diet.silent) == ((("visu", "visu", 1), ("veģetāri", "veģetāri", 1)), 1)
    assert (bus.answers, bus.silent) == ((("no", "nē", 1), ("yes", "jā", 1)), 0)


def test_what_was_cancelled_is_counted_no_more(filled):
    found = registration("zane@selija.test")
    acts.cancel_registration(by=None, registration=found, token=found.token, at=LATER)
    _diet, bus = everything(filled).answers
    assert bus.answers == (("yes", "jā", 1),)
    assert everything(filled).seats == {"accepted": 2, "gone": 1, "came": 0}


def test_an_answer_to_a_choice_that_was_taken_away_is_counted_still():
    question = questions.of([DIET])[0]
    found = counted(question, [{"diet": "gaļu"}, {"diet": "visu"}, {}])
    assert (found.answers, found.silent) == ((("visu", "visu", 1), ("gaļu", "gaļu", 1)), 1)
    assert said(question, {}) == ""


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions_however_long_it_is(filled, count, django_assert_num_queries):
    for number in range(count):
        ask(filled, f"Cilvēks {number}", f"Viesis {number}", email=f"c{number}@selija.test")
        ask(filled, f"Cilvēks {number}", email=f"d{number}@selija.test")
    choice = people.choice_of(QueryDict(""))
    with django_assert_num_queries(3):
        found = people.page_of_people(filled, choice, "")
        assert [(each.row.registration.mailbox, each.row.organisation) for each in found.page.rows]


def test_long_lists_come_in_pages_and_those_who_wait_in_their_order(event, host):
    desk.enter_list(by=host, event=event, parties=[party(f"Cilvēks {n:03}") for n in reversed(range(120))], at=LATER)
    found = everything(event)
    assert (len(found.page.rows), found.page.total, found.page.last) == (50, 120, 3)
    line = everything(event, "seat=waiting").page.rows
    assert [(each.row.name, each.line) for each in line[:2]] == [("Cilvēks 117", 1), ("Cilvēks 116", 2)]


# --- tables -----------------------------------------------------------------------------


def test_a_table_holds_everything_and_no_formula(filled):
    ask(filled, "=Ļauns()", email="l@selija.test", note="@x")
    rows = people.listed(filled, people.choice_of(QueryDict("")))
    text = csv_of(filled, rows).decode("utf-8-sig")
    lines = text.splitlines()
    assert len(lines) == 5
    assert "Ko ēdat?" in lines[0]
    assert "'=Ļauns()" in text
    assert "veģetāri" in next(line for line in lines if line.startswith("Āris"))
    assert xlsx_of(filled, rows)[:2] == b"PK"
    assert len(headings(filled)) == 15


def test_who_takes_the_list_away_is_noted_without_any_name(filled, host):
    desk.export_list(by=host, event=filled, form="csv", count=3, at=LATER)
    line = last(filled)
    assert (line.verb, line.by, line.particulars) == ("events.list_exported", host, {"form": "csv", "count": 3})


def test_an_erased_list_takes_no_names_and_gives_none(event, host):
    Event.objects.update(erased_at=make.NOW)
    event.refresh_from_db()
    for act, more in ((desk.enter_party, {"party": party("A")}), (desk.enter_list, {"parties": [party("A")]}),
                      (desk.export_list, {"form": "csv", "count": 0})):  # fmt: skip
        with pytest.raises(desk.PeopleErased):
            act(by=host, event=event, at=LATER, **more)


# --- who may ------------------------------------------------------------------------------


def test_only_organisers_touch_the_list(event, outsider, coordinator, host):
    ask(event, "Anna A")
    one = row("Anna A")
    asked = (rules.may_enter_party, rules.may_enter_list, rules.may_export_list)
    of_a_row = (rules.may_give_seat, rules.may_move_to_waiting, rules.may_cancel_seat, rules.may_merge_attendances)
    for person, answer in ((None, False), (outsider, False), (coordinator, True), (host, True)):
        assert {rule(person, event) for rule in asked} == {answer}
        assert {rule(person, one) for rule in of_a_row} == {answer}
    with pytest.raises(NotAllowed):
        desk.cancel_seat(by=outsider, attendance=one, at=LATER)
    assert seats(event) == {"Anna A": "accepted"}
