"""By what a browser or an account is known again where proposals are supported; nothing of it tells who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.clock import local_day
from savienojums.core.limits import address_of
from savienojums.voices.actions.initiatives_supports import Voice
from savienojums.voices.keys import INITIATIVES, key_of_person, key_of_source, key_of_token, new_token
from savienojums.voices.views.answering import token_of

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.core.web import Request


def keys_of(request: Request) -> tuple[str, ...]:
    """The keys this reader has now: of the account first, then of the browser; none for who never answered here."""
    token = token_of(request)
    account = (key_of_person(request.person.public_id, INITIATIVES),) if request.person else ()
    return (*account, key_of_token(token, INITIATIVES)) if token else account


def source_of(request: Request, about: str, at: datetime) -> str:
    """The key of the connection on this day."""
    return key_of_source(address_of(request), about, local_day(at))


def voice_of(request: Request, about: str, at: datetime) -> tuple[Voice, str]:
    """Who supports, and the token the browser is to keep from now on if it is new."""
    fresh = "" if token_of(request) or request.person else new_token()
    keys = keys_of(request) or (key_of_token(fresh, INITIATIVES),)
    return Voice(keys, request.person is not None, source_of(request, about, at)), fresh
