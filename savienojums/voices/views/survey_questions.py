"""Doors to the questions of a survey, for those who run it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.refusal import Refused
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.voices.actions import survey_questions as acts
from savienojums.voices.forms.survey_questions import QuestionForm, initial_of
from savienojums.voices.queries.survey_desk import survey_leaves
from savienojums.voices.queries.surveys import has_answers, question_of, questions_counted, survey_run_by_for

if TYPE_CHECKING:
    from django.http import HttpResponse


@signed_in
@accepts("GET", "POST")
def survey_questions(request: SignedInRequest, slug: str) -> HttpResponse:
    """The questions in their order, and a form for one more."""
    found = survey_run_by_for(request.person, slug)
    form = QuestionForm(request.POST or None, initial={"kind": request.GET.get("kind", "choice")})
    if request.method == "POST" and form.is_valid():
        try:
            acts.add_survey_question(by=request.person, survey=found, details=form.details(), at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("The question is added at the end."))
            return redirect("survey_questions", slug)
    questions = questions_counted(found)
    words: dict[str, Any] = {
        "survey": found, "questions": questions, "form": form, "answered": has_answers(found),
        "full": len(questions) >= acts.MOST_QUESTIONS, "leaves": survey_leaves(found, "survey_questions"),
    }  # fmt: skip
    return page(request, "voices/survey_questions.html", status=422 if form.errors else 200, **words)


@signed_in
@accepts("GET", "POST", "DELETE")
def survey_question(request: SignedInRequest, slug: str, question: str) -> HttpResponse:
    """Change one question, move it, copy it, take it away."""
    found = survey_run_by_for(request.person, slug)
    one = question_of(found, question)
    if request.method == "DELETE":
        acts.remove_survey_question(by=request.person, question=one, at=now())
        messages.success(request, _("The question is taken away."))
        return redirect("survey_questions", slug)
    if move := request.POST.get("move"):
        return _moved(request, slug, one, move)
    form = QuestionForm(request.POST or None, initial=initial_of(one))
    if request.method == "POST" and form.is_valid():
        try:
            acts.change_survey_question(by=request.person, question=one, details=form.details(), at=now())
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Saved."))
            return redirect("survey_questions", slug)
    words: dict[str, Any] = {"survey": found, "question": one, "form": form, "answered": one.answers.count()}
    leaves = survey_leaves(found, "survey_questions")
    return page(request, "voices/survey_question.html", leaves=leaves, status=422 if form.errors else 200, **words)


def _moved(request: SignedInRequest, slug: str, question: Any, move: str) -> HttpResponse:
    """One place up or down, or once more."""
    if move == "copy":
        made = acts.copy_survey_question(by=request.person, question=question, at=now())
        messages.success(request, _("This is the copy of the question."))
        return redirect("survey_question", slug, made.public_id)
    acts.move_survey_question(by=request.person, question=question, earlier=move == "earlier", at=now())
    return redirect("survey_questions", slug)
