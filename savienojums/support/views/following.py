"""Doors of those who follow by e-mail: to begin, confirm, change, stop; the link of a mail is the key."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.limits import address_of, within_limit
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.support.actions import following as acts
from savienojums.support.forms.following import FollowForm
from savienojums.support.queries import following as queries
from savienojums.support.queries.measures import measure_for

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

FROM_A_NETWORK, TO_A_MAILBOX = 12, 3


@accepts("GET", "POST")
def new_follow(request: Request) -> HttpResponse:
    """Follow a search or a measure: without an account a mail asks whether it was you."""
    wanted, at, person = queries.wanted_by(request.person, request.GET), now(), request.person
    form = FollowForm(request.POST or None, wanted=wanted, wishes=wanted.usual, asks_email=person is None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data.get("email", "")
        if person is None and form.is_from_a_machine:
            # It shall not learn that it was noticed.
            return redirect("follow_receipt")
        if person or _may_ask(request, email, at):
            try:
                made = acts.follow(
                    by=person, wanted=wanted, wishes=form.wishes(), email=email, language=get_language() or "lv", at=at
                )
                return redirect("follow", made.token) if person else redirect("follow_receipt")
            except (acts.NothingToHear, acts.TooManyFollows) as refusal:
                form.add_error(None, str(refusal))
        else:
            form.add_error(None, _("Too many such mails were asked for within an hour. Please try again later."))
    words: dict[str, Any] = {"form": form, "wanted": wanted, "found": queries.found_count(wanted, at)}
    return page(request, "support/follow_new.html", status=422 if form.errors else 200, **words)


@accepts("GET")
def follow_receipt(request: Request) -> HttpResponse:
    """A mail is on its way; the same words whatever is followed already."""
    return page(request, "support/follow_receipt.html")


@signed_in
@accepts("GET")
def following(request: SignedInRequest) -> HttpResponse:
    """What one follows oneself."""
    return page(request, "support/following.html", followed=queries.follows_of(request.person))


@never_cache
@accepts("GET", "POST")
def follow(request: Request, token: str) -> HttpResponse:
    """One follow by its link: what it is, how often and of what one hears; a form to change that."""
    found, at = queries.follow_by(token), now()
    wanted = queries.wanted_of(found)
    form = FollowForm(request.POST or None, wanted=wanted, wishes=queries.wishes_of(found), asks_email=False)
    if request.method == "POST" and form.is_valid():
        try:
            acts.change_follow(by=request.person, follow=found, wishes=form.wishes(), token=token, at=at)
            return redirect(f"{request.path}?saved=1")
        except acts.NothingToHear as refusal:
            form.add_error(None, str(refusal))
    words: dict[str, Any] = {"form": form, "others": queries.others_of(found), "saved": "saved" in request.GET}
    return page(request, "support/follow.html", status=422 if form.errors else 200, **_of(found, token), **words)


@never_cache
@accepts("POST")
def follow_confirmation(request: Request, token: str) -> HttpResponse:
    """Say that one asked for it oneself; only the button does it, for mail programs open links by themselves."""
    acts.confirm_follow(by=request.person, follow=queries.follow_by(token), token=token, at=now())
    return redirect("follow", token)


@never_cache
@accepts("GET", "POST", "DELETE")
def follow_end(request: Request, token: str) -> HttpResponse:
    """Stop one follow, or take that back."""
    found, at = queries.follow_by(token), now()
    if request.method == "POST":
        acts.stop_follow(by=request.person, follow=found, token=token, at=at)
        return redirect("follow_end", token)
    if request.method == "DELETE":
        acts.resume_follow(by=request.person, follow=found, token=token, at=at)
        return redirect("follow", token)
    return page(request, "support/follow_end.html", **_of(found, token))


@never_cache
@accepts("GET", "POST", "DELETE")
def follow_dismissal(request: Request, token: str, slug: str) -> HttpResponse:
    """Hear no more of one measure, or hear of it again."""
    found, measure, at = queries.follow_by(token), measure_for(None, slug), now()
    if request.method == "POST":
        acts.dismiss_measure(by=request.person, follow=found, measure=measure, token=token, at=at)
        return redirect("follow_dismissal", token, slug)
    if request.method == "DELETE":
        acts.readmit_measure(by=request.person, follow=found, measure=measure, token=token, at=at)
        return redirect("follow_dismissal", token, slug)
    dismissed = measure.pk in found.dismissed
    return page(request, "support/follow_dismissal.html", measure=measure, dismissed=dismissed, **_of(found, token))


def _of(found: Any, token: str) -> dict[str, Any]:
    """A follow as its pages show it."""
    followed = queries.Followed(found, queries.wanted_of(found))
    return {"follow": found, "followed": followed, "state": found.state(), "token": token}


def _may_ask(request: Request, email: str, at: datetime) -> bool:
    """Whether neither this network address has asked too often, nor too many mails went to this mailbox."""
    hour = timedelta(hours=1)
    here = within_limit("follow_from", address_of(request), most=FROM_A_NETWORK, within=hour, at=at)
    return here and within_limit("follow_to", email.lower(), most=TO_A_MAILBOX, within=hour, at=at)
