"""Doors of one proposal: its page, support, comments."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.limits import address_of, within_limit
from savienojums.core.web import Request, accepts, page
from savienojums.voices.actions import initiatives_comments as comments
from savienojums.voices.actions import initiatives_supports as supports
from savienojums.voices.forms.initiatives import CommentForm, SupportForm
from savienojums.voices.forms.initiatives_desk import (
    AddresseeForm,
    AnswerForm,
    HidingForm,
    JoiningForm,
    SignaturesForm,
)
from savienojums.voices.queries import initiatives_page as queries
from savienojums.voices.queries.initiatives_desk import floods
from savienojums.voices.queries.initiatives_map import spot_of
from savienojums.voices.rules import initiatives as rules
from savienojums.voices.views.answering import remembered
from savienojums.voices.views.initiatives_voice import keys_of, source_of, voice_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.voices.models import Initiative

AN_HOUR = timedelta(hours=1)
# A whole fair may stand behind one address; above it, a machine does.
SUPPORTS, COMMENTS = 120, 12


@accepts("GET")
def initiative(request: Request, number: int) -> HttpResponse:
    """One proposal: its words, who stands behind it, what was answered."""
    return shown(request, queries.initiative_for(request.person, number))


@accepts("POST", "DELETE")
def initiative_support(request: Request, number: int) -> HttpResponse:
    """Stand behind it, or no more."""
    found, at = queries.initiative_for(request.person, number), now()
    voice, fresh = voice_of(request, found.public_id, at)
    if request.method == "DELETE":
        supports.withdraw_support(by=request.person, initiative=found, voice=voice, at=at)
        return _supported(request, found)
    form = SupportForm(request.POST, at=at, auto_id="support_%s")
    if not form.is_valid():
        return shown(request, found, supporting=form)
    if not form.is_from_a_machine:
        if not within_limit("initiative_support", address_of(request), most=SUPPORTS, within=AN_HOUR, at=at):
            form.add_error(None, _("Very many people supported something from your connection. Try again in an hour."))
            return shown(request, found, supporting=form)
        supports.support_initiative(by=request.person, initiative=found, voice=voice, at=at)
    return remembered(_supported(request, found, voice.keys), fresh)


@accepts("POST")
def initiative_comments(request: Request, number: int) -> HttpResponse:
    """Add something; it is looked at before others read it."""
    found, at = queries.initiative_for(request.person, number), now()
    form = CommentForm(request.POST, at=at, speakers=queries.speakers_for(request.person), auto_id="comment_%s")
    if not form.is_valid():
        return shown(request, found, commenting=form)
    if not within_limit("initiative_comment", address_of(request), most=COMMENTS, within=AN_HOUR, at=at):
        form.add_error(
            None, _("Very many comments came from your connection within an hour. Send yours a little later.")
        )
        return shown(request, found, commenting=form)
    if not form.is_from_a_machine:
        remark = form.remark(source_of(request, found.public_id, at))
        comments.comment_initiative(by=request.person, initiative=found, remark=remark, at=at)
    messages.success(request, _("Thank you. Your comment is shown as soon as a coordinator has looked at it."))
    return redirect(found.get_absolute_url() + "#comments")


def shown(request: Request, found: Initiative, **forms: Any) -> HttpResponse:
    """The page with the forms this reader may use; those handed in were filled in wrongly."""
    by, at = request.person, now()
    told = queries.shown_to(queries.Reader(by, keys_of(request)), found, at)
    words: dict[str, Any] = {"initiative": found, "shown": told, "spot": spot_of(found)}
    words["supporting"] = SupportForm(at=at, auto_id="support_%s")
    words["commenting"] = CommentForm(at=at, speakers=queries.speakers_for(by), auto_id="comment_%s")
    words |= _tools(request, found)
    status = 422 if forms else 200
    return page(request, "voices/initiative.html", part="support", status=status, **{**words, **forms})


def _tools(request: Request, found: Initiative) -> dict[str, Any]:
    """What helpers, addressees and coordinators do with it."""
    by = request.person
    tools: dict[str, Any] = {}
    if found.is_open and rules.may_answer_initiative(by, found):
        names_another = rules.may_address_initiative(by, found)
        tools["answering"] = AnswerForm(initiative=found, names_another=names_another, auto_id="answer_%s")
    if found.is_open and rules.may_count_signatures(by, found):
        tools["signing"] = SignaturesForm(auto_id="signatures_%s")
    if rules.may_hide_initiative(by, found):
        tools |= {
            "hiding": HidingForm(auto_id="hiding_%s"),
            "addressing": AddresseeForm(initiative=found, auto_id="addressee_%s"),
            "joining": JoiningForm(auto_id="joining_%s"),
            "floods": floods(found),
        }
    return tools


def _supported(request: Request, found: Initiative, keys: tuple[str, ...] = ()) -> HttpResponse:
    """Back to the page; with script only the part with the button is drawn anew."""
    if not getattr(request, "htmx", False):
        return redirect(found.get_absolute_url() + "#support")
    at = now()
    told = queries.shown_to(queries.Reader(request.person, keys or keys_of(request)), found, at)
    words: dict[str, Any] = {"initiative": found, "shown": told, "supporting": SupportForm(at=at, auto_id="support_%s")}
    return page(request, "voices/initiative.html", part="support", **words)
