"""What people type about an organisation, brought into order or answered with a sentence."""

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as some

from savienojums.network import forms
from tests import make

pytestmark = pytest.mark.django_db
LEAST = {"name": "Elkšņu kopiena", "kind": "initiative_group"}


def filled(**fields):
    return forms.OrganisationForm({**LEAST, **fields})


def fault(**fields):
    form = filled(**fields)
    return " ".join(message for messages in form.errors.values() for message in messages)


def test_a_name_and_a_kind_are_enough():
    form = filled()
    assert form.is_valid()
    details = form.details()
    assert (details["name"], details["place"], details["lat"], details["summary"]) == ("Elkšņu kopiena", None, None, {})


def test_what_is_typed_is_brought_into_order(land):
    theme = make.theme()
    form = filled(
        name="  Elkšņu   kopiena ",
        registration_number="LV 4000 801-2345",
        website="www.selija.com/elksni",
        coordinates="56,15; 25,75",
        place=land.slug,
        themes=[theme.slug],
        summary_lv="Mēs",
        summary_en="We",
        languages=["lv", "ru"],
    )
    assert form.is_valid(), form.errors
    details = form.details()
    assert details["name"] == "Elkšņu kopiena"
    assert details["registration_number"] == "40008012345"
    assert details["website"] == "https://www.selija.com/elksni"
    assert (details["lat"], details["lon"]) == (56.15, 25.75)
    assert (details["place"], list(details["themes"])) == (land, [theme])
    assert details["summary"] == {"lv": "Mēs", "en": "We"}


@pytest.mark.parametrize(
    "text", ["56.15, 25.75", "56.15 25.75", "56,15 25,75", "N56.15, E25.75", "56.15;25.75", "56.15° 25.75°"]
)
def test_coordinates_are_understood_as_maps_write_them(text):
    form = filled(coordinates=text)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["coordinates"] == (56.15, 25.75)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "123"}, "vismaz viens burts"),
        ({"registration_number": "123"}, "11 cipari"),
        ({"registration_number": "4000801234x"}, "11 cipari"),
        ({"website": "nav"}, "nav tīmekļa adrese"),
        ({"website": "javascript://x.lv/%0aalert(1)"}, "nav tīmekļa adrese"),
        ({"coordinates": "Rubene"}, "divus skaitļus"),
        ({"coordinates": "25.75, 56.15"}, "nav Latvijā"),
        ({"summary_lv": "vārds " * 41}, "Vārdu skaits šajā tekstā: 41"),
        ({"story": "vārds " * 1501}, "1501"),
        ({"story": "Zvaniet 26123456"}, "26123456"),
        ({"offers": "anna@inbox.lv vai 65220000"}, "anna@inbox.lv, 65220000"),
        ({"contact_role": "Anna 26123456"}, "26123456"),
        ({"kind": "spaceship"}, "spaceship"),
        ({"place": "nekurzeme"}, "nekurzeme"),
        ({"people_count": "daudz"}, "vesels skaitlis"),
        ({"founded_year": "20007"}, "2100"),
        ({"contact_email": "nav"}, "e-pasta adrese"),
    ],
)
def test_a_fault_is_answered_with_a_sentence(fields, sentence):
    assert sentence in fault(**fields)


@pytest.mark.parametrize("language", ["lv", "en", "ru"])
def test_one_and_several_contacts_are_asked_to_be_left_out_in_every_language(language):
    with translation.override(language):
        assert "26123456" in fault(story="26123456")
        assert "26123456, 65220000" in fault(story="26123456 un 65220000")


@given(some.text(max_size=60))
def test_no_coordinates_break_the_form(text):
    field = forms.OrganisationForm.base_fields["coordinates"]
    try:
        found = field.clean(text)
    except Exception as error:  # noqa: BLE001 -- whatever else it were would be the fault
        assert type(error).__name__ == "ValidationError"  # noqa: PT017 -- read or refused, a third end is not
    else:
        assert found is None or (55 <= found[0] <= 58.5 and 20.5 <= found[1] <= 28.5)


def test_the_form_shows_what_is_known_and_gives_the_same_back(land):
    organisation = make.organisation(
        "Elkšņu kopiena", place=land, lat=56.1, lon=26.0, summary={"lv": "Mēs"}, languages=["lv"], story="Stāsts"
    )
    organisation.themes.add(make.theme())
    initial = forms.initial_of(organisation)
    form = forms.OrganisationForm({name: value for name, value in initial.items() if value is not None})
    assert form.is_valid(), form.errors
    details = form.details()
    for name in ("name", "kind", "place", "lat", "lon", "summary", "story", "languages"):
        assert details[name] == getattr(organisation, name)


def test_every_field_stands_in_one_group():
    for form in (forms.OrganisationForm(), forms.ProposalForm()):
        named = [field.name for _title, fields in form.groups for field in fields]
        assert sorted(named) == sorted(form.fields)


def test_a_proposal_asks_who_one_is():
    form = forms.ProposalForm(LEAST)
    assert list(form.errors) == ["capacity"]
    form = forms.ProposalForm({**LEAST, "capacity": "caretaker"})
    assert form.is_valid()
    assert "capacity" not in form.details()


@pytest.mark.parametrize(("sent", "seen"), [("3", 3), ("", 0), ("x", 0), ("-1", 0), ("9" * 30, 0), ("³", 0)])
def test_the_number_of_changes_seen_is_read_with_care(sent, seen):
    assert forms.seen_of(QueryDict(f"seen={sent}")) == seen


def test_a_meeting_puts_the_others_values_into_the_form(land):
    sent = QueryDict("name=Elkšņi&kind=library&offers=Telts&themes=culture")
    theme = make.theme()
    details = {
        "name": "Elkšņi", "kind": "library", "place": land, "lat": 56.1, "lon": 26.0, "summary": {"lv": "Mēs"},
        "themes": [theme], "languages": ["lv"], "people_count": None, "offers": "Telts",
    }  # fmt: skip
    form = forms.merged(sent, details)
    assert (form["place"].value(), form["coordinates"].value(), form["summary_lv"].value()) == (
        "rubenes-pagasts", "56.1, 26.0", "Mēs",
    )  # fmt: skip
    assert (form["themes"].value(), form["people_count"].value()) == (["culture"], "")


def test_what_others_saved_is_told_in_words(land):
    make.theme()
    lines = forms.conflict_lines(
        {"kind": "library", "place": land.slug, "themes": ["culture"], "offers": "", "languages": ["lv"], "lat": 56.1}
    )
    assert [(line.label, line.saved) for line in lines] == [
        ("Veids", "Bibliotēka"),
        ("Pagasts vai pilsēta", "Rubenes pagasts"),
        ("Tēmas", "Kultūra"),
        ("Piedāvā", ""),
        ("Valodas", "latviešu"),
        ("Ziemeļu platums", "56.1"),
    ]
