"""Conversations of other platforms go in and come out equal; whatever is odd is told, nothing is lost, all is reversible."""

import pytest

from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.voices import polis_format as polis
from savienojums.voices.actions import imports as acts
from savienojums.voices.actions import imports_taken as taking
from savienojums.voices.models import Conversation, Participant, Statement, Vote, VotesImport
from savienojums.voices.queries import imports as queries
from savienojums.voices.queries.exchange import whole_of
from savienojums.worker import load_jobs, work_off
from tests import make
from tests.voices.conversations import NAMES
from tests.voices.files import SMALL, bring, packed, public, taken


def out_of(conversation):
    return polis.written(whole_of(conversation, make.NOW, public=True).polis)


@pytest.mark.parametrize("name", NAMES)
def test_a_public_conversation_goes_in_and_comes_out_equal_twice(coordinator, name):
    texts = public(name)
    original, findings = polis.read(texts)
    assert {each.problem for each in findings} <= polis.HARMLESS
    first = out_of(taken(coordinator, texts, language="en"))
    assert polis.read(first)[0] == original
    again = taken(coordinator, first, language="en")
    assert polis.read(out_of(again))[0] == original
    assert Vote.objects.filter(participant__conversation=again).count() == len(original.ballots)


def test_authors_times_whitespace_and_everybodys_order_survive(coordinator):
    texts = polis.written(SMALL)
    assert polis.read(texts) == (SMALL, [])
    made = taken(coordinator, texts)
    assert out_of(made) == texts
    assert made.statements.get(number=0).author.outside_number == 7
    assert made.statements.get(number=2).hidden_for == "other"
    assert [each.outside_number for each in made.participants.order_by("pk")] == [7, 9, 8, 12, 50]


def test_what_is_taken_in_is_a_closed_draft_with_its_own_times_and_a_line(contact):
    organisation = make.organisation("Parku draugi")
    make.membership(contact, organisation)
    made = taken(
        contact,
        polis.written(SMALL),
        organisation=organisation,
        source_note="Rīkoja Parku draugi.",
        source_url="https://pol.is/parks",
    )
    assert (made.is_draft, made.organisation, made.made_by) == (True, organisation, contact)
    assert str(made.question) == "Ko darīt ar parku?"
    phase = made.phases.get()
    assert (phase.opens_at.year, phase.closes_at.day) == (2017, 14)
    assert made.standing(make.NOW) == "draft"
    line = Record.objects.get(verb="voices.conversation_taken_in")
    assert line.particulars == {"statements": 3, "people": 3, "votes": 5}
    assert "Parku draugi" not in str(line.particulars)
    shown = acts.publish_taken_in(by=contact, found=made.votes_import, at=make.NOW)
    assert shown.standing(make.NOW) == "closed"
    assert Record.objects.filter(verb="voices.conversation_published").count() == 1


def test_files_without_times_are_told_without_times(coordinator):
    still = polis.Conversation(
        SMALL.summary,
        tuple(polis.Comment(each.number, each.text) for each in SMALL.comments),
        tuple(polis.Ballot(each.comment, each.voter, each.vote) for each in SMALL.ballots),
        SMALL.participants,
    )
    texts = polis.written(still)
    made = taken(coordinator, texts)
    assert out_of(made) == texts
    assert queries.preview_of(made.votes_import).first is None
    assert made.phases.get().closes_at == make.NOW


def test_taking_out_deletes_the_conversation_and_keeps_the_files(coordinator):
    made = taken(coordinator, polis.written(SMALL))
    back = acts.take_out_votes(by=coordinator, found=made.votes_import, at=make.NOW)
    assert [model.objects.count() for model in (Conversation, Statement, Participant, Vote)] == [0, 0, 0, 0]
    assert set(back.files) == {polis.COMMENTS, polis.VOTES, polis.PARTICIPANTS, polis.SUMMARY}
    again = acts.take_in_votes(by=coordinator, found=back, at=make.NOW)
    assert out_of(again.conversation) == polis.written(SMALL)
    with pytest.raises(acts.NotTakenIn):
        acts.take_out_votes(by=coordinator, found=bring(coordinator, polis.written(SMALL)), at=make.NOW)


def test_nothing_that_was_answered_here_since_is_thrown_away(coordinator):
    made = taken(coordinator, polis.written(SMALL))
    somebody = make.participant(made)
    make.vote(somebody, made.statements.first())
    with pytest.raises(acts.AnsweredSince):
        acts.take_out_votes(by=coordinator, found=made.votes_import, at=make.NOW)
    assert Vote.objects.filter(participant__conversation=made).count() == 6
    again = polis.read(out_of(made))[0]
    assert again.ballots[:5] == SMALL.ballots
    # Whoever came later has the next free number, and no time of day.
    assert (again.participants[-1].number, again.ballots[-1].at % 3_600_000) == (51, 0)


def test_long_files_are_taken_in_by_the_worker(coordinator, monkeypatch):
    monkeypatch.setattr(acts, "MOST_AT_ONCE", 4)
    load_jobs()
    found = acts.take_in_votes(by=coordinator, found=bring(coordinator, polis.written(SMALL)), at=make.NOW)
    assert found.is_taking
    assert Conversation.objects.count() == 0
    with pytest.raises(acts.TakenInAlready):
        acts.take_in_votes(by=coordinator, found=found, at=make.NOW)
    with pytest.raises(acts.TakenInAlready):
        acts.drop_votes_import(by=coordinator, found=found, at=make.NOW)
    work_off()
    found.refresh_from_db()
    assert not found.is_taking
    assert out_of(found.conversation) == polis.written(SMALL)


def test_others_neither_see_nor_touch_the_files(coordinator, contact, outsider):
    make.membership(contact, make.organisation())
    found = bring(coordinator, polis.written(SMALL))
    for somebody in (contact, outsider):
        for act in (acts.take_in_votes, acts.drop_votes_import, acts.take_out_votes, acts.publish_taken_in):
            with pytest.raises(NotAllowed):
                act(by=somebody, found=found, at=make.NOW)
    with pytest.raises(NotAllowed):
        bring(outsider, polis.written(SMALL))
    with pytest.raises(NotAllowed):
        bring(contact, polis.written(SMALL), organisation=make.organisation("Sveša"))
    assert VotesImport.objects.count() == 1


def test_the_same_files_are_known_again_and_may_come_in_as_another(coordinator):
    first = taken(coordinator, polis.written(SMALL))
    # Packed and called otherwise, they are the same.
    brought = acts.Brought("", [("eksports.zip", packed({f"x/{k}": v for k, v in polis.written(SMALL).items()}))])
    second = acts.bring_votes(by=coordinator, brought=brought, at=make.NOW)
    assert second.title == "Ko darīt ar parku?"
    assert [each.conversation for each in queries.preview_of(second).twins] == [first]
    again = acts.take_in_votes(by=coordinator, found=second, at=make.NOW).conversation
    assert again.slug != first.slug
    assert out_of(again) == out_of(first)


def test_what_is_half_taken_in_belongs_to_nobody_and_can_be_stopped(coordinator, contact, monkeypatch):
    make.membership(contact, make.organisation())
    monkeypatch.setattr(acts, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(taking, "ROWS_AT_ONCE", 2)
    found = acts.take_in_votes(by=contact, found=bring(contact, polis.written(SMALL)), at=make.NOW)
    writing, some = [], taking.Writing.some

    def stop(self):
        left = some(self)
        if not writing:
            writing.append(self)
            begun = VotesImport.objects.get()
            assert queries.preview_of(begun).written == 2
            assert list(Conversation.objects.visible_to(contact)) == []
            acts.take_out_votes(by=contact, found=begun, at=make.NOW)
        return left

    monkeypatch.setattr(taking.Writing, "some", stop)
    acts.write_votes(by=SYSTEM, found=found, at=make.NOW)
    assert [model.objects.count() for model in (Conversation, Participant, Vote)] == [0, 0, 0]
    assert not VotesImport.objects.get().is_taking
    again = acts.take_in_votes(by=contact, found=VotesImport.objects.get(), at=make.NOW)
    acts.write_votes(by=SYSTEM, found=again, at=make.NOW)
    assert out_of(again.conversation) == polis.written(SMALL)
    assert again.conversation.made_by == contact


def test_a_worker_that_died_half_way_begins_anew(coordinator, monkeypatch):
    monkeypatch.setattr(acts, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(taking, "ROWS_AT_ONCE", 2)
    found = acts.take_in_votes(by=coordinator, found=bring(coordinator, polis.written(SMALL)), at=make.NOW)
    with monkeypatch.context() as broken:
        broken.setattr(taking.Writing, "finish", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            acts.write_votes(by=SYSTEM, found=found, at=make.NOW)
    acts.write_votes(by=SYSTEM, found=found, at=make.NOW)
    assert out_of(found.conversation) == polis.written(SMALL)
    assert Conversation.objects.count() == 1
