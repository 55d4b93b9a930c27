"""Composing the conditions of a measure, trying them, saving them."""

import pytest
from django.urls import reverse

from savienojums.journal.models import Record
from savienojums.support.models import Measure, RuleDraft
from tests import make

pytestmark = pytest.mark.django_db
TEN = {"is": "people", "least": 10}
INFORMAL = {"is": "form", "forms": ["informal"], "certain": True}
ASSOCIATION = {"is": "form", "forms": ["association"], "certain": True}


@pytest.fixture
def measure(db):
    return make.measure("Upes fonds")


@pytest.fixture
def at_desk(client, editor):
    client.force_login(editor)
    return client


def address(measure, name="measure_rule", *more):
    return reverse(name, args=[measure.slug, *more])


def step(client, measure, said, **options):
    return client.post(address(measure, "rule_steps"), {"step": said}, **options)


def add(client, measure, kind, path="", **said):
    return client.post(address(measure, "rule_parts"), {"kind": kind, "in": path, **said})


def rule():
    return RuleDraft.objects.get().rule


def test_a_visitor_finds_nothing_here(client, outsider, measure):
    for someone in (None, outsider):
        if someone:
            client.force_login(someone)
        assert client.get(address(measure)).status_code == 404
        assert add(client, measure, "people", least="10").status_code == 404
        assert step(client, measure, "group-any:").status_code == 404
    assert not RuleDraft.objects.exists()


def test_looking_begins_no_draft(at_desk, measure):
    page = at_desk.get(address(measure))
    assert page.status_code == 200
    assert not RuleDraft.objects.exists()


def test_ten_people_or_an_association_composed_tried_and_saved(at_desk, editor, measure):
    make.organisation("Biedrība „Ūdenszīmes”")
    make.organisation("Senču sēta", legal_form="informal", people_count=4)
    answer = step(at_desk, measure, "group-any:")
    assert answer.url == address(measure) + "#rule"
    add(at_desk, measure, "form", "0", forms=["association"], certain="on")
    step(at_desk, measure, "group-all:0")
    add(at_desk, measure, "form", "0.1", forms=["informal"], certain="on", says="Neformāla grupa", where="4.2. punkts")
    answer = add(at_desk, measure, "people", "0.1", least="10")
    assert answer.url == address(measure) + "#part-0.1.1"
    wanted = {
        "any": [
            ASSOCIATION,
            {"all": [INFORMAL | {"says": "Neformāla grupa", "where": "4.2. punkts"}, TEN | {"of": []}]},
        ]
    }
    assert rule() == {"all": [wanted]}
    page = at_desk.get(address(measure))
    assert "4.2. punkts" in page.content.decode()
    counts = {each.name: (each.before, each.after) for each in page.context["trial"].counts}
    assert counts == {"yes": (0, 0), "unknown": (2, 1), "no": (0, 1)}
    assert Measure.objects.get().rule == {}
    saved = at_desk.post(address(measure))
    assert saved.url == measure.get_absolute_url()
    assert Measure.objects.get().rule == {"all": [wanted]}
    assert not RuleDraft.objects.exists()
    line = Record.objects.get()
    assert (line.verb, line.by) == ("support.measure_changed", editor)
    assert line.particulars["changes"]["rule"] == [{}, {"all": [wanted]}]


def test_wrong_methods_are_told_so(at_desk, measure):
    assert at_desk.get(address(measure, "rule_steps")).status_code == 405
    assert at_desk.put(address(measure)).status_code == 405
    assert at_desk.delete(address(measure, "rule_parts")).status_code == 405


def test_with_script_only_the_workshop_is_drawn_anew_at_the_part(at_desk, measure, htmx):
    add(at_desk, measure, "people", least="10")
    answer = step(at_desk, measure, "not:0", **htmx)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.lstrip().startswith('<div id="workshop"')
    assert 'id="part-0" tabindex="-1" autofocus' in page
    assert rule() == {"all": [{"not": {"is": "people", "least": 10, "of": []}}]}


def test_without_script_one_comes_back_to_the_part_and_keeps_whom_one_looked_at(at_desk, measure):
    add(at_desk, measure, "people", least="10")
    answer = at_desk.post(address(measure, "rule_steps") + "?organisation=upe", {"step": "wrap-any:0"})
    assert answer.url == address(measure) + "?organisation=upe#part-0"
    answer = at_desk.post(
        address(measure, "rule_parts") + "?in=0&kind=partners&organisation=upe",
        {"kind": "partners", "in": "0", "least": "2"},
    )
    assert answer.url == address(measure) + "?organisation=upe#part-0.1"


def test_a_step_is_undone_and_the_draft_thrown_away(at_desk, measure):
    add(at_desk, measure, "people", least="10")
    step(at_desk, measure, "remove:0")
    assert rule() == {"all": []}
    step(at_desk, measure, "undo")
    assert len(rule()["all"]) == 1
    page = at_desk.post(address(measure), {"_method": "DELETE"}, follow=True)
    assert "melnraksts ir izmests" in page.content.decode()
    assert not RuleDraft.objects.exists()
    assert not Record.objects.exists()


def test_a_condition_is_opened_as_it_was_said_and_changed(at_desk, measure):
    add(at_desk, measure, "age", least="2", unit="years", says="Vismaz divus gadus.", where="3. lpp.")
    form = at_desk.get(address(measure, "rule_part", "0")).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    assert shown == {"least": 2, "most": None, "unit": "years", "says": "Vismaz divus gadus.", "where": "3. lpp."}
    answer = at_desk.post(address(measure, "rule_part", "0"), {"least": "30", "unit": "months"})
    assert answer.url == address(measure) + "#part-0"
    assert rule() == {"all": [{"is": "age", "least": 30, "most": None}]}


@pytest.mark.parametrize(
    ("kind", "said", "part"),
    [
        ("form", {"forms": ["informal"]}, {"forms": ["informal"], "certain": False}),
        ("people", {"least": "3", "of": ["informal"]}, {"least": 3, "of": ["informal"]}),
        ("signatures", {"least": "20"}, {"least": 20}),
        ("partners", {"least": "2"}, {"least": 2}),
        ("age", {"most": "1", "unit": "years"}, {"least": None, "most": 12}),
        ("share", {"least": "12,5 %"}, {"least": "12.5"}),
        ("sum", {"least": "500", "most": "11 000 EUR"}, {"least": "500", "most": "11000"}),
        ("received", {}, {}),
        ("applications", {"most": "2"}, {"most": 2}),
        ("judged", {"text": " Ir \r\n zīme. "}, {"text": "Ir zīme."}),
        ("place", {"places": ["rubenes-pagasts"], "basis": "address", "certain": "on"},
         {"places": ["rubenes-pagasts"], "basis": "address", "certain": True}),
        ("themes", {"themes": ["culture"]}, {"themes": ["culture"]}),
    ],
)  # fmt: skip
def test_each_kind_is_added_and_opened_again_just_so(at_desk, measure, kind, said, part):
    make.place()
    make.theme()
    assert at_desk.get(address(measure, "rule_parts"), {"kind": kind, "in": ""}).status_code == 200
    add(at_desk, measure, kind, **said)
    kept = rule()["all"][0]
    assert kept == {"is": kind, **part}
    form = at_desk.get(address(measure, "rule_part", "0")).context["form"]
    typed = {name: form[name].value() for name in form.fields}
    at_desk.post(
        address(measure, "rule_part", "0"), {name: value for name, value in typed.items() if value not in (None, False)}
    )
    assert rule()["all"][0] == kept
    assert at_desk.get(address(measure)).status_code == 200


@pytest.mark.parametrize(
    ("kind", "said", "sentence"),
    [
        ("age", {"unit": "years"}, "vismaz vienu no abām robežām"),
        ("sum", {"least": "900", "most": "100"}, "Mazākais ir lielāks par lielāko"),
        ("sum", {"least": "500 USD"}, "Šeit summas ir eiro."),
        ("people", {"least": "0"}, "lielāk"),
        ("share", {"least": "101"}, "mazāk"),
        ("form", {}, "Nav izvēlēta neviena juridiskā forma."),
    ],
)
def test_what_is_wrong_with_a_condition_is_said_in_its_form(at_desk, measure, kind, said, sentence):
    answer = add(at_desk, measure, kind, **said)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not RuleDraft.objects.exists()


def test_there_is_no_form_for_what_is_no_condition(at_desk, measure):
    step(at_desk, measure, "group-any:")
    assert at_desk.get(address(measure, "rule_part", "0")).status_code == 404
    assert at_desk.get(address(measure, "rule_part", "7")).status_code == 404
    assert at_desk.get(address(measure, "rule_parts"), {"kind": "moon"}).status_code == 404


def test_a_step_that_cannot_be_done_is_answered_with_a_sentence(at_desk, measure):
    answer = step(at_desk, measure, "up:9")
    assert answer.status_code == 409
    assert "Šīs daļas vairs nav" in answer.content.decode()
    assert step(at_desk, measure, "jump:0").status_code == 409


def test_a_contradiction_is_shown_in_the_workshop_and_nothing_is_lost(at_desk, measure):
    measure.legal_forms, measure.forms_certain = ["association"], True
    measure.save()
    add(at_desk, measure, "form", forms=["informal"], certain="on")
    answer = at_desk.post(address(measure))
    assert answer.status_code == 409
    assert "Tam visam reizē nevar atbilst neviens" in answer.content.decode()
    assert rule() == {"all": [INFORMAL]}
    assert Measure.objects.get().rule == {}


def test_what_somebody_else_saved_is_told_and_then_saved_over(at_desk, client, coordinator, editor, measure):
    add(at_desk, measure, "people", least="10")
    client.force_login(coordinator)
    add(client, measure, "partners", least="2")
    client.post(address(measure))
    client.force_login(editor)
    answer = client.post(address(measure))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "vismaz 2 partneri" in page
    client.post(address(measure), {"seen": answer.context["seen"]})
    assert Measure.objects.get().rule == {"all": [TEN | {"of": []}]}


def test_the_page_of_the_measure_tells_the_conditions_and_leads_keepers_here(client, at_desk, measure):
    measure.rule = {"any": [ASSOCIATION, {"all": [INFORMAL, TEN | {"says": "Grupā ir 10.", "where": "4.2. punkts"}]}]}
    measure.who_where, measure.partner_forms = "2. punkts", ["municipality"]
    measure.save()
    page = at_desk.get(measure.get_absolute_url()).content.decode()
    assert address(measure) in page
    for words in (
        "Vismaz viens no šiem:",
        "Visi šie nosacījumi:",
        "Vismaz 10 cilvēki",
        "Grupā ir 10.",
        "(4.2. punkts)",
        "(2. punkts)",
    ):
        assert words in page
    client.logout()
    assert address(measure) not in client.get(measure.get_absolute_url()).content.decode()
    sheet = client.get(reverse("sheet", args=[measure.slug])).content.decode()
    assert "Vismaz viens no šiem (juridiskā forma: biedrība; visi šie nosacījumi" in sheet


def test_the_form_of_the_entry_keeps_what_was_typed_when_it_contradicts(at_desk, measure):
    measure.rule = {"all": [INFORMAL]}
    measure.save()
    form = at_desk.get(reverse("measure_editing", args=[measure.slug]))
    assert address(measure) in form.content.decode()
    bound = form.context["form"]
    typed = {name: bound[name].value() for name in bound.fields}
    typed = {name: value for name, value in typed.items() if value not in (None, False)}
    answer = at_desk.post(
        reverse("measure_editing", args=[measure.slug]),
        typed | {"legal_forms": ["association"], "forms_certain": "on", "notes": "Manas piezīmes"},
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Tam visam reizē nevar atbilst neviens" in page
    assert "Manas piezīmes" in page
    assert Measure.objects.get().legal_forms == []


@pytest.mark.parametrize(
    "rule",
    [
        {"all": [7, {"is": "people", "least": 3}]},
        {"all": "form"},
        {"not": None},
        {"is": ["form"]},
        {"all": [{"is": "share", "least": "much"}, {"is": "age", "least": "old"}, {"is": "sum", "most": {}}]},
        ["all"],
    ],
)
def test_a_kept_rule_that_cannot_be_read_is_shown_with_its_fault_and_can_be_mended(at_desk, measure, rule):
    measure.rule = rule
    measure.save()
    assert at_desk.get(address(measure)).status_code == 200
    assert at_desk.get(measure.get_absolute_url()).status_code == 200
    for path in ("0", "1", "2"):
        assert at_desk.get(address(measure, "rule_part", path)).status_code in {200, 404}
    step(at_desk, measure, "remove:")
    assert RuleDraft.objects.get().rule == {"all": []}
    assert at_desk.post(address(measure)).status_code == 302
    assert Measure.objects.get().rule == {}


def test_what_an_editor_composed_is_what_a_visitor_is_told(client, at_desk):
    latvia = make.place("Latvija", kind="country")
    measure = make.measure("Upes fonds", legal_forms=["association"], forms_certain=True)
    measure.places.add(latvia)
    measure.themes.add(make.theme())
    step(at_desk, measure, "group-any:")
    add(at_desk, measure, "sum", "0", most="500")
    add(at_desk, measure, "share", "0", least="10", says="10 % vajag tikai virs 500 EUR", where="4.2. punkts")
    at_desk.post(address(measure))
    client.logout()
    for asked, shown in (
        ("sum=400", "yes"),
        ("sum=600", "unknown"),
        ("sum=600&share=12", "yes"),
        ("sum=600&share=5", "no"),
    ):
        page = client.get(f"/support/fit/?form=association&{asked}")
        assert page.context["result"].counts[shown] == 1, asked
        assert "10 % vajag tikai virs 500 EUR" in page.content.decode()
