"""Doors for those who run a survey: making, its form, publishing, closing, copying, deleting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.refusal import Refused, allow
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.voices.actions import surveys as acts
from savienojums.voices.actions.survey_questions import begin_survey
from savienojums.voices.forms.surveys import SurveyForm, initial_of, initial_of_new
from savienojums.voices.queries.survey_desk import survey_desk_of, survey_leaves
from savienojums.voices.queries.surveys import survey_run_by_for
from savienojums.voices.rules import surveys as rules

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.voices.models import Survey


@signed_in
@accepts("GET")
def survey_desk(request: SignedInRequest, slug: str) -> HttpResponse:
    """How it stands, and what to do next."""
    found = survey_run_by_for(request.person, slug)
    leaves = survey_leaves(found, "survey_desk")
    return page(request, "voices/survey_desk.html", leaves=leaves, **survey_desk_of(found, now()))


@signed_in
@accepts("GET", "POST")
def survey_new(request: SignedInRequest) -> HttpResponse:
    """An empty form for a new survey."""
    allow(rules.may_make_survey, request.person)
    form = SurveyForm(
        request.POST or None, person=request.person, initial=initial_of_new(request.GET.get("organisation", ""))
    )
    if request.method == "POST" and form.is_valid():
        at = now()
        try:
            made = acts.make_survey(by=request.person, details=form.details(), at=at)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            if start := form.cleaned_data["start"]:
                begin_survey(by=request.person, survey=made, start=start, at=at)
            messages.success(request, _("Saved as a draft that only its organisers see. Now the questions."))
            return redirect("survey_questions", made.slug)
    return page(request, "voices/survey_new.html", form=form, status=422 if form.errors else 200)


@signed_in
@accepts("GET", "POST")
def survey_form(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change what is said of a survey."""
    found = survey_run_by_for(request.person, slug)
    form = SurveyForm(request.POST or None, person=request.person, survey=found, initial=initial_of(found))
    if request.method == "POST" and form.is_valid():
        try:
            acts.change_survey(by=request.person, survey=found, details=form.details(), at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Saved."))
            return redirect("survey_desk", slug)
    words: dict[str, Any] = {"survey": found, "form": form, "leaves": survey_leaves(found, "survey_form")}
    return page(request, "voices/survey_form.html", status=422 if form.errors else 200, **words)


@signed_in
@accepts("GET", "POST")
def survey_publication(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let people answer; who comes by a link finds the button at the desk."""
    found = survey_run_by_for(request.person, slug)
    if request.method == "POST":
        acts.publish_survey(by=request.person, survey=found, at=now())
        messages.success(request, _("The survey is published. Its address can be shared now."))
    return redirect("survey_desk", slug)


@signed_in
@accepts("GET", "POST", "DELETE")
def survey_closing(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take no more answers, or take them again."""
    found = survey_run_by_for(request.person, slug)
    if request.method == "POST":
        acts.close_survey(by=request.person, survey=found, at=now())
        messages.success(request, _("The survey is closed. It can be opened again here."))
    elif request.method == "DELETE":
        acts.reopen_survey(by=request.person, survey=found, at=now())
        messages.success(request, _("The survey takes answers again."))
    return redirect("survey_desk", slug)


@signed_in
@accepts("GET", "POST")
def survey_copy(request: SignedInRequest, slug: str) -> HttpResponse:
    """The same questions once more, as a draft."""
    found = survey_run_by_for(request.person, slug)
    if request.method != "POST":
        return redirect("survey_desk", slug)
    made = acts.copy_survey(by=request.person, survey=found, at=now())
    messages.success(request, _("This is the copy: a draft with the same questions and without answers."))
    return redirect("survey_form", made.slug)


@signed_in
@accepts("GET", "DELETE")
def survey_draft(request: SignedInRequest, slug: str) -> HttpResponse:
    """Throw a draft away, after asking once more."""
    found = survey_run_by_for(request.person, slug)
    if request.method == "DELETE":
        acts.delete_survey_draft(by=request.person, survey=found, at=now())
        messages.success(request, _("The draft is deleted."))
        return redirect("surveys")
    if not found.is_draft:
        return redirect("survey_desk", slug)
    return _small(request, "voices/survey_draft.html", found)


def _small(request: SignedInRequest, template: str, found: Survey, **words: Any) -> HttpResponse:
    return page(request, template, survey=found, leaves=survey_leaves(found, "survey_desk"), **words)
