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
