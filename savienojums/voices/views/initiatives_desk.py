"""Doors for who looks after proposals and who answers them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.refusal import NotFound, Refused, allow
from savienojums.core.web import SignedInRequest, accepts, page, signed_in, way_back
from savienojums.voices.actions import initiatives_answers as answers
from savienojums.voices.actions import initiatives_comments as comments
from savienojums.voices.actions import initiatives_moderating as acts
from savienojums.voices.actions import initiatives_supports as supports
from savienojums.voices.forms.initiatives_desk import (
    AddresseeForm,
    AnswerForm,
    HidingForm,
    JoiningForm,
    SignaturesForm,
)
from savienojums.voices.queries import initiatives_page as queries
from savienojums.voices.queries.initiatives_desk import desk_for
from savienojums.voices.rules import initiatives as rules
from savienojums.voices.views.initiative import shown

if TYPE_CHECKING:
    from django.http import HttpResponse


@signed_in
@accepts("GET")
def initiatives_desk(request: SignedInRequest) -> HttpResponse:
    """What waits: to be looked at, to be answered, comments, supports in floods."""
    desk = desk_for(request.person, now())
    return page(request, "voices/initiatives_desk.html", desk=desk, hiding=HidingForm())


@signed_in
@accepts("POST", "DELETE")
def initiative_state(request: SignedInRequest, number: int) -> HttpResponse:
    """Let everyone read it; DELETE: hide it with a reason."""
    found = queries.initiative_for(request.person, number)
    if request.method == "POST":
        acts.show_initiative(by=request.person, initiative=found, at=now())
        messages.success(request, _("Everyone can read it now. Its author gets a letter."))
        return redirect(way_back(request, found.get_absolute_url()))
    allow(rules.may_hide_initiative, request.person, found)
    form = HidingForm(request.POST, auto_id="hiding_%s")
    if not form.is_valid():
        return shown(request, found, hiding=form)
    acts.hide_initiative(by=request.person, initiative=found, at=now(), **form.cleaned_data)
    messages.success(request, _("It is not shown. The reason stands in the log; its author gets a letter."))
    return redirect(way_back(request, found.get_absolute_url()))


@signed_in
@accepts("POST")
def initiative_addressee(request: SignedInRequest, number: int) -> HttpResponse:
    """Say whose answer is owed."""
    found = queries.initiative_for(request.person, number)
    allow(rules.may_address_initiative, request.person, found)
    form = AddresseeForm(request.POST, initiative=found, auto_id="addressee_%s")
    if not form.is_valid():
        return shown(request, found, addressing=form)
    acts.address_initiative(by=request.person, initiative=found, at=now(), **form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect(found)


@signed_in
@accepts("POST", "DELETE")
def initiative_joining(request: SignedInRequest, number: int) -> HttpResponse:
    """Join it to one that says the same; DELETE: let it stand alone again."""
    found = queries.initiative_for(request.person, number)
    allow(rules.may_join_initiatives, request.person, found)
    if request.method == "DELETE":
        acts.separate_initiative(by=request.person, initiative=found, at=now())
        return redirect(found)
    form = JoiningForm(request.POST, auto_id="joining_%s")
    if form.is_valid():
        try:
            into = queries.initiative_for(request.person, form.cleaned_data["number"])
            acts.join_initiatives(by=request.person, initiative=found, into=into, at=now())
        except (acts.NotJoinable, NotFound):
            form.add_error("number", str(acts.NotJoinable.sentence))
        else:
            messages.success(request, _("Joined. Support and answer go on there."))
            return redirect(into)
    return shown(request, found, joining=form)


@signed_in
@accepts("POST")
def initiative_answer(request: SignedInRequest, number: int) -> HttpResponse:
    """Answer it."""
    found = queries.initiative_for(request.person, number)
    allow(rules.may_answer_initiative, request.person, found)
    names_another = rules.may_address_initiative(request.person, found)
    form = AnswerForm(request.POST, initiative=found, names_another=names_another, auto_id="answer_%s")
    if form.is_valid():
        try:
            answers.answer_initiative(by=request.person, initiative=found, at=now(), **form.cleaned_data)
        except answers.WhoAnswers as refusal:
            form.add_error("name", str(refusal.sentence))
        except answers.WhyMissing as refusal:
            form.add_error("text", str(refusal.sentence))
        else:
            messages.success(
                request, _("Your answer is shown to everyone; the author gets it by e-mail, if they left one.")
            )
            return redirect(found.get_absolute_url() + "#answers")
    return shown(request, found, answering=form)


@signed_in
@accepts("POST", "DELETE")
def initiative_signatures(request: SignedInRequest, number: int) -> HttpResponse:
    """Count signatures on paper; DELETE: strike a list that was counted by mistake."""
    found = queries.initiative_for(request.person, number)
    if request.method == "DELETE":
        counted = queries.signatures_for(found, request.POST.get("key", ""))
        supports.drop_signatures(by=request.person, counted=counted, at=now())
        return redirect(found.get_absolute_url() + "#support")
    allow(rules.may_count_signatures, request.person, found)
    form = SignaturesForm(request.POST, auto_id="signatures_%s")
    if not form.is_valid():
        return shown(request, found, signing=form)
    supports.count_signatures(by=request.person, initiative=found, at=now(), **form.cleaned_data)
    messages.success(request, _("The signatures are counted."))
    return redirect(found.get_absolute_url() + "#support")


@signed_in
@accepts("POST", "DELETE")
def initiative_floods(request: SignedInRequest, number: int) -> HttpResponse:
    """Set aside what came over one connection; DELETE: count it again."""
    found, source = queries.initiative_for(request.person, number), request.POST.get("source", "")
    act = supports.count_supports_again if request.method == "DELETE" else supports.set_supports_aside
    act(by=request.person, initiative=found, source_key=source, at=now())
    return redirect(way_back(request, found.get_absolute_url()))


@signed_in
@accepts("POST", "DELETE")
def initiative_comment(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Let everyone read a comment; DELETE: hide it with a reason."""
    found = queries.comment_for(request.person, public_id)
    if request.method == "POST":
        comments.show_initiative_comment(by=request.person, comment=found, at=now())
    else:
        allow(rules.may_hide_initiative_comment, request.person, found)
        form = HidingForm(request.POST)
        if not form.is_valid():
            raise Refused(acts.NoReason.sentence)
        comments.hide_initiative_comment(by=request.person, comment=found, at=now(), **form.cleaned_data)
    return redirect(way_back(request, found.initiative.get_absolute_url() + "#comments"))
