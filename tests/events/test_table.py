"""The funder's table: counted from the record, added up, kept when people are erased."""

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.events.actions.retention import erase_people
from savienojums.events.actions.table import MoreThanCame, set_totals
from savienojums.events.models import Attendance, KeptCounts, VoluntaryTotal
from savienojums.events.queries import table as queries
from savienojums.events.queries.table_told import sums_of
from savienojums.events.table import FundersTable, Group, Total, Visit, counted, together
from savienojums.network.models import Project, TargetGroup
from tests import make

NOW = datetime(2027, 1, 10, 10, 0, tzinfo=UTC)
STARTS = datetime(2026, 12, 14, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _afterwards(monkeypatch):
    monkeypatch.setattr("savienojums.events.views.table.now", lambda: NOW)


# --- the pure core ----------------------------------------------------------------

words = st.sampled_from(["", "a", "b", "c"])
visits = st.lists(
    st.builds(
        Visit, person=words, event=words, organisation=st.sampled_from(["", "#1", "#2", "rubene"]),
        organisation_name=words, municipality=words, municipality_name=words,
        groups=st.lists(st.sampled_from(["1", "2"]), unique=True).map(tuple),
        returning=st.booleans(), online=st.booleans(),
    ),
    max_size=12,
)  # fmt: skip
GROUPS = [Group("1", "kopienas", 26), Group("2", "Jēkabpils NVO")]


@given(visits)
def test_every_part_counts_everybody_once(seen):
    table = counted(seen, GROUPS)
    assert table.came == len(seen)
    for rows in (table.organisations, table.municipalities):
        assert sum(row.came for row in rows) == table.came
        assert len({row.key for row in rows}) == len(rows)
    assert table.newcomers + table.returning == table.in_room + table.online == table.came
    assert all(group.came <= table.came for group in table.groups)
    assert all(group.reached <= table.organisation_count for group in table.groups)
    assert table.persons <= table.came


@given(visits, st.randoms())
def test_the_order_of_people_does_not_matter(seen, chance):
    mixed = list(seen)
    chance.shuffle(mixed)
    assert counted(mixed, GROUPS) == counted(seen, GROUPS)


@given(visits, visits)
def test_events_counted_apart_and_together_agree(one, other):
    whole = counted([*one, *other], GROUPS, events=2)
    summed = together([counted(one, GROUPS), counted(other, GROUPS)])
    for name in ("events", "came", "newcomers", "returning", "in_room", "online", "groups"):
        assert getattr(summed, name) == getattr(whole, name)
    assert {(row.key, row.came) for row in summed.organisations} == {(row.key, row.came) for row in whole.organisations}
    assert summed.persons >= whole.persons


@given(visits)
def test_what_is_kept_comes_back_and_tells_no_own_words(seen):
    table = counted(seen, GROUPS, [Total("gender", "sievietes", 3)], expected=7)
    kept = json.loads(json.dumps(table.kept()))
    back = FundersTable.from_kept(kept)
    assert back.kept() == FundersTable.from_kept(json.loads(json.dumps(back.kept()))).kept()
    assert (back.came, back.organisation_count, back.totals) == (table.came, table.organisation_count, table.totals)
    assert [group.reached for group in back.groups] == [group.reached for group in table.groups]
    assert "rubene" not in json.dumps(kept)


# --- from the record --------------------------------------------------------------


@pytest.fixture
def land():
    country = make.place("Sēlija", kind="historical_land", slug="selija")
    jekabpils = make.place("Jēkabpils novads", kind="municipality", slug="jekabpils-novads", within=[country])
    daugavpils = make.place("Daugavpils", kind="state_city", slug="daugavpils")
    rubene = make.place("Rubenes pagasts", slug="rubenes-pagasts", within=[jekabpils])
    return {"jekabpils": jekabpils, "daugavpils": daugavpils, "rubene": rubene}


@pytest.fixture
def project(land):
    project = Project.objects.create(name="Savienojums", number="1")
    for at, (name, kinds, place, promised) in enumerate([
        ("Kopienas", ["initiative_group"], None, 26), ("Jēkabpils NVO", ["association"], land["jekabpils"], 5),
        ("Daugavpils NVO", ["association"], land["daugavpils"], 5),
    ]):  # fmt: skip
        TargetGroup.objects.create(
            project=project, name={"lv": name}, kinds=kinds, place=place, promised=promised, position=at
        )
    return project


@pytest.fixture
def host(contact):
    host = make.organisation("Rīkotāji", kind="museum")
    make.membership(contact, host)
    return host


@pytest.fixture
def event(host, project):
    return make.event(organisers=[host], project=project)


def came(event, name, organisation=None, *, at=STARTS, **details):
    return Attendance.objects.create(
        event=event, name=name, organisation=organisation, seat="accepted", came_at=at, **details
    )


@pytest.fixture
def filled(event, land):
    community = make.organisation("Rubenes kopiena", kind="initiative_group", place=land["rubene"])
    association = make.organisation("Biedrība „Ausma”", place=land["daugavpils"])
    came(event, "Anna Ozola", community)
    came(event, "Jānis Bērziņš", community)
    came(event, "Berta Liepa", association, online=True)
    came(event, "Pēteris Kalns", organisation_name="biedriba Ausma")
    came(event, "Savā Vārdā", place=land["rubene"])
    Attendance.objects.create(event=event, name="Nav Bijis", organisation=community, seat="accepted")
    return event


def test_one_event_is_counted_by_what_funders_ask(filled):
    table = queries.funders_table(filled)
    assert (table.came, table.expected, table.online, table.persons) == (5, 6, 1, 5)
    assert {row.name: row.came for row in table.organisations} == {"Rubenes kopiena": 2, "Biedrība „Ausma”": 2, "": 1}
    assert {row.name: row.came for row in table.municipalities} == {"Jēkabpils novads": 3, "Daugavpils": 2}
    assert [(each.name, each.promised, each.reached, each.came) for each in table.groups] == [
        ("Kopienas", 26, 1, 2), ("Jēkabpils NVO", 5, 0, 0), ("Daugavpils NVO", 5, 1, 2),
    ]  # fmt: skip


def test_returning_is_who_came_earlier_under_the_same_name_for_the_same_organisation(filled, host):
    earlier = make.event(
        "Agrākais", organisers=[host], starts_at=STARTS - timedelta(days=30), ends_at=STARTS - timedelta(days=29)
    )
    later = make.event(
        "Vēlākais", organisers=[host], starts_at=STARTS + timedelta(days=3), ends_at=STARTS + timedelta(days=4)
    )
    community = Attendance.objects.get(name="Anna Ozola").organisation
    came(earlier, "OZOLA Anna", community, at=earlier.starts_at)
    came(earlier, "Jānis Bērziņš", at=earlier.starts_at)
    came(later, "Berta Liepa", Attendance.objects.get(name="Berta Liepa").organisation, at=later.starts_at)
    table = queries.funders_table(filled)
    assert (table.newcomers, table.returning) == (4, 1)
    assert queries.funders_table(later).returning == 1


def test_several_events_count_visits_and_people(filled, host, contact, project):
    second = make.event(
        "Otrais",
        organisers=[host],
        project=project,
        starts_at=STARTS + timedelta(days=3),
        ends_at=STARTS + timedelta(days=4),
    )
    came(second, "Anna Ozola", Attendance.objects.get(name="Anna Ozola").organisation)
    make.event("Citu", starts_at=STARTS, ends_at=STARTS + timedelta(hours=1))
    make.event("Atcelts", organisers=[host], cancelled_at=NOW)
    events = queries.events_in(contact, queries.Span(), NOW)
    assert [str(each) for each in events] == ["Sēlijas NVO forums", "Otrais"]
    table = queries.table_of(events)
    assert (table.events, table.came, table.persons, table.groups[0].reached) == (2, 6, 5, 1)
    span = queries.Span(project=project.public_id, since=STARTS.date() + timedelta(days=1))
    assert [str(each) for each in queries.events_in(contact, span, NOW)] == ["Otrais"]
    assert queries.events_in(contact, queries.Span(project="nav"), NOW) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_questions_does_not_grow(filled, host, contact, project, count, django_assert_num_queries):
    for n in range(count):
        more = make.event(
            f"Nr. {n}",
            organisers=[host],
            project=project,
            starts_at=STARTS + timedelta(days=n),
            ends_at=STARTS + timedelta(days=n + 1),
        )
        for each in range(count):
            came(more, f"Vārds {n} {each}", organisation_name=f"Cita {each}")
    queries.table_of(queries.events_in(contact, queries.Span(), NOW))
    with django_assert_num_queries(11):
        queries.table_of(queries.events_in(contact, queries.Span(), NOW))


def test_what_was_counted_stays_when_people_are_erased(client, filled, contact):
    before = queries.funders_table(filled)
    erase_people(by=SYSTEM, event=filled, at=NOW)
    filled.refresh_from_db()
    after = queries.funders_table(filled)
    for name in ("came", "expected", "online", "newcomers", "municipalities", "totals", "organisation_count"):
        assert getattr(after, name) == getattr(before, name)
    assert [(each.reached, each.came) for each in after.groups] == [(each.reached, each.came) for each in before.groups]
    kept = json.dumps(KeptCounts.objects.get().table, ensure_ascii=False)
    for private in ("Anna", "Ozola", "Savā", "Pēteris"):
        assert private not in kept
    client.force_login(contact)
    assert "Rubenes kopiena" in client.get(reverse("event_table", args=[filled.slug])).content.decode()


# --- voluntary totals -------------------------------------------------------------


def test_totals_are_sums_and_never_more_than_came(filled, contact, outsider):
    set_totals(by=contact, event=filled, totals=[("gender", "sievietes", 3), ("age", "līdz 25", 5)], at=NOW)
    assert {str(total) for total in VoluntaryTotal.objects.all()} == {"sievietes: 3", "līdz 25: 5"}
    with pytest.raises(MoreThanCame):
        set_totals(by=contact, event=filled, totals=[("gender", "sievietes", 3), ("gender", "vīrieši", 3)], at=NOW)
    with pytest.raises(NotAllowed):
        set_totals(by=outsider, event=filled, totals=[], at=NOW)
    assert VoluntaryTotal.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("sievietes 3\nvīrieši: 2", {"sievietes": 3, "vīrieši": 2}),
        ("līdz 25 gadiem 4.", {"līdz 25 gadiem": 4}),
        ("a 1\na 2", {"a": 3}),
    ],
)
def test_totals_are_typed_as_lines(client, filled, contact, typed, kept):
    client.force_login(contact)
    page = reverse("event_totals", args=[filled.slug])
    assert client.post(page, {"gender": typed}).url == reverse("event_table", args=[filled.slug])
    assert dict(VoluntaryTotal.objects.values_list("label", "count")) == kept
    assert all(label in client.get(page).content.decode() for label in kept)


@pytest.mark.parametrize(
    "typed",
    [
        "sievietes",
        "14",
        "sievietes -3",
        "sievietes 3,5",
        "a 999999999",
        "sievietes 6",
        "\n".join(f"l{n} 0" for n in range(13)),
    ],
)
def test_wrong_totals_are_told(client, filled, contact, typed):
    client.force_login(contact)
    answer = client.post(reverse("event_totals", args=[filled.slug]), {"age": typed})
    assert answer.status_code == 422
    assert not VoluntaryTotal.objects.exists()


# --- pages and files --------------------------------------------------------------


def test_the_page_and_its_files_say_the_same_and_no_name(client, filled, contact):
    client.force_login(contact)
    pages = [reverse("event_table", args=[filled.slug]), reverse("events_table")]
    for page in pages:
        shown = client.get(page).content.decode()
        assert "Rubenes kopiena" in shown
        assert "Ozola" not in shown
    for name, args in (("event_table_file", [filled.slug]), ("events_table_file", [])):
        csv = client.get(reverse(name, args=[*args, "csv"])).content.decode("utf-8-sig")
        assert "Rubenes kopiena,2" in csv
        assert "Ozola" not in csv
        book = load_workbook(BytesIO(client.get(reverse(name, args=[*args, "xlsx"])).content))
        assert "Rubenes kopiena" in {cell.value for row in book.active for cell in row}
        assert client.get(reverse(name, args=[*args, "pdf"])).content.startswith(b"%PDF")
        assert client.get(reverse(name, args=[*args, "exe"])).status_code == 404


def test_nobody_came_yet_is_said(client, event, contact):
    client.force_login(contact)
    assert (
        "Vēl neviena ierašanās nav atzīmēta" in client.get(reverse("event_table", args=[event.slug])).content.decode()
    )


def test_several_events_without_anybody_have_no_table_to_take_along(client, event, contact):
    client.force_login(contact)
    shown = client.get(reverse("events_table")).content.decode()
    assert "Nevienā no šiem notikumiem ierašanās nav atzīmēta" in shown
    assert "Saskaitītie notikumi" not in shown
    assert reverse("events_table_file", args=["csv"]) not in shown
    assert reverse("event_table", args=[event.slug]) in shown


def test_one_municipality_is_told_in_the_singular():
    seen = [Visit(person="a", event="1", municipality="novads", municipality_name="Jēkabpils novads")]
    sums = [(each.value, each.label) for each in sums_of(counted(seen, [], []))]
    assert (1, "novads vai valstspilsēta") in sums


def test_others_count_nothing(client, filled, outsider):
    client.force_login(outsider)
    for name in ("event_table", "event_totals"):
        assert client.get(reverse(name, args=[filled.slug])).status_code == 404
    assert client.get(reverse("event_table_file", args=[filled.slug, "csv"])).status_code == 404
    shown = client.get(reverse("events_table")).content.decode()
    assert "Rubenes kopiena" not in shown
    assert "forums" not in shown
