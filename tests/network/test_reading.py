"""Tables of organisations as people make them: headings, cells, places; each mistake with its sentence."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from savienojums.core.tables import read_table
from savienojums.network.kinds import Evidence, LegalForm, OrganisationKind
from savienojums.network.reading import TITLES, mapping_of, phrase, read_row
from savienojums.network.reading.cells import LONGEST, tidy
from savienojums.network.reading.gazetteer import speaks_of_territory
from tests.network.land import COMMUNITIES, GAZETTEER, GUIDE, SELIJA


def read(**cells):
    return read_row(list(cells.values()), list(cells), GUIDE, {})


def value(field, text):
    """What one cell of a complete row is read as; nothing may be said against it."""
    reading = read(**{"name": "Rītausma", field: text})
    assert [finding for finding in reading.findings if finding.level != "note"] == []
    return reading.values.get(field)


def complaint(field, text, level="wrong"):
    """The one sentence said against a cell; nothing of it is taken."""
    reading = read(**{"name": "Rītausma", field: text})
    [finding] = [finding for finding in reading.findings if finding.level == level]
    return finding.said.told()


# --- headings -------------------------------------------------------------------


def test_the_headings_of_the_real_table_are_recognised():
    with COMMUNITIES.open(encoding="utf-8") as file:
        headings = next(csv.reader(file))
    assert dict(zip(headings, mapping_of(headings), strict=True)) == {
        "name": "name",
        "kind": "kind",
        "place": "place",
        "parish": "parish",
        "municipality": "municipality",
        "lat": "lat",
        "lon": "lon",
        "website": "website",
        "description_lv": "summary_lv",
        "source_url": "source_url",
        "historical_land": "",
        "evidence": "evidence",
    }


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Nosaukums", "name"),
        ("ORGANIZĀCIJAS NOSAUKUMS", "name"),
        ("veids", "kind"),
        ("Juridiskā forma", "legal_form"),
        ("juridiska forma:", "legal_form"),
        ("Reģistrācijas numurs", "registration_number"),
        ("Reģ. Nr.", "registration_number"),
        ("reg. no.", "registration_number"),
        ("Pagasts", "parish"),
        ("Pilsēta/pagasts", "parish"),
        ("Novads", "municipality"),
        ("Vieta", "place"),
        ("Adrese", "locality"),
        ("Mājas lapa", "website"),
        ("mājaslapa", "website"),
        ("Tīmekļvietne (ja ir)", "website"),
        ("E-pasts", "contact_email"),
        ("e-mail", "contact_email"),
        ("Apraksts", "summary_lv"),
        ("Platums", "lat"),
        ("garums*", "lon"),
        ("lng", "lon"),
        ("Tēmas", "themes"),
        ("Ko piedāvā", "offers"),
        ("meklē", "looks_for"),
        ("Avots", "source_url"),
        ("Pierādījums", "evidence"),
        ("dibināšanas gads", "founded_year"),
        ("biedru skaits", "people_count"),
        ("Nosukums", "name"),
        ("Reģistācijas numurs", "registration_number"),
        ("Piezīmes par naudu", ""),
        ("", ""),
        ("xyz", ""),
    ],
)
def test_headings_are_recognised_in_every_spelling(heading, field):
    assert mapping_of([heading]) == [field]


def test_of_two_columns_for_one_field_the_surer_one_keeps_it():
    assert mapping_of(["Nosukums", "Nosaukums", "Name"]) == ["", "name", ""]


def test_titles_of_the_pages_are_recognised_in_every_language():
    assert mapping_of(["Īsumā", "Where"], {phrase("īsumā"): "story", "where": "place"}) == ["story", "place"]


@given(st.lists(st.text(max_size=15), max_size=8))
def test_any_headings_are_mapped_each_field_once(headings):
    fields = mapping_of(headings)
    filled = [field for field in fields if field]
    assert len(fields) == len(headings)
    assert set(filled) <= set(TITLES)
    assert len(filled) == len(set(filled))


# --- cells ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("kind", "Biedrība", "association"),
        ("kind", "community initiative group", "initiative_group"),
        ("legal_form", " biedriba ", "association"),
        ("registration_number", "40008 123 456", "40008123456"),
        ("registration_number", "LV40008123456", "40008123456"),
        ("registration_number", "Reģ. Nr. 40008123456", "40008123456"),
        ("website", "www.selija.com/", "https://www.selija.com/"),
        ("website", "http://Rubene.lv/lapa?x=1", "http://Rubene.lv/lapa?x=1"),
        ("website", "https://ūdenszīmes.lv", "https://ūdenszīmes.lv"),
        ("contact_email", "mailto:info@selija.com", "info@selija.com"),
        ("summary_lv", "  Viena \n rinda\u200b ", "Viena rinda"),
        ("offers", "Zāle\n\n galdi ", "Zāle\n\ngaldi"),
        ("people_count", "11 000", 11_000),
        ("people_count", "ap. 25 cilvēki", 25),
        ("people_count", "25", 25),
        ("founded_year", "2007", 2007),
        ("founded_year", "20.06.2007", 2007),
        ("founded_year", "2007-06-20", 2007),
        ("founded_year", "2007. gads", 2007),
        ("languages", "latviešu, EN", ["en", "lv"]),
        ("themes", "Kultūra; Sports, brīvais laiks un pasākumi", ["culture", "sport"]),
        ("themes", "Sports, brīvais laiks un pasākumi, Kultūra", ["culture", "sport"]),
        ("evidence", "Parakstīts", "signed"),
        ("locality", "Kaldabruņa", "Kaldabruņa"),
    ],
)
def test_cells_are_understood_as_people_write_them(field, text, expected):
    assert value(field, text) == expected


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("name", "123", ["at least one letter"]),
        ("name", "A" * 201, ["201", "200"]),
        ("kind", "Bedrība", ["Bedrība", "biedrība"]),
        ("kind", "Qqq", ["Qqq", "template"]),
        ("registration_number", "4000812345", ["11 digits", "10"]),
        ("registration_number", "4,00081E+10", ["4,00081E+10", "text"]),
        ("registration_number", "nav zinams", ["only digits", "nav zinams"]),
        ("website", "mums", ["mums", "web address"]),
        ("website", "javascript:alert(1)", ["web address"]),
        ("website", "https://a.lv; https://b.lv", ["several"]),
        ("website", "http://" + "a" * 300 + ".lv", ["300"]),
        ("website", "https://[x", ["web address"]),
        ("contact_email", "info(at)selija.com", ["e-mail"]),
        ("contact_email", "a@b.lv, c@d.lv", ["several"]),
        ("people_count", "11 000 EUR", ["11 000 EUR", "sum of money"]),
        ("people_count", "20-30", ["20-30", "Write one number"]),
        ("people_count", "0", ["number of people"]),
        ("founded_year", "sen", ["sen", "2007"]),
        ("founded_year", "1998-2004", ["1998-2004"]),
        ("founded_year", "2031", ["2031", "not come"]),
        ("themes", "Kultūra, Qqq", ["Qqq"]),
        ("languages", "klingonu", ["klingonu"]),
        ("offers", "Zvaniet 26123456", ["26123456", "leave out"]),
        ("summary_lv", "ā" * 601, ["601", "600"]),
        ("locality", "ā" * 121, ["121", "120"]),
        ("coordinates", "56.1", ["two numbers"]),
        ("coordinates", "ziemeļi, austrumi", ["ziemeļi", "56.16"]),
        ("lat", "56.1", ["one of them is missing"]),
    ],
)
def test_a_wrong_cell_gets_a_sentence_and_is_not_taken(field, text, words):
    sentence = complaint(field, text)
    assert [word for word in words if word not in sentence] == []
    if field != "offers":
        assert field not in read(**{"name": "Rītausma", field: text}).values or field == "name"


@pytest.mark.parametrize("text", ["-", "–", "nav", "Nav zināms", "n/a", "?"])
def test_a_dash_and_the_word_for_nothing_are_an_empty_cell(text):
    reading = read(name="Rītausma", website=text, parish=text, registration_number=text, lat=text, people_count=text)
    assert (reading.values, reading.findings) == ({"name": "Rītausma"}, [])
    assert read(name=text).findings[0].field == "name"
    assert read(name="A", legal_form="nav").values["legal_form"] == "informal"


def test_a_row_without_a_name_is_wrong():
    assert [(f.level, f.field) for f in read(kind="biedrība").findings] == [("wrong", "name")]


@pytest.mark.parametrize(
    ("cells", "point"),
    [
        ({"lat": "56,16", "lon": "25,75"}, (56.16, 25.75)),
        ({"lat": "56.16° N", "lon": "25.75 E"}, (56.16, 25.75)),
        ({"coordinates": "56.16, 25.75"}, (56.16, 25.75)),
        ({"coordinates": "56,16; 25,75"}, (56.16, 25.75)),
        ({"coordinates": "56,16 25,75"}, (56.16, 25.75)),
        ({"coordinates": "56,16, 25,75"}, (56.16, 25.75)),
    ],
)
def test_coordinates_are_read_with_a_point_or_a_comma(cells, point):
    reading = read(name="A", **cells)
    assert (reading.values["lat"], reading.values["lon"]) == point


@pytest.mark.parametrize(
    ("lat", "lon", "word"), [("25.75", "56.16", "swapped"), ("5616000", "25.7", "5616000"), ("10", "20", "Latvia")]
)
def test_points_outside_latvia_are_wrong(lat, lon, word):
    [finding] = read(name="A", lat=lat, lon=lon).findings
    assert word in finding.said.told()


def test_html_and_formulas_are_text_and_pointed_at():
    reading = read(name="<b>Rītausma</b>", offers="=cmd|' /C calc'!A0")
    assert reading.values == {"name": "<b>Rītausma</b>", "offers": "=cmd|' /C calc'!A0"}
    assert [(finding.level, finding.field) for finding in reading.findings] == [("note", "name"), ("note", "offers")]


def test_a_wrong_last_digit_is_only_pointed_at():
    assert value("registration_number", "40003052786") == "40003052786"
    assert read(name="A", registration_number="40003052786").findings == []
    assert [f.level for f in read(name="A", registration_number="40003052787").findings] == ["note"]


def test_a_text_from_which_an_export_left_out_a_contact_is_not_taken():
    reading = read(name="A", offers="Zvaniet [kontakts izlaists]")
    assert "offers" not in reading.values
    assert [finding.level for finding in reading.findings] == ["note"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("A: own page", {"evidence": "signed", "evidence_note": "A: own page"}),
        ("B: first 17 islands", {"evidence": "listed", "evidence_note": "B: first 17 islands"}),
        (
            "C: mention only; membership to verify",
            {
                "evidence": "to_confirm",
                "evidence_note": "C: mention only; membership to verify",
                "to_verify": "C: mention only; membership to verify",
            },
        ),
        ("current status to verify", {"to_verify": "current status to verify"}),
        ("dzirdēts", {"evidence_note": "dzirdēts"}),
    ],
)
def test_evidence_is_a_word_a_level_or_a_note(text, values):
    assert read(name="A", evidence=text).values == {"name": "A", **values}


def test_a_note_of_its_own_column_is_stronger_than_one_out_of_the_evidence():
    reading = read(name="A", evidence_note="Savs", evidence="A: own page")
    assert reading.values == {"name": "A", "evidence": "signed", "evidence_note": "Savs"}


def test_the_page_of_an_organisation_is_read_from_its_address_and_another_page_is_a_web_site():
    assert value("page", "https://selija.test/organisations/udens-zimes/") == "udens-zimes"
    assert read(name="A", page="www.selija.com").values == {"name": "A", "website": "https://www.selija.com"}


def test_what_is_said_for_all_rows_holds_only_where_the_cell_is_empty():
    assert read_row(["A", " "], ["name", "kind"], GUIDE, {"kind": "library"}).values["kind"] == "library"
    assert read_row(["A", "muzejs"], ["name", "kind"], GUIDE, {"kind": "library"}).findings[0].level == "wrong"
    assert read_row(["A", "museum"], ["name", "kind"], GUIDE, {"kind": "library"}).values["kind"] == "museum"


ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.sampled_from(sorted(set(TITLES) - {"name"})), ANY)
def test_any_cell_is_read_or_answered_but_never_breaks(field, text):
    reading = read(**{"name": "A", field: text})
    for finding in reading.findings:
        assert finding.said.told()
        assert finding.field in TITLES
    assert all(len(reading.values.get(name, "")) <= most for name, most in LONGEST.items())


@given(ANY)
def test_tidying_twice_changes_nothing(text):
    once = tidy(text)
    assert tidy(once) == once
    assert not any(letter in once for letter in "\x00\x07\u200b\u202e\n\t")


def test_the_fixed_words_of_these_tests_are_those_of_the_house():
    assert set(GUIDE.words["kind"].values()) <= set(OrganisationKind.values)
    assert set(GUIDE.words["legal_form"].values()) <= set(LegalForm.values)
    assert set(GUIDE.words["evidence"].values()) <= set(Evidence.values)


# --- places ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Rubenes pagasts", ["rubenes-pagasts"]),
        ("rubenes pag.", ["rubenes-pagasts"]),
        ("RUBENES PAGASTĀ", ["rubenes-pagasts"]),
        ("Rubene parish", ["rubenes-pagasts"]),
        ("LV0031460", ["elksnu-pagasts"]),
        ("Aknīste", ["akniste"]),
        ("Aknīstes pilsēta", ["akniste"]),
        ("Aknīstes pagasts", ["aknistes-pagasts"]),
        ("Viesītes pils.", ["viesite"]),
        ("Daugavpils (pilsēta)", ["daugavpils"]),
        ("Daugavpils valstspilsēta", ["daugavpils"]),
        ("Jēkabpils", ["jekabpils"]),
        ("Jekabpils nov.", ["jekabpils-novads"]),
        ("Pilskalnes pagasts", ["pilskalnes-pagasts-aizkraukles", "pilskalnes-pagasts-augsdaugavas"]),
        ("Sēlija", ["selija"]),
        ("Rubene", []),
        ("Neretas novads", []),
        ("", []),
    ],
)
def test_places_are_known_by_every_way_of_writing_them(text, slugs):
    assert [spot.slug for spot in GAZETTEER.named(text)] == slugs


def test_every_place_is_known_by_its_name_its_english_name_its_code_and_its_address_word():
    for spot in GAZETTEER.spots.values():
        for text in (spot.name, spot.name_en, spot.code, spot.slug):
            assert spot in GAZETTEER.named(text), text


def test_every_place_of_the_real_table_is_known():
    table = read_table(COMMUNITIES.read_bytes())
    mapping = mapping_of(table.headings)
    for row in table.rows:
        assert read_row(row.cells, mapping, GUIDE, {}).findings == [], row.cells


def test_an_unknown_place_is_unclear_and_the_nearest_are_proposed():
    [finding] = read(name="A", parish="Rubenss pagasts").findings
    assert (finding.level, finding.field, finding.places) == ("unclear", "place", ("rubenes-pagasts",))
    assert "Rubenes pagasts (Jēkabpils novads)" in finding.said.told()
    [finding] = read(name="A", municipality="Qqq").findings
    assert finding.places == ()
    assert "Qqq" in finding.said.told()


def test_two_places_of_one_name_are_told_apart_by_the_municipality():
    cells = {"name": "A", "parish": "Pilskalnes pagasts"}
    assert read(**cells, municipality="Aizkraukles novads").values["place"] == "pilskalnes-pagasts-aizkraukles"
    assert read(**cells, municipality="Augšdaugavas nov.").values["place"] == "pilskalnes-pagasts-augsdaugavas"
    [finding] = read(**cells).findings
    assert finding.places == ("pilskalnes-pagasts-aizkraukles", "pilskalnes-pagasts-augsdaugavas")
    assert "Aizkraukles novads" in finding.said.told()


def test_a_parish_in_another_municipality_is_unclear():
    [finding] = read(name="A", parish="Rubenes pagasts", municipality="Augšdaugavas novads").findings
    assert finding.level == "unclear"
    assert finding.places == ("rubenes-pagasts", "augsdaugavas-novads")
    assert "Jēkabpils novads" in finding.said.told()


def test_a_municipality_that_is_no_more_does_not_stop_a_known_parish():
    reading = read(name="A", parish="Neretas pagasts", municipality="Neretas novads")
    assert reading.values["place"] == "neretas-pagasts"
    assert [finding.level for finding in reading.findings] == ["note"]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ({"municipality": "Jēkabpils novads"}, {"place": "jekabpils-novads"}),
        ({"place": "Rubenes pagasts"}, {"place": "rubenes-pagasts"}),
        ({"place": "Kaldabruņa"}, {"locality": "Kaldabruņa"}),
        (
            {"place": "Kaldabruņa", "municipality": "Jēkabpils novads"},
            {"place": "jekabpils-novads", "locality": "Kaldabruņa"},
        ),
        ({"place": "Daugavpils", "municipality": "Augšdaugavas novads"}, {"place": "augsdaugavas-novads", "locality": "Daugavpils"}),
        ({"place": "Aknīste", "municipality": "Jēkabpils novads"}, {"place": "akniste"}),
        ({"place": "Sēlija"}, {"locality": "Sēlija"}),
        ({"place": "Elkšņi", "parish": "Elkšņu pagasts"}, {"place": "elksnu-pagasts", "locality": "Elkšņi"}),
        ({"place": "Jēkabpils", "parish": "", "municipality": "Jēkabpils novads"}, {"place": "jekabpils-novads", "locality": "Jēkabpils"}),
        ({"locality": "Slate", "place": "Rubenes pag."}, {"place": "rubenes-pagasts", "locality": "Slate"}),
    ],
)  # fmt: skip
def test_a_place_alone_may_be_a_territory_or_a_village(cells, values):
    reading = read(name="A", **cells)
    assert reading.findings == []
    assert reading.values == {"name": "A", **values}


def test_a_place_that_claims_to_be_a_territory_and_is_none_is_unclear():
    [finding] = read(name="A", place="Rubīņu pagasts").findings
    assert finding.level == "unclear"


@given(ANY)
def test_any_text_names_some_places_or_none(text):
    assert all(spot.slug in GAZETTEER.spots for spot in [*GAZETTEER.named(text), *GAZETTEER.like(text)])
    assert speaks_of_territory(text) in {True, False}


def test_the_whole_land_is_read_from_its_table():
    assert (SELIJA / "places.csv").exists()
    assert len(GAZETTEER.spots) == 95
