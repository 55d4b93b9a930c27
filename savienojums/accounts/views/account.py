"""The own account: name, language, address, roles; what is held about me."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from savienojums.accounts import actions, exports, queries
from savienojums.accounts.codes import EmailCode, may_ask, may_try
from savienojums.accounts.forms import CodeForm, NewEmailForm, ProfileForm
from savienojums.accounts.views.answers import posted, remember_language, tries_left, wait
from savienojums.core.clock import local_day, now
from savienojums.core.web import SignedInRequest, accepts, page, signed_in

if TYPE_CHECKING:
    from savienojums.accounts.models import Person


@never_cache
@signed_in
@accepts("GET", "POST")
def account(request: SignedInRequest) -> HttpResponse:
    """My account; POST saves name and language."""
    person: Person = request.person
    form = ProfileForm(posted(request), initial={"name": person.name, "language": person.language})
    if request.method == "POST" and form.is_valid():
        actions.change_profile(by=person, person=person, at=now(), **form.cleaned_data)
        with override(person.language):
            messages.success(request, _("Saved."))
        return remember_language(redirect("account"), person.language)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    words: dict[str, Any] = {"roles": queries.roles_of(person), "keeps_people": queries.keeps_people(person)}
    return page(request, "accounts/account.html", status=status, form=form, **words)


@never_cache
@signed_in
@accepts("GET", "POST")
def email_change(request: SignedInRequest) -> HttpResponse:
    """Ask for a new address and send a code there."""
    status = HTTPStatus.OK
    form = NewEmailForm(posted(request), person=request.person)
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            if may_ask(request, form.cleaned_data["email"]):
                EmailCode.begin(request, form.cleaned_data["email"])
                return redirect("email_change_code")
            form.add_error(None, wait())
            status = HTTPStatus.TOO_MANY_REQUESTS
    return page(request, "accounts/email_change.html", status=status, form=form, waiting=EmailCode.waiting(request))


@never_cache
@signed_in
@accepts("GET", "POST")
def email_change_code(request: SignedInRequest) -> HttpResponse:
    """Take the code that was sent to the new address, and move the account there."""
    sent = EmailCode.waiting(request)
    if sent is None:
        return redirect("email_change")
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        if not may_try(request, sent.email):
            form.add_error(None, wait())
        elif sent.fits(form.cleaned_data["code"]):
            actions.change_email(by=request.person, person=request.person, email=sent.email, at=now())
            messages.success(request, _("Your e-mail is now %(email)s.") % {"email": sent.email})
            return redirect("account")
        else:
            form.add_error("code", tries_left(sent))
        if sent.is_over():
            messages.error(request, tries_left(sent))
            return redirect("email_change")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return page(request, "accounts/email_change_code.html", status=status, form=form, sent=sent)


@never_cache
@signed_in
@accepts("POST")
def personal_export(request: SignedInRequest) -> HttpResponse:
    """Everything the house holds about me, as a file."""
    moment = now()
    parts = actions.export_person(by=request.person, person=request.person, at=moment)
    answer = HttpResponse(exports.archive(parts, moment), content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="savienojums-{local_day(moment)}.zip"'
    return answer
