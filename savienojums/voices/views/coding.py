"""Doors to the coding of open answers: one answer after another, themes, agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.refusal import NotFound, Refused
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.voices.actions import coding as acts
from savienojums.voices.forms.coding import LeavingForm, MarkForm, ThemeForm
from savienojums.voices.queries import coding as queries
from savienojums.voices.queries import coding_agreement
from savienojums.voices.queries.survey_desk import survey_leaves
from savienojums.voices.queries.surveys import survey_run_by_for

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.voices.models import AnswerTheme, Survey, SurveyQuestion
    from savienojums.voices.queries.coding import Reading


@signed_in
@accepts("GET")
def survey_coding(request: SignedInRequest, slug: str) -> HttpResponse:
    """The questions people answered in their own words, and how far each is coded."""
    survey = survey_run_by_for(request.person, slug)
    return page(request, "voices/coding.html", **_desk(survey), rows=queries.open_questions(survey, request.person))


@signed_in
@accepts("GET", "POST")
def survey_question_coding(request: SignedInRequest, slug: str, question: str, code: str = "") -> HttpResponse:
    """One answer after another; what one says of it leads to the next that one has not read."""
    found = _question(request, slug, question)
    read = queries.reading(found, request.person, code)
    if read is None:
        return page(request, "voices/coding_done.html", **_desk(found.survey), question=found, total=_total(found))
    chosen = queries.own_themes(read.answer, request.person)
    form = MarkForm(
        request.POST if request.method == "POST" else None, themes=queries.themes_to_choose(found), chosen=chosen
    )
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"themes": form.chosen(), "new_themes": form.new_names()}
        try:
            acts.mark_answer(by=request.person, answer=read.answer, at=now(), **told)
        except Refused as refusal:
            form.add_error("new_codes", str(refusal.sentence))
        else:
            return _next(slug, found, read)
    status = 422 if form.errors else 200
    words: dict[str, Any] = {"question": found, "read": read, "form": form, "status": status}
    return page(request, "voices/coding_answer.html", **_desk(found.survey), **words)


@signed_in
@accepts("GET", "POST")
def survey_themes(request: SignedInRequest, slug: str, question: str) -> HttpResponse:
    """The themes of a question with their notes; a new one."""
    found = _question(request, slug, question)
    form = ThemeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.add_theme(by=request.person, question=found, at=now(), **form.cleaned_data)
            return redirect("survey_themes", slug, question)
        except Refused as refusal:
            form.add_error("name", str(refusal.sentence))
    words: dict[str, Any] = {
        "question": found,
        "form": form,
        "rows": _theme_rows(request, found),
        "left": _left(request, found),
    }
    return page(request, "voices/themes.html", **_desk(found.survey), **words, status=422 if form.errors else 200)


@signed_in
@accepts("GET", "POST", "DELETE")
def survey_theme(request: SignedInRequest, slug: str, question: str, public_id: str) -> HttpResponse:
    """One theme: called otherwise, merged into another one, or taken away."""
    found = _question(request, slug, question)
    theme = queries.theme_of(found, public_id)
    if request.method == "DELETE":
        return _left_theme(request, found, theme)
    form = ThemeForm(request.POST or None, initial={"name": theme.name, "note": theme.note})
    if request.method == "POST" and form.is_valid():
        try:
            acts.change_theme(by=request.person, theme=theme, at=now(), **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("survey_themes", slug, question)
        except Refused as refusal:
            form.add_error("name", str(refusal.sentence))
    leaving = LeavingForm(others=_others(found, theme))
    words: dict[str, Any] = {
        "question": found,
        "theme": theme,
        "form": form,
        "leaving": leaving,
        "marks": queries.marks_of(theme),
    }
    return page(request, "voices/theme.html", **_desk(found.survey), **words, status=422 if form.errors else 200)


@signed_in
@accepts("GET")
def survey_agreement(request: SignedInRequest, slug: str, question: str) -> HttpResponse:
    """How far coders agree, side by side; one's own answers are to be read first."""
    found = _question(request, slug, question)
    left = _left(request, found)
    agreed = None if left else coding_agreement.agreement_of(found)
    lines = queries.themes_of(found) if agreed else []
    words: dict[str, Any] = {"question": found, "left": left, "agreed": agreed, "lines": lines}
    return page(request, "voices/coding_agreement.html", **_desk(found.survey), **words)


def _left_theme(request: SignedInRequest, found: SurveyQuestion, theme: AnswerTheme) -> HttpResponse:
    form = LeavingForm(request.POST, others=_others(found, theme))
    if not form.is_valid():
        raise NotFound
    into, by, at = form.chosen(), request.person, now()
    if into is not None:
        acts.merge_themes(by=by, theme=theme, into=into, at=at)
        messages.success(request, _("The two themes are one now."))
    elif "merge" in request.POST:
        raise Refused(_("Choose the theme to merge into."))
    else:
        acts.delete_theme(by=by, theme=theme, at=at)
        messages.success(request, _("The theme is gone."))
    return redirect("survey_themes", found.survey.slug, found.public_id)


def _next(slug: str, question: SurveyQuestion, read: Reading) -> HttpResponse:
    """To the next one that is not read; who mends an old one goes on beside it."""
    if read.is_read and read.later:
        return redirect("survey_answer_coding", slug, question.public_id, read.later)
    return redirect("survey_question_coding", slug, question.public_id)


def _theme_rows(request: SignedInRequest, question: SurveyQuestion) -> list[tuple[AnswerTheme, int]]:
    counts = queries.own_counts(question, request.person)
    return [(each, counts.get(each.pk, 0)) for each in queries.themes_to_choose(question)]


def _others(question: SurveyQuestion, theme: AnswerTheme) -> list[AnswerTheme]:
    return [each for each in queries.themes_to_choose(question) if each.pk != theme.pk]


def _left(request: SignedInRequest, question: SurveyQuestion) -> int:
    return coding_agreement.left_for(question, request.person)


def _total(question: SurveyQuestion) -> int:
    return len(queries.coded(question).texts)


def _question(request: SignedInRequest, slug: str, question: str) -> SurveyQuestion:
    return queries.open_question(survey_run_by_for(request.person, slug), question)


def _desk(survey: Survey) -> dict[str, Any]:
    return {"survey": survey, "leaves": survey_leaves(survey, "survey_coding")}
