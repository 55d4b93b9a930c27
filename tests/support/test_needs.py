"""What is looked for and not given, and what came of applications: pure cores and what the registry makes of them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.network.queries.places import atlas
from savienojums.support import fit
from savienojums.support.actions.attempts import change_attempt, want_to_try
from savienojums.support.needs import Need, Seeker, Supply, grouped, wants_of
from savienojums.support.odds import Outcome, cut, enough
from savienojums.support.queries import needs, seekers, success
from savienojums.support.queries.asking import Asked
from savienojums.support.queries.attempts import known_of
from savienojums.support.queries.catalogue import demands_of, shelf
from savienojums.support.queries.leads import possible_leads
from savienojums.support.queries.measures import applicant_at
from tests import make

sets = st.integers(0, 255)


@given(
    ahead=sets,
    about=st.dictionaries(st.integers(1, 3), sets),
    broad=sets,
    refused=st.dictionaries(st.tuples(st.sampled_from(["", "a"]), st.integers(0, 1)), sets),
    who=st.lists(
        st.tuples(st.sampled_from(["", "a"]), st.integers(0, 1), st.frozensets(st.integers(1, 3))), max_size=6
    ),
)
def test_shared_work_gives_the_same_as_asking_for_each(ahead, about, broad, refused, who):
    people = [Seeker(pk, form, place, 0, themes) for pk, (form, place, themes) in enumerate(who)]
    supply = Supply(ahead, about, broad, lambda form, place: refused.get((form, place), 0))
    told = {(want.seeker.pk, want.theme): want for want in wants_of(people, supply)}
    assert len(told) == sum(len(each.themes) for each in people)
    for each in people:
        for theme in each.themes:
            mine = {
                bit for bit in range(8) if ahead >> bit & 1 and not refused.get((each.form, each.place), 0) >> bit & 1
            }
            own = {bit for bit in mine if about.get(theme, 0) >> bit & 1}
            want = told[each.pk, theme]
            assert want.own == len(own)
            assert want.broad == len({bit for bit in mine - own if broad >> bit & 1})
            assert want.nothing <= want.unmet


def test_needs_are_counted_where_most_is_missing_first():
    supply = Supply(0b1, {1: 0b1}, 0, lambda _form, _place: 0)
    people = [Seeker(pk, "", 0, 0, frozenset({1, 2})) for pk in range(2)]
    assert grouped(wants_of(people, supply), lambda want: (want.theme,)) == [Need((2,), 2, 2, 2), Need((1,), 2, 0, 0)]


def test_a_small_number_is_no_number_and_the_cut_is_the_middle_one():
    assert [enough(count) for count in (0, 2, 3)] == [0, 0, 3]
    won = [Outcome(pk, won=True, asked=Decimal(100), granted=Decimal(part)) for pk, part in enumerate((50, 70, 90))]
    assert cut(won) == 70
    assert cut(won[:2]) is None
    assert cut([Outcome(1, won=True, asked=Decimal(100), granted=Decimal(9))] * 5) is None


@pytest.fixture
def land(db):
    municipality = make.place("Jēkabpils novads", kind="municipality")
    other = make.place("Aizkraukles novads", kind="municipality")
    return {
        "here": make.place(within=[municipality]),
        "there": make.place("Seces pagasts", within=[other]),
        "jekabpils": municipality,
    }


@pytest.fixture
def world(land):
    youth, nature = make.theme("youth", "Jaunieši"), make.theme("nature", "Daba")
    anything = make.theme("any", "Visas jomas")
    for name, place, themes in (("Viena", "here", [youth]), ("Otra", "there", [youth, nature]), ("Trešā", "here", [])):
        each = make.organisation(name, place=land[place], looks_for=f"{name} meklē telti")
        each.themes.set(themes)
    local = make.measure("Jauniešiem", status="ongoing", recurrence="continuous", places_certain=True)
    local.places.set([land["jekabpils"]])
    local.themes.set([youth])
    wide = make.measure(
        "Visiem", status="recurring", recurrence="yearly", forms_certain=True, legal_forms=["foundation"]
    )
    wide.themes.set([anything])
    over = make.measure("Dabai", status="closed")
    over.themes.set([nature])
    return land


def test_the_registry_tells_what_is_missing(world):
    assert [line.cells for line in needs.needs_by_theme(make.NOW).lines] == [
        ("Jaunieši", 2, 1, 1),
        ("Daba", 1, 1, 1),
    ]
    assert {line.cells for line in needs.needs_by_place(make.NOW).lines} == {
        ("Aizkraukles novads", "Daba", 1, 1, 1),
        ("Aizkraukles novads", "Jaunieši", 1, 1, 1),
    }
    assert {line.cells[0] for line in needs.needs_by_form(make.NOW).lines} == {"Biedrība"}
    assert [line.cells[0] for line in needs.own_words(make.NOW).lines] == ["Otra", "Trešā"]


def test_what_is_judged_at_once_is_what_each_would_be_told(world):
    whole = shelf(make.NOW)
    refused = seekers.supply_of(whole).refused
    for entry in seekers.seekers().values():
        form, place = entry.seeker.form, entry.seeker.place
        applicant = applicant_at(atlas().by_pk.get(place), form=form or None)
        no = 0
        for demand, having in whole.catalogue.demands.items():
            no |= having if demand.judge(applicant).answer is fit.Answer.NO else 0
        assert refused(form, place) == no


def test_asking_again_asks_the_database_nothing(world, django_assert_num_queries):
    needs.needs_by_theme(make.NOW)
    with django_assert_num_queries(3):
        needs.needs_by_theme(make.NOW)


def decided(by, measure, number, status="won", **sums):
    organisation = make.organisation(f"Kopiena {number}")
    made = want_to_try(by=by, organisation=organisation, measure=measure, details={}, at=make.NOW)
    return change_attempt(by=by, attempt=made, details={"status": status, **sums}, at=make.NOW)


def test_odds_of_the_region_are_told_from_three_organisations_on(coordinator):
    measure = make.measure("Konkurss")
    make.round_of(measure, applied_count=189, won_count=59)
    sums = {"sum_asked": Decimal(1000)}
    decided(coordinator, measure, 1, **sums, sum_granted=Decimal(500))
    decided(coordinator, measure, 2, "lost", reason="competition")
    assert known_of(measure.pk).decided == 0
    assert success.success_by_measure().lines[0].cells == ("Konkurss", 189, 59, "31 %", None, None, None)
    decided(coordinator, measure, 3, **sums, sum_granted=Decimal(600))
    decided(coordinator, measure, 4, **sums, sum_granted=Decimal(1000))
    known = known_of(measure.pk)
    assert (known.decided, known.won, known.cut) == (4, 3, 60)
    assert success.success_by_measure().lines[0].cells == ("Konkurss", 189, 59, "31 %", 4, 3, "60 %")
    assert success.success_by_provider().lines[0].cells[1:] == (189, 59, "31 %", 4, 3, "60 %")


def test_the_providers_row_adds_up_only_what_is_told_of_each_measure(coordinator):
    provider = make.provider("Fonds")
    told, untold = make.measure("Zināmais", provider=provider), make.measure("Nezināmais", provider=provider)
    for number in range(3):
        decided(coordinator, told, number)
    decided(coordinator, untold, 3, "lost")
    assert [line.cells for line in success.success_by_provider().lines] == [("Fonds", None, None, None, 3, 3, None)]


def test_leads_are_those_who_may_and_who_wants_comes_first(world, coordinator):
    measure = make.measure("Lielais", legal_forms=["foundation"], forms_certain=True, partners_min=2)
    near = make.organisation("Tuvs fonds", legal_form="foundation", place=world["here"])
    make.organisation("Tāls fonds", legal_form="foundation", place=world["there"])
    wants = make.organisation("Grib fonds", legal_form="foundation", place=world["there"])
    make.organisation("Slēpts fonds", legal_form="foundation", published_at=None)
    want_to_try(by=coordinator, organisation=wants, measure=measure, details={"may_be_named": True}, at=make.NOW)
    here = atlas().by_pk[world["here"].pk]
    leads = possible_leads(measure, Asked(place=here, form="association"))
    assert [(lead.name, lead.wants, lead.near) for lead in leads] == [
        ("Grib fonds", True, False),
        ("Tuvs fonds", False, True),
        ("Tāls fonds", False, False),
    ]
    assert "Tuvs fonds" not in [lead.name for lead in possible_leads(measure, Asked(organisation=near))]
    assert demands_of(measure)


def test_own_words_tell_no_address_and_no_telephone(world):
    make.organisation("Ceturtā", looks_for="Zvaniet Annai 29123456, anna@example.lv, meklējam telti")
    told = str([line.cells for line in needs.own_words(make.NOW).lines])
    assert "meklējam telti" in told
    assert "29123456" not in told
    assert "anna@example.lv" not in told
