"""Telling a party something by e-mail, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from savienojums.core import mail
from savienojums.core.refusal import allow
from savienojums.events.models import ToldParty
from savienojums.events.rules import telling as rules
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.core.system import System
    from savienojums.events.models import Registration


@transaction.atomic
def tell_party(
    *, by: System, registration: Registration, thing: str, template: str, at: datetime, words: dict[str, Any]
) -> bool:
    """Send a party one letter about one thing; whether it went out now, for nothing is told twice.

    A party without an address (written down from paper) is not told; if the mail server refuses, nothing is kept and
    the job that asked tries again.
    """
    allow(rules.may_tell_party, by, registration)
    if not registration.mailbox:
        return False
    _told, new = ToldParty.objects.get_or_create(registration=registration, thing=thing, defaults={"told_at": at})
    if not new:
        return False
    link = settings.SITE_URL + reverse("registration", args=[registration.token])
    page = settings.SITE_URL + registration.event.get_absolute_url()
    given = {"registration": registration, "event": registration.event, "link": link, "page": page, **words}
    mail.send(template, to=registration.mailbox, language=registration.language, **given)
    record("events.party_told", by=by, subject=registration, at=at, audience=Audience.EDITORS, thing=thing)
    return True
