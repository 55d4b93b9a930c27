"""Erasing the own account."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.accounts import actions, queries
from savienojums.accounts.forms import ErasureForm
from savienojums.accounts.views.answers import posted
from savienojums.core.clock import now
from savienojums.core.web import SignedInRequest, accepts, page, signed_in

if TYPE_CHECKING:
    from django.http import HttpResponse


@never_cache
@signed_in
@accepts("GET", "POST")
def erasure(request: SignedInRequest) -> HttpResponse:
    """Say what goes and what stays; erase when the own address is typed."""
    form = ErasureForm(posted(request), person=request.person)
    if request.method == "POST" and form.is_valid():
        actions.erase_person(by=request.person, person=request.person, at=now())
        logout(request)
        messages.success(request, _("Your account is erased. Thank you for having been here."))
        return redirect("/")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    last = queries.is_only_administrator(request.person)
    return page(request, "accounts/erasure.html", status=status, form=form, is_only_administrator=last)
