"""Acts on organisations: what each does, refuses and writes down."""

import pytest

from savienojums.core import search
from savienojums.core.marks import marks
from savienojums.core.refusal import NotAllowed
from savienojums.journal.models import Record
from savienojums.network import actions
from savienojums.network.models import Membership, Organisation
from savienojums.network.queries import changes_seen
from tests import make

pytestmark = pytest.mark.django_db
DETAILS = {"name": "Biedrība „Ūdenszīmes”", "kind": "association"}


def added(coordinator, **details):
    return actions.add_organisation(by=coordinator, details={**DETAILS, **details}, at=make.NOW)


def last_line():
    return Record.objects.order_by("-id").first()


def test_a_coordinator_adds_an_organisation_that_everyone_sees_at_once(coordinator, land):
    before = marks("registry")
    theme = make.theme()
    organisation = added(coordinator, place=land, themes=[theme], summary={"lv": "Kaldabruņas skolā"})
    kept = Organisation.objects.public().get()
    assert (kept.slug, kept.name, kept.place, list(kept.themes.all())) == (
        "biedriba-udenszimes", "Biedrība „Ūdenszīmes”", land, [theme],
    )  # fmt: skip
    assert kept.match_name == "udenszimes"
    assert marks("registry") != before
    assert set(search.matching("organisation", "ūdenszīmju")) == {organisation.pk}
    assert (last_line().verb, last_line().subject, last_line().by) == (
        "network.organisation_added", organisation, coordinator,
    )  # fmt: skip


def test_nobody_else_adds(outsider, contact, administrator):
    for person in (outsider, contact, administrator):
        with pytest.raises(NotAllowed):
            actions.add_organisation(by=person, details=DETAILS, at=make.NOW)
    assert not Organisation.objects.exists()


def test_two_of_one_name_get_two_addresses(coordinator):
    assert [added(coordinator).slug for _ in range(3)] == [
        "biedriba-udenszimes", "biedriba-udenszimes-2", "biedriba-udenszimes-3",
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "slug"), [("Proposal", "proposal-2"), ("Клуб", "organisation"), ("Map", "map-2")])
def test_an_address_word_is_found_for_any_name(name, slug, coordinator):
    assert added(coordinator, name=name).slug == slug


def test_a_registration_number_stands_in_the_register_once(coordinator):
    added(coordinator, registration_number="40008012345")
    with pytest.raises(actions.NumberTaken, match="40008012345"):
        added(coordinator, registration_number="40008012345")
    assert Organisation.objects.count() == 1


def test_anyone_signed_in_proposes_and_acts_for_the_proposal(outsider):
    organisation = actions.propose_organisation(by=outsider, details=DETAILS, capacity="member", at=make.NOW)
    assert not organisation.is_public
    assert Membership.objects.get().person == outsider
    assert Membership.objects.get().role == "contact"
    assert (last_line().verb, last_line().audience) == ("network.organisation_proposed", "editors")


def test_a_proposal_can_be_made_as_caretaker(outsider):
    organisation = actions.propose_organisation(by=outsider, details=DETAILS, capacity="caretaker", at=make.NOW)
    assert organisation.caretaker == outsider
    assert not Membership.objects.exists()


def test_a_coordinator_publishes_a_proposal_once(outsider, coordinator):
    organisation = actions.propose_organisation(by=outsider, details=DETAILS, capacity="member", at=make.NOW)
    with pytest.raises(NotAllowed):
        actions.publish_organisation(by=outsider, organisation=organisation, at=make.NOW)
    actions.publish_organisation(by=coordinator, organisation=organisation, at=make.NOW)
    assert Organisation.objects.public().get().published_at == make.NOW
    assert last_line().verb == "network.organisation_published"
    with pytest.raises(actions.AlreadyPublished):
        actions.publish_organisation(by=coordinator, organisation=organisation, at=make.NOW)


def test_a_change_keeps_old_and_new_and_for_whom_it_was_made(community, contact):
    before = marks("registry")
    details = {"offers": "Zāle simts cilvēkiem", "name": "Elkšņu kopiena"}
    actions.change_organisation(by=contact, organisation=community, details=details, at=make.NOW)
    line = last_line()
    assert line.particulars["changes"] == {"offers": ["", "Zāle simts cilvēkiem"]}
    assert (line.by, line.on_behalf["name"], line.audience) == (contact, "Elkšņu kopiena", "everyone")
    assert marks("registry") != before
    assert set(search.matching("organisation", "zālē")) == {community.pk}


def test_a_coordinator_changes_in_their_own_name(community, coordinator):
    actions.change_organisation(by=coordinator, organisation=community, details={"offers": "Telts"}, at=make.NOW)
    assert last_line().on_behalf is None


def test_what_changes_in_a_proposal_is_no_news(community, contact):
    Organisation.objects.update(published_at=None)
    actions.change_organisation(by=contact, organisation=community, details={"offers": "Telts"}, at=make.NOW)
    assert last_line().audience == "editors"


def test_a_change_of_nothing_leaves_no_line(community, contact):
    actions.change_organisation(by=contact, organisation=community, details={"name": "Elkšņu kopiena"}, at=make.NOW)
    assert not Record.objects.exists()


def test_a_mailbox_never_stands_in_the_journal(community, contact):
    details = {"contact_email": "jauna@elksni.test"}
    actions.change_organisation(by=contact, organisation=community, details=details, at=make.NOW)
    assert Organisation.objects.get().contact_email == "jauna@elksni.test"
    assert last_line().particulars == {"changes": {"contact_email": ["", ""]}}


def test_a_stranger_changes_nothing(community, outsider):
    with pytest.raises(NotAllowed):
        actions.change_organisation(by=outsider, organisation=community, details={"name": "Cits"}, at=make.NOW)
    assert Organisation.objects.get().name == "Elkšņu kopiena"


def test_themes_and_place_are_kept_by_their_address_words(community, contact, land):
    details = {"themes": [make.theme("youth", "Jaunieši"), make.theme()], "place": land}
    actions.change_organisation(by=contact, organisation=community, details=details, at=make.NOW)
    assert last_line().particulars["changes"] == {
        "place": [None, "rubenes-pagasts"], "themes": [[], ["culture", "youth"]],
    }  # fmt: skip


def test_what_two_people_change_in_different_lines_is_kept_from_both(community, contact, member):
    seen = changes_seen(community)
    mine = {"offers": "", "looks_for": "Muzikantus"}
    actions.change_organisation(by=member, organisation=community, details={"offers": "Zāle"}, seen=seen, at=make.NOW)
    actions.change_organisation(by=contact, organisation=community, details=mine, seen=seen, at=make.NOW)
    kept = Organisation.objects.get()
    assert (kept.offers, kept.looks_for) == ("Zāle", "Muzikantus")


def test_what_two_people_change_in_one_line_is_asked_about(community, contact, member):
    seen = changes_seen(community)
    actions.change_organisation(by=member, organisation=community, details={"offers": "Zāle"}, seen=seen, at=make.NOW)
    mine = {"offers": "Telts", "looks_for": "Muzikantus"}
    with pytest.raises(actions.ChangedMeanwhile) as met:
        actions.change_organisation(by=contact, organisation=community, details=mine, seen=seen, at=make.NOW)
    assert met.value.conflicts == {"offers": "Zāle"}
    assert met.value.merged == mine
    assert met.value.seen == 1
    assert Organisation.objects.get().offers == "Zāle"
    actions.change_organisation(by=contact, organisation=community, details=mine, seen=met.value.seen, at=make.NOW)
    assert Organisation.objects.get().offers == "Telts"


def test_two_people_who_write_the_same_do_not_disagree(community, contact, member):
    details = {"offers": "Zāle", "contact_email": "jauna@elksni.test"}
    for person in (member, contact):
        actions.change_organisation(by=person, organisation=community, details=details, seen=0, at=make.NOW)
    assert Record.objects.count() == 1


def test_two_mailboxes_are_asked_about_without_being_told(community, contact, member):
    for_member, for_contact = {"contact_email": "a@elksni.test"}, {"contact_email": "b@elksni.test"}
    actions.change_organisation(by=member, organisation=community, details=for_member, seen=0, at=make.NOW)
    with pytest.raises(actions.ChangedMeanwhile) as met:
        actions.change_organisation(by=contact, organisation=community, details=for_contact, seen=0, at=make.NOW)
    assert met.value.conflicts == {"contact_email": "a@elksni.test"}


def test_an_organisation_is_archived_and_brought_back(community, coordinator):
    actions.archive_organisation(by=coordinator, organisation=community, at=make.NOW)
    assert not Organisation.objects.public().exists()
    assert last_line().verb == "network.organisation_archived"
    with pytest.raises(actions.AlreadyArchived):
        actions.archive_organisation(by=coordinator, organisation=community, at=make.NOW)
    actions.restore_organisation(by=coordinator, organisation=community, at=make.NOW)
    assert Organisation.objects.public().get() == community
    assert last_line().verb == "network.organisation_restored"
    with pytest.raises(actions.NotArchived):
        actions.restore_organisation(by=coordinator, organisation=community, at=make.NOW)


def test_a_contact_does_not_archive(community, contact):
    with pytest.raises(NotAllowed):
        actions.archive_organisation(by=contact, organisation=community, at=make.NOW)
    with pytest.raises(NotAllowed):
        actions.restore_organisation(by=contact, organisation=community, at=make.NOW)


def test_a_coordinator_notes_how_membership_is_known(community, coordinator, contact):
    note = "Parakstīja memorandu 2024. gadā"
    with pytest.raises(NotAllowed):
        actions.set_evidence(by=contact, organisation=community, evidence="signed", note=note, at=make.NOW)
    actions.set_evidence(by=coordinator, organisation=community, evidence="signed", note=note, at=make.NOW)
    kept = Organisation.objects.get()
    assert (kept.evidence, kept.evidence_note) == ("signed", note)
    assert last_line().particulars["changes"] == {"evidence": ["none", "signed"], "evidence_note": ["", note]}


def test_taking_the_list_away_is_written_down(outsider):
    actions.export_organisations(by=outsider, form="csv", count=3, address="kind=library", at=make.NOW)
    line = last_line()
    assert (line.verb, line.subject, line.audience) == ("network.organisations_exported", outsider, "editors")
    assert line.particulars == {"form": "csv", "count": 3, "address": "kind=library"}
