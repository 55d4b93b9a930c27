"""What else is on at a time and place, what gets most in the way first."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from savienojums.core.clock import RIGA
from savienojums.events.models import OutsideCalendar, OutsideEvent
from savienojums.events.queries.clashes import About, Grade, clashes_with
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW
START, END = datetime(2026, 12, 14, 12, tzinfo=UTC), datetime(2026, 12, 14, 15, tzinfo=UTC)


@pytest.fixture
def rubene():
    return make.place("Rubenes pagasts", lat=56.16, lon=25.89)


@pytest.fixture
def dunava():
    """About 16 km away."""
    return make.place("Dunavas pagasts", lat=56.16, lon=26.14)


@pytest.fixture
def rezekne():
    """More than 80 km away."""
    return make.place("Rēzekne", kind="state_city", lat=56.51, lon=27.33)


def graded(person, place, **more):
    return [(str(clash.occasion.title), clash.grade) for clash in clashes_with(person, START, END, place, **more)]


def test_the_worst_comes_first(coordinator, rubene, dunava, rezekne):
    host = make.organisation("Ūdenszīmes")
    make.event("Tajā pašā namā", place=rubene, kind="training")
    make.event("Tā paša rīkotāja", place=rezekne, organisers=[host], kind="training")
    make.event("Netālu tajā laikā", place=dunava, kind="training")
    make.event(
        "Netālu vakarā",
        place=dunava,
        kind="training",
        starts_at=END + timedelta(hours=1),
        ends_at=END + timedelta(hours=3),
    )
    make.event("Tālu, bet forums", place=rezekne)
    make.event("Tālu un par citu", place=rezekne, kind="training")
    make.event("Nākamajā dienā", place=rubene, starts_at=START + timedelta(days=1), ends_at=END + timedelta(days=1))
    about = About(kind="forum", organisers=frozenset({host.slug}))
    assert graded(coordinator, rubene, about=about) == [
        ("Tajā pašā namā", Grade.SAME_PLACE),
        ("Tā paša rīkotāja", Grade.SAME_ORGANISER),
        ("Netālu tajā laikā", Grade.NEAR_AT_THE_SAME_TIME),
        ("Netālu vakarā", Grade.NEAR_THAT_DAY),
        ("Tālu, bet forums", Grade.ALIKE_THAT_DAY),
    ]


def test_the_sentence_says_how_far_it_is(coordinator, rubene, dunava):
    make.event("Netālu", place=dunava)
    (clash,) = clashes_with(coordinator, START, END, rubene)
    assert clash.sentence == "Tajā pašā laikā 15 km attālumā."


def test_two_houses_of_one_parish_are_near_and_not_the_same(coordinator, rubene):
    make.event("Bibliotēkā", place=rubene, venue="Rubenes bibliotēka")
    assert graded(coordinator, rubene, about=About(venue="Slates skola")) == [
        ("Bibliotēkā", Grade.NEAR_AT_THE_SAME_TIME)
    ]
    assert graded(coordinator, rubene, about=About(venue="bibliotēka")) == [("Bibliotēkā", Grade.SAME_PLACE)]


def test_the_same_theme_of_that_day_is_told(coordinator, rezekne):
    event = make.event("Kultūras diena", place=rezekne, kind="training")
    event.themes.add(make.theme())
    assert graded(coordinator, None, about=About(themes=frozenset({"culture"}))) == [
        ("Kultūras diena", Grade.ALIKE_THAT_DAY)
    ]


def test_neither_itself_nor_what_is_cancelled_gets_in_the_way(coordinator, rubene):
    own = make.event("Pats", place=rubene)
    make.event("Atcelts", place=rubene, cancelled_at=NOW)
    assert graded(coordinator, rubene, except_event=own) == []
    assert graded(coordinator, rubene) == [("Pats", Grade.SAME_PLACE)]


def test_nobody_learns_of_hidden_events(coordinator, outsider, contact, rubene):
    make.membership(contact, make.organisation())
    make.event("Melnraksts", place=rubene, published_at=None)
    make.event("Iekšējs", place=rubene, circle="members")
    assert graded(outsider, rubene) == graded(None, rubene) == []
    assert graded(contact, rubene) == [("Iekšējs", Grade.SAME_PLACE)]
    assert len(graded(coordinator, rubene)) == 2


def test_calendars_of_others_count_as_well(outsider, rubene, dunava):
    calendar = OutsideCalendar.objects.create(name="Novads", address="https://novads.test/k.ics", place=dunava)
    given = {"calendar": calendar, "starts_at": START, "ends_at": END}
    OutsideEvent.objects.create(key="1", title="Gadatirgus", **given)
    OutsideEvent.objects.create(key="2", title="Atcelts tirgus", is_cancelled=True, **given)
    (clash,) = clashes_with(outsider, START, END, rubene)
    assert (clash.occasion.title, clash.grade) == ("Gadatirgus", Grade.NEAR_AT_THE_SAME_TIME)
    assert clash.occasion.source == "Novads"


def test_whole_days_and_several_days_meet_a_time_within_them(coordinator, rubene):
    day = datetime(2026, 12, 13, tzinfo=RIGA)
    make.event("Nometne", place=rubene, starts_at=day, ends_at=day + timedelta(days=3), hours_known=False)
    assert graded(coordinator, rubene) == [("Nometne", Grade.SAME_PLACE)]


@pytest.mark.parametrize("day", [datetime(2027, 3, 28, tzinfo=RIGA), datetime(2027, 10, 31, tzinfo=RIGA)])
def test_the_day_the_clock_changes_is_a_day(coordinator, rubene, day):
    make.event("Vakarā", place=rubene, starts_at=day.replace(hour=22), ends_at=day.replace(hour=23))
    found = clashes_with(coordinator, day.replace(hour=1), day.replace(hour=2), rubene)
    assert [clash.grade for clash in found] == [Grade.NEAR_THAT_DAY]
    after = day + timedelta(days=1)
    assert clashes_with(coordinator, after.replace(hour=1), after.replace(hour=2), rubene) == []


# --- the door ------------------------------------------------------------------------


ASKED = {"first_day": "2026-12-14", "begins": "14:00", "ends": "17:00"}


def test_the_form_of_an_event_asks_through_htmx(client, outsider, rubene):
    own = make.event("Forums", place=rubene)
    client.force_login(outsider)
    part = client.get(reverse("event_clashes"), ASKED | {"place": rubene.slug}, headers={"HX-Request": "true"}).text
    assert "Forums" in part
    assert "Tajā pašā laikā un vietā." in part
    assert "<html" not in part
    without = client.get(
        reverse("event_clashes"), ASKED | {"place": rubene.slug, "but": own.slug}, headers={"HX-Request": "true"}
    ).text
    assert "Forums" not in without
    assert "nekas nav zināms" in without


def test_without_a_script_it_is_a_page_with_a_form(client, outsider, rubene):
    client.force_login(outsider)
    assert "Kas vēl notiek?" in client.get(reverse("event_clashes")).text
    make.event("Forums", place=rubene)
    whole = client.get(reverse("event_clashes"), {"first_day": "14.12.2026.", "place": rubene.slug}).text
    assert "<html" in whole
    assert "Forums" in whole


@pytest.mark.parametrize(
    "asked",
    [
        {"first_day": "nekad"},
        {"first_day": "2026-12-14", "begins": "99:99"},
        {"first_day": "2026-12-14", "place": "nav"},
    ],
)
def test_nonsense_is_answered_with_the_form(client, outsider, asked):
    client.force_login(outsider)
    answer = client.get(reverse("event_clashes"), asked)
    assert answer.status_code == 200
    assert "clashes-found" not in answer.text


def test_visitors_are_asked_to_sign_in(client):
    assert client.get(reverse("event_clashes"), ASKED).status_code == 302
    assert client.post(reverse("event_clashes")).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_same_number_of_questions(client, outsider, rubene, django_assert_num_queries, count):
    for number in range(count):
        make.event(f"Forums {number}", place=rubene, organisers=[make.organisation()])
    client.force_login(outsider)
    client.get(reverse("event_clashes"), ASKED)
    # Session, person, marks, roles, memberships, own events.
    with django_assert_num_queries(6):
        client.get(reverse("event_clashes"), ASKED | {"place": rubene.slug})
