"""What editors type, read or answered with a sentence."""

from datetime import date, time
from decimal import Decimal

import pytest
from django.utils import translation

from savienojums.support.forms.measures import MeasureForm, initial_of
from savienojums.support.forms.rounds import RoundForm
from savienojums.support.queries.editing import opened
from tests import make

pytestmark = pytest.mark.django_db
LEAST = {
    "name_lv": "Upes fonds",
    "new_provider": "Fonds",
    "kind": "grant",
    "recurrence": "unknown",
    "status": "needs_check",
}


def measure_form(**typed):
    return MeasureForm(LEAST | typed)


def faults(form):
    return {name: list(sentences) for name, sentences in form.errors.items()}


def test_name_provider_and_kind_are_enough_and_the_rest_stays_unknown():
    form = measure_form()
    assert faults(form) == {}
    said = form.details()
    assert (said["name"], said["provider"], said["kind"]) == ({"lv": "Upes fonds"}, "Fonds", "grant")
    assert {said[name] for name in ("amount_min", "amount_max", "own_share_percent", "people_min", "usual_hour")} == {
        None
    }
    assert (said["legal_forms"], said["usual_deadlines"], said["themes"], said["places"]) == ([], [], [], [])


@pytest.mark.parametrize("name", ["name_lv", "kind"])
def test_what_has_to_be_there_is_asked_for(name):
    assert list(measure_form(**{name: ""}).errors) == [name]


def test_everything_that_is_typed_is_read():
    theme, place, provider = make.theme(), make.place(), make.provider()
    form = measure_form(
        new_provider="",
        provider=provider.slug,
        name_en="River fund",
        amount_min="500,50",
        amount_max="11 000 EUR",
        own_share_percent="12,5 %",
        own_share_above="500 €",
        themes=[theme.slug],
        places=[place.slug],
        usual_deadlines="15. septembris; 1.3.",
        usual_opening="9",
        usual_hour="plkst. 23.59",
        url="www.sif.gov.lv",
        legal_forms=["association"],
    )
    assert faults(form) == {}
    said = form.details()
    assert said["name"] == {"lv": "Upes fonds", "en": "River fund"}
    assert (said["provider"], said["themes"], said["places"]) == (provider, [theme], [place])
    assert (said["amount_min"], said["amount_max"]) == (Decimal("500.50"), Decimal(11000))
    assert (said["own_share_percent"], said["own_share_above"]) == (Decimal("12.5"), Decimal(500))
    assert (said["usual_deadlines"], said["usual_opening"], said["usual_hour"]) == (
        ["03-01", "09-15"],
        "09",
        time(23, 59),
    )
    assert said["url"] == "https://www.sif.gov.lv"


@pytest.mark.parametrize("language", ["lv", "en", "ru"])
def test_what_a_form_shows_it_reads_again_in_every_language(language):
    measure = make.measure(
        amount_min=Decimal("500.50"),
        amount_max=Decimal(11000),
        own_share_percent=Decimal("12.50"),
        own_share_above=Decimal(1500),
        usual_deadlines=["03-01", "09-15"],
        usual_opening="02-01",
        usual_hour=time(12),
        people_min=1200,
    )
    now_said = opened(measure)
    with translation.override(language):
        shown = MeasureForm(details=now_said.details, seen=now_said.seen)
        typed = {name: shown[name].value() for name in shown.fields}
        form = MeasureForm({name: value for name, value in typed.items() if value not in (None, False)})
        assert faults(form) == {}
    said = form.details()
    for name in ("amount_min", "amount_max", "own_share_percent", "own_share_above", "usual_deadlines", "usual_opening",
                 "usual_hour", "people_min", "provider"):  # fmt: skip
        assert said[name] == getattr(measure, name), name


def test_a_new_provider_of_a_conflict_is_shown_again():
    assert initial_of({"provider": "Jauns fonds"})["new_provider"] == "Jauns fonds"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ({"amount_max": "daudz"}, "amount_max"),
        ({"amount_max": "500 USD"}, "amount_max"),
        ({"amount_max": "-5"}, "amount_max"),
        ({"amount_max": "1" * 61}, "amount_max"),
        ({"amount_min": "2000", "amount_max": "1000"}, "amount_min"),
        ({"own_share_percent": "101"}, "own_share_percent"),
        ({"own_share_percent": "pusi"}, "own_share_percent"),
        ({"own_share_above": "500"}, "own_share_above"),
        ({"usual_hour": "24:00", "usual_deadlines": "1.3."}, "usual_hour"),
        ({"usual_hour": "12:00"}, "usual_hour"),
        ({"usual_deadlines": "1.3.2027"}, "usual_deadlines"),
        ({"usual_opening": "13"}, "usual_opening"),
        ({"provider": "nav-tada"}, "provider"),
        ({"new_provider": ""}, "provider"),
        ({"themes": ["nav-tadas"]}, "themes"),
        ({"places": ["nav-tadas"]}, "places"),
        ({"url": "nav adrese"}, "url"),
        ({"people_min": "-1"}, "people_min"),
    ],
)
def test_what_cannot_be_meant_is_answered_with_one_sentence(typed, name):
    form = measure_form(**typed)
    assert list(form.errors) == [name]
    assert faults(form)[name][0].endswith((".", "?"))


def test_two_providers_are_one_too_many():
    assert "provider" in measure_form(provider=make.provider().slug).errors


def round_form(**typed):
    return RoundForm(typed)


def test_a_round_is_read():
    form = round_form(
        opens_on="1.2.2027.", closes_on="2027. gada 1. marts", closes_hour="12.00", budget="93 000 EUR", won_count="31"
    )
    assert faults(form) == {}
    said = form.details()
    assert (said["opens_on"], said["closes_on"], said["closes_hour"]) == (date(2027, 2, 1), date(2027, 3, 1), time(12))
    assert (said["budget"], said["won_count"], said["applied_count"]) == (Decimal(93000), 31, None)


def test_a_round_shows_its_days_as_they_can_be_typed_again():
    found = make.round_of(make.measure(), closes_on=date(2027, 3, 1), closes_hour=time(12), budget=Decimal("93000.50"))
    form = RoundForm(details=opened(found).details, seen=0)
    assert [form[name].value() for name in ("closes_on", "closes_hour", "budget")] == [
        "1.3.2027.",
        "12:00",
        "93\u00a0000,50",
    ]


@pytest.mark.parametrize(
    ("typed", "name", "sentence"),
    [
        ({"closes_on": "1. marts"}, "closes_on", "Kura gada? Ierakstiet arī gadu, piemēram, 1.3.2027."),
        ({"closes_on": "1.3.27"}, "closes_on", "Rakstiet gadu ar četriem cipariem, piemēram, 1.3.2027."),
        ({"closes_on": "31.2.2027"}, "closes_on", "Tādas dienas kalendārā nav."),
        (
            {"closes_on": "1.3.1927"},
            "closes_on",
            "Vai gads ir pareizs? Dokuments pazīst dienas no 2000. līdz 2099. gadam.",
        ),
        (
            {"opens_on": "2.3.2027", "closes_on": "1.3.2027"},
            "closes_on",
            "Kārta beigtos, pirms tā sākas. Pārbaudiet abas dienas.",
        ),
        ({"closes_hour": "12:00", "name": "1."}, "closes_hour", "Stundai vajag dienu. Ierakstiet termiņa dienu."),
        ({"closes_on": "1.3.2027", "budget": "-1"}, "budget", "Summa nevar būt mazāka par nulli."),
        (
            {"closes_on": "1.3.2027", "applied_count": "3", "won_count": "4"},
            "won_count",
            "Atbalstīto ir vairāk nekā pieteikumu. Pārbaudiet abus skaitļus.",
        ),
        ({}, "closes_on", "Ierakstiet dienu vai vismaz nosaukumu, pēc kura cilvēki šo kārtu pazīst."),
    ],
)
def test_a_round_that_cannot_be_is_answered_with_a_sentence(typed, name, sentence):
    assert faults(round_form(**typed)) == {name: [sentence]}


def test_an_hour_is_not_blamed_while_its_day_cannot_be_read():
    assert list(round_form(closes_on="1. marts", closes_hour="12:00").errors) == ["closes_on"]


def test_lines_end_as_the_document_ends_them():
    measure, found = measure_form(annexes="Statūti\r\nBudžets"), round_form(name="A", note="Zvanīt\r\npašiem")
    assert measure.is_valid()
    assert found.is_valid()
    assert (measure.details()["annexes"], found.details()["note"]) == ("Statūti\nBudžets", "Zvanīt\npašiem")
