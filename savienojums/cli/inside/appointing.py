"""How the first administrator comes to be."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse

from savienojums.accounts.actions import appoint_administrator
from savienojums.cli.ground import Trouble, WrongStart, say
from savienojums.cli.inside import tables
from savienojums.core.clock import now
from savienojums.core.refusal import Refused
from savienojums.core.system import SYSTEM


def appoint(email: str) -> int:
    """Make this mailbox an administrator's and say how to sign in."""
    try:
        validate_email(email)
    except ValidationError as error:
        message = f"{email} is not an e-mail address."
        raise WrongStart(message) from error
    tables.make_ready(migrate=False)
    try:
        person = appoint_administrator(by=SYSTEM, email=email, at=now())
    except Refused as refusal:
        raise Trouble(str(refusal)) from refusal
    say(
        f"{person.email} is an administrator now.",
        f"Next: open {settings.SITE_URL}{reverse('account_login')} and sign in with the code that comes by e-mail.",
    )
    if settings.EMAIL_BACKEND.endswith("OutboxBackend"):
        say(f"No mail server is set (EMAIL_URL): `savienojums serve` prints the code, and {settings.OUTBOX} keeps it.")
    return 0
