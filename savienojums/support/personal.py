"""What the Connection document holds about a person, and what of it goes when the person goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from savienojums.accounts.personal import Held, records_about, unname
from savienojums.support import ruletree
from savienojums.support.models import Alert, Correction, Follow, RuleDraft
from savienojums.support.queries.conditions import rule_in_words
from savienojums.support.queries.following import shown

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person


def held(person: Person) -> list[Held]:
    """What the person follows by e-mail, with and without the account, and conditions they have not finished."""
    return [_follows(person), _corrections(person), _rule_drafts(person)]


def forget(person: Person, at: datetime) -> None:
    """Nothing is followed from this mailbox any more, and what was never finished is gone."""
    del at
    RuleDraft.objects.filter(person=person).delete()
    Correction.objects.filter(email__iexact=person.email).update(email="")
    mine = Follow.objects.of_person(person)
    unname(records_about(Follow, mine.values_list("pk", flat=True)))
    mine.delete()
    Alert.objects.of_person(person).forget_recipient()


def _follows(person: Person) -> Held:
    rows = [
        {
            "what": each.words,
            "email": each.follow.mailbox,
            "pace": each.follow.get_pace_display(),
            "asked": each.follow.asked_at,
            "confirmed": each.follow.confirmed_at,
            "stopped": each.follow.stopped_at,
        }
        for each in shown(Follow.objects.of_person(person).select_related("person", "measure"))
    ]
    labels = {
        "what": _("What you follow"),
        "email": _("E-mail"),
        "pace": _("How often"),
        "asked": _("Asked on"),
        "confirmed": _("Confirmed on"),
        "stopped": _("Stopped on"),
    }
    return Held("follows", _("News you get by e-mail"), labels, rows)


def _corrections(person: Person) -> Held:
    rows = [
        {
            "measure": str(each.measure),
            "remark": each.remark,
            "proposed": each.proposed_at,
            "answered": each.answered_at,
        }
        for each in Correction.objects.filter(email__iexact=person.email).select_related("measure")
    ]
    labels = {
        "measure": _("Measure"),
        "remark": _("Remark"),
        "proposed": _("Suggested"),
        "answered": _("Answered"),
    }
    return Held("corrections", _("Corrections you have suggested"), labels, rows)


def _rule_drafts(person: Person) -> Held:
    drafts = RuleDraft.objects.filter(person=person).select_related("measure")
    rows = [
        {"measure": str(draft.measure), "rule": rule_in_words(ruletree.pruned(draft.rule)), "touched": draft.touched_at}
        for draft in drafts
    ]
    labels = {"measure": _("Measure"), "rule": _("Conditions"), "touched": _("Last changed on")}
    return Held("rule_drafts", _("Conditions you have begun to compose"), labels, rows)
