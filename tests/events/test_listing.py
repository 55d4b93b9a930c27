"""The calendar as list and month: what is shown to whom, how it is narrowed, and how a month is laid."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse

from savienojums.events.actions import gatherings
from savienojums.events.models import Series
from savienojums.events.queries import calendars
from savienojums.events.queries.listing import Wanted, listing_for, next_occasions, wanted_of
from tests import make

pytestmark = pytest.mark.django_db
NOW = make.NOW


def at(day, hour=12, month=12, year=2026, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def titles(listing):
    return [str(occasion.title) for occasion in listing.page.rows]


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("savienojums.events.views.calendars.now", lambda: NOW)


def test_the_list_tells_what_is_to_come_and_the_past_what_has_been():
    make.event("Ziemas tirgus", starts_at=at(12), ends_at=at(12, 15))
    make.event("Rudens talka", starts_at=at(1, month=10), ends_at=at(1, 15, month=10))
    make.event("Vasaras nometne", starts_at=at(1, month=7), ends_at=at(4, month=7))
    assert titles(listing_for(None, Wanted(), NOW)) == ["Ziemas tirgus"]
    assert titles(listing_for(None, Wanted(past=True), NOW)) == ["Rudens talka", "Vasaras nometne"]


def test_a_visitor_sees_neither_drafts_nor_what_is_for_members(outsider, contact, coordinator):
    make.membership(contact, make.organisation())
    host = make.organisation("Elkšņu kopiena")
    make.event("Atklātā")
    make.event("Tīkla sanāksme", circle="members")
    make.event("Vēl neizsludināta", published_at=None, organisers=[host])
    assert titles(listing_for(None, Wanted(), NOW)) == ["Atklātā"]
    assert titles(listing_for(outsider, Wanted(), NOW)) == ["Atklātā"]
    assert titles(listing_for(contact, Wanted(), NOW)) == ["Atklātā", "Tīkla sanāksme"]
    assert len(titles(listing_for(coordinator, Wanted(), NOW))) == 3
    make.membership(outsider, host)
    assert "Vēl neizsludināta" in titles(listing_for(outsider, Wanted(), NOW))


def test_what_is_seen_is_what_the_records_say(contact, coordinator, outsider, editor):
    from savienojums.events.models import Event

    host = make.organisation("Elkšņu kopiena")
    make.membership(contact, host)
    for circle in ("everyone", "members"):
        for published in (NOW, None):
            for hosts in ([], [host]):
                make.event(f"{circle} {published} {hosts}", circle=circle, published_at=published, organisers=hosts)
    for person in (None, contact, coordinator, outsider, editor):
        shown = {event.pk for event in calendars.shelf().members(calendars.seen_by(person))}
        assert shown == set(Event.objects.visible_to(person).values_list("pk", flat=True))


def test_each_facet_narrows_and_counts_what_would_be_left():
    region = make.place("Sēlija", kind="historical_land", slug="selija")
    novads = make.place("Jēkabpils novads", kind="municipality", within=[region])
    rubene = make.place("Rubenes pagasts", within=[novads])
    other = make.place("Ilūkstes pilsēta", kind="town", within=[make.place("Augšdaugavas novads", kind="municipality")])
    host = make.organisation("Ūdenszīmes")
    forum = make.event("Forums", place=rubene, organisers=[host])
    forum.themes.add(make.theme())
    make.event("Sanāksme", kind="community_meeting", mode="online")
    make.event("Darbnīca", kind="workshop", place=other)
    calendars._SHELF.held = None

    def found(**chosen):
        facets = {name: frozenset({value}) for name, value in chosen.items()}
        return titles(listing_for(None, Wanted(chosen=facets), NOW))

    assert found(kind="workshop") == ["Darbnīca"]
    assert found(mode="online") == ["Sanāksme"]
    assert found(place=rubene.slug) == found(place=novads.slug) == found(place="selija") == ["Forums"]
    assert found(organiser=host.slug) == ["Forums"]
    assert found(theme="culture") == ["Forums"]
    assert found(kind="nonsense") == []
    listing = listing_for(None, Wanted(), NOW)
    groups = {group.name: {option.value: option.count for option in group.options} for group in listing.groups}
    assert groups["kind"] == {"forum": 1, "community_meeting": 1, "workshop": 1}
    assert groups["place"] == {novads.slug: 1, "augsdaugavas-novads": 1}
    narrowed = listing_for(None, Wanted(chosen={"kind": frozenset({"forum"})}), NOW)
    groups = {group.name: {option.value: option.count for option in group.options} for group in narrowed.groups}
    # Of its own facet the others stay to be chosen; of the other facets only what is left.
    assert groups["kind"] == {"forum": 1, "community_meeting": 1, "workshop": 1}
    assert "mode" not in groups


def test_days_and_free_seats_narrow_as_well():
    full = make.event("Pilna", takes_registrations=True, capacity=1)
    make.registration(full)
    make.event("Brīva", takes_registrations=True, capacity=2)
    make.event("Bez pieteikšanās", starts_at=at(20), ends_at=at(20, 14))
    assert titles(listing_for(None, Wanted(free=True), NOW)) == ["Brīva"]
    assert titles(listing_for(None, Wanted(since=date(2026, 12, 15)), NOW)) == ["Bez pieteikšanās"]
    assert titles(listing_for(None, Wanted(until=date(2026, 12, 14)), NOW)) == ["Pilna", "Brīva"]


@pytest.mark.parametrize(
    "asked",
    [
        "kind=forum&kind=workshop&place=selija&q=upe",
        "seats=free&from=2026-12-01&to=2026-12-31",
        "time=past&outside=no",
        "q=tirgus&view=month&month=2027-01",
    ],
)
def test_a_filter_is_the_same_after_a_way_through_the_address(asked, rf):
    wanted = wanted_of(rf.get(f"/events/?{asked}").GET, date(2026, 11, 23))
    assert wanted_of(rf.get(f"/events/?{wanted.query()}").GET, date(2026, 11, 23)) == wanted


@pytest.mark.parametrize(
    "asked", ["from=31.12.2026", "month=2026-13&view=month", "view=%00", "from=9999-01-01", "q=%00"]
)
def test_nonsense_in_the_address_is_passed_over(asked, client):
    assert client.get(f"{reverse('events')}?{asked}").status_code == 200


def test_a_month_begins_on_monday_and_marks_today():
    month = listing_for(None, Wanted(view="month", month=date(2026, 11, 1)), NOW).month
    assert [week[0].on.weekday() for week in month.weeks] == [0] * 6
    assert month.weeks[0][0].on == date(2026, 10, 26)
    assert month.weeks[-1][-1].on == date(2026, 12, 6)
    assert [day.on for week in month.weeks for day in week if day.is_today] == [date(2026, 11, 23)]
    assert [name for name, _short in month.weekdays][:2] == ["pirmdiena", "otrdiena"]


def test_what_lasts_several_days_runs_through_them_in_one_line():
    make.event("Nometne", starts_at=at(11), ends_at=at(15))
    make.event("Izstāde", starts_at=at(14), ends_at=at(16))
    make.event("Vakars", starts_at=at(12, 18), ends_at=at(12, 23))
    month = listing_for(None, Wanted(view="month", month=date(2026, 12, 1)), NOW).month
    days = {day.on: day for week in month.weeks for day in week}
    lines = {on.day: [bar and str(bar.occasion.title) for bar in day.bars] for on, day in days.items() if day.bars}
    assert lines == {
        11: ["Nometne"], 12: ["Nometne"], 13: ["Nometne"],
        14: ["Nometne", "Izstāde"], 15: ["Nometne", "Izstāde"], 16: [None, "Izstāde"],
    }  # fmt: skip
    bars = [days[date(2026, 12, day)].bars[0] for day in range(11, 16)]
    assert [bar.begins for bar in bars] == [True, False, False, False, False]
    assert [bar.ends for bar in bars] == [False, False, False, False, True]
    # The 14th is a Monday: a new row says again what it is.
    assert [bar.named for bar in bars] == [True, False, False, True, False]
    assert [str(each.title) for each in days[date(2026, 12, 12)].occasions] == ["Vakars"]


@pytest.mark.parametrize(
    ("starts", "ends", "days"),
    [
        (at(12, 18), at(13, 1), 1),  # a dance until three in the morning
        (at(11, 22), at(12, 22), 1),  # midnight in Riga to midnight in Riga
        (at(12, 6), at(13, 20), 2),
        (at(27, 23, month=3, year=2027), at(28, 3, month=3, year=2027), 1),
        (at(30, 20, month=10, year=2027), at(31, 22, month=10, year=2027), 2),
    ],
)
def test_an_evening_is_one_day_and_midnight_ends_the_day_before(starts, ends, days):
    first, last = calendars.days_of(starts, ends)
    assert (last - first).days + 1 == days


def test_a_long_day_names_the_first_and_leads_to_the_rest():
    for number in range(9):
        make.event(f"Sanāksme {number}", starts_at=at(12, 8, minute=number), ends_at=at(12, 9))
    month = listing_for(None, Wanted(view="month", month=date(2026, 12, 1)), NOW).month
    day = next(day for week in month.weeks for day in week if day.on == date(2026, 12, 12))
    assert len(day.occasions) == 5
    assert day.more == 4
    assert "from=2026-12-12" in day.href
    assert "to=2026-12-12" in day.href


def test_moved_cancelled_changed_and_example_are_said(coordinator, client):
    moved, gone = make.event("Pārceltā"), make.event("Atceltā")
    details = {"starts_at": at(18, 12), "ends_at": at(18, 15)}
    gatherings.change_event(by=coordinator, event=moved, details=details, at=NOW)
    gatherings.cancel_event(by=coordinator, event=gone, why="Slims vadītājs", at=NOW)
    make.event("Paraugs", is_example=True)
    for view in ("", "?view=month&month=2026-12"):
        shown = client.get(f"{reverse('events')}{view}").text
        assert "Pārcelts no 14. decembra" in shown
        assert "Atcelts" in shown
        assert "Paraugs" in shown
    marks = {str(one.title): one.marks for one in listing_for(None, Wanted(), NOW).page.rows}
    assert marks == {"Pārceltā": ["Pārcelts no 14. decembra"], "Atceltā": ["Atcelts"], "Paraugs": ["Paraugs"]}


def test_the_page_works_with_and_without_htmx_and_says_what_is_empty(client):
    whole = client.get(reverse("events")).text
    assert "Pagaidām neviens notikums nav gaidāms" in whole
    make.event("Forums Biržos")
    part = client.get(reverse("events"), headers={"HX-Request": "true"}).text
    assert "Forums Biržos" in part
    assert "<html" not in part
    assert "<html" in client.get(reverse("events")).text
    assert "Tā nekas nav atrasts" not in part
    assert client.post(reverse("events")).status_code == 405


def test_the_map_has_an_address_of_its_own(client):
    answer = client.get(reverse("events"), {"view": "map", "kind": "forum"})
    assert answer.status_code == 302
    assert answer["Location"] == "/events/map/?kind=forum"


def test_an_unchanged_calendar_is_not_sent_again(client):
    make.event("Forums")
    first = client.get(reverse("events"))
    again = client.get(reverse("events"), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    make.event("Vēl viens")
    assert client.get(reverse("events"), headers={"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("count", [1, 3, 40])
@pytest.mark.parametrize("view", ["", "?view=month&month=2026-12"])
def test_the_calendar_asks_the_same_number_of_questions(client, django_assert_num_queries, count, view):
    host, place = make.organisation(), make.place()
    for number in range(count):
        event = make.event(f"Forums {number}", place=place, organisers=[host], starts_at=at(1 + number % 28),
                           ends_at=at(1 + number % 28, 13))  # fmt: skip
        event.themes.add(make.theme())
    client.get(reverse("events"))
    with django_assert_num_queries(1):
        client.get(f"{reverse('events')}{view}")


def test_the_shelf_is_made_of_a_fixed_number_of_questions(django_assert_num_queries):
    for number in range(3):
        make.event(f"Forums {number}", organisers=[make.organisation()], change_count=number)
    calendars.shelf()
    calendars._SHELF.held = None
    # Marks of the shelf and of places, events, hosts, themes, what changed.
    with django_assert_num_queries(6):
        calendars.shelf()


def test_every_page_of_a_long_list_is_reached():
    for number in range(23):
        make.event(
            f"Forums {number:02}", starts_at=at(1) + timedelta(days=number), ends_at=at(1, 14) + timedelta(days=number)
        )
    first, second = listing_for(None, Wanted(), NOW), listing_for(None, Wanted(), NOW, "2")
    assert len(titles(first)) == 20
    assert titles(second) == ["Forums 20", "Forums 21", "Forums 22"]


def test_a_series_takes_one_row_of_the_nearest_with_its_next_days():
    series = Series.objects.create(
        slug="otrdienas", title={"lv": "Otrdienas"}, rule="FREQ=WEEKLY", first_on=date(2026, 12, 1),
        begins=time(17), ends=time(19),
    )  # fmt: skip
    for day in (1, 8, 15, 22):
        make.event("Otrdiena", series=series, starts_at=at(day, 15), ends_at=at(day, 17))
    make.event("Forums")
    nearest = next_occasions(None, Wanted(), NOW, 4)
    assert [(str(each.title), each.also) for each in nearest] == [
        ("Otrdiena", "arī 8. decembrī, 15. decembrī"),
        ("Forums", ""),
    ]
    assert len(titles(listing_for(None, Wanted(), NOW))) == 5


def test_an_example_stands_behind_what_really_comes():
    make.event("Paraugs", is_example=True, starts_at=at(10, 12), ends_at=at(10, 15))
    make.event("Īstais")
    nearest = next_occasions(None, Wanted(), NOW, 2)
    assert [str(each.title) for each in nearest] == ["Īstais", "Paraugs"]
