"""The page on which editors keep synonyms."""

from __future__ import annotations

from html import unescape

import pytest

from savienojums.core.models import WordGroup
from savienojums.support.actions import synonyms as acts
from savienojums.support.actions.indexing import index_measures
from tests import make

pytestmark = pytest.mark.django_db
ADDRESS = "/support/desk/synonyms/"


def shown(response):
    return unescape(response.content.decode())


@pytest.fixture
def group(editor):
    return acts.add_synonyms(by=editor, words="NVO, biedrība", at=make.NOW)


@pytest.fixture
def at_desk(client, editor):
    client.force_login(editor)
    return client


def test_an_editor_adds_synonyms_and_sees_them_kept(at_desk):
    response = at_desk.post(ADDRESS, {"words": "granti, projektu konkurss"}, follow=True)
    assert [each.phrases for each in response.context["groups"]] == [["granti", "projektu konkurss"]]
    assert "synonym-kept" in shown(response)
    assert "1 grupa" in shown(response)


def test_a_refusal_stands_beside_the_field_and_nothing_is_lost(at_desk):
    response = at_desk.post(ADDRESS, {"words": "<b>viens</b>"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "&lt;b&gt;viens&lt;/b&gt;" in page
    assert 'aria-invalid="true"' in page
    assert not WordGroup.objects.exists()


def test_before_keeping_one_may_ask_how_often_each_is_said(at_desk):
    index_measures([make.measure("Biedrību konkurss").pk, make.measure("Biedrība").pk])
    response = at_desk.post(ADDRESS, {"words": "NVO, biedrība", "try": "1"})
    assert response.context["counts"] == [("NVO", 0), ("biedrība", 2)]
    assert not WordGroup.objects.exists()
    assert "NVO, biedrība</textarea>" in shown(response)


def test_an_editor_writes_a_group_anew(at_desk, group):
    address = f"{ADDRESS}{group.public_id}/"
    assert "NVO, biedrība</textarea>" in shown(at_desk.get(address))
    response = at_desk.post(address, {"words": "NVO, biedrība, НКО"})
    assert (response.status_code, response["Location"]) == (302, f"{ADDRESS}?kept={group.public_id}")
    group.refresh_from_db()
    assert group.phrases == ["NVO", "biedrība", "НКО"]
    assert at_desk.post(address, {"words": "NVO"}).status_code == 422


def test_what_was_removed_can_be_brought_back_at_once(at_desk, group):
    removal = f"{ADDRESS}{group.public_id}/removal/"
    page = at_desk.post(removal, follow=True)
    assert page.context["groups"] == []
    assert "Noņemts: NVO, biedrība." in shown(page)
    back = at_desk.post(removal, {"_method": "DELETE"}, follow=True)
    assert list(back.context["groups"]) == [group]
    assert "Noņemts:" not in shown(back)


def test_a_trial_shows_what_a_visitor_would_find(at_desk, group):
    del group
    index_measures([make.measure("Biedrību konkurss").pk])
    page = shown(at_desk.get(ADDRESS, {"q": "nvo"}))
    assert "Atrastos 1 pasākums." in page
    assert "<mark>Biedrību</mark> konkurss" in page
    assert "„biedrība” nozīmē to pašu, ko „nvo”" in page


@pytest.mark.parametrize("address", ["", "{id}/", "{id}/removal/"])
def test_for_others_there_is_no_such_page(client, outsider, group, address):
    address = ADDRESS + address.format(id=group.public_id)
    for login in (None, outsider):
        if login:
            client.force_login(login)
        for answer in (client.get(address), client.post(address, {"words": "a, b"})):
            assert answer.status_code in (404, 405)
            assert "biedrība" not in shown(answer).casefold()
    group.refresh_from_db()
    assert (group.phrases, group.removed_at) == (["NVO", "biedrība"], None)


def test_wrong_methods_and_unknown_groups_are_refused(at_desk, group):
    assert at_desk.put(ADDRESS).status_code == 405
    assert at_desk.get(f"{ADDRESS}{group.public_id}/removal/").status_code == 405
    assert at_desk.get(f"{ADDRESS}nekas/").status_code == 404
    assert at_desk.get(f"{ADDRESS}?removed=nekas").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(at_desk, editor, django_assert_num_queries, count):
    for number in range(count):
        acts.add_synonyms(by=editor, words=f"vārds{number}, cits{number}", at=make.NOW)
    at_desk.get(ADDRESS)
    # The session, the person, the roles, the marks, the groups.
    with django_assert_num_queries(5):
        at_desk.get(ADDRESS)
