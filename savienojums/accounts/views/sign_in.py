"""Signing in by a code, for old and new people alike; signing out; the first steps of an installation."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.accounts import actions, queries, sessions
from savienojums.accounts.codes import SignInCode, may_ask, may_try
from savienojums.accounts.forms import CodeForm, EmailForm, ProfileForm
from savienojums.accounts.views.answers import posted, remember_language, tries_left, wait
from savienojums.core.clock import now
from savienojums.core.refusal import NotFound
from savienojums.core.system import SYSTEM
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in, way_back

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.accounts.models import Person


@never_cache
@accepts("GET", "POST")
def sign_in(request: Request) -> HttpResponse:
    """Ask for an address and send a code there, whether or not it is known."""
    if request.person:
        return redirect(way_back(request, reverse("account")))
    status = HTTPStatus.OK
    form = EmailForm(posted(request), initial={"email": request.GET.get("email", "")})
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            email = form.cleaned_data["email"]
            if may_ask(request, email):
                SignInCode.begin(request, email, onward=way_back(request, ""))
                return redirect("account_confirm_login_code")
            form.add_error(None, wait())
            status = HTTPStatus.TOO_MANY_REQUESTS
    words: dict[str, Any] = {"form": form, "waiting": SignInCode.waiting(request), "next": way_back(request, "")}
    return page(request, "accounts/sign_in.html", status=status, **words)


@never_cache
@accepts("GET", "POST")
def code(request: Request) -> HttpResponse:
    """Take the code; the page may be opened again while the code is good."""
    sent = SignInCode.waiting(request)
    if request.person or sent is None:
        return redirect("account_login")
    status = HTTPStatus.OK
    form = CodeForm(posted(request))
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            if not may_try(request, sent.email):
                form.add_error(None, wait())
            elif sent.fits(form.cleaned_data["code"]):
                return _welcomed(request, sent)
            else:
                form.add_error("code", tries_left(sent))
        if sent.is_over():
            messages.error(request, tries_left(sent))
            return redirect("account_login")
    return page(request, "accounts/code.html", status=status, form=form, sent=sent)


def _welcomed(request: Request, sent: SignInCode) -> HttpResponse:
    """The mailbox has proved itself: whoever owns it is signed in, and new people are asked their name."""
    language = get_language() or settings.LANGUAGE_CODE
    person = actions.open_account(by=SYSTEM, email=sent.email, language=language, at=now())
    onward = sent.state["onward"]
    # Who came from the front page wanted in, not back.
    onward = resolve_url(settings.LOGIN_REDIRECT_URL) if onward in {"", "/"} else onward
    if not person.name and person.last_login is None:
        onward = f"{reverse('welcome')}?{urlencode({'next': onward})}"
    answer = sessions.begin(request, person, onward=onward, at=now())
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        remember_language(answer, person.language)
    return answer


@signed_in
@accepts("GET", "POST")
def welcome(request: SignedInRequest) -> HttpResponse:
    """Ask a new person once how to call them and in which language to write; both may be skipped."""
    person: Person = request.person
    onward = way_back(request, resolve_url(settings.LOGIN_REDIRECT_URL))
    form = ProfileForm(posted(request), initial={"name": person.name, "language": person.language})
    if request.method == "POST" and form.is_valid():
        actions.change_profile(by=person, person=person, at=now(), **form.cleaned_data)
        return remember_language(redirect(onward), person.language)
    return page(request, "accounts/welcome.html", form=form, next=onward)


@never_cache
@accepts("GET", "POST")
def sign_out(request: Request) -> HttpResponse:
    """Sign out here."""
    if request.method == "POST":
        logout(request)
        messages.success(request, _("You are signed out."))
        return redirect("/")
    return page(request, "accounts/sign_out.html") if request.person else redirect("/")


@accepts("GET")
def first_steps(request: Request) -> HttpResponse:
    """Say what to do on a new installation; there is no such page once somebody keeps it."""
    if not queries.needs_first_administrator():
        raise NotFound
    return page(request, "accounts/first_steps.html")
