"""Which rows and organisations are probably the same, with reasons; and what becomes of each row."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from savienojums.core.said import Said
from savienojums.core.tables import read_table
from savienojums.network.kinds import Fate
from savienojums.network.matching import (
    Candidate,
    Index,
    Known,
    Places,
    changes_of,
    judged,
    match_name,
    site_key,
)
from savienojums.network.reading import mapping_of, read_row
from tests.network.land import COMMUNITIES, GUIDE, PLACES

RUBENE, DUNAVA, DISTRICT = "rubenes-pagasts", "dunavas-pagasts", "jekabpils-novads"


def organisation(key, name, **values):
    return Known(key, {"name": name, "kind": "association", **values})


def row(number, name, **details):
    about = {
        key: details.pop(key) for key in ("is_wrong", "is_doubtful", "place_is_open", "decision") if key in details
    }
    return Candidate(number, {"name": name, "kind": "association", **details}, **about)


def judge(rows, known=(), places=PLACES):
    return judged(rows, known, places)


def fate(candidate, *known):
    return judge([candidate], known)[0]


def said(verdict):
    return [one.told() for one in verdict.reasons]


# --- names ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "match"),
    [
        ("Biedrība „Ūdenszīmes”", "udenszimes"),
        ("ŪDENSZĪMES, biedrība", "udenszimes"),
        ("Nodibinājums 'Sēlijas fonds'", "selijas fonds"),
        ("SIA “Rītausma”", "ritausma"),
        ("Aknīstes kopiena", "aknistes"),
        ("NVO", "nvo"),
        ("Sabiedriskā organizācija „Zīle”", "zile"),
        ("Общество «Родник»", "общество родник"),
    ],
)
def test_a_name_is_compared_without_diacritics_quotes_and_legal_form(name, match):
    assert match_name(name) == match


@given(st.text(max_size=40))
def test_a_compared_name_compares_to_itself(name):
    assert match_name(match_name(name)) == match_name(name)


@pytest.mark.parametrize("address", ["http://www.selija.com", "https://selija.com/", "https://SELIJA.com"])
def test_a_web_address_is_compared_without_scheme_www_and_slash(address):
    assert site_key(address) == "selija.com"
    assert site_key(f"{address.rstrip('/')}/lapa/?a=1") == "selija.com/lapa?a=1"


# --- likeness -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "values", "expected"),
    [
        ({"registration_number": "40008000001"}, {"name": "Cits", "registration_number": "40008000001"}, (True, [Said("The same registration number.")])),
        ({"place": RUBENE}, {"name": "biedrība UDENSZIMES", "place": RUBENE}, (True, "The same name and the same place.")),
        ({}, {"name": "Biedrība „Ūdenszīmes”", "place": RUBENE}, (True, "The same name; one of the places is not known.")),
        ({"place": RUBENE}, {"name": "Biedrība „Ūdenszīmes”", "place": DISTRICT}, (True, "The same name and the same place.")),
        ({"place": RUBENE}, {"name": "Ūdenszīmes", "place": RUBENE}, (False, "The same name but for the words for its legal form.")),
        ({"place": DUNAVA}, {"name": "Biedrība „Ūdenszīmes”", "place": RUBENE}, (False, "The same name, but another place.")),
        ({"place": RUBENE}, {"name": "Biedrība „Ūdenzīmes”", "place": RUBENE}, (False, "Almost the same name and the same place.")),
        ({}, {"name": "Biedrība „Ūdenzīmes”", "place": RUBENE}, (False, "Almost the same name and the same place.")),
        ({"place": DUNAVA}, {"name": "Biedrība „Ūdenzīmes”", "place": RUBENE}, None),
        ({"website": "https://udens.lv/"}, {"name": "Pļavas muzejs", "website": "http://www.udens.lv"}, (False, "The same web address.")),
        ({"contact_email": "A@b.lv"}, {"name": "Pļavas muzejs", "contact_email": "a@B.lv"}, (False, "The same e-mail address.")),
        ({"website": "https://udens.lv/"}, {"name": "Pļavas muzejs", "website": "https://udens.lv/lapa"}, None),
        ({"website": "https://udens.lv/"}, {"name": "Pagasta bibliotēka", "kind": "library", "website": "https://udens.lv"}, None),
        ({"place": RUBENE}, {"name": "Rītausma", "place": RUBENE}, None),
    ],
)  # fmt: skip
def test_likeness_has_a_grade_and_a_reason(known, values, expected):
    index = Index([organisation("a", "Biedrība „Ūdenszīmes”", **known)], PLACES)
    likenesses = index.likenesses({"kind": "association", **values})
    if expected is None:
        assert likenesses == []
        return
    [one] = likenesses
    sentence = expected[1] if isinstance(expected[1], str) else expected[1][0].sentence
    assert (one.key, one.certain, one.reasons[0].sentence) == ("a", expected[0], sentence)


def test_another_registration_number_makes_the_same_name_doubtful():
    index = Index([organisation("a", "Zīle", place=RUBENE, registration_number="40008000001")], PLACES)
    [one] = index.likenesses({"name": "Zīle", "place": RUBENE, "registration_number": "40008000002"})
    assert not one.certain
    assert one.reasons[-1].sentence == "But another registration number."


def test_names_that_differ_in_a_number_are_two():
    index = Index([organisation("a", "Jauniešu klubs „13.pirmdiena”", place=RUBENE)], PLACES)
    assert index.likenesses({"name": "Jauniešu klubs „14.pirmdiena”", "place": RUBENE}) == []


def test_an_address_that_many_share_tells_nothing():
    known = [organisation(key, f"Klubs {key}", website="https://novads.lv") for key in ("Vilnis", "Zvaigzne")]
    assert Index(known, PLACES).likenesses({"name": "Rītausma", "website": "https://novads.lv"}) == []


def test_words_in_another_order_are_almost_the_same_name_where_a_place_is_unknown():
    index = Index([organisation("a", "Lauku partnerība Sēlija", place=RUBENE)], PLACES)
    assert [one.key for one in index.likenesses({"name": "Sēlijas lauku partnerība"})] == ["a"]


# --- fates ----------------------------------------------------------------------


def test_a_row_of_an_unknown_organisation_is_new():
    assert fate(row(2, "Rītausma", place=RUBENE), organisation("a", "Zīle")).fate == Fate.NEW


def test_a_new_row_without_a_kind_is_wrong_and_a_known_one_is_not():
    bare = Candidate(2, {"name": "Zīle"})
    assert fate(bare).fate == Fate.WRONG
    assert "kind is missing" in said(fate(bare))[0]
    assert fate(bare, organisation("a", "Zīle")).fate == Fate.SAME


def test_a_row_that_says_nothing_new_is_the_same_and_an_empty_cell_erases_nothing():
    known = organisation("a", "Zīle", place=RUBENE, offers="Zāle", website="https://zile.lv/", lat=56.1, lon=25.7)
    verdict = fate(row(2, "ZĪLE", place=RUBENE, website="http://www.zile.lv"), known)
    assert (verdict.fate, verdict.key) == (Fate.CHANGED, "a")
    assert verdict.changes == {"name": ("Zīle", "ZĪLE")}
    assert fate(row(2, "Zīle", lat=56.10001, lon=25.7), known).fate == Fate.SAME


def test_a_change_tells_the_old_and_the_new_value():
    known = organisation("a", "Zīle", place=RUBENE, themes=["culture"], summary_lv="Viens")
    verdict = fate(
        row(2, "Zīle", place=RUBENE, themes=["sport", "culture"], summary_lv="Divi", founded_year=2007), known
    )
    assert verdict.fate == Fate.CHANGED
    assert verdict.changes == {
        "themes": (["culture"], ["sport", "culture"]),
        "summary_lv": ("Viens", "Divi"),
        "founded_year": (None, 2007),
    }


def test_a_vaguer_place_changes_nothing_and_a_more_exact_one_does():
    assert fate(row(2, "Zīle", place=DISTRICT), organisation("a", "Zīle", place=RUBENE)).fate == Fate.SAME
    verdict = fate(row(2, "Zīle", place=RUBENE), organisation("a", "Zīle", place=DISTRICT))
    assert verdict.changes == {"place": (DISTRICT, RUBENE)}


def test_straight_quotation_marks_change_nothing():
    assert fate(row(2, 'Biedrība "Zīle"'), organisation("a", "Biedrība „Zīle”")).fate == Fate.SAME


def test_words_shown_in_another_language_are_no_change():
    known = organisation("a", "Zīle", summary_en="Hall")
    assert fate(row(2, "Zīle", summary_lv="Hall"), known).fate == Fate.SAME
    assert fate(row(2, "Zīle", summary_lv="Zāle"), known).changes == {"summary_lv": (None, "Zāle")}


def test_the_page_of_an_organisation_is_surer_than_its_name():
    known = [organisation("zile", "Zīle"), organisation("cita", "Cita")]
    verdict = fate(row(2, "Cita", page="zile"), *known)
    assert (verdict.key, verdict.changes) == ("zile", {"name": ("Zīle", "Cita")})


def test_a_probable_duplicate_is_unclear_until_someone_decides():
    known = organisation("a", "Biedrība „Zīle”", place=RUBENE)
    unclear = fate(row(2, "Zīle", place=RUBENE), known)
    assert unclear.fate == Fate.UNCLEAR
    assert [one.key for one in unclear.likenesses] == ["a"]
    assert fate(row(2, "Zīle", place=RUBENE, decision="new"), known).fate == Fate.NEW
    assert fate(row(2, "Zīle", place=RUBENE, decision="skip"), known).fate == Fate.SKIPPED
    taken = fate(row(2, "Zīle", place=RUBENE, decision="a"), known)
    assert (taken.fate, taken.key) == (Fate.CHANGED, "a")
    assert fate(row(2, "Zīle", place=RUBENE, decision="gone"), known).fate == Fate.UNCLEAR


def test_several_certain_ones_are_unclear():
    known = [organisation("a", "Zīle", place=RUBENE), organisation("b", "Zīle", place=DUNAVA)]
    assert "Several" in said(fate(row(2, "Zīle"), *known))[0]
    assert fate(row(2, "Zīle", place=DUNAVA), *known).key == "b"


def test_a_number_that_belongs_to_another_is_unclear_even_when_decided():
    known = [
        organisation("a", "Zīle", place=RUBENE),
        organisation("b", "Cita", registration_number="40008000001"),
    ]
    for decision in ("a", "new"):
        verdict = fate(row(2, "Zīle", registration_number="40008000001", decision=decision), *known)
        assert verdict.fate == Fate.UNCLEAR
        assert "“Cita”" in said(verdict)[0]


def test_a_name_that_three_places_share_is_nobodys_own():
    known = [organisation(place, "Pagasta bibliotēka", place=place) for place in (RUBENE, DUNAVA, "rites-pagasts")]
    assert fate(row(2, "Pagasta bibliotēka", place="elksnu-pagasts"), *known).fate == Fate.NEW


def test_wrong_rows_and_doubts_about_cells():
    assert fate(row(2, "Zīle", is_wrong=True)).fate == Fate.WRONG
    assert fate(row(2, "Zīle", is_doubtful=True)).fate == Fate.UNCLEAR
    assert fate(row(2, "Zīle", is_doubtful=True, decision="new")).fate == Fate.NEW
    assert fate(row(2, "Zīle", place_is_open=True, decision="new")).fate == Fate.UNCLEAR


# --- rows among themselves ------------------------------------------------------


def test_the_same_row_twice_is_the_same_the_second_time():
    first, second = judge([row(2, "Zīle", place=RUBENE), row(3, "Zīle", place=RUBENE)])
    assert (first.fate, second.fate, second.double_of) == (Fate.NEW, Fate.SAME, 2)


def test_two_rows_that_say_different_things_of_one_organisation_are_unclear():
    rows = [row(2, "Zīle", place=RUBENE), row(3, "Zīle", place=RUBENE, offers="Zāle")]
    first, second = judge(rows)
    assert (first.fate, second.fate, second.double_of) == (Fate.NEW, Fate.UNCLEAR, 2)
    assert "Row 2" in said(second)[0]
    assert judge([rows[0], row(3, "Zīle", place=RUBENE, offers="Zāle", decision="new")])[1].fate == Fate.NEW


def test_two_new_rows_cannot_share_a_registration_number_whatever_is_decided():
    number = {"registration_number": "40008000001"}
    verdicts = judge([row(2, "Zīle", **number), row(3, "Rītausma", **number, decision="new")])
    assert [one.fate for one in verdicts] == [Fate.NEW, Fate.UNCLEAR]


def test_two_rows_for_one_known_organisation():
    known = [organisation("a", "Zīle", place=RUBENE)]
    rows = [
        row(2, "Zīle", offers="Zāle"),
        row(3, "Zīle", offers="Zāle"),
        row(4, "Zīle", offers="Galdi"),
        row(5, "Zīle"),
    ]
    assert [one.fate for one in judge(rows, known)] == [Fate.CHANGED, Fate.SAME, Fate.UNCLEAR, Fate.SAME]


# --- the whole ------------------------------------------------------------------


def real_rows():
    table = read_table(COMMUNITIES.read_bytes())
    mapping = mapping_of(table.headings)
    return [Candidate(one.number, read_row(one.cells, mapping, GUIDE, {}).values) for one in table.rows]


def test_the_real_table_is_new_once_and_the_same_from_then_on():
    rows = real_rows()
    assert {one.fate for one in judge(rows)} == {Fate.NEW}
    known = [Known(f"o{one.number}", one.values) for one in rows]
    assert {one.fate for one in judge(rows, known)} == {Fate.SAME}


def test_the_order_of_the_real_rows_does_not_matter():
    rows = real_rows()
    known = [Known(f"o{one.number}", {**one.values, "offers": "Zāle"}) for one in rows[::2]]
    straight = {one.number: one for one in judge(rows, known)}
    shuffled = random.Random(7).sample(rows, len(rows))  # noqa: S311 -- the same order every time
    assert {one.number: one for one in judge(shuffled, known)} == straight


NAMES = st.sampled_from(["Zīle", "Biedrība „Zīle”", "Zīles", "Rītausma", "Pļavas muzejs", "SIA Zīle", "Ritausma"])


def one_a_number(values):
    """As in the registry: no two have the same registration number."""
    numbers = [one["registration_number"] for one in values if "registration_number" in one]
    return len(numbers) == len(set(numbers))


VALUES = st.fixed_dictionaries(
    {"name": NAMES, "kind": st.sampled_from(["association", "library"])},
    optional={
        "place": st.sampled_from([RUBENE, DUNAVA, DISTRICT]),
        "registration_number": st.sampled_from(["40008000001", "40008000002"]),
        "website": st.sampled_from(["https://a.lv", "https://b.lv"]),
        "offers": st.sampled_from(["Zāle", "Galdi"]),
        "themes": st.sampled_from([["culture"], ["sport", "culture"]]),
    },
)


@settings(max_examples=300)
@given(st.lists(VALUES, max_size=6).filter(one_a_number), st.lists(VALUES, max_size=4).filter(one_a_number))
def test_carrying_out_what_was_judged_leaves_nothing_to_do(values, registry):
    known = {f"k{place}": dict(one) for place, one in enumerate(registry)}
    rows = [Candidate(number, one) for number, one in enumerate(values, 2)]
    carried_out = set()
    for verdict, one in zip(judge(rows, [Known(*pair) for pair in known.items()]), rows, strict=True):
        if verdict.fate == Fate.NEW:
            known[f"n{one.number}"] = dict(one.values)
        elif verdict.fate == Fate.CHANGED:
            known[verdict.key] |= {name: new for name, (_old, new) in verdict.changes.items()}
        if verdict.fate in {Fate.NEW, Fate.CHANGED, Fate.SAME}:
            carried_out.add(one.number)
    again = judge(rows, [Known(*pair) for pair in known.items()])
    assert {one.fate for one in again if one.number in carried_out} <= {Fate.SAME, Fate.UNCLEAR}


@settings(max_examples=300)
@given(st.lists(VALUES, max_size=4).filter(one_a_number))
def test_an_organisation_written_out_and_read_again_is_the_same(registry):
    known = [Known(f"k{place}", one) for place, one in enumerate(registry)]
    rows = [Candidate(number, {**one.values, "page": one.key}) for number, one in enumerate(known, 2)]
    assert {one.fate for one in judge(rows, known)} <= {Fate.SAME}


@given(VALUES, VALUES)
def test_a_change_carried_out_is_no_change_any_more(old, new):
    places = Places({})
    changes = changes_of(old, new, places)
    now = {**old, **{name: value for name, (_old, value) in changes.items()}}
    assert changes_of(now, new, places) == {}
    assert all(now[name] for name in old)
