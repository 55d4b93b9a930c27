"""What doors of those who take part share: which browser or account this is, and the cookie that knows it again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from savienojums.core.clock import local_day
from savienojums.core.limits import address_of
from savienojums.core.refusal import Refused
from savienojums.voices.actions.answering import Newcomer
from savienojums.voices.keys import key_of_person, key_of_source, key_of_token, new_token, token_of_seed
from savienojums.voices.queries.live_limit import ADDED_FROM_A_SOURCE, FROM_A_SOURCE, OF_ONE, within_a_minute
from savienojums.voices.queries.participants import both_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from savienojums.core.web import Request
    from savienojums.voices.models import Conversation, Participant

COOKIE, A_YEAR, LONGEST = "voice", 365 * 24 * 3600, 64


@dataclass(frozen=True, slots=True)
class Here:
    """Who is at the door: the participant, or whom they will be with their first answer."""

    participant: Participant | None
    newcomer: Newcomer
    # What the browser is to keep; empty where it is known already, or an account is.
    token: str = ""
    # Who answered in this browser without signing in, if somebody else has signed in since.
    left: Participant | None = None


def token_of(request: Request) -> str:
    """What this browser is known by; empty if it has not answered anything."""
    return request.COOKIES.get(COOKIE, "")[:LONGEST]


def here(request: Request, conversation: Conversation, at: datetime) -> Here:
    """Who answers; what was said in this browser without signing in is the account's only if its owner says so."""
    about, person, token = conversation.public_id, request.person, token_of(request)
    own, browser = both_of(person, token, conversation)
    source = key_of_source(address_of(request), about, local_day(at))
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    fresh = "" if token or person else new_token()
    key = key_of_person(person.public_id, about) if person else key_of_token(token or fresh, about)
    newcomer = Newcomer(conversation, key, has_account=person is not None, language=language, source_key=source)
    if person:
        return Here(own, newcomer, left=browser if browser != own else None)
    return Here(browser, newcomer, fresh)


def as_pressed(found: Here, seed: str) -> Here:
    """Somebody new, known by the page they pressed a button of: pressed twice, they are one participant."""
    token = token_of_seed(seed) if found.token else ""
    if not token:
        return found
    key = key_of_token(token, found.newcomer.conversation.public_id)
    return replace(found, newcomer=replace(found.newcomer, key=key), token=token)


def insist_on_patience(found: Here, at: datetime, *, adds: bool = False) -> None:
    """Refuse what comes faster than people answer, or write statements of their own."""
    source, key = found.newcomer.source_key, found.newcomer.key
    if adds:
        is_slow = within_a_minute(f"added:{source}", ADDED_FROM_A_SOURCE, at)
    else:
        # Newcomers of a hall come all at once; they are limited as the hall is.
        is_slow = within_a_minute(source, FROM_A_SOURCE, at)
        is_slow = is_slow and (found.participant is None or within_a_minute(f"one:{key}", OF_ONE, at))
    if not is_slow:
        raise Refused(
            _("Very many answers came from your connection within a minute. Wait a minute; what you said is kept.")
        )


def remembered(response: HttpResponse, token: str) -> HttpResponse:
    """The answer, with the cookie that knows this browser again; it says nothing of anybody."""
    if token:
        response.set_cookie(
            COOKIE, token, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    return response
