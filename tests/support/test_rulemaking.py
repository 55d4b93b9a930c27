"""The workshop: the tree in words, what is wrong and where, and what a draft would do to the registry."""

from dataclasses import replace
from functools import partial

import pytest
from django.http import QueryDict

from savienojums.core.marks import one_reading
from savienojums.network.models import Organisation
from savienojums.support import ruletree
from savienojums.support.actions import rulemaking
from savienojums.support.queries import contradicting, trying
from savienojums.support.queries.editing import entry_for
from savienojums.support.queries.rulemaking import from_lines, workshop
from savienojums.support.queries.trying import trial
from tests import make

pytestmark = pytest.mark.django_db
TEN = {"is": "people", "least": 10}
INFORMAL = {"is": "form", "forms": ["informal"], "certain": True}
ASSOCIATION = {"is": "form", "forms": ["association"], "certain": True}
NOTHING = QueryDict()


def told(person, measure, rule):
    measure.rule = rule
    return workshop(person, measure)


def nodes(node):
    yield node
    for part in node.parts:
        yield from nodes(part)


def test_the_tree_reads_as_sentences_with_the_call_beside_them(editor):
    stated = TEN | {"says": "Grupā ir 10 cilvēki.", "where": "4.2. punkts"}
    shop = told(editor, make.measure(), {"any": [ASSOCIATION, {"all": [INFORMAL, stated]}, {"not": TEN}]})
    assert [(node.path, node.text) for node in nodes(shop.root)] == [
        ("", "Pietiek ar vienu no šiem:"),
        ("0", "juridiskā forma: biedrība"),
        ("1", "Vajadzīgi visi šie nosacījumi:"),
        ("1.0", "juridiskā forma: grupa bez juridiskas formas"),
        ("1.1", "vismaz 10 cilvēki"),
        ("2", "Tā nedrīkst būt:"),
        ("2.0", "vismaz 10 cilvēki"),
    ]
    ten = shop.root.parts[1].parts[1]
    assert (ten.says, ten.where, ten.first, ten.last, ten.is_condition) == (
        "Grupā ir 10 cilvēki.", "4.2. punkts", False, True, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "path", "words"),
    [
        ({"all": [TEN, {"any": []}]}, "1", "Šajā grupā vēl nekā nav"),
        ({"all": [{"is": "place", "places": ["atlantis"], "basis": ""}]}, "0", "Viena no vietām"),
        ({"all": [{"any": [{"is": "age", "least": 24, "most": 12}]}]}, "0.0", "Mazākais ir lielāks"),
        ({"all": [{"is": "moon"}]}, "0", "nosacījuma veids te nav zināms"),
        ({"all": [{"is": "themes", "themes": []}]}, "0", "neviena tēma"),
        ({"all": [{"is": "judged", "text": ""}]}, "0", "trūkst teksta"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_part(editor, rule, path, words):
    shop = told(editor, make.measure(), rule)
    faulty = {node.path: node.fault for node in nodes(shop.root) if node.fault}
    assert list(faulty) == [path]
    assert words in faulty[path]


def test_every_word_of_the_cores_has_its_sentence():
    import re
    from pathlib import Path

    from savienojums.support import faults, rulebook

    for module in (rulebook, ruletree):
        said = re.findall(r'(?:WrongRule|CannotBeDone)\("(\w+)"', Path(module.__file__).read_text())
        assert said
        assert set(said) <= set(faults.SENTENCES)
    assert {f"no_{name}" for name in ("forms", "places", "themes", "of")} <= set(faults.SENTENCES)


def test_the_parts_that_contradict_are_named_and_marked(editor):
    measure = make.measure(legal_forms=["association"], forms_certain=True)
    shop = told(editor, measure, {"all": [TEN, {"all": [INFORMAL]}]})
    assert "grupa bez juridiskas formas" in shop.remarks.wrong
    assert {node.path for node in nodes(shop.root) if node.clashes} == {"1.0"}


def test_a_pair_within_the_rule_is_found_among_many(editor):
    rule = {
        "all": [TEN, {"is": "age", "least": 24, "most": None}, ASSOCIATION, {"is": "age", "least": None, "most": 12}]
    }
    shop = told(editor, make.measure(), rule)
    assert {node.path for node in nodes(shop.root) if node.clashes} == {"1", "3"}


def test_a_parish_within_the_municipality_does_not_contradict(editor):
    municipality = make.place("Jēkabpils novads", kind="municipality")
    make.place("Rubenes pagasts", within=[municipality])
    elsewhere = make.place("Bebrenes pagasts")
    measure = make.measure(places_certain=True)
    measure.places.add(municipality)
    there = {"is": "place", "places": ["rubenes-pagasts"], "basis": "address", "certain": True}
    assert told(editor, measure, {"all": [there]}).remarks.wrong == ""
    outside = there | {"places": [elsewhere.slug]}
    assert "Bebrenes pagasts" in told(editor, measure, {"all": [outside]}).remarks.wrong


def test_what_everybody_meets_and_what_changes_nothing_is_warned_of(editor):
    measure = make.measure(people_min=20)
    shop = told(editor, measure, {"any": [ASSOCIATION, {"not": ASSOCIATION}]})
    assert "atbilst ikviens" in shop.remarks.warning
    shop = told(editor, measure, {"all": [TEN, INFORMAL, INFORMAL]})
    assert {node.path for node in nodes(shop.root) if node.idle} == {"0", "2"}
    assert shop.remarks.warning == ""


def test_it_may_start_from_the_lines_of_the_entry():
    place = make.place()
    measure = make.measure(
        legal_forms=["association", "informal"], people_min=10, people_for=["informal"], partners_min=2,
        applications_per_year=1, own_share_percent=10, who_where="4. punkts", place_basis="address",
    )  # fmt: skip
    measure.refresh_from_db()
    measure.places.add(place)
    rule = from_lines(measure)
    where = {"where": "4. punkts"}
    assert rule["all"][0] == {
        "any": [
            {"is": "form", "forms": ["association"], **where},
            {"all": [{"is": "form", "forms": ["informal"], **where}, TEN | where]},
        ]
    }
    assert [part["is"] for part in rule["all"][1:]] == ["place", "partners", "share", "applications"]
    assert len(contradicting.composed_demands(rule)) == 5
    assert from_lines(make.measure("Cits")) == {"all": []}


def test_the_registry_is_told_before_and_after(editor):
    small = make.organisation("Senču sēta", legal_form="informal", people_count=4)
    make.organisation("Senā skola", legal_form="informal", people_count=14)
    make.organisation("Upe", legal_form="")
    measure = make.measure(legal_forms=["informal"], forms_certain=True)
    measure.places.add(make.place("Latvija", kind="country"))
    measure.themes.add(make.theme())
    found = trial(editor, measure, {"all": [TEN, {"any": []}]}, NOTHING, make.NOW)
    assert {each.name: (each.before, each.after) for each in found.counts} == {
        "yes": (2, 1), "unknown": (1, 1), "no": (0, 1),
    }  # fmt: skip
    assert [(each.row.pk, each.before, each.after) for each in found.turned] == [(small.pk, "der", "neder")]


def test_those_who_were_chosen_get_their_reasons(editor):
    make.organisation("Senču sēta", legal_form="informal", people_count=4)
    slug = Organisation.objects.get().slug
    measure = make.measure()
    asked = QueryDict(f"organisation={slug}&organisation=nobody&q=senc")
    found = trial(editor, measure, {"all": [TEN | {"where": "4. punkts"}]}, asked, make.NOW)
    (chosen,) = found.chosen
    (reason,) = [reason for reason in chosen.judgement.reasons if reason.where]
    assert (reason.answer, reason.where) == ("no", "4. punkts")
    assert "10 cilvēk" in reason.text
    assert (chosen.before, chosen.after) == ("vēl nevar pateikt", "neder")
    assert "organisation" not in chosen.without.replace("organisation=nobody", "")
    assert found.found == [] == found.offered


def test_one_of_each_legal_form_is_offered_the_best_known_first(editor):
    make.organisation("Maz zināma")
    best = make.organisation("Labi zināma", people_count=5)
    make.organisation("Neviens", legal_form="")
    found = trial(editor, make.measure(), {}, QueryDict("q=maz"), make.NOW)
    assert [offer.row.pk for offer in found.offered] == [best.pk]
    assert [offer.row.name for offer in found.found] == ["Maz zināma"]


def test_two_thousand_organisations_are_judged_in_no_time(editor):
    place = make.place()
    Organisation.objects.bulk_create(
        Organisation(
            slug=f"o-{n}", name=f"Biedrība {n}", sort_name=f"{n:04}", kind="association", published_at=make.NOW,
            legal_form=["association", "informal", "foundation"][n % 3], place=place if n % 2 else None,
            people_count=n % 40, founded_year=1990 + n % 30, public_id=f"p{n:09}",
        )
        for n in range(2000)
    )  # fmt: skip
    rule = {"all": [{"any": [ASSOCIATION, {"all": [INFORMAL, TEN]}]}, {"is": "age", "least": 24, "most": None}]}
    measure = make.measure(legal_forms=["association", "informal"], forms_certain=True)
    trial(editor, measure, rule, NOTHING, make.NOW)
    found = trial(editor, measure, rule, NOTHING, make.NOW)
    assert found.total == 2000 == sum(each.after for each in found.counts)
    assert found.turned_count > len(found.turned) == trying.MOST_SHOWN


@pytest.mark.parametrize("count", [1, 3])
def test_a_trial_asks_the_database_the_same_however_many_there_are(editor, django_assert_num_queries, count):
    for _number in range(count):
        make.organisation()
    measure = entry_for(editor, make.measure().slug)
    trial(editor, measure, {}, NOTHING, make.NOW)
    with one_reading(), django_assert_num_queries(3):
        trial(editor, measure, {"all": [TEN]}, NOTHING, make.NOW)


def test_the_draft_is_shown_while_there_is_one(editor):
    measure = make.measure(rule={"all": [ASSOCIATION]})
    draft = rulemaking.begin_rule_draft(by=editor, measure=measure, at=make.NOW)
    rulemaking.change_rule_draft(by=editor, draft=draft, step=partial(ruletree.add, path="", part=TEN), at=make.NOW)
    assert len(workshop(editor, measure).root.parts) == 2
    assert replace(workshop(editor, measure)).own == []
