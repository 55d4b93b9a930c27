"""What several pages of the room share: what was posted, sentences, the language that is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from savienojums.accounts.codes import CodeByMail

Answer = TypeVar("Answer", bound="HttpResponse")


def posted(request: HttpRequest) -> QueryDict | None:
    """What the form was sent with; nothing while it is only shown."""
    return request.POST if request.method == "POST" else None


def wait() -> str:
    """The sentence when somebody asks for too many codes or tries too many."""
    return _(
        "There have been too many attempts with this address or from this place. "
        "Please look into your mailbox and its spam folder, and try again in an hour."
    )


def tries_left(sent: CodeByMail) -> str:
    """The sentence after a wrong code."""
    left = sent.max_attempts - sent.state["failed_attempts"]
    if not left:
        return _("The code was wrong three times, so it is good no longer. Please ask for a new one.")
    return ngettext(
        "This is not the code. You can try %(left)s more time.",
        "This is not the code. You can try %(left)s more times.",
        left,
    ) % {"left": left}


def remember_language(answer: Answer, language: str) -> Answer:
    """The next pages come in this language."""
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE or int(settings.SESSION_COOKIE_AGE),
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return answer
