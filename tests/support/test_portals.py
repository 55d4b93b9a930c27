"""Portals: who may open one, what stands in it, and that their colours can be read."""

import pytest
from django.http import QueryDict

from savienojums.core.marks import one_reading
from savienojums.core.refusal import NotAllowed, NotFound
from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.support import rules
from savienojums.support.actions import portals as actions
from savienojums.support.models import Portal
from savienojums.support.queries import portals as queries
from savienojums.support.queries.embedding import embedded_for
from savienojums.support.queries.export import rows_for
from savienojums.support.queries.measures import chosen_set, filters_of
from tests import make

pytestmark = pytest.mark.django_db


def details(**others):
    return {"name": "Aizdevumi", "query": "kind=loan", "is_public": True, **others}


def opened(by, **others):
    return actions.add_portal(by=by, details=details(**others), at=make.NOW)


def last_line():
    return Record.objects.latest("id")


def shown(person, portal, query=""):
    return queries.shown_for(person, portal.slug, QueryDict(query), make.NOW)


def names(person, portal, query=""):
    return [card.name for card in shown(person, portal, query).listing.page.rows]


def test_an_editor_opens_a_portal_and_a_line_tells_it(editor):
    portal = opened(editor, introduction={"lv": "*Mums*", "en": "For us"})
    assert (portal.slug, str(portal), portal.query) == ("aizdevumi", "Aizdevumi", "kind=loan")
    line = last_line()
    assert (line.verb, line.subject_name, line.by, line.audience) == (
        "support.portal_added",
        "Aizdevumi",
        editor,
        "everyone",
    )


def test_who_acts_for_an_organisation_opens_its_portal_in_its_name(contact):
    ours = make.organisation("Ūdenszīmes")
    make.membership(contact, ours, "editor")
    portal = opened(contact, owner=ours)
    assert last_line().on_behalf["name"] == "Ūdenszīmes"
    actions.change_portal(by=contact, portal=portal, details={"name": "Mūsu aizdevumi"}, at=make.NOW)
    actions.remove_portal(by=contact, portal=portal, at=make.NOW)
    actions.restore_portal(by=contact, portal=portal, at=make.NOW)
    assert Record.objects.filter(verb__startswith="support.portal", on_behalf__name="Ūdenszīmes").count() == 4


@pytest.mark.parametrize("who", ["nobody", "outsider", "contact_of_another"])
def test_others_open_change_and_remove_nothing(who, editor, outsider, contact):
    ours, theirs = make.organisation("Ūdenszīmes"), make.organisation("Citi")
    make.membership(contact, theirs)
    portal = opened(editor, owner=ours)
    by = {"nobody": None, "outsider": outsider, "contact_of_another": contact}[who]
    for act in (
        lambda: opened(by),
        lambda: opened(by, owner=ours),
        lambda: actions.change_portal(by=by, portal=portal, details={"name": "Mans"}, at=make.NOW),
        lambda: actions.remove_portal(by=by, portal=portal, at=make.NOW),
        lambda: actions.restore_portal(by=by, portal=portal, at=make.NOW),
        lambda: actions.load_portal(by=by, slug="x", details=details(), at=make.NOW),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert (Portal.objects.count(), str(Portal.objects.get())) == (1, "Aizdevumi")


def test_a_portal_is_handed_only_to_an_organisation_one_acts_for(contact, editor):
    ours, theirs = make.organisation("Ūdenszīmes"), make.organisation("Citi")
    make.membership(contact, ours)
    portal = opened(contact, owner=ours)
    for owner in (theirs, None):
        with pytest.raises(NotAllowed):
            actions.change_portal(by=contact, portal=portal, details={"owner": owner}, at=make.NOW)
    actions.change_portal(by=editor, portal=portal, details={"owner": theirs}, at=make.NOW)
    assert not rules.may_change_portal(contact, Portal.objects.get())


def test_a_change_tells_what_was_before(editor):
    portal = opened(editor)
    actions.change_portal(by=editor, portal=portal, details={"query": "kind=grant", "is_public": False}, at=make.NOW)
    line = last_line()
    assert line.particulars["changes"] == {"query": ["kind=loan", "kind=grant"], "is_public": [True, False]}
    assert line.audience == "editors"
    actions.change_portal(by=editor, portal=portal, details={"is_public": False}, at=make.NOW)
    assert Record.objects.filter(verb="support.portal_changed").count() == 1


def test_what_was_removed_waits_to_be_brought_back(editor):
    portal = opened(editor)
    with pytest.raises(actions.PortalNotRemoved):
        actions.restore_portal(by=editor, portal=portal, at=make.NOW)
    actions.remove_portal(by=editor, portal=portal, at=make.NOW)
    with pytest.raises(actions.PortalRemoved):
        actions.change_portal(by=editor, portal=portal, details={"name": "B"}, at=make.NOW)
    with pytest.raises(NotFound):
        shown(editor, portal)
    actions.restore_portal(by=editor, portal=portal, at=make.NOW)
    assert shown(None, portal).portal == portal


def test_a_portal_needs_a_name_and_colours_that_can_be_read(editor):
    with pytest.raises(actions.NamelessPortal):
        opened(editor, name="")
    with pytest.raises(actions.UnreadableColours) as refusal:
        opened(editor, colours={"forest": "#e0d8c0"})
    assert "pārāk līdzīgas" in str(refusal.value.sentence)
    for wrong in ({"forest": "red"}, {"berry": "#000000"}, {"forest": "#000000;}"}):
        with pytest.raises(actions.UnreadableColours):
            opened(editor, colours=wrong)
    assert opened(editor, colours={"forest": "#402060"}).colours == {"forest": "#402060"}


def test_the_filter_is_kept_as_we_know_it(editor):
    portal = opened(editor, query="https://savienojums.example/support/?order=name&page=3&kind=loan&x=1&portal=cits")
    assert portal.query == "kind=loan"


def test_two_portals_of_one_name_have_two_addresses(editor):
    assert [opened(editor, name=name).slug for name in ("Jauns", "Jauns", "New")] == ["jauns", "jauns-2", "new-2"]


@pytest.fixture
def loans():
    return {name: make.measure(name, kind="loan") for name in ("A aizdevums", "B aizdevums", "C aizdevums")}


def test_the_portal_shows_its_filter_with_the_highlighted_first_and_without_the_excluded(editor, loans):
    grant = make.measure("Dotācija", kind="grant")
    make.measure("Cita", kind="grant")
    portal = opened(editor, highlighted=[loans["C aizdevums"], grant], excluded=[loans["A aizdevums"]])
    assert names(None, portal, "order=name") == ["C aizdevums", "Dotācija", "B aizdevums"]
    assert names(None, portal, "order=name&kind=loan") == ["C aizdevums", "B aizdevums"]
    assert shown(None, portal).highlighted == {loans["C aizdevums"].slug, grant.slug}


def test_facets_count_within_the_portal_and_leave_its_own_question_out(editor, loans):
    loans["B aizdevums"].themes.add(make.theme())
    make.measure("Dotācija", kind="grant").themes.add(make.theme())
    facets = {group.name: group.options for group in shown(None, opened(editor)).listing.facets}
    assert "kind" not in facets
    assert [(option.label, option.count, option.href) for option in facets["theme"]] == [
        ("Kultūra", 1, "?theme=culture")
    ]


def test_feeds_files_and_frames_of_a_portal_hold_the_same(editor, loans):
    make.measure("Dotācija", kind="grant")
    portal = opened(editor, highlighted=[loans["C aizdevums"]], excluded=[loans["A aizdevums"]])
    filters = shown(None, portal).filters.away
    assert filters.query() == "portal=aizdevumi"
    assert {str(measure) for measure, _card in rows_for(filters, make.NOW)} == {"B aizdevums", "C aizdevums"}
    embedded = embedded_for(filters_of(QueryDict("portal=aizdevumi&order=name")), 5, make.NOW)
    assert [card.name for card in embedded.cards] == ["C aizdevums", "B aizdevums"]
    assert embedded.words == "Aizdevumi"


def test_a_portal_that_is_not_public_is_known_by_its_secret_word_alone(editor, outsider, contact, loans):
    ours = make.organisation("Ūdenszīmes")
    make.membership(contact, ours)
    portal = opened(contact, owner=ours, is_public=False)
    for person in (None, outsider):
        with pytest.raises(NotFound):
            queries.portal_for(person, portal.slug)
        assert queries.portals_for(person, make.NOW) == []
    assert chosen_set(filters_of(QueryDict(f"portal={portal.slug}")), make.NOW)[1] == 0
    for person in (contact, editor):
        assert len(names(person, portal)) == 3


def test_drafts_do_not_come_in_by_being_highlighted(editor):
    draft = make.measure("Slepens", kind="loan", published_at=None)
    assert names(editor, opened(editor, highlighted=[draft])) == []


def test_the_form_offers_what_was_chosen_first_and_the_rest_as_latvians_sort():
    rows = {
        name: make.measure(name, kind="loan", slug=f"m-{number}")
        for number, name in enumerate(("Zirga", "Āža", "Bites", "Arkla"))
    }
    make.measure("Dotācija", kind="grant")
    names = [name for _slug, name in queries.offered("kind=loan", [rows["Zirga"]], make.NOW)]
    assert names == ["Zirga", "Arkla", "Āža", "Bites"]


def test_the_demo_opens_its_portal_once():
    made = [actions.load_portal(by=SYSTEM, slug="seliem", details=details(), at=make.NOW) for _time in range(2)]
    assert (made[0].slug, made[1]) == ("seliem", None)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_portals_asks_the_same_questions_however_long_it_is(
    editor, loans, count, django_assert_num_queries
):
    for number in range(count):
        opened(editor, name=f"Portāls {number}", owner=make.organisation(f"O {number}"))
    queries.portals_for(None, make.NOW)
    with one_reading(), django_assert_num_queries(2):
        assert len(queries.portals_for(None, make.NOW)) == count
