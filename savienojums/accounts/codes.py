"""One-time codes by e-mail: made, sent, tried three times, over after a quarter of an hour."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, ClassVar, Self

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.code_verification import AbstractCodeVerificationProcess
from allauth.core import ratelimit
from allauth.core.internal.cryptokit import compare_user_code
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from savienojums.accounts.models import Person, mailbox
from savienojums.core import mail
from savienojums.core.records import FIRST_LANGUAGE
from savienojums.core.refusal import Refused

if TYPE_CHECKING:
    from django.http import HttpRequest

log = logging.getLogger(__name__)
HALF = 3


class LetterStays(Refused):
    """The mail server does not take the letter now."""

    sentence = _("The letter could not be sent just now. Please try again in a few minutes.")


def may_ask(request: HttpRequest, email: str) -> bool:
    """Whether one more code may be sent to this address and asked for from this place."""
    return bool(ratelimit.consume(request, action="request_login_code", key=mailbox(email)))


def may_try(request: HttpRequest, email: str) -> bool:
    """Whether one more code may be tried for this address; holds also for many tries at the same moment."""
    return bool(ratelimit.consume(request, action="confirm_login_code", key=mailbox(email)))


def spoken(code: str) -> str:
    """The code in two halves, as people read it aloud: 123 456."""
    return f"{code[:HALF]} {code[HALF:]}"


class CodeByMail(AbstractCodeVerificationProcess):  # type: ignore[misc]  # allauth has no types
    """A code on its way: kept in the session, so that the page to type it may be opened again."""

    place: ClassVar[str]
    letter: ClassVar[str]

    def __init__(self, request: HttpRequest, state: dict[str, Any]) -> None:
        self.request = request
        super().__init__(
            max_attempts=app_settings.LOGIN_BY_CODE_MAX_ATTEMPTS,
            timeout=app_settings.LOGIN_BY_CODE_TIMEOUT,
            state=state,
        )

    @classmethod
    def begin(cls, request: HttpRequest, email: str, **more: str) -> Self:
        """Send a new code to this address; an earlier one is good no longer."""
        process = cls(request, cls.initial_state(user=None, email=mailbox(email)) | more)
        process.send()
        process.persist()
        return process

    @classmethod
    def waiting(cls, request: HttpRequest) -> Self | None:
        """The code this browser has asked for, if it is still good."""
        state = request.session.get(cls.place)
        return cls(request, state).abort_if_invalid() if state else None

    @property
    def email(self) -> str:
        """The address the code went to."""
        return str(self.state["email"])

    def send(self) -> None:
        """Make the code and send it, in the language of the page."""
        self.state["code"] = get_adapter().generate_login_code()
        self.post(self.letter, code=spoken(self.code))

    def post(self, letter: str, **words: Any) -> None:
        """Send a letter to the address, or tell the person that it cannot leave now."""
        try:
            mail.send(letter, to=self.email, language=get_language() or FIRST_LANGUAGE, **words)
        except OSError as error:
            log.exception("A code could not be sent.")
            raise LetterStays from error

    def fits(self, typed: str) -> bool:
        """Whether this is the code; a wrong one counts, and the third wrong one ends it."""
        if not compare_user_code(actual=typed, expected=self.code):
            self.record_invalid_attempt()
            return False
        self.abort()
        return True

    def is_over(self) -> bool:
        """Whether the last try has been used up."""
        return self.place not in self.request.session

    def persist(self) -> None:
        """Keep it in the session."""
        self.request.session[self.place] = self.state

    def abort(self) -> None:
        """Take it out of the session: used, or used up."""
        self.request.session.pop(self.place, None)


class SignInCode(CodeByMail):
    """A code to sign in; known and unknown addresses are not told apart before it is typed."""

    place = "sign_in_code"
    letter = "accounts/mail/sign_in_code.txt"


class EmailCode(CodeByMail):
    """A code that proves the new address of somebody who is signed in."""

    place = "email_code"
    letter = "accounts/mail/email_code.txt"

    def send(self) -> None:
        """Send the code; or, if the address has an account, a letter that says so and no code at all."""
        if Person.objects.filter(email=self.email).exists():
            self.post("accounts/mail/email_taken.txt")
        else:
            super().send()
