"""Giving the findings of a focus group out of the hands of its organisers, and taking quotes along as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

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


class NotMet(Refused):
    """Nobody has said anything before the group meets."""

    sentence = gettext_lazy("The group has not met yet. The findings can be published once the event has begun.")


class NothingFound(Refused):
    """There is nothing to read yet."""

    sentence = gettext_lazy("Mark quotes in the notes and give them codes first; then the findings can be published.")


class NotAgreed(Refused):
    """Nobody's words are given out who did not agree."""

    def __init__(self, voices: Iterable[str]) -> None:
        told = _("%(voices)s: consent is not noted. Without it these words cannot be published.")
        super().__init__(told % {"voices": ", ".join(voices)})


class TooFewAgreed(Refused):
    """Among so few, everybody knows who said what."""

    def __init__(self, agreed: int, needed: int) -> None:
        told = ngettext(
            "%(agreed)s person has agreed so far; findings are published once %(needed)s have. "
            "Note on the page “People and consent” who signed.",
            "%(agreed)s people have agreed so far; findings are published once %(needed)s have. "
            "Note on the page “People and consent” who signed.",
            agreed,
        )
        super().__init__(told % {"agreed": agreed, "needed": needed})


class NamesInNotes(Refused):
    """What stands under the quotes names nobody either; here nobody can say that they are sure."""

    def __init__(self, words: Iterable[str]) -> None:
        told = _(
            "A participant's name stands in the notes: %(words)s. "
            "Put the number in its place on the page of the notes; then the findings can be published."
        )
        super().__init__(told % {"words": ", ".join(words)})


class NamesInQuotes(Refused):
    """What is published names nobody."""

    sentence = gettext_lazy(
        "A participant's name seems to stand in a quote. Replace it by a number on the page of the notes, "
        "or say that you have read all quotes and nobody is named."
    )


@transaction.atomic
def release_findings(*, by: Person, focus_group: FocusGroup, sure: bool = False, at: datetime) -> None:
    """Give out what was found: quotes with their codes, without numbers, small cells left out.

    Only after the group met, with enough people who agreed, and with no name in the notes. Where a name seems to stand
    in a quote alone, only if somebody is sure that it is none: Liepa may be a tree.
    """
    allow(rules.may_release_findings, by, focus_group)
    if at < focus_group.event.starts_at:
        raise NotMet
    quotes = list(Quote.objects.filter(note__focus_group=focus_group, codes__isnull=False).distinct())
    if not quotes:
        raise NothingFound
    insist_on_consent(focus_group, [quote.voice for quote in quotes])
    if (agreed := _agreed_count(focus_group)) < focus_group.smallest_cell:
        raise TooFewAgreed(agreed, focus_group.smallest_cell)
    if named := _names_in_notes(focus_group):
        raise NamesInNotes(named)
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
    """Refuse if one of these voices is somebody's who has not agreed, or does not any more, known still or forgotten."""
    known = Q(attendance__isnull=False, attendance__consented_at=None)
    forgotten = Q(attendance=None, consented=False)
    missing = {str(voice) for voice in focus_group.voices.filter(known | forgotten | Q(withdrawn_at__isnull=False))}
    if found := sorted(missing & set(voices), key=lambda name: (len(name), name)):
        raise NotAgreed(found)


def insist_on_no_names(focus_group: FocusGroup, texts: Iterable[str]) -> None:
    """Refuse if a name of somebody on the list seems to stand in one of these texts."""
    people = _people(focus_group)
    if any(names_in(text, people) for text in texts):
        raise NamesInQuotes


def _people(focus_group: FocusGroup) -> dict[int, str]:
    return dict(enumerate(focus_group.event.attendances.values_list("name", flat=True)))


def _names_in_notes(focus_group: FocusGroup) -> list[str]:
    people = _people(focus_group)
    texts = focus_group.notes.values_list("text", flat=True)
    return list(dict.fromkeys(found.text for text in texts for found in names_in(text, people)))


def _agreed_count(focus_group: FocusGroup) -> int:
    """How many agreed; where people are erased, how many numbers are theirs who did."""
    event = focus_group.event
    if event.erased_at:
        return focus_group.voices.filter(withdrawn_at=None, consented=True).count()
    return event.attendances.seated().filter(consented_at__isnull=False).count()
