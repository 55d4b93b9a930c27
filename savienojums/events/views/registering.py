"""Doors to how an event takes registrations, and to its own questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.refusal import NotFound, Refused
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.events import questions as own
from savienojums.events.actions import registering as actions
from savienojums.events.forms.questions import QuestionForm, question_of, with_question
from savienojums.events.forms.registering import RegisteringForm, registering_of
from savienojums.events.queries.desk import leaves_of
from savienojums.events.queries.events import hosted_for

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.events.models import Event
    from savienojums.events.questions import Question


@signed_in
@accepts("GET", "POST")
def event_registering(request: SignedInRequest, slug: str) -> HttpResponse:
    """Seats, deadline, seats kept for some."""
    found = hosted_for(request.person, slug)
    start = {} if request.method == "POST" else {"initial": registering_of(found)}
    form = RegisteringForm(request.POST or None, event=found, **start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_registering(by=request.person, event=found, details=form.details(), at=now())
        except Refused as refusal:
            form.add_error("capacity", str(refusal.sentence))
        else:
            messages.success(request, _("Saved."))
            return redirect("event_registering", slug)
    return _leaf(request, "events/event_registering.html", found, form=form, status=422 if form.errors else 200)


@signed_in
@accepts("GET", "POST")
def event_questions(request: SignedInRequest, slug: str) -> HttpResponse:
    """All questions of the event, and a new one: from the ready ones or one's own."""
    found = hosted_for(request.person, slug)
    asked = own.of(found.questions)
    if preset := request.POST.get("preset"):
        ready = own.from_preset(preset, get_language() or "lv", [code for code, _name in settings.LANGUAGES])
        return _keep(request, found, with_question(asked, ready) if ready else asked, _("The question is added."))
    form = QuestionForm(request.POST or None, initial={"kind": "text"})
    if request.method == "POST" and form.is_valid():
        key = own.make_key(each.key for each in asked)
        return _keep(request, found, with_question(asked, form.question(key)), _("The question is added."))
    presets = [each for each in own.PRESETS if each.key not in {one.key for one in asked}]
    words = {"questions": asked, "presets": presets, "form": form, "full": len(asked) >= own.MOST_QUESTIONS}
    return _leaf(request, "events/event_questions.html", found, status=422 if form.errors else 200, **words)


@signed_in
@accepts("GET", "POST", "DELETE")
def event_question(request: SignedInRequest, slug: str, key: str) -> HttpResponse:
    """One question: its words, its place, its end."""
    found = hosted_for(request.person, slug)
    asked = own.of(found.questions)
    question = next((each for each in asked if each.key == key), None)
    if question is None:
        raise NotFound
    if request.method == "DELETE":
        left = [each for each in asked if each.key != key]
        return _keep(request, found, left, _("The question is taken away. Answers that were given stay."))
    if move := request.POST.get("move"):
        return _keep(request, found, own.moved(asked, key, earlier=move == "earlier"), "")
    form = QuestionForm(request.POST or None, initial=question_of(question))
    if request.method == "POST" and form.is_valid():
        return _keep(request, found, with_question(asked, form.question(key)), _("Saved."))
    status = 422 if form.errors else 200
    return _leaf(request, "events/event_question.html", found, question=question, form=form, status=status)


def _keep(request: SignedInRequest, found: Event, asked: list[Question], sentence: str) -> HttpResponse:
    actions.set_questions(by=request.person, event=found, questions=asked, at=now())
    if sentence:
        messages.success(request, sentence)
    return redirect("event_questions", found.slug)


def _leaf(request: SignedInRequest, template: str, found: Event, **words: Any) -> HttpResponse:
    return page(request, template, event=found, leaves=leaves_of(found, "event_form"), **words)
