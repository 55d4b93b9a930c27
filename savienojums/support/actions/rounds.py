"""Adding, changing and removing the rounds in which applications are taken."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from savienojums.core import clock
from savienojums.core.refusal import Refused, allow
from savienojums.journal.actions import record
from savienojums.support import changes, rules, sound
from savienojums.support.actions import writing
from savienojums.support.models import Measure, Round
from savienojums.support.queries import facts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person

    Details = Mapping[str, Any]


class RoundGone(Refused):
    """Somebody else removed the round meanwhile."""

    sentence = _("Somebody else has removed this round meanwhile. What it said stands in the history of the entry.")


@transaction.atomic
def add_round(*, by: Person, measure: Measure, details: Details, at: datetime) -> Round:
    """Add a round: when it opens, its deadline, and later what came of it."""
    allow(rules.may_add_round, by, measure)
    current = writing.hold_kept(measure)
    made = Round(measure=current)
    _write(made, details)
    _note("support.round_added", by, made, at, facts=facts.plain(details))
    return made


@transaction.atomic
def change_round(*, by: Person, round_: Round, details: Details, seen: int | None = None, at: datetime) -> Round:
    """Change what is said of a round; what others saved since the form was opened is not lost."""
    allow(rules.may_change_round, by, round_)
    current = _hold(round_)
    details = writing.met(current, details, seen)
    changed = changes.changes(facts.facts_of(current), facts.plain(details))
    if not changed:
        return current
    _write(current, details)
    _note(facts.ROUND_CHANGED, by, current, at, changes=changed)
    return current


@transaction.atomic
def remove_round(*, by: Person, round_: Round, at: datetime) -> None:
    """Take a round out of the document; the journal keeps what it said."""
    allow(rules.may_remove_round, by, round_)
    current = _hold(round_)
    Round.objects.filter(pk=current.pk).delete()
    _note("support.round_removed", by, current, at, facts=facts.facts_of(current))


def _hold(round_: Round) -> Round:
    """The round as it stands now, its measure kept from others until the act is over."""
    writing.hold_kept(round_.measure)
    found = Round.objects.select_related("measure").filter(pk=round_.pk).first()
    if found is None:
        raise RoundGone
    return found


def _write(round_: Round, details: Details) -> None:
    sound.insist(sound.problems_of_round({name: getattr(round_, name) for name in facts.ROUND} | dict(details)))
    writing.take(round_, details)
    round_.set_closing()
    round_.save()


def _note(verb: str, by: Person, round_: Round, at: datetime, **particulars: Any) -> None:
    """One line about the measure, which has changed with its round."""
    measure = round_.measure
    measure.save(update_fields=["changed_at"])
    writing.remember(measure)
    called = round_.name or str(round_.closes_on or round_.opens_on or "")
    if _has_gone_by(particulars, round_, at):
        particulars["past"] = True
    record(
        verb, by=by, subject=measure, at=at, audience=writing.audience(measure),
        round=round_.public_id, called=called, **particulars,
    )  # fmt: skip


def _has_gone_by(particulars: dict[str, Any], round_: Round, at: datetime) -> bool:
    """Whether its deadline has gone by, as it was and as it is: then it is history that is written."""
    was = [day for day in particulars.get("changes", {}).get("closes_on", []) if day]
    today = clock.local_day(at)
    return round_.is_past(at) and all(date.fromisoformat(day) < today for day in was)
