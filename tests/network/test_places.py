"""What lies in what, and what the atlas concludes from it."""

import pytest

from savienojums.core.refusal import NotFound
from savienojums.network.models import Containment, Figure
from savienojums.network.queries.places import (
    Territory,
    atlas,
    atlas_of,
    figures_of,
    guess_places,
    place_for,
    place_options,
)
from tests import make


@pytest.fixture
def land(db):
    """A small Sēlija: two municipalities, one of them partly in it, two parishes of one name."""
    latvia = make.place("Latvija", kind="country")
    selija = make.place("Sēlija", kind="historical_land", name_en="Sēlija (Selonia)", within=[latvia])
    zemgale = make.place("Zemgales plānošanas reģions", kind="planning_region", within=[latvia])
    jekabpils = make.place("Jēkabpils novads", kind="municipality", within=[zemgale])
    aizkraukle = make.place("Aizkraukles novads", kind="municipality", within=[zemgale])
    for municipality in (jekabpils, aizkraukle):
        Containment.objects.create(part=municipality, whole=selija, extent="part")
    rubene = make.place("Rubenes pagasts", within=[jekabpils, selija])
    variesi = make.place("Variešu pagasts", within=[jekabpils])
    town = make.place("Jēkabpils", kind="town", within=[jekabpils])
    Containment.objects.create(part=town, whole=selija, extent="part")
    pilskalne = make.place("Pilskalnes pagasts", within=[aizkraukle, selija])
    return {
        place.slug: place
        for place in (latvia, selija, zemgale, jekabpils, aizkraukle, rubene, variesi, town, pilskalne)
    }


def slugs(pks):
    return {atlas().by_pk[pk].slug for pk in pks}


def test_a_parish_lies_in_everything_its_municipality_lies_in(land):
    wholes = slugs(atlas().wholes_of(land["rubenes-pagasts"].pk))
    assert wholes == {"rubenes-pagasts", "jekabpils-novads", "zemgales-planosanas-regions", "latvija", "selija"}


def test_from_a_municipality_partly_in_the_region_nothing_follows_for_its_parishes(land):
    known = atlas()
    assert land["selija"].pk not in known.wholes_of(land["variesu-pagasts"].pk)
    assert not known.in_region(land["variesu-pagasts"].pk)
    assert known.in_region(land["jekabpils-novads"].pk)
    assert known.partly(land["jekabpils-novads"].pk, land["selija"].pk)
    assert not known.partly(land["rubenes-pagasts"].pk, land["selija"].pk)


def test_what_lies_partly_in_a_whole_lies_partly_in_all_that_hold_the_whole():
    places = [Territory(pk, f"p{pk}", f"P{pk}", "", f"p{pk}", "parish") for pk in (1, 2, 3)]
    known = atlas_of(places, [(1, 2, "part"), (2, 3, "whole")])
    assert known.wholes_of(1) == {1, 2, 3}
    assert known.partly(1, 3)


def test_a_ring_in_the_given_containments_does_no_harm():
    places = [Territory(pk, f"p{pk}", f"P{pk}", "", f"p{pk}", "parish") for pk in (1, 2)]
    known = atlas_of(places, [(1, 2, "whole"), (2, 1, "whole")])
    assert known.wholes_of(1) == known.parts_of(1) == {1, 2}


def test_parts_are_told_from_above_as_wholes_from_below(land):
    known = atlas()
    for pk in known.by_pk:
        assert all(pk in known.wholes_of(part) for part in known.parts_of(pk))
    aizkraukle = land["aizkraukles-novads"].pk
    assert [str(place) for place in known.sorted(known.parts_of(aizkraukle) - {aizkraukle})] == ["Pilskalnes pagasts"]


def test_a_municipality_is_its_own_and_a_land_has_none(land):
    known = atlas()
    assert known.municipality_of(land["rubenes-pagasts"].pk) == land["jekabpils-novads"].pk
    assert known.municipality_of(land["jekabpils-novads"].pk) == land["jekabpils-novads"].pk
    assert known.municipality_of(land["selija"].pk) is None
    assert known.municipality_of(None) is None


def test_full_names_tell_parishes_of_one_name_apart(land):
    assert atlas().full_name(land["pilskalnes-pagasts"].pk) == "Pilskalnes pagasts (Aizkraukles novads)"
    assert atlas().full_name(land["selija"].pk) == "Sēlija"


def test_the_atlas_is_read_once_and_again_after_a_change(land, django_assert_num_queries):
    with django_assert_num_queries(3):
        atlas()
    with django_assert_num_queries(1):
        atlas()


def test_places_to_choose_from_stand_under_their_municipality(land):
    assert place_options() == [
        (
            "Aizkraukles novads",
            [
                ("aizkraukles-novads", "Aizkraukles novads"),
                ("pilskalnes-pagasts", "Pilskalnes pagasts (Aizkraukles novads)"),
            ],
        ),
        (
            "Jēkabpils novads",
            [
                ("jekabpils-novads", "Jēkabpils novads"),
                ("jekabpils", "Jēkabpils (Jēkabpils novads)"),
                ("rubenes-pagasts", "Rubenes pagasts (Jēkabpils novads)"),
                ("variesu-pagasts", "Variešu pagasts (Jēkabpils novads)"),
            ],
        ),
        (
            place_options()[-1][0],
            [
                ("latvija", "Latvija"),
                ("selija", "Sēlija"),
                ("zemgales-planosanas-regions", "Zemgales plānošanas reģions"),
            ],
        ),
    ]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Rubenes pagasts", "rubenes-pagasts"),
        ("kas der Rubenē", "rubenes-pagasts"),
        ("jekabpils novada", "jekabpils-novads"),
        ("Jēkabpilī", "jekabpils"),
        ("Selonia", "selija"),
        ("Sēlijā", "selija"),
        ("Pilskalnes pagastā", "pilskalnes-pagasts"),
    ],
)
def test_a_text_speaks_of_places_in_any_word_form(land, text, first):
    assert guess_places(text)[0].slug == first


def test_a_text_without_places_speaks_of_none(land):
    assert guess_places("telpu remonts") == []
    assert guess_places("pagasts") == []
    assert guess_places("") == []


def test_a_place_is_found_by_its_address_or_does_not_exist(land):
    assert place_for(None, "rubenes-pagasts") == land["rubenes-pagasts"]
    with pytest.raises(NotFound):
        place_for(None, "nowhere")


def test_figures_come_newest_first(land):
    for period, value in (("2011-03-01", 900), ("2026-01-01", 722)):
        Figure.objects.create(
            place=land["rubenes-pagasts"], indicator="population", period=period, value=value, source="CSP"
        )
    assert [figure.period for figure in figures_of(land["rubenes-pagasts"])] == ["2026-01-01", "2011-03-01"]
