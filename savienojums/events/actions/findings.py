"""Giving the findings of a focus group out of the hands of its organisers, and taking quotes along as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from savienojums.core.refusal import Refused, allow
from savienojums.events.actions.lines import line
from savienojums.events.models import Quote
from savienojums.events.notes_names import names_in
from savienojums.events.rules import focus as rules

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.events.models import FocusGroup


class NothingFound(Refused):
    """There is nothing to read yet."""

    sentence = gettext_lazy("Mark quotes in the notes and give them codes first; then the findings can be published.")


class NotAgreed(Refused):
    """Nobody's words are given out who did not agree."""

    def __init__(self, voices: Iterable[str]) -> None:
        told = _("%(voices)s: consent is not noted. Without it these words cannot be published.")
        super().__init__(told % {"voices": ", ".join(voices)})


class NamesInQuotes(Refused):
    """What is published names nobody."""

    sentence = gettext_lazy(
        "A participant's name seems to stand in a quote. Replace it by a number on the page of the notes, "
        "or say that you have read all quotes and nobody is named."
    )


@transaction.atomic
def release_findings(*, by: Person, focus_group: FocusGroup, sure: bool = False, at: datetime) -> None:
    """Give out what was found: quotes with their codes, without numbers, small cells left out.

    Where a name seems to stand in a quote, only if somebody is sure that it is none: Liepa may be a tree.
    """
    allow(rules.may_release_findings, by, focus_group)
    quotes = list(Quote.objects.filter(note__focus_group=focus_group, codes__isnull=False).distinct())
    if not quotes:
        raise NothingFound
    insist_on_consent(focus_group, [quote.voice for quote in quotes])
    if not sure:
        insist_on_no_names(focus_group, [quote.text for quote in quotes])
    if focus_group.released_at is None:
        focus_group.released_at = at
        focus_group.save(update_fields=["released_at"])
        line("events.findings_released", focus_group.event, by=by, at=at, seen=True, quotes=len(quotes))


@transaction.atomic
def withhold_findings(*, by: Person, focus_group: FocusGroup, at: datetime) -> None:
    """Take the findings back into the hands of the organisers."""
    allow(rules.may_withhold_findings, by, focus_group)
    focus_group.released_at = None
    focus_group.save(update_fields=["released_at"])
    line("events.findings_withheld", focus_group.event, by=by, at=at)


@transaction.atomic
def export_quotes(*, by: Person, focus_group: FocusGroup, form: str, at: datetime) -> None:
    """The coded quotes are taken along as a table; the journal says so."""
    allow(rules.may_export_quotes, by, focus_group)
    line("events.quotes_exported", focus_group.event, by=by, at=at, form=form)


def insist_on_consent(focus_group: FocusGroup, voices: Iterable[str]) -> None:
    """Refuse if one of these voices is somebody's who has not agreed, or does not any more."""
    rows = focus_group.voices.filter(attendance__isnull=False, attendance__consented_at=None)
    missing = {str(voice) for voice in rows} | {str(voice) for voice in focus_group.voices.exclude(withdrawn_at=None)}
    if found := sorted(missing & set(voices), key=lambda name: (len(name), name)):
        raise NotAgreed(found)


def insist_on_no_names(focus_group: FocusGroup, texts: Iterable[str]) -> None:
    """Refuse if a name of somebody on the list seems to stand in one of these texts."""
    people = dict(enumerate(focus_group.event.attendances.values_list("name", flat=True)))
    if any(names_in(text, people) for text in texts):
        raise NamesInQuotes
