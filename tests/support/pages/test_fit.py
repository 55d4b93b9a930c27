"""What fits us: three lists, reasons with their sources, and the question that decides."""

from html import unescape

import pytest

from tests import make

pytestmark = pytest.mark.django_db
RUBENE = {"place": "rubenes-pagasts", "form": "association"}


@pytest.fixture
def land():
    latvia = make.place("Latvija", kind="country")
    jekabpils = make.place("Jēkabpils novads", kind="municipality", within=[latvia])
    daugavpils = make.place("Daugavpils valstspilsēta", kind="state_city", within=[latvia])
    rubene = make.place("Rubenes pagasts", within=[jekabpils])
    return {"latvia": latvia, "jekabpils": jekabpils, "daugavpils": daugavpils, "rubene": rubene}


@pytest.fixture
def document(land):
    """One that fits, one that asks, one that does not."""
    fits = make.measure("Jēkabpils konkurss", legal_forms=["association"], forms_certain=True, places_certain=True,
                        who_text="biedrība; nodibinājums", source_url="https://www.jekabpils.lv/x")  # fmt: skip
    fits.places.add(land["jekabpils"])
    asks = make.measure("Kvalitātes zīmes fonds", legal_forms=["association"], forms_certain=True, places_certain=True,
                        conditions="Organizācijai ir kvalitātes zīme.")  # fmt: skip
    asks.places.add(land["latvia"])
    not_ours = make.measure("Daugavpils līdzfinansējums", legal_forms=["association"], forms_certain=True,
                            places_certain=True, place_basis="address")  # fmt: skip
    not_ours.places.add(land["daugavpils"])
    return {"fits": fits, "asks": asks, "not_ours": not_ours}


def lists(client, **said):
    """What stands in which list."""
    return {
        name: [
            each.card.name for each in client.get("/support/fit/", {**said, "list": name}).context["result"].page.rows
        ]
        for name in ("yes", "unknown", "no")
    }


def test_without_an_answer_there_are_only_questions(client, document):
    response = client.get("/support/fit/")
    assert response.context["result"] is None
    assert "Kur Jūs esat?" in response.content.decode()


def test_every_measure_stands_in_exactly_one_list(client, document):
    assert lists(client, **RUBENE) == {
        "yes": ["Jēkabpils konkurss"],
        "unknown": ["Kvalitātes zīmes fonds"],
        "no": ["Daugavpils līdzfinansējums"],
    }


def test_a_no_says_why_and_where_it_stands(client, document):
    page = unescape(client.get("/support/fit/", {**RUBENE, "list": "no"}).content.decode())
    assert "Tikai šai teritorijai: Daugavpils valstspilsēta." in page


def test_a_yes_names_its_source(client, document):
    page = unescape(client.get("/support/fit/", RUBENE).content.decode())
    assert "Jūsu juridiskā forma der: biedrība." in page
    assert "biedrība; nodibinājums" in page
    assert 'href="https://www.jekabpils.lv/x"' in page


def test_what_a_person_can_judge_is_asked_and_the_answer_decides(client, document):
    key = f"{document['asks'].slug}.1"
    page = unescape(client.get("/support/fit/", {**RUBENE, "list": "unknown"}).content.decode())
    assert "Organizācijai ir kvalitātes zīme." in page
    assert f"met={key}" in page
    assert lists(client, **RUBENE, met=key)["yes"] == ["Jēkabpils konkurss", "Kvalitātes zīmes fonds"]
    assert lists(client, **RUBENE, unmet=key)["no"] == ["Daugavpils līdzfinansējums", "Kvalitātes zīmes fonds"]


def test_how_many_are_one_answer_away(client, document):
    assert client.get("/support/fit/", RUBENE).context["result"].one_answer_away == 1
    assert "1 pasākumam trūkst tikai vienas atbildes." in client.get("/support/fit/", RUBENE).content.decode()


def test_a_national_measure_needs_no_place(client, land):
    national = make.measure("NVO fonds", legal_forms=["association"], forms_certain=True, places_certain=True)
    national.places.add(land["latvia"])
    assert lists(client, form="association")["yes"] == ["NVO fonds"]


def test_a_sum_above_the_largest_does_not_fit(client, land):
    measure = make.measure("Mazie granti", legal_forms=["association"], forms_certain=True, amount_max=800)
    measure.places.add(land["latvia"])
    assert lists(client, **RUBENE, sum="800")["yes"] == ["Mazie granti"]
    assert lists(client, **RUBENE, sum="800,01 EUR")["no"] == ["Mazie granti"]
    assert lists(client, **RUBENE, sum="1 000")["no"] == ["Mazie granti"]


def test_a_signed_in_member_finds_the_form_filled_in(client, contact, land):
    organisation = make.organisation(
        "Slates kopiena", kind="initiative_group", legal_form="informal", place=land["rubene"]
    )
    make.membership(contact, organisation)
    client.force_login(contact)
    response = client.get("/support/fit/", {"organisation": organisation.slug})
    assert response.context["asked"].place.slug == "rubenes-pagasts"
    assert response.context["asked"].form == "informal"
    assert response.context["result"] is not None
    assert response.context["organisations"] == [organisation]


def test_a_hidden_organisation_tells_nothing(client, outsider, land):
    hidden = make.organisation("Slepena grupa", place=land["rubene"], published_at=None)
    client.force_login(outsider)
    response = client.get("/support/fit/", {"organisation": hidden.slug})
    assert response.context["asked"].organisation is None
    assert "Slepena" not in response.content.decode()


@pytest.mark.parametrize(
    "said", [{"sum": "x" * 300}, {"people": "-1"}, {"place": "\x00"}, {"form": "king"}, {"met": "no.1"}]
)
def test_nonsense_breaks_nothing(client, document, said):
    assert client.get("/support/fit/", {**RUBENE, **said}).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(client, django_assert_num_queries, land, count):
    for number in range(count):
        make.measure(f"Pasākums {number}", conditions="Ir zīme.").places.add(land["latvia"])
    # Marks; places; containment; themes; the shelf (4); the reasons' measures with rounds, themes, places.
    with django_assert_num_queries(13):
        client.get("/support/fit/", RUBENE)
    with django_assert_num_queries(1):
        client.get("/support/fit/", RUBENE)


def test_with_htmx_only_the_lists_come(client, document):
    part = client.get("/support/fit/", RUBENE, headers={"HX-Request": "true"}).content.decode()
    assert "Jēkabpils konkurss" in unescape(part)
    assert "<html" not in part


def test_the_wrong_method_is_refused(client):
    assert client.post("/support/fit/").status_code == 405


# --- composed conditions ----------------------------------------------------------

GROUP = {
    "any": [
        {"is": "form", "forms": ["association"]},
        {"all": [
            {"is": "form", "forms": ["informal"]},
            {"is": "signatures", "least": 20, "says": "Pievieno 20 iedzīvotāju parakstus.", "where": "4.2. punkts"},
        ]},
    ]
}  # fmt: skip


@pytest.fixture
def signed(land):
    """For associations, or for informal groups with twenty signatures."""
    measure = make.measure(
        "Krāslavas mazie granti", legal_forms=["association", "informal"], forms_certain=True, places_certain=True,
        rule=GROUP,
    )  # fmt: skip
    measure.places.add(land["latvia"])
    return measure


def test_a_composed_condition_is_judged_with_its_parts(client, signed):
    assert lists(client, form="association")["yes"] == ["Krāslavas mazie granti"]
    assert lists(client, form="informal")["unknown"] == ["Krāslavas mazie granti"]
    assert lists(client, form="informal", signatures="20")["yes"] == ["Krāslavas mazie granti"]
    assert lists(client, form="informal", signatures="19")["no"] == ["Krāslavas mazie granti"]


def test_its_reason_tells_every_part_with_the_words_of_the_call_and_where_they_stand(client, signed):
    page = unescape(client.get("/support/fit/", {"form": "informal"}).content.decode())
    assert "Pietiek ar vienu no šiem:" in page
    assert "Pievieno 20 iedzīvotāju parakstus." in page
    assert "(4.2. punkts)" in page


def test_the_question_that_decides_most_is_asked_at_once(client, signed):
    response = client.get("/support/fit/", {"form": "informal", "list": "unknown"})
    first = response.context["result"].questions[0]
    assert (first.name, first.alone, first.among) == ("signatures", 1, 1)
    page = unescape(response.content.decode())
    assert "Cik iedzīvotāju parakstu varat savākt?" in page
    assert '<input type="hidden" name="form" value="informal">' in page
    assert '<input type="hidden" name="list"' not in page


def test_a_rule_that_can_no_longer_be_read_is_left_to_a_person(client, land):
    measure = make.measure("Vecais", legal_forms=["association"], forms_certain=True, rule={"is": "moon"})
    measure.places.add(land["latvia"])
    assert lists(client, form="association")["unknown"] == ["Vecais"]


def test_a_condition_on_the_place_of_activity_is_settled_by_one_more_answer(client, land):
    measure = make.measure("Pilsētas fonds", legal_forms=["association"], forms_certain=True, place_basis="activity")
    measure.places.add(land["daugavpils"])
    assert lists(client, **RUBENE)["unknown"] == ["Pilsētas fonds"]
    assert lists(client, **RUBENE, elsewhere="daugavpils-valstspilseta")["yes"] == ["Pilsētas fonds"]
    measure.places_certain = True
    measure.save()
    make.raise_mark("catalogue")
    assert lists(client, **RUBENE, elsewhere="-")["no"] == ["Pilsētas fonds"]


# --- versions for other territories, partners ---------------------------------------


def test_a_national_measure_is_shown_beside_its_local_version_and_says_so(client, land):
    national = make.measure("Kultūras programma", legal_forms=["association"], forms_certain=True)
    national.places.add(land["latvia"])
    local = make.measure("Sēlijas kultūras programma", legal_forms=["association"], forms_certain=True, wider=national)
    local.places.add(land["jekabpils"])
    make.measure("Melnraksts", published_at=None, wider=national)
    assert set(lists(client, **RUBENE)["yes"]) == {"Kultūras programma", "Sēlijas kultūras programma"}
    page = unescape(client.get("/support/fit/", RUBENE).content.decode())
    assert "Ir arī vietējā versija" in page
    assert "Ir arī pasākums plašākai teritorijai" in page
    assert "Melnraksts" not in page


def test_who_may_not_lead_is_told_that_they_may_be_a_partner(client, land):
    measure = make.measure(
        "ESF+ konkurss", legal_forms=["municipality"], forms_certain=True, places_certain=True,
        partner_forms=["association"],
    )  # fmt: skip
    measure.places.add(land["latvia"])
    page = unescape(client.get("/support/fit/", {**RUBENE, "list": "no"}).content.decode())
    assert "Vadīt šo projektu nevarat, bet varat piedalīties kā partneris." in page
    page = unescape(client.get("/support/fit/", {**RUBENE, "form": "company", "list": "no"}).content.decode())
    assert "varat piedalīties kā partneris" not in page


def test_the_measure_one_came_from_is_answered_first(client, document):
    said = {**RUBENE, "measure": document["not_ours"].slug}
    response = client.get("/support/fit/", said)
    result = response.context["result"]
    assert (result.first.card.name, result.first_list) == ("Daugavpils līdzfinansējums", "no")
    page = unescape(response.content.decode())
    assert "Šis atbalsts Jums neder" in page.replace("Jums", "Jums")
    assert f'<input type="hidden" name="measure" value="{document["not_ours"].slug}">' in page
    assert (
        f'/support/fit/?measure={document["fits"].slug}"'
        in client.get(f"/support/{document['fits'].slug}/").content.decode()
    )


def test_a_measure_nobody_may_see_is_not_answered(client, document):
    hidden = make.measure("Melnraksts", published_at=None)
    result = client.get("/support/fit/", {**RUBENE, "measure": hidden.slug}).context["result"]
    assert result.first is None


def test_the_question_that_decides_about_the_measure_they_came_from_stands_beside_it(client, land):
    ours = make.measure("Cilvēku fonds", people_min=10, legal_forms=["association"], forms_certain=True)
    ours.places.add(land["latvia"])
    for name in ("A", "B"):
        other = make.measure(name, legal_forms=["association"], forms_certain=True, place_basis="activity")
        other.places.add(land["daugavpils"])
    asking = client.get("/support/fit/", {**RUBENE, "measure": ours.slug})
    result, page = asking.context["result"], unescape(asking.content.decode())
    assert (result.first_list, result.own_question.name, result.own_question.alone) == ("unknown", "people", 1)
    assert result.questions[0].name == "activity"
    first = page.split('class="fit-first', 1)[1].split("</section>", 1)[0]
    assert "Šī atbilde izšķirs, vai tas Jums der:" in first
    assert 'id="own-ask" name="people"' in first
    assert f'type="hidden" name="measure" value="{ours.slug}"' in first
    assert page.count('id="ask"') == 1
    told = client.get("/support/fit/", {**RUBENE, "measure": ours.slug, "people": "10"}).context["result"]
    assert (told.first_list, told.own_question) == ("yes", None)


def test_a_question_is_asked_once_even_if_it_decides_about_others_too(client, land):
    ours = make.measure("Cilvēku fonds", people_min=10, legal_forms=["association"], forms_certain=True)
    ours.places.add(land["latvia"])
    page = client.get("/support/fit/", {**RUBENE, "measure": ours.slug}).content.decode()
    assert page.count('class="fit-ask no-print"') == 1
    assert 'id="own-ask"' in page
    assert "1 pasākumam trūkst tikai vienas atbildes." in page
    assert "Jautājums ir pie paša pasākuma" not in page
