"""Doors for people without an account: a letter to an organisation, the answer to the yearly question."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.limits import address_of, within_limit
from savienojums.core.refusal import allow
from savienojums.core.web import Request, accepts, page
from savienojums.network import actions, forms, queries, rules

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

LETTERS_AN_HOUR = 5


@accepts("GET", "POST")
def letter(request: Request, slug: str) -> HttpResponse:
    """Write to an organisation; nobody sees its address."""
    found, at = queries.organisation_for(request.person, slug), now()
    allow(rules.may_write_letter, request.person, found)
    form = forms.LetterForm(request.POST or None, initial=_sender(request), at=at)
    if request.method == "POST" and form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("name", "email", "text")}
        if form.is_from_a_machine:
            # It shall not learn that it was noticed.
            return redirect("letter_receipt", slug)
        if _may_send(request, words["email"], at):
            actions.write_letter(by=request.person, organisation=found, at=at, **words)
            return redirect("letter_receipt", slug)
        form.add_error(
            None, _("Five letters within an hour are the most. Your letter is still here: please send it later.")
        )
    status = 422 if form.errors else 200
    return page(request, "network/letter.html", part="form", organisation=found, form=form, status=status)


@accepts("GET")
def letter_receipt(request: Request, slug: str) -> HttpResponse:
    """The letter is on its way."""
    found = queries.organisation_for(request.person, slug)
    return page(request, "network/letter_receipt.html", organisation=found)


@accepts("GET", "POST")
def confirmation(request: Request, token: str) -> HttpResponse:
    """What is on file, and one button; only the button confirms, because mail programs open links by themselves."""
    asked = queries.request_by(token)
    if request.method == "POST":
        with suppress(actions.AlreadyAnswered, actions.LinkOver):
            actions.answer_confirmation(by=request.person, request=asked, at=now())
        return redirect("confirmation", token)
    told = queries.told_of(None, asked.organisation, now())
    words: dict[str, Any] = {"asked": asked, "organisation": asked.organisation, "told": told, "token": token}
    return page(request, "network/confirmation.html", state=asked.state(now()), **words)


@accepts("GET", "POST")
def confirmation_change(request: Request, token: str) -> HttpResponse:
    """Say what is no longer true, with or without an account."""
    asked = queries.request_by(token)
    form = forms.ChangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_change(by=request.person, request=asked, text=form.cleaned_data["text"], at=now())
        except (actions.AlreadyAnswered, actions.LinkOver):
            return redirect("confirmation", token)
        return page(request, "network/confirmation_change.html", organisation=asked.organisation, is_sent=True)
    if asked.state(now()) != "waiting":
        return redirect("confirmation", token)
    words: dict[str, Any] = {"organisation": asked.organisation, "form": form, "token": token}
    return page(request, "network/confirmation_change.html", status=422 if form.errors else 200, **words)


def _sender(request: Request) -> dict[str, str]:
    """Who is signed in need not type their own name."""
    return {"name": request.person.name, "email": request.person.email} if request.person else {}


def _may_send(request: Request, email: str, at: datetime) -> bool:
    """Whether neither this network address nor this mailbox has sent too many letters."""
    limit: dict[str, Any] = {"most": LETTERS_AN_HOUR, "within": timedelta(hours=1), "at": at}
    return within_limit("letter", address_of(request), **limit) and within_limit("letter", email.lower(), **limit)
