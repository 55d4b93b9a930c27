"""Who came: taken once, from anywhere, in any order."""

from datetime import timedelta
from itertools import islice

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from savienojums.core.refusal import NotAllowed, NotFound
from savienojums.events import arrivals as core
from savienojums.events.actions import arrivals as acts
from savienojums.events.models import Attendance, CheckLine
from savienojums.events.queries import arrivals as queries
from savienojums.journal.models import Record
from tests import make
from tests.make import NOW

DAY = timedelta(days=1)


@pytest.fixture
def host(contact):
    organisation = make.organisation("Biedrība „Ūdenszīmes”")
    make.membership(contact, organisation)
    return organisation


@pytest.fixture
def event(host):
    return make.event(organisers=[host], starts_at=NOW - timedelta(hours=1), ends_at=NOW + timedelta(hours=3))


@pytest.fixture
def row(event):
    return make.registration(event, "Anna Ozola").people.get()


def word(row, key="k1", *, came=True, minutes=0, way="device"):
    code = row if isinstance(row, str) else row.row_code
    return core.Word(key, code, came, NOW + timedelta(minutes=minutes), way)


def newcomer(name="Jānis Bērziņš", key="n1", **details):
    return core.Newcomer(key, name, details.pop("organisation", ""), NOW, details.pop("way", "device"), **details)


# --- the pure core ----------------------------------------------------------------

moments = st.datetimes(min_value=NOW.replace(tzinfo=None), max_value=(NOW + DAY).replace(tzinfo=None))
lines = st.lists(
    st.builds(core.Line, key=st.text("abc", min_size=1, max_size=3), came=st.booleans(),
              said_at=moments, way=st.sampled_from(["device", "code"])),
    unique_by=lambda line: line.key, max_size=8,
)  # fmt: skip


@given(lines, st.randoms())
def test_the_order_in_which_lines_come_does_not_matter(said, chance):
    mixed = list(said)
    chance.shuffle(mixed)
    assert core.standing(mixed) == core.standing(said)


@given(lines)
def test_the_last_word_in_time_holds(said):
    since, _way = core.standing(said)
    last = max(said, key=lambda line: (line.said_at, line.key), default=None)
    assert (since is not None) == bool(last and last.came)
    if since is not None:
        assert since in {line.said_at for line in said if line.came}


@given(st.integers(min_value=0, max_value=31**4 - 1))
def test_a_blank_row_proves_that_it_is_ours(free):
    code = core.blank_code("forums0001", free, "slepens")
    assert core.looks_like_code(code)
    assert core.is_blank_code("forums0001", code, "slepens")
    assert not core.is_blank_code("forums0002", code, "slepens")
    assert not core.is_blank_code("forums0001", code, "cits")


@pytest.mark.parametrize("typed", ["abc2345", "ABC2345", "abc 2345", "abc-2345", " a b c 2345 "])
def test_a_code_is_read_however_it_is_typed(typed):
    assert core.code_of(typed) == "abc2345"


def test_a_person_is_the_same_in_other_spellings_and_orders():
    assert core.person_key("Anna Bērziņa", 7, "") == core.person_key("BERZINA  anna", 7, "cits")
    assert core.person_key("Anna Bērziņa", None, "Biedrība „Rubene”") == core.person_key("Anna Berzina", None, "rubene")
    assert core.person_key("Anna Bērziņa", 7, "") != core.person_key("Anna Bērziņa", 8, "")


def test_a_clock_that_is_wrong_is_put_right_and_nothing_is_said_in_the_future():
    assert core.on_our_clock(NOW + DAY, NOW + DAY, NOW) == NOW
    assert core.on_our_clock(NOW - DAY - timedelta(minutes=5), NOW - DAY, NOW) == NOW - timedelta(minutes=5)
    assert core.on_our_clock(NOW + DAY, None, NOW) == NOW


# --- the act ----------------------------------------------------------------------


def test_somebody_came(event, row, contact):
    taken = acts.take_arrival(by=contact, event=event, word=word(row, minutes=-5), at=NOW)
    assert (taken.came_at, taken.came_by) == (NOW - timedelta(minutes=5), "device")
    assert len(taken.certificate_code) == 14
    told = Record.objects.get(verb="events.arrivals_taken")
    assert (told.by, told.on_behalf["name"], told.audience) == (contact, "Biedrība „Ūdenszīmes”", "editors")
    assert told.particulars == {"count": 1, "new": 0}


def test_the_same_word_twice_counts_once(event, row, contact):
    for _time in range(3):
        acts.take_arrival(by=contact, event=event, word=word(row), at=NOW)
    assert CheckLine.objects.count() == 1
    assert Record.objects.filter(verb="events.arrivals_taken").count() == 1


def test_a_word_that_was_taken_back_later_does_not_hold_even_if_it_arrives_last(event, row, contact):
    acts.take_arrival(by=contact, event=event, word=word(row, "k2", came=False, minutes=-1), at=NOW)
    acts.take_arrival(by=contact, event=event, word=word(row, "k1", minutes=-2), at=NOW)
    row.refresh_from_db()
    assert row.came_at is None


@pytest.mark.parametrize("who", [None, "outsider", "editor"])
def test_others_may_not(event, row, who, request):
    person = request.getfixturevalue(who) if who else None
    for act in (
        lambda: acts.take_arrival(by=person, event=event, word=word(row), at=NOW),
        lambda: acts.take_arrivals(by=person, event=event, words=[word(row)], at=NOW),
        lambda: acts.add_at_door(by=person, event=event, newcomer=newcomer(), at=NOW),
        lambda: acts.take_back(by=person, event=event, code=row.row_code, at=NOW),
        lambda: acts.renew_door(by=person, event=event, at=NOW),
        lambda: acts.arrive(by=person, event=event, rows=[row], token="", at=NOW),
        lambda: acts.arrive_unlisted(by=person, event=event, newcomer=newcomer(), token="cits", at=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert CheckLine.objects.count() == 0


def test_tampered_and_foreign_codes_are_refused_one_by_one(event, row, host, contact):
    foreign = make.registration(make.event("Cits", organisers=[host]), "Pēteris Kalns").people.get()
    words = [word("nav-tāda", "k1"), word(foreign, "k2"), word(row, "k3"), word(row, "bad key!"), word(row, "x" * 65)]
    taken = acts.take_arrivals(by=contact, event=event, words=words, at=NOW)
    assert taken.done == ["k3"]
    assert [key for key, _sentence in taken.refused] == ["bad key!", "x" * 64, "k1", "k2"]
    assert "nav-tāda" in dict(taken.refused)["k1"]
    row.refresh_from_db()
    foreign.refresh_from_db()
    assert row.came
    assert not foreign.came


def test_one_foreign_code_is_answered_with_a_sentence(event, contact):
    with pytest.raises(acts.UnknownCode, match="abc2345"):
        acts.take_arrival(by=contact, event=event, word=word("abc2345"), at=NOW)


def test_nobody_comes_to_a_cancelled_event_or_one_whose_names_are_erased(event, row, contact):
    event.cancelled_at = NOW
    with pytest.raises(acts.EventIsOff):
        acts.take_arrival(by=contact, event=event, word=word(row), at=NOW)
    event.cancelled_at, event.erased_at = None, NOW
    with pytest.raises(acts.ListsErased):
        acts.take_arrivals(by=contact, event=event, words=[word(row)], at=NOW)


@pytest.mark.django_db(transaction=True)
@how(max_examples=25)
@given(chance=st.randoms(), said=st.lists(st.tuples(st.integers(0, 2), st.booleans(), st.integers(-30, 0)), max_size=9))
def test_any_order_and_any_repetition_of_a_queue_ends_the_same(chance, said):
    organiser = make.person(f"r{Attendance.objects.count()}-{chance.random()}@selija.test", roles=["coordinator"])
    ends = []
    for turn in range(2):
        event = make.event()
        names = ("Anna", "Berta", "Centis")
        rows = [make.registration(event, name, email=f"{name}@selija.test").people.get() for name in names]
        words = [word(rows[who], f"k{at}", came=came, minutes=minutes) for at, (who, came, minutes) in enumerate(said)]
        guest = [newcomer("Dace Egle", "n1"), newcomer("Egle Dāce", "n2")]
        if turn:
            words = words + chance.choices(words, k=len(words)) if words else words
            chance.shuffle(words)
            guest.reverse()
        cut = chance.randint(0, len(words)) if turn else len(words)
        acts.take_arrivals(by=organiser, event=event, words=words[:cut], newcomers=guest, at=NOW)
        acts.take_arrivals(by=organiser, event=event, words=words[cut:], newcomers=guest, at=NOW)
        acts.take_arrivals(by=organiser, event=event, words=words, newcomers=guest, at=NOW)
        rows = Attendance.objects.filter(event=event).order_by("sort_name").values_list("sort_name", "came_at")
        # Which spelling of the guest's name came first is chance; that there is one guest is not.
        ends.append(sorted(came.isoformat() if came else "" for _name, came in rows))
    assert ends[0] == ends[1]


# --- people who stand on no list --------------------------------------------------


def test_a_walk_in_is_added_once_however_often_it_is_sent(event, contact):
    made = [acts.add_at_door(by=contact, event=event, newcomer=newcomer(), at=NOW) for _time in range(2)]
    assert made[0] == made[1]
    row = Attendance.objects.get()
    assert (row.name, row.came_at, row.way, row.registration) == ("Jānis Bērziņš", NOW, "door", None)


def test_two_devices_add_the_same_person_once(event, contact):
    for key, name in (("n1", "Jānis Bērziņš"), ("n2", "BERZINS  Janis")):
        acts.add_at_door(
            by=contact, event=event, newcomer=newcomer(name, key, organisation="Biedrība „Ūdenszīmes”"), at=NOW
        )
    row = Attendance.objects.get()
    assert row.organisation.name == "Biedrība „Ūdenszīmes”"
    assert row.organisation_name == ""
    assert row.check_lines.count() == 2


def test_who_is_on_the_list_already_is_checked_in_instead(event, host, contact):
    row = make.registration(event, "Anna Ozola", organisation=host).people.get()
    acts.add_at_door(by=contact, event=event, newcomer=newcomer("Anna Ozola", organisation="Ūdenszīmes"), at=NOW)
    row.refresh_from_db()
    assert row.came
    assert Attendance.objects.count() == 1


def test_two_people_of_one_name_who_signed_two_blank_rows_are_two(event, contact):
    codes = [core.blank_code(event.public_id, free, queries.secret()) for free in (1, 2)]
    for at, code in enumerate(codes):
        acts.add_at_door(by=contact, event=event, newcomer=newcomer(key=f"n{at}", code=code, way="sheet"), at=NOW)
    assert set(Attendance.objects.values_list("row_code", flat=True)) == set(codes)


def test_a_blank_row_of_another_event_is_refused(event, contact):
    code = core.blank_code("cits", 1, queries.secret())
    with pytest.raises(acts.BadLine, match=code):
        acts.add_at_door(by=contact, event=event, newcomer=newcomer(code=code), at=NOW)


@pytest.mark.parametrize(("mode", "online"), [("in_place", False), ("hybrid", False), ("online", True)])
def test_who_is_added_to_an_online_event_is_online(event, contact, mode, online):
    event.mode = mode
    assert acts.add_at_door(by=contact, event=event, newcomer=newcomer(), at=NOW).online is online


def test_somebody_without_a_name_is_refused(event, contact):
    taken = acts.take_arrivals(by=contact, event=event, words=[], newcomers=[newcomer("  ")], at=NOW)
    assert (taken.new, len(taken.refused)) == (0, 1)


def test_a_device_takes_back_somebody_it_added_itself(event, contact):
    words = [word("n1", "k2", came=False, minutes=1)]
    acts.take_arrivals(by=contact, event=event, words=words, newcomers=[newcomer()], at=NOW + timedelta(minutes=2))
    assert Attendance.objects.get().came_at is None


def test_what_was_taken_back_does_not_come_again_with_a_replayed_queue(event, row, contact):
    added = acts.add_at_door(by=contact, event=event, newcomer=newcomer(), at=NOW)
    acts.take_arrival(by=contact, event=event, word=word(row), at=NOW)
    assert acts.take_back(by=contact, event=event, code=added.row_code, at=NOW) is True
    assert acts.take_back(by=contact, event=event, code=row.row_code, at=NOW + timedelta(minutes=1)) is False
    acts.take_arrivals(by=contact, event=event, words=[word(row)], newcomers=[newcomer()], at=NOW + DAY)
    assert list(Attendance.objects.values_list("name", "came_at")) == [("Anna Ozola", None)]


def test_ten_thousand_words_are_taken_with_few_questions(event, contact):
    Attendance.objects.bulk_create(
        Attendance(event=event, name=f"Vārds {n}", sort_name=f"{n:05}", seat="accepted") for n in range(10_000)
    )
    codes = list(Attendance.objects.values_list("row_code", flat=True))
    words = [word(code, f"k{at}") for at, code in enumerate(codes)]
    words = [*islice(words, 1, None, 2), *islice(words, 0, None, 2)]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        taken = acts.take_arrivals(by=contact, event=event, words=words, at=NOW)
    assert taken.changed == 10_000
    assert len(asked) < 150
    assert queries.counts_of(event) == {"came": 10_000, "expected": 10_000}


# --- the door ---------------------------------------------------------------------


@pytest.fixture
def door(event, contact):
    return acts.renew_door(by=contact, event=event, at=NOW)


def test_a_party_checks_itself_in(door, row):
    acts.arrive(by=None, event=door, rows=[row], token=door.door_code, at=NOW)
    acts.arrive(by=None, event=door, rows=[row], token=door.door_code, at=NOW)
    row.refresh_from_db()
    assert (row.came_by, row.check_lines.count()) == ("code", 1)


def test_an_old_poster_opens_nothing(door, contact):
    old = door.door_code
    assert queries.door_for(old) == door
    acts.renew_door(by=contact, event=door, at=NOW)
    with pytest.raises(NotFound):
        queries.door_for(old)
    with pytest.raises(NotFound):
        queries.door_for("")


@pytest.mark.parametrize("hours", [-5, 7])
def test_the_door_opens_some_hours_before_and_closes_some_hours_after(door, row, hours):
    with pytest.raises(acts.DoorClosed):
        acts.arrive(by=None, event=door, rows=[row], token=door.door_code, at=NOW + timedelta(hours=hours))


def test_who_is_not_registered_needs_a_free_seat(door, row):
    door.capacity = 2
    door.save()
    acts.arrive_unlisted(by=None, event=door, newcomer=newcomer(way="code"), token=door.door_code, at=NOW)
    with pytest.raises(acts.NoSeatLeft):
        acts.arrive_unlisted(by=None, event=door, newcomer=newcomer("Cits", "n2"), token=door.door_code, at=NOW)
    assert queries.counts_of(door) == {"came": 1, "expected": 2}


def test_nothing_of_a_person_stands_in_the_journal(event, row, contact):
    acts.add_at_door(by=contact, event=event, newcomer=newcomer(organisation="Kāda biedrība"), at=NOW)
    acts.take_arrival(by=contact, event=event, word=word(row), at=NOW)
    told = str(list(Record.objects.values_list("subject_name", "particulars")))
    for private in ("Anna", "Ozola", "Bērziņš", "Kāda biedrība", "anna@selija.test"):
        assert private not in told
