"""Suggestions of readers: what the form shows them, what editors compare, what the answer says."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from savienojums.core import clock
from savienojums.core.refusal import NotFound
from savienojums.journal.models import Record
from savienojums.support import labels, rules, suggested
from savienojums.support.changes import changes
from savienojums.support.kinds import CorrectionState
from savienojums.support.models import Correction
from savienojums.support.queries.facts import plain
from savienojums.support.queries.plainwords import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django_stubs_ext import StrOrPromise

    from savienojums.accounts.models import Person
    from savienojums.support.models import Measure, Round

ADDRESS_KEPT_FOR = timedelta(days=90)
ANSWERED_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a reader says should stand there instead, as plain values; and of which round."""

    changes: dict[str, list[Any]] = field(default_factory=dict)
    remark: str = ""
    round_id: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a suggestion beside what stands in the entry; `now` only if it is different since."""

    name: str
    label: StrOrPromise
    old: str
    new: str
    now: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A suggestion as editors see it."""

    correction: Correction
    state: StrOrPromise
    parts: list[Part]
    waits: bool
    by_mail: bool


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The suggestions about one measure: those that wait, and the last that were answered."""

    waiting: list[Shown]
    answered: list[Shown]


def present_of(measure: Measure, at: datetime) -> tuple[dict[str, Any], str]:
    """What stands in the entry now, as the form shows it, and the round whose deadline it is."""
    each = round_meant(measure, at)
    said = {name: getattr(measure, name) for name in suggested.OF_MEASURE}
    said |= {name: getattr(each, name) if each else None for name in suggested.OF_ROUND}
    return said, each.public_id if each else ""


def round_meant(measure: Measure, at: datetime) -> Round | None:
    """The round whose deadline the page shows: the open one, else the one that opens next, else the next to close."""
    ahead = [each for each in measure.rounds.all() if each.closes_on and not each.is_past(at)]
    soonest = min(ahead, key=lambda each: each.closes_on or clock.local_day(at), default=None)
    return measure.open_round(at) or measure.coming_round(at) or soonest


def suggestion_of(measure: Measure, said: dict[str, Any], remark: str, at: datetime) -> Suggestion:
    """What of the form differs from the entry."""
    present, round_id = present_of(measure, at)
    told = plain({name: said[name] for name in suggested.LINES if name in said})
    return Suggestion(changes(plain(present), told), remark, round_id, (get_language() or "lv")[:2])


def suggestions_for(person: Person | None, measure: Measure, at: datetime) -> Suggestions:
    """The suggestions about a measure, for those who keep the document."""
    if not rules.may_see_desk(person):
        raise NotFound
    rows = list(measure.corrections.all())
    waiting = sorted((each for each in rows if _waits(each)), key=lambda each: (each.proposed_at, each.pk))
    answered = [each for each in rows if not _waits(each)][:ANSWERED_SHOWN]
    return Suggestions(
        [_shown(each, measure, at) for each in waiting], [_shown(each, measure, at) for each in answered]
    )


def correction_for(person: Person | None, slug: str, public_id: str) -> Correction:
    """One suggestion about that measure, for those who keep the document."""
    rows = Correction.objects.filter(measure__slug=slug, public_id=public_id).select_related("measure")
    if rules.may_see_desk(person) and (found := rows.first()):
        return found
    raise NotFound


def correction_of(record_id: int) -> Correction | None:
    """The suggestion a journal line tells of."""
    line = Record.objects.get(pk=record_id)
    return Correction.objects.select_related("measure").filter(public_id=line.particulars["correction"]).first()


def to_forget(at: datetime) -> list[Correction]:
    """Suggestions answered so long ago that nobody needs the address any more."""
    return list(Correction.objects.answered_before(at - ADDRESS_KEPT_FOR).select_related("measure"))


def answer_words(correction: Correction) -> dict[str, Any]:
    """What the answering letter says."""
    return {
        "measure": correction.measure,
        "state": correction.state,
        "taken": [_label(part) for part in correction.accepted],
        "answer": correction.answer,
        "link": settings.SITE_URL + correction.measure.get_absolute_url(),
    }


def _waits(correction: Correction) -> bool:
    return correction.state == CorrectionState.WAITING


def _shown(correction: Correction, measure: Measure, at: datetime) -> Shown:
    present, _round = present_of(measure, at)
    now = plain(present)
    return Shown(
        correction=correction,
        state=CorrectionState(correction.state).label,
        parts=[_part(name, correction, now) for name in suggested.parts_of(correction.changes)],
        waits=_waits(correction),
        by_mail=bool(correction.email),
    )


def _part(name: str, correction: Correction, now: dict[str, Any]) -> Part:
    lines = [line for line in suggested.lines_of(name) if line in correction.changes]
    old, new = (_words({line: correction.changes[line][at] for line in lines}) for at in (0, 1))
    same = all(now.get(line) == correction.changes[line][0] for line in lines)
    standing = "" if same else _words({line: now.get(line) for line in lines})
    return Part(name, _label(name), old, new, standing, name in correction.accepted)


def _words(values: Mapping[str, Any]) -> str:
    return ", ".join(filter(None, (in_words(name, value) for name, value in values.items()))) or _("nothing")


def _label(part: str) -> StrOrPromise:
    return _("Deadline") if part == suggested.DEADLINE else labels.MEASURE[part]


def waiting_suggestions() -> int:
    """How many suggestions of readers wait for an editor."""
    return Correction.objects.waiting().count()
