"""How the journal is told to visitors: alike lines of one day become one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.core.clock import local_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from savienojums.journal.models import Record


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence of what happened on a day, and where to read on."""

    on: date
    text: str
    href: str


def told(lines: Iterable[Record], limit: int) -> list[Telling]:
    """The lines, newest first, as at most so many sentences; what has no words for visitors is passed over."""
    told_of = (line for line in lines if line.verb in _one())
    days = groupby(told_of, key=lambda line: (local_day(line.at), line.verb))
    groups = [list(alike) for _day_and_verb, alike in islice(days, limit)]
    alone = [group[0] for group in groups if len({line.subject_name for line in group}) == 1]
    prefetch_related_objects(alone, "subject")
    # What has since been taken out of lists is told no more; a count of several names nothing.
    unlisted = {line.pk for line in alone if not getattr(line.subject, "is_listed", True)}
    return [_telling(group) for group in groups if group[0].pk not in unlisted]


def _telling(alike: list[Record]) -> Telling:
    line, names = alike[0], {each.subject_name for each in alike}
    day = local_day(line.at)
    if len(names) > 1:
        return Telling(day, _many(line.verb, len(names)), "")
    subject: Any = line.subject
    address = subject.get_absolute_url() if hasattr(subject, "get_absolute_url") else ""
    return Telling(day, _one()[line.verb] % {"name": line.subject_name}, address)


def _one() -> dict[str, str]:
    """The sentence for one thing."""
    return {
        "network.organisation_added": _("In the registry now: %(name)s"),
        "network.organisation_published": _("In the registry now: %(name)s"),
        "network.organisation_confirmed": _("Said “still true” about itself: %(name)s"),
        "network.organisation_changed": _("New about: %(name)s"),
        "support.measure_added": _("New in the Connection document: %(name)s"),
        "support.measure_published": _("New in the Connection document: %(name)s"),
        "support.measure_confirmed": _("Checked and still true: %(name)s"),
        "support.round_added": _("A round was announced: %(name)s"),
        "voices.conversation_published": _("You can say what you think: %(name)s"),
        "voices.survey_published": _("A survey waits for answers: %(name)s"),
        "voices.conclusions_written": _("What came of it: %(name)s"),
    }


def _many(verb: str, n: int) -> str:
    """The sentence for many things of one day."""
    sentences = {
        "network.organisation_added": ngettext(
            "%(n)s organisation came into the registry", "%(n)s organisations came into the registry", n
        ),
        "network.organisation_published": ngettext(
            "%(n)s organisation came into the registry", "%(n)s organisations came into the registry", n
        ),
        "network.organisation_confirmed": ngettext(
            "%(n)s organisation said “still true”", "%(n)s organisations said “still true”", n
        ),
        "network.organisation_changed": ngettext(
            "%(n)s organisation told something new", "%(n)s organisations told something new", n
        ),
        "support.measure_added": ngettext(
            "%(n)s measure came into the Connection document", "%(n)s measures came into the Connection document", n
        ),
        "support.measure_published": ngettext(
            "%(n)s measure came into the Connection document", "%(n)s measures came into the Connection document", n
        ),
        "support.measure_confirmed": ngettext(
            "%(n)s measure was checked: still true", "%(n)s measures were checked: still true", n
        ),
        "support.round_added": ngettext("%(n)s round was announced", "%(n)s rounds were announced", n),
        "voices.conversation_published": ngettext("%(n)s conversation has begun", "%(n)s conversations have begun", n),
        "voices.survey_published": ngettext("%(n)s survey waits for answers", "%(n)s surveys wait for answers", n),
        "voices.conclusions_written": ngettext(
            "%(n)s conversation has its conclusions", "%(n)s conversations have their conclusions", n
        ),
    }
    return sentences[verb] % {"n": n}
