"""Drafts of conditions: one's own, step by step, taken back, saved with one line, met by others, forgotten."""

from datetime import timedelta
from functools import partial

import pytest

from savienojums.accounts.personal import held_everywhere
from savienojums.core.refusal import NotAllowed
from savienojums.core.system import SYSTEM
from savienojums.journal.models import Record
from savienojums.support import ruletree, sound
from savienojums.support.actions import measures, rulemaking
from savienojums.support.actions.writing import ChangedMeanwhile, MeasureRemoved
from savienojums.support.models import Measure, RuleDraft
from savienojums.support.personal import forget
from savienojums.support.queries.rulemaking import drafts_to_forget
from tests import make

pytestmark = pytest.mark.django_db
TEN = {"is": "people", "least": 10}
INFORMAL = {"is": "form", "forms": ["informal"], "certain": True}
ASSOCIATION = {"is": "form", "forms": ["association"], "certain": True}


def begin(someone, measure, *parts, at=make.NOW):
    draft = rulemaking.begin_rule_draft(by=someone, measure=measure, at=at)
    for part in parts:
        draft = take(someone, draft, partial(ruletree.add, path="", part=part), at)
    return draft


def take(someone, draft, step, at=make.NOW):
    return rulemaking.change_rule_draft(by=someone, draft=draft, step=step, at=at)


def test_a_draft_starts_from_what_is_saved_and_changes_nothing_there(editor):
    measure = make.measure(rule=TEN)
    draft = begin(editor, measure, ASSOCIATION)
    assert draft.rule == {"all": [TEN, ASSOCIATION]}
    assert Measure.objects.get().rule == TEN
    assert not Record.objects.exists()


def test_two_editors_have_their_own(editor, coordinator):
    measure = make.measure()
    begin(editor, measure, TEN)
    begin(coordinator, measure, ASSOCIATION)
    assert begin(editor, measure).rule == {"all": [TEN]}
    assert RuleDraft.objects.count() == 2


def test_steps_are_taken_back_one_by_one(editor):
    draft = begin(editor, make.measure(), TEN, ASSOCIATION)
    for wanted in ([TEN], [], []):
        draft = rulemaking.undo_rule_draft(by=editor, draft=draft, at=make.NOW)
        assert draft.rule == {"all": wanted}


def test_only_so_many_steps_are_remembered(editor):
    draft = begin(editor, make.measure(), TEN)
    for _number in range(rulemaking.MOST_STEPS + 5):
        draft = take(editor, draft, partial(ruletree.switch, path=""))
    assert len(draft.earlier) == rulemaking.MOST_STEPS


def test_a_step_that_leads_nowhere_says_why_and_changes_nothing(editor):
    draft = begin(editor, make.measure(), TEN)
    with pytest.raises(rulemaking.StepRefused, match="vairs nav"):
        take(editor, draft, partial(ruletree.remove, path="7"))
    assert RuleDraft.objects.get().rule == {"all": [TEN]}


def test_saving_leaves_one_line_and_no_draft(editor):
    measure = make.measure()
    rulemaking.save_rule_draft(by=editor, draft=begin(editor, measure, TEN), at=make.NOW)
    assert Measure.objects.get().rule == {"all": [TEN]}
    line = Record.objects.get()
    assert (line.verb, line.by, line.particulars) == (
        "support.measure_changed", editor, {"changes": {"rule": [{}, {"all": [TEN]}]}},
    )  # fmt: skip
    assert not RuleDraft.objects.exists()


def test_an_emptied_draft_demands_nothing(editor):
    measure = make.measure(rule=TEN)
    draft = take(editor, begin(editor, measure), partial(ruletree.remove, path="0"))
    rulemaking.save_rule_draft(by=editor, draft=draft, at=make.NOW)
    assert Measure.objects.get().rule == {}


def test_what_others_saved_meanwhile_is_said_first(editor, coordinator):
    measure = make.measure()
    draft = begin(editor, measure, TEN)
    rulemaking.save_rule_draft(by=coordinator, draft=begin(coordinator, measure, ASSOCIATION), at=make.NOW)
    with pytest.raises(ChangedMeanwhile) as meeting:
        rulemaking.save_rule_draft(by=editor, draft=draft, at=make.NOW)
    assert meeting.value.conflicts == {"rule": {"all": [ASSOCIATION]}}
    assert Measure.objects.get().rule == {"all": [ASSOCIATION]}
    rulemaking.save_rule_draft(by=editor, draft=draft, seen=meeting.value.seen, at=make.NOW)
    assert Measure.objects.get().rule == {"all": [TEN]}


def test_other_lines_changed_meanwhile_are_kept(editor, coordinator):
    measure = make.measure()
    draft = begin(editor, measure, TEN)
    measures.change_measure(by=coordinator, measure=measure, details={"notes": "Jauns."}, at=make.NOW)
    rulemaking.save_rule_draft(by=editor, draft=draft, at=make.NOW)
    saved = Measure.objects.get()
    assert (saved.notes, saved.rule) == ("Jauns.", {"all": [TEN]})


def test_what_nobody_can_meet_is_not_saved(editor):
    measure = make.measure(legal_forms=["association"], forms_certain=True)
    draft = begin(editor, measure, TEN, INFORMAL)
    with pytest.raises(sound.NotSound) as refused:
        rulemaking.save_rule_draft(by=editor, draft=draft, at=make.NOW)
    said = str(refused.value.sentence)
    assert "juridiskā forma: biedrība" in said
    assert "juridiskā forma: grupa bez juridiskas formas" in said
    assert "cilvēki" not in said
    assert RuleDraft.objects.get().rule == {"all": [TEN, INFORMAL]}


def test_a_line_that_makes_the_rule_impossible_is_refused_others_are_not(editor):
    measure = make.measure(rule=INFORMAL)
    with pytest.raises(sound.NotSound):
        measures.change_measure(
            by=editor, measure=measure, details={"legal_forms": ["association"], "forms_certain": True}, at=make.NOW
        )
    measures.change_measure(by=editor, measure=measure, details={"notes": "Jauns."}, at=make.NOW)
    assert Measure.objects.get().notes == "Jauns."


def test_a_group_with_nothing_in_it_is_not_saved(editor):
    draft = take(editor, begin(editor, make.measure(), TEN), partial(ruletree.add_group, path="", word="any"))
    with pytest.raises(sound.NotSound, match="Šajā grupā vēl nekā nav"):
        rulemaking.save_rule_draft(by=editor, draft=draft, at=make.NOW)


def test_a_removed_measure_gets_no_draft(editor):
    with pytest.raises(MeasureRemoved):
        begin(editor, make.measure(removed_at=make.NOW))


def test_a_draft_is_nobody_elses(editor, coordinator, outsider):
    draft = begin(editor, make.measure(), TEN)
    for someone in (coordinator, outsider):
        for act in (rulemaking.save_rule_draft, rulemaking.drop_rule_draft, rulemaking.undo_rule_draft):
            with pytest.raises(NotAllowed):
                act(by=someone, draft=draft, at=make.NOW)
        with pytest.raises(NotAllowed):
            take(someone, draft, partial(ruletree.remove, path="0"))
    with pytest.raises(NotAllowed):
        begin(outsider, draft.measure)
    with pytest.raises(NotAllowed):
        rulemaking.forget_rule_draft(by=editor, draft=draft, at=make.NOW)


def test_thrown_away_and_forgotten_leave_no_line(editor, coordinator):
    measure = make.measure()
    rulemaking.drop_rule_draft(by=editor, draft=begin(editor, measure, TEN), at=make.NOW)
    begin(editor, measure, TEN, at=make.NOW - timedelta(days=31))
    kept = begin(coordinator, measure, TEN, at=make.NOW - timedelta(days=29))
    for draft in drafts_to_forget(make.NOW):
        rulemaking.forget_rule_draft(by=SYSTEM, draft=draft, at=make.NOW)
    assert list(RuleDraft.objects.all()) == [kept]
    assert not Record.objects.exists()


def test_a_person_sees_their_drafts_and_takes_them_along(editor):
    begin(editor, make.measure("Upes fonds"), TEN)
    (part,) = [part for part in held_everywhere(editor) if part.key == "rule_drafts"]
    assert [(row["measure"], row["rule"]) for row in part.rows] == [("Upes fonds", "vismaz 10 cilvēki")]
    forget(editor, make.NOW)
    assert not RuleDraft.objects.exists()
