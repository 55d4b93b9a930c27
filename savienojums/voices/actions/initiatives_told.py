"""Letters about proposals: to their authors, to whom they are put, to the coordinators; nobody is told twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse

from savienojums.core import mail
from savienojums.core.refusal import allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.network.queries.letters import language_of
from savienojums.voices.actions.initiatives_lines import line
from savienojums.voices.keys import key_of_mailbox
from savienojums.voices.models import InitiativeTold
from savienojums.voices.queries import initiatives_told as queries
from savienojums.voices.rules import initiatives as rules

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.voices.models import Initiative


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: which thing it tells, its template and words."""

    thing: str
    template: str
    words: dict[str, Any]


def tell_of_initiative(
    *, by: System, initiative: Initiative, thing: str, template: str, at: datetime, words: dict[str, Any] | None = None
) -> bool:
    """Write to its author once about one thing; whether a letter went out now.

    The author's own link goes to nobody else: it opens their page.
    """
    allow(rules.may_tell_of_initiative, by, initiative)
    if not initiative.email:
        return False
    own = settings.SITE_URL + reverse("initiative_own", args=[initiative.token])
    letter = Letter(thing, template, {**_about(initiative), "own": own, **(words or {})})
    if not _send(letter, initiative.email, initiative.language, initiative, at):
        return False
    line("voices.initiative_author_told", initiative, by=by, at=at, thing=thing)
    return True


def tell_addressee_of_initiative(
    *, by: System, initiative: Initiative, thing: str, template: str, at: datetime, words: dict[str, Any] | None = None
) -> int:
    """Write to whom it is put, once to each of their mailboxes; how many letters went out now."""
    allow(rules.may_tell_addressee_of_initiative, by, initiative)
    desk = settings.SITE_URL + reverse("initiatives_desk")
    letter = Letter(thing, template, {**_about(initiative), "desk": desk, **(words or {})})
    sent, refusal = 0, None
    for address in queries.addressee_mailboxes(initiative):
        try:
            sent += _send(letter, address, language_of(address), initiative, at)
        except OSError as wrong:
            # Every refusal by a mail server is one; it keeps no other mailbox waiting.
            refusal = wrong
    if sent:
        line("voices.initiative_addressee_told", initiative, by=by, at=at, thing=thing, letters=sent)
    if refusal:
        raise refusal
    return sent


def tell_coordinators_of_initiatives(*, by: System, person: Person, digest: queries.Digest, at: datetime) -> bool:
    """Write one coordinator what waits, once a week at most."""
    allow(rules.may_tell_coordinators_of_initiatives, by)
    words = {"digest": digest, "desk": settings.SITE_URL + reverse("initiatives_desk")}
    letter = Letter(f"digest:{queries.week_of(at)}", "voices/mail/initiative_digest.txt", words)
    if not _send(letter, person.email, person.language, None, at):
        return False
    record("voices.initiatives_digest_sent", by=by, subject=person, at=at, audience=Audience.EDITORS)
    return True


def _about(initiative: Initiative) -> dict[str, Any]:
    return {"initiative": initiative, "link": settings.SITE_URL + initiative.get_absolute_url()}


def _send(letter: Letter, address: str, language: str, about: Initiative | None, at: datetime) -> bool:
    if queries.is_told(letter.thing, address):
        return False
    # Before it is written down: if the mail server refuses, the job that asked tries again.
    mail.send(letter.template, to=address, language=language, **letter.words)
    key = key_of_mailbox(address, letter.thing)
    told = {"initiative": about, "told_at": at}
    InitiativeTold.objects.get_or_create(thing=letter.thing, mailbox_key=key, defaults=told)
    return True
