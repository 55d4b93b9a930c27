"""Doors of confirming a mailbox: asking for the letter, and the link in it."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPException
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.core import mail
from savienojums.core.clock import now
from savienojums.core.limits import address_of, within_limit
from savienojums.core.refusal import allow
from savienojums.core.web import Request, accepts, page
from savienojums.voices.actions.confirming import confirm
from savienojums.voices.forms.confirming import MailboxForm
from savienojums.voices.queries.confirming import confirmation_of, token_for
from savienojums.voices.queries.conversations import conversation_for
from savienojums.voices.queries.participants import both_of, participant_of
from savienojums.voices.rules import confirming as rules
from savienojums.voices.views.answering import token_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from savienojums.voices.models import Participant

HOUR = timedelta(hours=1)
# Letters within an hour: to one mailbox, and from one connection (a library has many visitors).
TO_A_MAILBOX, FROM_A_NETWORK = 3, 30


@never_cache
@accepts("GET", "POST")
def conversation_confirmation(request: Request, slug: str) -> HttpResponse:
    """Ask for the letter that confirms a mailbox."""
    conversation, at = conversation_for(request.person, slug), now()
    participant = participant_of(request.person, token_of(request), conversation)
    if participant is None:
        messages.info(request, _("Answer a statement first; after that you can confirm your e-mail."))
        return redirect(f"{conversation.get_absolute_url()}#answering")
    allow(rules.may_confirm, request.person, participant)
    form = MailboxForm(request.POST or None, at=at)
    if request.method == "POST" and form.is_valid():
        if form.is_from_a_machine or _sent(request, participant, form.cleaned_data["email"], at):
            return page(request, "voices/confirm_sent.html", conversation=conversation)
        form.add_error(None, _("The letter could not be sent now. Please try again in an hour."))
    status = 422 if form.errors else 200
    return page(
        request, "voices/confirm.html", conversation=conversation, form=form, participant=participant, status=status
    )


@never_cache
@accepts("GET", "POST")
def voice_confirmation(request: Request, token: str) -> HttpResponse:
    """The link of the letter: one press confirms, so that machines which open links confirm nothing."""
    found = confirmation_of(token)
    if found is None:
        return page(request, "voices/confirm_late.html", status=410)
    conversation = found.participant.conversation
    if request.method == "POST":
        is_here = found.participant in both_of(request.person, token_of(request), conversation)
        confirm(
            by=request.person, participant=found.participant, mailbox_key=found.mailbox_key, at=now(), is_here=is_here
        )
        messages.success(request, _("Your e-mail is confirmed: your answers count. The address itself was not kept."))
        return redirect(f"{conversation.get_absolute_url()}#answering")
    return page(request, "voices/confirm_link.html", conversation=conversation)


def _sent(request: Request, participant: Participant, email: str, at: datetime) -> bool:
    """Send the letter straight from the door: a job would need the address kept somewhere, and it shall not be."""
    if not within_limit("voice-mailbox", email.casefold(), most=TO_A_MAILBOX, within=HOUR, at=at):
        return False
    if not within_limit("voice-letters", address_of(request), most=FROM_A_NETWORK, within=HOUR, at=at):
        return False
    link = settings.SITE_URL.rstrip("/") + reverse("voice_confirmation", args=[token_for(participant, email)])
    try:
        mail.send(
            "voices/mail/confirm.txt", to=email, language=get_language() or settings.LANGUAGE_CODE,
            conversation=participant.conversation, link=link,
        )  # fmt: skip
    except (SMTPException, OSError):
        return False
    return True
