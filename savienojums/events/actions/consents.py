"""Consent to take part in a focus group: given and taken back, on the web by whoever registered, from paper by organisers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy

from savienojums.core.clock import local_day
from savienojums.core.refusal import Refused, allow
from savienojums.events.actions.lines import line
from savienojums.events.kinds import Seat, Way
from savienojums.events.models import Attendance, MixChoice, Quote, Voice
from savienojums.events.rules import focus as rules

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.events.models import FocusGroup, MixCell, Registration


class TooLateToWithdraw(Refused):
    """Nobody can tell any more which words are theirs."""

    sentence = gettext_lazy(
        "Consent could be taken back until the day named in it. Since then it is no longer known who said what, "
        "so nothing can be taken out. Write to the organisers if you need something else."
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of one person: whether they agree, which line of the mix is theirs, how old they are about."""

    agrees: bool
    cell: MixCell | None = None
    age_band: str = ""


@transaction.atomic
def answer_consent(
    *,
    by: Person | None,
    registration: Registration,
    answers: Mapping[int, Answer],
    token: str = "",
    at: datetime,
) -> None:
    """The people of a party agree to take part, or take that back; what they said then goes out of the quotes."""
    allow(rules.may_answer_consent, by, registration, token)
    people = registration.people.select_for_update().exclude(seat=Seat.GONE)
    _answered(registration.event.focus_group, people, answers, (by, Way.WEB, at))


@transaction.atomic
def place_people(*, by: Person, focus_group: FocusGroup, answers: Mapping[int, Answer], at: datetime) -> None:
    """Organisers set which line of the mix somebody fills, and note consent that was signed on paper."""
    allow(rules.may_place_people, by, focus_group)
    people = focus_group.event.attendances.select_for_update().exclude(seat=Seat.GONE)
    _answered(focus_group, people, answers, (by, Way.PAPER, at))


@transaction.atomic
def print_consents(*, by: Person, focus_group: FocusGroup, named: bool, at: datetime) -> None:
    """The sheets to sign are printed; with names, the journal says so."""
    allow(rules.may_print_consents, by, focus_group)
    if named:
        line("events.list_exported", focus_group.event, by=by, at=at, what="consents")


@transaction.atomic
def forget_voices(*, by: System, focus_group: FocusGroup, at: datetime) -> int:
    """Once consent can no longer be taken back, nobody shall be able to tell who stands behind a number."""
    allow(rules.may_forget_voices, by, focus_group)
    keep_consents(focus_group)
    count = focus_group.voices.filter(attendance__isnull=False).update(attendance=None)
    if count:
        line("events.voices_forgotten", focus_group.event, by=by, at=at, count=count)
    return count


def keep_consents(focus_group: FocusGroup) -> None:
    """Note with each number whether the person behind it agrees, before that person is forgotten."""
    known = focus_group.voices.filter(attendance__isnull=False)
    for agreed in (True, False):
        rows = known.filter(attendance__consented_at__isnull=not agreed).values_list("pk", flat=True)
        Voice.objects.filter(pk__in=list(rows)).update(consented=agreed)


def number_people(focus_group: FocusGroup) -> None:
    """A number for each who has a seat and has none yet; a number once given is nobody else's."""
    there = list(focus_group.voices.values_list("number", "attendance_id"))
    if there and not any(attendance for _number, attendance in there):
        # Forgotten already: numbers given anew would be taken for those of the notes.
        return
    people = focus_group.event.attendances.seated().filter(voice=None).order_by("pk")
    last = max((number for number, _attendance in there), default=0)
    Voice.objects.bulk_create(
        Voice(focus_group=focus_group, number=last + place, attendance=person, consented=bool(person.consented_at))
        for place, person in enumerate(people, 1)
    )


Said = tuple["Person | None", Way, "datetime"]


def _answered(focus_group: FocusGroup, people: object, answers: Mapping[int, Answer], said: Said) -> None:
    by, way, at = said
    given = withdrawn = 0
    theirs = {each.pk for each in focus_group.mix.all()}
    for person in people:  # type: ignore[attr-defined]  # rows of a query, whichever related manager gave it
        if (answer := answers.get(person.pk)) is None:
            continue
        if answer.agrees and person.consented_at is None:
            person.consented_at, person.consented_by = at, way
            Voice.objects.filter(attendance=person).update(withdrawn_at=None, consented=True)
            given += 1
        elif not answer.agrees and person.consented_at is not None:
            _take_back(focus_group, person, at)
            withdrawn += 1
        person.age_band = answer.age_band
        person.save(update_fields=["consented_at", "consented_by", "age_band"])
        _choose(person, answer.cell if answer.cell and answer.cell.pk in theirs else None)
    line("events.consent_answered", focus_group.event, by=by, at=at, given=given, withdrawn=withdrawn, way=way)


def _choose(person: Attendance, cell: MixCell | None) -> None:
    if cell is None:
        MixChoice.objects.filter(attendance=person).delete()
    else:
        MixChoice.objects.update_or_create(attendance=person, defaults={"cell": cell})


def _take_back(focus_group: FocusGroup, person: Attendance, at: datetime) -> None:
    if focus_group.withdraw_until and local_day(at) > focus_group.withdraw_until:
        raise TooLateToWithdraw
    person.consented_at, person.consented_by = None, ""
    voice = Voice.objects.filter(attendance=person).first()
    if voice is not None:
        Quote.objects.filter(note__focus_group=focus_group, voice=str(voice)).delete()
        voice.withdrawn_at, voice.consented = at, False
        voice.save(update_fields=["withdrawn_at", "consented"])
