"""Composing the conditions of a measure: a draft of one's own, changed step by step, saved when it is right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from savienojums.core.refusal import Refused, allow
from savienojums.support import rules, ruletree
from savienojums.support.actions.measures import change_measure
from savienojums.support.actions.writing import hold_kept
from savienojums.support.faults import fault
from savienojums.support.models import RuleDraft
from savienojums.support.queries import facts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.support.models import Measure

    Rule = dict[str, Any]

# So many steps can be taken back.
MOST_STEPS = 40


class StepRefused(Refused):
    """The step cannot be done on the draft as it stands."""


@transaction.atomic
def begin_rule_draft(*, by: Person, measure: Measure, at: datetime) -> RuleDraft:
    """Start from the conditions as they are saved, or go on with one's draft."""
    allow(rules.may_begin_rule_draft, by, measure)
    current = hold_kept(measure)
    begun = {"rule": ruletree.opened(current.rule), "seen": facts.changes_seen(current), "touched_at": at}
    draft, _made = RuleDraft.objects.get_or_create(measure=current, person=by, defaults=begun)
    return draft


@transaction.atomic
def change_rule_draft(*, by: Person, draft: RuleDraft, step: Callable[[Rule], Rule], at: datetime) -> RuleDraft:
    """Take one step; how it stood before can be taken up again."""
    allow(rules.may_change_rule_draft, by, draft)
    held = RuleDraft.objects.select_for_update().get(pk=draft.pk)
    try:
        rule = step(held.rule)
    except ruletree.CannotBeDone as refused:
        raise StepRefused(fault(refused.word)) from None
    if rule != held.rule:
        held.earlier = [*held.earlier, held.rule][-MOST_STEPS:]
        held.rule, held.touched_at = rule, at
        held.save(update_fields=["rule", "earlier", "touched_at"])
    return held


@transaction.atomic
def undo_rule_draft(*, by: Person, draft: RuleDraft, at: datetime) -> RuleDraft:
    """Take the last step back."""
    allow(rules.may_undo_rule_draft, by, draft)
    held = RuleDraft.objects.select_for_update().get(pk=draft.pk)
    if held.earlier:
        *held.earlier, held.rule = held.earlier
        held.touched_at = at
        held.save(update_fields=["rule", "earlier", "touched_at"])
    return held


@transaction.atomic
def save_rule_draft(*, by: Person, draft: RuleDraft, seen: int | None = None, at: datetime) -> Measure:
    """Let the draft hold for everyone, with its line in the journal; `seen` says that what others saved was looked at."""
    allow(rules.may_save_rule_draft, by, draft)
    held = RuleDraft.objects.select_for_update().select_related("measure").get(pk=draft.pk)
    seen = held.seen if seen is None else seen
    measure = change_measure(
        by=by, measure=held.measure, details={"rule": ruletree.closed(held.rule)}, seen=seen, at=at
    )
    held.delete()
    return measure


@transaction.atomic
def drop_rule_draft(*, by: Person, draft: RuleDraft, at: datetime) -> None:
    """Throw the draft away; the measure stays as it is."""
    del at
    allow(rules.may_drop_rule_draft, by, draft)
    draft.delete()


@transaction.atomic
def forget_rule_draft(*, by: System, draft: RuleDraft, at: datetime) -> None:
    """Drop a draft that nobody has worked at for long."""
    del at
    allow(rules.may_forget_rule_draft, by, draft)
    draft.delete()
