"""Doors where questionnaires are typed back, and where somebody decides about one that was typed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.refusal import Refused
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.voices.actions import survey_typing as acts
from savienojums.voices.exports_survey import in_words
from savienojums.voices.forms.survey_typing import SurveyTypingForm
from savienojums.voices.forms.typing import CodeForm
from savienojums.voices.queries import survey_papers as queries
from savienojums.voices.queries.survey_desk import survey_leaves
from savienojums.voices.queries.surveys import survey_run_by_for
from savienojums.voices.queries.typing import places_named

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.voices.models import Survey, SurveyQuestion, SurveyTyping


@never_cache
@signed_in
@accepts("GET", "POST")
def survey_typing(request: SignedInRequest, slug: str) -> HttpResponse:
    """Type questionnaires back, question by question."""
    return _typing(request, survey_run_by_for(request.person, slug), is_told=False)


@never_cache
@signed_in
@accepts("GET", "POST")
def survey_told(request: SignedInRequest, slug: str) -> HttpResponse:
    """Somebody tells a helper their answers, by telephone or at a table."""
    return _typing(request, survey_run_by_for(request.person, slug), is_told=True)


def _typing(request: SignedInRequest, survey: Survey, *, is_told: bool) -> HttpResponse:
    questions, name = queries.survey_questions_of(survey), "survey_told" if is_told else "survey_typing"
    initial = {"code": request.GET.get("code", "")[:20]}
    form = SurveyTypingForm(request.POST or None, survey=survey, questions=questions, is_told=is_told, initial=initial)
    if request.method == "POST" and form.is_valid():
        code, typed = form.cleaned_data.get("code", ""), form.typed()
        try:
            made = acts.type_survey_sheet(by=request.person, survey=survey, code=code, typed=typed, at=now())
            return (
                redirect("survey_typing_twice", survey.slug, made.pk)
                if made.is_waiting
                else redirect(name, survey.slug)
            )
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
    form.put_focus()
    sitting = queries.survey_sitting(request.person, survey, now())
    last = [(each, _said(survey, each, questions)) for each in sitting.latest]
    words: dict[str, Any] = {"sitting": sitting, "last": last, "waits": queries.waiting_of_survey(survey)}
    words["places"] = places_named() if form.asks_a_place else []
    return page(
        request, "voices/survey_typing.html", status=422 if form.errors else 200, survey=survey, form=form,
        is_told=is_told, leaves=survey_leaves(survey, "survey_papers"), **words,
    )  # fmt: skip


@never_cache
@signed_in
@accepts("POST", "DELETE")
def survey_typing_one(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Undo one typing, or let it count again."""
    survey = survey_run_by_for(request.person, slug)
    typing = queries.survey_typing_for(survey, number)
    if request.method == "DELETE":
        acts.take_back_survey_typing(by=request.person, typing=typing, at=now())
        sentence = _("Sheet %(code)s was taken back. Type it again, or let it count again on its page.")
    else:
        acts.choose_survey_typing(by=request.person, typing=typing, at=now())
        sentence = _("This is what counts of sheet %(code)s now.")
    messages.success(request, sentence % {"code": typing.printed})
    if request.POST.get("from") == "sheet":
        return redirect("survey_typed", slug, typing.code)
    return redirect("survey_told" if typing.is_told else "survey_typing", slug)


@never_cache
@signed_in
@accepts("GET")
def survey_typed(request: SignedInRequest, slug: str, code: str) -> HttpResponse:
    """One questionnaire: every time it was typed, by whom, and which typing counts."""
    survey = survey_run_by_for(request.person, slug)
    asked = queries.survey_questions_of(survey)
    typings = [(each, _said(survey, each, asked)) for each in queries.survey_typings_of(survey, code)]
    leaves = survey_leaves(survey, "survey_papers")
    return page(request, "voices/survey_typed.html", survey=survey, typings=typings, first=typings[0][0], leaves=leaves)


@never_cache
@signed_in
@accepts("GET", "POST")
def survey_typing_twice(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """The same questionnaire typed twice, side by side."""
    survey = survey_run_by_for(request.person, slug)
    new = queries.survey_typing_for(survey, number)
    first = queries.counted_survey_typing(new)
    if not new.is_waiting or first is None:
        return redirect("survey_typed", slug, new.code)
    form = CodeForm(request.POST if "moved" in request.POST else None)
    if request.method == "POST" and (form.is_valid() or not form.is_bound):
        try:
            _decide(request, new, form)
            return redirect("survey_typing", slug)
        except Refused as refusal:
            form.add_error("code", str(refusal.sentence))
    one, other = (_said(survey, each, queries.survey_questions_of(survey)) for each in (first, new))
    rows = [(question, words, others) for (question, words), (_same, others) in zip(one, other, strict=True)]
    leaves, status = survey_leaves(survey, "survey_papers"), 422 if form.errors else 200
    words: dict[str, Any] = {"first": first, "new": new, "rows": rows, "form": form, "leaves": leaves}
    return page(request, "voices/survey_twice.html", status=status, survey=survey, **words)


def _decide(request: SignedInRequest, new: SurveyTyping, form: CodeForm) -> None:
    at = now()
    if form.is_bound:
        acts.move_survey_typing(by=request.person, typing=new, code=form.cleaned_data["code"], at=at)
        sentence = _("It is kept as sheet %(code)s. Write this code on the paper if another one stands there.")
    elif "new" in request.POST:
        acts.choose_survey_typing(by=request.person, typing=new, at=at)
        sentence = _("The new answers of sheet %(code)s count; the earlier ones stay in its history.")
    else:
        acts.refuse_survey_typing(by=request.person, typing=new, at=at)
        sentence = _("The first answers of sheet %(code)s stay; the new ones are kept in its history.")
    messages.success(request, sentence % {"code": new.printed})


def _said(survey: Survey, typing: SurveyTyping, asked: list[SurveyQuestion]) -> list[tuple[str, str]]:
    """Each question with what was typed for it, in words; then what they told of themselves."""
    said = [(str(each.text), in_words(each, typing.answers.get(each.public_id))) for each in asked]
    if survey.asks_place:
        said.append((_("Place"), str(typing.place or "")))
    if survey.asks_age:
        said.append((pgettext("person", "Age"), str(typing.get_age_band_display())))
    return said
