"""Registering: seats in the order of asking, changes, cancelling, those who wait; each act with its line and refusals."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.events.actions import registrations as acts
from savienojums.events.actions import registrations_desk as desk
from savienojums.events.models import Attendance, Event, EventInvitation, Registration, SeatReserve
from savienojums.events.parties import MOST_PEOPLE, Guest, Party
from savienojums.events.queries import registrations as queries
from savienojums.events.queries.registrations_seats import seat_counts
from savienojums.journal.models import Record
from tests import make
from tests.events.listing import LATER, ask, party, registration, seats, waiting

pytestmark = pytest.mark.django_db


def verbs(event):
    return list(Record.objects.about(event).order_by("id").values_list("verb", flat=True))


@pytest.fixture
def small(db):
    """Two seats."""
    return make.event(takes_registrations=True, capacity=2)


@pytest.fixture
def host(contact):
    """Runs every event they are an organiser of."""
    make.membership(contact, make.organisation())
    return contact


@pytest.fixture
def hosted(host):
    """Two seats, and somebody who organises."""
    return make.event(takes_registrations=True, capacity=2, made_by=host)


# --- asking ---------------------------------------------------------------------


def test_a_visitor_gets_a_seat_and_a_line_without_a_name(small):
    made = ask(small, "Anna Ozola", email="Anna@Selija.test ")
    row = made.people.get()
    assert (made.email, made.person, row.seat, row.name) == ("anna@selija.test", None, "accepted", "Anna Ozola")
    line = Record.objects.about(small).get()
    assert (line.verb, line.by, line.audience) == ("events.registration_made", None, "editors")
    assert line.particulars == {"registration": made.public_id, "people": 1}
    assert "Anna" not in str(line.particulars) + line.subject_name


def test_who_comes_after_the_last_seat_waits_in_the_order_of_asking(small):
    for name in ("Anna A", "Bella B", "Cita C", "Dace D"):
        ask(small, name)
    assert seats(small) == {"Anna A": "accepted", "Bella B": "accepted", "Cita C": "waiting", "Dace D": "waiting"}
    assert [queries.place_in_line(registration(f"{each}@selija.test")) for each in ("cita", "dace", "anna")] == [
        1,
        2,
        0,
    ]


def test_two_who_ask_in_the_same_instant_stand_in_the_order_they_were_taken_in(small):
    made = [ask(small, name, at=make.NOW) for name in ("Anna A", "Bella B", "Cita C")]
    moments = [each.asked_at for each in made]
    assert moments == sorted(set(moments))
    early = ask(small, "Dace D", at=make.NOW - timedelta(minutes=5))
    assert early.asked_at > moments[-1]
    assert waiting(small) == ["Cita C", "Dace D"]


def test_a_party_waits_together_and_a_smaller_one_behind_it_may_fit(small):
    ask(small, "Anna A")
    ask(small, "Bella B", "Baiba B")
    ask(small, "Cita C")
    assert seats(small) == {"Anna A": "accepted", "Bella B": "waiting", "Baiba B": "waiting", "Cita C": "accepted"}


def test_without_a_number_of_seats_everybody_has_one():
    event = make.event(takes_registrations=True)
    ask(event, *[f"Cilvēks {letter}" for letter in "abcdefgh"])
    assert set(seats(event).values()) == {"accepted"}


def test_the_same_mailbox_again_changes_nothing_and_its_letter_is_sent_again(small):
    first = ask(small, "Anna Ozola", email="anna@selija.test")
    again = ask(small, "Pēteris Bērziņš", email="ANNA@selija.test", at=LATER)
    assert again.pk == first.pk
    assert seats(small) == {"Anna Ozola": "accepted"}
    assert verbs(small) == ["events.registration_made", "events.registration_asked_again"]


def test_who_is_signed_in_registers_as_themselves_and_once(small, outsider):
    made = ask(small, by=outsider, email=outsider.email)
    assert ask(small, by=outsider, email="cits@pasts.test") == made
    assert made.person == outsider
    assert queries.own_of(outsider, small) == made


def test_an_organisation_lends_its_parish_to_those_who_come_for_it(small):
    place = make.place()
    community = make.organisation("Rubenes kopiena", kind="initiative_group", place=place)
    made = ask(small, "Anna Ozola", "Jānis Ozols", organisation=community)
    assert {(row.organisation, row.place) for row in made.people.all()} == {(community, place)}


def test_an_invitation_to_the_same_mailbox_is_answered(small):
    invitation = EventInvitation.objects.create(event=small, email="anna@selija.test")
    ask(small, email="anna@selija.test", at=LATER)
    invitation.refresh_from_db()
    assert invitation.answered_at == LATER


@pytest.mark.parametrize(
    ("details", "refusal"),
    [
        ({"takes_registrations": False}, acts.RegistrationClosed),
        ({"registration_closes_at": make.NOW}, acts.RegistrationClosed),
        ({"cancelled_at": make.NOW}, acts.EventCalledOff),
        ({"starts_at": make.NOW - timedelta(hours=9), "ends_at": make.NOW}, acts.RegistrationClosed),
    ],
)
def test_what_takes_no_names_says_so(details, refusal):
    event = make.event(**{"takes_registrations": True, **details})
    with pytest.raises(refusal):
        ask(event)
    assert Registration.objects.count() == 0


def test_a_draft_and_an_event_of_the_network_are_not_there_for_visitors():
    for details in ({"published_at": None}, {"circle": "members"}):
        with pytest.raises(NotAllowed):
            ask(make.event(takes_registrations=True, **details))


def test_nobody_and_too_many_are_no_party(small):
    with pytest.raises(acts.NobodyComes):
        acts.register(by=None, event=small, party=Party("Anna", (), "anna@selija.test"), at=make.NOW)
    with pytest.raises(acts.TooManyPeople):
        ask(small, *["Anna"] * (MOST_PEOPLE + 1))


def test_without_a_waiting_list_what_does_not_fit_is_refused_and_tells_nothing_of_others(small):
    Event.objects.update(has_waiting_list=False)
    small.refresh_from_db()
    ask(small, "Anna A", "Anda A", email="anna@selija.test")
    for email in ("anna@selija.test", "cits@selija.test"):
        with pytest.raises(acts.NoSeats):
            ask(small, "Bella B", email=email)
    assert len(seats(small)) == 2


def test_at_a_hybrid_event_those_at_home_need_no_seat(small):
    Event.objects.update(mode="hybrid")
    small.refresh_from_db()
    guests = (Guest("Anna A"), Guest("Baiba B", online=True), Guest("Cita C"), Guest("Dace D", online=True))
    acts.register(by=None, event=small, party=Party("Anna A", guests, "a@selija.test"), at=make.NOW)
    assert set(seats(small).values()) == {"accepted"}
    late = (Guest("Elza E"), Guest("Fani F", online=True))
    acts.register(by=None, event=small, party=Party("Elza E", late, "e@selija.test"), at=make.NOW)
    assert seats(small)["Elza E"] == "waiting"
    assert seats(small)["Fani F"] == "accepted"
    counts = seat_counts(small, make.NOW)
    assert (counts.taken, counts.online, counts.waiting, counts.left) == (2, 3, 1, 0)


# --- kept seats -------------------------------------------------------------------


@pytest.fixture
def kept(small):
    """One of the two seats is for libraries until noon of the first."""
    SeatReserve.objects.create(event=small, name={"lv": "Bibliotēkām"}, kinds=["library"], seats=1)
    Event.objects.update(reserves_end_at=make.NOW + timedelta(days=8))
    small.refresh_from_db()
    return small


def test_kept_seats_wait_for_their_kind_and_are_noted_with_who_has_them(kept):
    library = make.organisation("Rubenes bibliotēka", kind="library")
    ask(kept, "Anna A")
    ask(kept, "Bella B")
    ask(kept, "Cita C", organisation=library)
    assert seats(kept) == {"Anna A": "accepted", "Bella B": "waiting", "Cita C": "accepted"}
    assert Attendance.objects.get(name="Cita C").reserve.seats == 1
    assert Attendance.objects.get(name="Anna A").reserve is None


def test_the_page_says_what_is_left_and_for_whom(kept):
    ask(kept, "Anna A")
    counts = seat_counts(kept, make.NOW)
    assert (counts.left, counts.left_open, counts.is_full) == (1, 0, True)
    assert [(str(each.name), each.left) for each in counts.kept] == [("Bibliotēkām", 1)]


def test_when_the_reserve_has_ended_its_seats_go_to_those_who_wait(kept):
    ask(kept, "Anna A")
    ask(kept, "Bella B")
    acts.promote_waiting(by=SYSTEM, event=kept, at=make.NOW + timedelta(days=7))
    assert seats(kept)["Bella B"] == "waiting"
    acts.promote_waiting(by=SYSTEM, event=kept, at=make.NOW + timedelta(days=8))
    assert seats(kept)["Bella B"] == "accepted"
    assert verbs(kept)[-1] == "events.registration_promoted"


def test_people_cannot_promote(kept, coordinator):
    with pytest.raises(NotAllowed):
        acts.promote_waiting(by=coordinator, event=kept, at=make.NOW)


# --- cancelling -------------------------------------------------------------------


def test_who_cancels_gives_the_seat_to_the_first_in_line(small):
    first = ask(small, "Anna A")
    for name in ("Bella B", "Cita C", "Dace D"):
        ask(small, name)
    acts.cancel_registration(by=None, registration=first, token=first.token, at=LATER)
    assert seats(small) == {"Anna A": "gone", "Bella B": "accepted", "Cita C": "accepted", "Dace D": "waiting"}
    assert registration("cita@selija.test").promoted_at == LATER
    assert verbs(small)[-2:] == ["events.registration_cancelled", "events.registration_promoted"]


def test_a_smaller_party_is_seated_while_the_larger_one_goes_on_waiting(small):
    first = ask(small, "Anna A")
    ask(small, "Bella B")
    ask(small, "Cita C", "Cilda C")
    ask(small, "Dace D")
    acts.cancel_registration(by=None, registration=first, token=first.token, at=LATER)
    assert waiting(small) == ["Cita C", "Cilda C"]


def test_cancelled_twice_is_cancelled_once(small):
    first = ask(small)
    for at in (LATER, LATER + timedelta(hours=1)):
        acts.cancel_registration(by=None, registration=first, token=first.token, at=at)
    first.refresh_from_db()
    assert first.cancelled_at == LATER
    assert verbs(small) == ["events.registration_made", "events.registration_cancelled"]


def test_who_cancelled_may_register_anew_at_the_end_of_the_line(small):
    first = ask(small, "Anna A")
    acts.cancel_registration(by=None, registration=first, token=first.token, at=LATER)
    assert ask(small, "Anna A", at=LATER).pk != first.pk


def test_once_it_has_begun_nobody_is_promoted_by_themselves(small):
    first = ask(small, "Anna A")
    ask(small, "Bella B")
    ask(small, "Cita C")
    acts.cancel_registration(by=None, registration=first, token=first.token, at=small.starts_at)
    assert seats(small)["Cita C"] == "waiting"


def test_what_is_over_is_not_cancelled(small):
    first = ask(small)
    with pytest.raises(acts.EventOver):
        acts.cancel_registration(by=None, registration=first, token=first.token, at=small.ends_at)


def test_a_stranger_with_a_wrong_link_cancels_and_changes_nothing(small, outsider):
    first = ask(small)
    for by in (None, outsider):
        for token in ("", first.token + "x", "x" * 40):
            with pytest.raises(NotAllowed):
                acts.cancel_registration(by=by, registration=first, token=token, at=LATER)
            with pytest.raises(NotAllowed):
                acts.change_registration(by=by, registration=first, party=party("Cits"), token=token, at=LATER)
    assert seats(small) == {"Anna Ozola": "accepted"}


# --- changing ---------------------------------------------------------------------


def changed(made, *guests, at=LATER, **details):
    found = Party(guests[0].name, tuple(guests), made.email, **details)
    acts.change_registration(by=None, registration=made, party=found, token=made.token, at=at)


def guest(row, name="", **details):
    return Guest(name or row.name, row=row.row_code, **details)


def test_a_changed_name_keeps_row_seat_and_code(small):
    made = ask(small, "Ana Ozola")
    row = made.people.get()
    changed(made, guest(row, "Anna Ozola"), answers={"diet": "vegan"}, note="vēlāk")
    after = made.people.get()
    made.refresh_from_db()
    assert (after.pk, after.row_code, after.name, after.seat) == (row.pk, row.row_code, "Anna Ozola", "accepted")
    assert (made.answers, made.note) == ({"diet": "vegan"}, "vēlāk")
    assert verbs(small)[-1] == "events.registration_changed"


def test_a_party_that_becomes_smaller_gives_seats_to_those_who_wait(small):
    made = ask(small, "Anna A", "Anda A")
    ask(small, "Bella B")
    first = made.people.get(name="Anna A")
    changed(made, guest(first))
    assert seats(small) == {"Anna A": "accepted", "Bella B": "accepted"}


def test_a_party_with_seats_grows_into_free_ones_only(small):
    made = ask(small, "Anna A")
    row = made.people.get()
    changed(made, guest(row), Guest("Anda A"))
    assert seats(small) == {"Anna A": "accepted", "Anda A": "accepted"}
    rows = list(made.people.order_by("pk"))
    with pytest.raises(acts.NoSeatsForMore, match=r"paliek Jūsu|stay yours"):
        changed(made, *[guest(each) for each in rows], Guest("Agra A"))
    assert len(seats(small)) == 2


def test_a_waiting_party_keeps_its_place_in_line_whatever_its_size(small):
    ask(small, "Anna A", "Anda A")
    made = ask(small, "Bella B")
    ask(small, "Cita C")
    changed(made, guest(made.people.get()), Guest("Baiba B"))
    assert waiting(small) == ["Bella B", "Baiba B", "Cita C"]


def test_what_was_cancelled_is_not_changed(small):
    made = ask(small)
    row = made.people.get()
    acts.cancel_registration(by=None, registration=made, token=made.token, at=LATER)
    with pytest.raises(acts.AlreadyCancelled):
        changed(made, guest(row))


def test_after_the_event_the_organisers_alone_change_the_list(hosted, host):
    made = ask(hosted)
    row = made.people.get()
    with pytest.raises(acts.EventOver):
        changed(made, guest(row), at=hosted.ends_at)
    found = Party("Anna Liepa", (guest(row, "Anna Liepa"),), made.email)
    acts.change_registration(by=host, registration=made, party=found, at=hosted.ends_at)
    assert seats(hosted) == {"Anna Liepa": "accepted"}


def test_who_has_come_is_not_taken_off_by_a_change(small):
    made = ask(small, "Anna A", "Anda A")
    Attendance.objects.filter(name="Anda A").update(came_at=LATER, came_by="sheet")
    changed(made, guest(made.people.get(name="Anna A")))
    assert set(seats(small)) == {"Anna A", "Anda A"}


def test_two_registrations_never_share_a_mailbox(hosted, host):
    ask(hosted, "Anna A", email="anna@selija.test")
    with pytest.raises(acts.MailboxInUse):
        desk.enter_party(by=host, event=hosted, party=party("Cita C", email="anna@selija.test"), at=LATER)


# --- who may ------------------------------------------------------------------------


def test_those_who_act_for_the_organisation_and_the_organisers_may_change(hosted, host, outsider):
    community = make.organisation("Rubenes kopiena")
    made = ask(hosted, organisation=community)
    with pytest.raises(NotAllowed):
        acts.cancel_registration(by=outsider, registration=made, at=LATER)
    make.membership(outsider, community)
    acts.cancel_registration(by=outsider, registration=Registration.objects.get(pk=made.pk), at=LATER)
    again = ask(hosted, "Bella B")
    acts.cancel_registration(by=host, registration=again, at=LATER)
    assert set(seats(hosted).values()) == {"gone"}


def test_a_link_for_another_mailbox_is_not_sent(small):
    ask(small)
    acts.ask_for_link(by=None, event=small, email="cits@selija.test", at=LATER)
    assert verbs(small) == ["events.registration_made"]
    acts.ask_for_link(by=None, event=small, email="anna@selija.test", at=LATER)
    assert verbs(small)[-1] == "events.registration_asked_again"


def test_registering_asks_the_same_number_of_questions_however_many_wait(small):
    ask(small, "Anna A", "Anda A")
    asked = []
    for names in (("Bella B",), ("Cita C", "Cilda C", "Ciska C"), ("Dace D",)):
        with CaptureQueriesContext(connection) as found:
            ask(small, *names)
        asked.append(len(found))
    assert asked == [asked[0]] * 3
