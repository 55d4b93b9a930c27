"""What this room holds about a person, and what of it goes when the person goes.

Only what an account or its mailbox took part in can be found: whoever answered without an account is known to nobody.
"""

from __future__ import annotations

import secrets
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from savienojums.accounts.personal import records_about, unname
from savienojums.core.marks import raise_mark
from savienojums.voices.keys import INITIATIVES, WIDE, key_of_mailbox, key_of_person
from savienojums.voices.models import (
    Conversation,
    Initiative,
    InitiativeComment,
    InitiativeSupport,
    Participant,
    Statement,
    Survey,
    SurveySheet,
)
from savienojums.voices.personal_lists import lists_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from django.db.models import Model, QuerySet

    from savienojums.accounts.models import Person
    from savienojums.accounts.personal import Held

KEYS_AT_ONCE = 500


def held(person: Person) -> list[Held]:
    """Answers, statements, survey sheets, proposals, comments and supports of this person."""
    return lists_of(_participants(person), _sheets(person), _initiatives(person), _comments(person), _supports(person))


def forget(person: Person, at: datetime) -> None:
    """Take the person out; counts stay, and nobody can tell any more whose they are."""
    del at
    participants, supports, sheets = _participants(person), _supports(person), _sheets(person)
    Statement.objects.filter(author__in=_pks(participants)).update(author=None)
    # Their answers were copied to the one that counts: nothing of a double is needed any more.
    theirs = Participant.objects.filter(pk__in=_pks(participants))
    Participant.objects.filter(Q(same_as__in=theirs) | Q(pk__in=theirs, same_as__isnull=False)).delete()
    for row in participants:
        Participant.objects.filter(pk=row.pk).update(key=_nobody(), mailbox_key="", source_key="")
    for support in supports:
        InitiativeSupport.objects.filter(pk=support.pk).update(key=_nobody(), source_key="", note="")
    for sheet in sheets:
        SurveySheet.objects.filter(pk=sheet.pk).update(key=_nobody(), source_key="")
    for rows in (_initiatives(person), _comments(person)):
        _cut(rows, person)
    raise_mark("voices", "initiatives")


def _cut(rows: QuerySet[Any], person: Person) -> None:
    """What they wrote for everyone stays, without a name; the journal forgets that it was they."""
    pks = _pks(rows)
    lines = records_about(rows.model, pks).filter(by=person)
    unname(lines)
    lines.update(by=None)
    cleared: dict[str, Any] = {"author_name": "", "person": None, "source_key": ""}
    if rows.model is Initiative:
        cleared["email"] = ""
    rows.model._default_manager.filter(pk__in=pks).update(**cleared)  # noqa: SLF001 -- Django's own way to ask


def _nobody() -> str:
    """A key that no account, browser or mailbox leads to."""
    return f"gone-{secrets.token_hex(WIDE // 2)}"


def _pks(rows: Iterable[Model]) -> list[int]:
    return [row.pk for row in rows]


def _participants(person: Person) -> list[Participant]:
    """Wherever the account took part, or its mailbox confirmed; found by reckoning the keys anew."""
    found: list[Participant] = []
    for some in _some(Conversation.objects.order_by("pk").values_list("public_id", flat=True)):
        own = Q(key__in=[key_of_person(person.public_id, about) for about in some])
        mailbox = Q(mailbox_key__in=[key_of_mailbox(person.email, about) for about in some])
        rows = Participant.objects.filter(own | mailbox).select_related("conversation", "place")
        found += rows.order_by("pk")
    return found


def _sheets(person: Person) -> list[SurveySheet]:
    found: list[SurveySheet] = []
    for some in _some(Survey.objects.order_by("pk").values_list("public_id", flat=True)):
        keys = [key_of_person(person.public_id, about) for about in some]
        found += SurveySheet.objects.filter(key__in=keys).select_related("survey", "place").order_by("pk")
    return found


def _supports(person: Person) -> list[InitiativeSupport]:
    own = InitiativeSupport.objects.filter(key=key_of_person(person.public_id, INITIATIVES))
    return list(own.select_related("initiative").order_by("pk"))


def _initiatives(person: Person) -> QuerySet[Initiative]:
    rows: QuerySet[Initiative] = Initiative.objects.filter(Q(person=person) | Q(email__iexact=person.email))
    return rows.order_by("pk")


def _comments(person: Person) -> QuerySet[InitiativeComment]:
    rows: QuerySet[InitiativeComment] = InitiativeComment.objects.filter(person=person)
    return rows.select_related("initiative").order_by("pk")


def _some(words: QuerySet[Any, str]) -> Iterator[list[str]]:
    every = iter(words)
    while some := list(islice(every, KEYS_AT_ONCE)):
        yield some
