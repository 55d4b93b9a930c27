"""Which organisations pass a filter, with what counts, for whom, and how many queries it takes."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as some

from savienojums.core import search
from savienojums.core.marks import raise_mark
from savienojums.core.refusal import NotFound
from savienojums.network import queries
from savienojums.network.models import Organisation
from savienojums.network.queries.organisations import search_row
from savienojums.network.queries.register import bits_of
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(land):
    """Three public organisations, one proposed, one archived."""
    culture, youth = make.theme(), make.theme("youth", "Jaunieši")
    city = make.place("Daugavpils", kind="state_city", lat=55.87, lon=26.52)
    islands = make.organisation(
        "Aknīstes kopiena", kind="initiative_group", place=land, evidence="signed", offers="Zāle"
    )
    islands.themes.add(culture)
    library = make.organisation(
        "Rubenes bibliotēka", kind="library", place=land, looks_for="Grāmatas", lat=56.1, lon=26.0
    )
    library.themes.add(culture, youth)
    make.organisation("Daugavpils klubs", kind="association", place=city, confirmed_at=make.NOW)
    make.organisation("Ieteiktā grupa", kind="residents_group", published_at=None)
    make.organisation("Vecais klubs", kind="association", archived_at=make.NOW)
    search.index("organisation", [search_row(each) for each in Organisation.objects.all()])
    raise_mark("registry")


def asked(address=""):
    return queries.filter_of(QueryDict(address))


def names(person=None, address="", page=""):
    return [card.name for card in queries.organisations_for(person, asked(address), page).page.rows]


def counts(facet, address="", person=None):
    groups = {group.name: group for group in queries.organisations_for(person, asked(address)).groups}
    return (
        {option.value: option.count for option in [*groups[facet].options, *groups[facet].more]}
        if facet in groups
        else None
    )


def test_visitors_see_what_is_public_in_alphabetical_order(region):
    assert names() == ["Aknīstes kopiena", "Daugavpils klubs", "Rubenes bibliotēka"]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("kind=library", ["Rubenes bibliotēka"]),
        ("kind=library&kind=association", ["Daugavpils klubs", "Rubenes bibliotēka"]),
        ("theme=culture", ["Aknīstes kopiena", "Rubenes bibliotēka"]),
        ("theme=culture&kind=library", ["Rubenes bibliotēka"]),
        ("place=jekabpils-novads", ["Aknīstes kopiena", "Rubenes bibliotēka"]),
        ("place=rubenes-pagasts", ["Aknīstes kopiena", "Rubenes bibliotēka"]),
        ("place=daugavpils", ["Daugavpils klubs"]),
        ("place=nekurzeme", []),
        ("about=offers", ["Aknīstes kopiena"]),
        ("about=looks_for", ["Rubenes bibliotēka"]),
        ("evidence=signed", ["Aknīstes kopiena"]),
        ("kind=nonsense", []),
        ("nonsense=1", ["Aknīstes kopiena", "Daugavpils klubs", "Rubenes bibliotēka"]),
        ("q=bibliotēkas", ["Rubenes bibliotēka"]),
        ("q=biblioteka&theme=youth", ["Rubenes bibliotēka"]),
        ("q=zāli", ["Aknīstes kopiena"]),
        ("q=nekaslidzigs", []),
        ("q=-", ["Aknīstes kopiena", "Daugavpils klubs", "Rubenes bibliotēka"]),
        ("state=archived", []),
        ("state=proposed", []),
    ],
)
def test_what_a_filter_leaves_for_a_visitor(address, found, region):
    assert names(None, address) == found


def test_facets_count_under_the_other_choices(region):
    assert counts("kind") == {"initiative_group": 1, "association": 1, "library": 1}
    assert counts("kind", "theme=culture") == {"initiative_group": 1, "library": 1}
    assert counts("theme", "theme=youth") == {"culture": 2, "youth": 1}
    assert counts("place") == {"daugavpils": 1, "jekabpils-novads": 2}
    assert counts("place", "place=rubenes-pagasts") == {"daugavpils": 1, "jekabpils-novads": 2, "rubenes-pagasts": 2}
    assert counts("evidence", "q=bibliotēka") is None


def test_a_chosen_value_stays_to_be_dropped_even_if_nobody_has_it(region):
    groups = queries.organisations_for(None, asked("kind=museum")).groups
    chosen = [option for group in groups for option in group.options if option.chosen]
    assert [(option.value, option.count, option.href) for option in chosen] == [("museum", 0, "?")]


def test_the_links_of_facets_keep_the_rest_of_the_filter():
    wanted = asked("q=zāle&kind=library&place=a&order=newest")
    assert wanted.with_choice("kind", "museum").query() == "q=z%C4%81le&order=newest&kind=library&kind=museum&place=a"
    assert wanted.with_choice("kind", "library").query() == "q=z%C4%81le&order=newest&place=a"
    assert wanted.with_choice("place", "b").chosen["place"] == {"b"}
    assert wanted.kept == {"items": [("kind", "library"), ("place", "a")]}


def test_a_filter_without_words_and_choices_lets_everything_pass():
    assert asked("order=newest").is_empty
    assert not asked("q=a").is_empty
    assert not asked("kind=library").is_empty


def test_orders(region):
    Organisation.objects.filter(name="Rubenes bibliotēka").update(published_at=make.NOW + timedelta(days=1))
    raise_mark("registry")
    assert names(None, "order=newest")[0] == "Rubenes bibliotēka"
    assert names(None, "order=confirmed")[0] == "Daugavpils klubs"
    assert names(None, "order=nonsense")[0] == "Aknīstes kopiena"
    assert queries.organisations_for(None, asked("q=klubs")).order == "best"


def test_a_name_that_says_it_comes_before_a_text_that_says_it(region):
    other = make.organisation("Zvanītāji", summary={"lv": "Draugi, ko vieno bibliotēka"})
    search.index("organisation", [search_row(other)])
    raise_mark("registry")
    assert names(None, "q=bibliotēka") == ["Rubenes bibliotēka", "Zvanītāji"]


def test_coordinators_see_proposals_and_ask_for_the_archive(region, coordinator, outsider):
    assert names(coordinator) == ["Aknīstes kopiena", "Daugavpils klubs", "Ieteiktā grupa", "Rubenes bibliotēka"]
    assert names(coordinator, "state=archived") == ["Vecais klubs"]
    assert counts("state", "", coordinator) == {"published": 3, "proposed": 1}
    assert names(outsider, "state=archived") == []


def test_one_sees_ones_own_proposal_in_the_list(region, outsider):
    assert "Ieteiktā grupa" not in names(outsider)
    make.membership(outsider, Organisation.objects.get(name="Ieteiktā grupa"))
    assert "Ieteiktā grupa" in names(outsider)


def test_list_and_page_agree_on_what_may_be_seen(region, coordinator, outsider):
    for person in (None, outsider, coordinator):
        listed = {*names(person), *names(person, "state=archived")}
        pages = {each.name for each in Organisation.objects.all() if _is_seen(person, each.slug)}
        assert listed == pages


def _is_seen(person, slug):
    try:
        return bool(queries.organisation_for(person, slug))
    except NotFound:
        return False


def test_a_change_is_seen_at_once(region):
    Organisation.objects.filter(name="Daugavpils klubs").update(archived_at=make.NOW)
    raise_mark("registry")
    assert names() == ["Aknīstes kopiena", "Rubenes bibliotēka"]


def test_points_are_exact_where_known_and_else_in_the_middle_of_the_place(region):
    make.organisation("Nekur")
    raise_mark("registry")
    points = {point.name: (point.lat, point.lon, point.approximate) for point in queries.map_points(None, asked())}
    assert points == {
        "Aknīstes kopiena": (56.12, 26.05, True),
        "Daugavpils klubs": (55.87, 26.52, True),
        "Rubenes bibliotēka": (56.1, 26.0, False),
    }


def test_a_card_says_where_it_is_from_near_to_far(region):
    cards = {card.name: card for card in queries.organisations_for(None, asked()).page.rows}
    assert cards["Rubenes bibliotēka"].place == "Rubenes pagasts, Jēkabpils novads"
    assert cards["Daugavpils klubs"].place == "Daugavpils"
    assert [str(theme) for theme in cards["Rubenes bibliotēka"].themes] == ["Kultūra", "Jaunieši"]
    assert cards["Aknīstes kopiena"].member_text == "Tīklā „Sēlijas salas”"


def test_a_long_list_is_cut_into_pages(db):
    for number in range(23):
        make.organisation(f"Biedrība {number:02}")
    first, second = (queries.organisations_for(None, asked(), page).page for page in ("1", "2"))
    assert [len(first.rows), len(second.rows), first.total] == [20, 3, 23]


def test_everything_and_own_organisations_for_other_rooms(region, contact):
    own = Organisation.objects.get(name="Rubenes bibliotēka")
    make.membership(contact, own)
    assert queries.organisations_of(contact) == [own]
    assert [card.name for card in queries.search_organisations(None, "kopiena")] == ["Aknīstes kopiena"]
    assert [card.name for card in queries.cards_of([own.pk, 0])] == ["Rubenes bibliotēka"]


@given(some.sets(some.integers(0, 300)))
def test_a_set_of_places_as_bits_holds_those_places_and_no_others(places):
    bits = bits_of(places, 301)
    assert {place for place in range(301) if bits >> place & 1} == places
    assert bits.bit_count() == len(places)


@given(some.text(max_size=300), some.lists(some.text(max_size=50), max_size=40))
def test_no_address_breaks_the_filter(words, kinds):
    parameters = QueryDict(mutable=True)
    parameters["q"], parameters["order"] = words, words
    parameters.setlist("kind", kinds)
    wanted = queries.filter_of(parameters)
    assert queries.filter_of(QueryDict(wanted.query())) == wanted
