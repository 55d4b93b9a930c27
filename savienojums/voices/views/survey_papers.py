"""Doors of printed questionnaires: batches and their papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.documents import keeping
from savienojums.core.refusal import Refused
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.voices.actions.survey_papers import add_survey_paper, drop_survey_papers, make_survey_papers
from savienojums.voices.documents import survey_paper as papers
from savienojums.voices.forms.survey_papers import PapersForm
from savienojums.voices.queries import survey_papers as queries
from savienojums.voices.queries.survey_desk import survey_leaves
from savienojums.voices.queries.surveys import survey_run_by_for
from savienojums.voices.typed import in_parts
from savienojums.voices.views.sheets import pdf

if TYPE_CHECKING:
    from django.http import HttpResponse


@signed_in
@accepts("GET", "POST")
def survey_papers(request: SignedInRequest, slug: str) -> HttpResponse:
    """Paper: batches that were printed, how many came back; a new batch."""
    survey = survey_run_by_for(request.person, slug)
    languages = [code for code, _name in settings.LANGUAGES]
    form = PapersForm(request.POST or None, languages=languages)
    if request.method == "POST" and form.is_valid():
        count, printing = form.cleaned_data["count"], form.printing()
        try:
            made = make_survey_papers(by=request.person, survey=survey, count=count, at=now(), **printing)
            messages.success(request, _("The questionnaires are ready to be printed."))
            return redirect("survey_paper", slug, made.public_id)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
    words: dict[str, Any] = {"batches": queries.survey_batches(survey), "waiting": queries.waiting_of_survey(survey)}
    leaves, asked = survey_leaves(survey, "survey_papers"), queries.survey_questions_of(survey)
    return page(
        request, "voices/survey_papers.html", status=422 if form.errors else 200, survey=survey, leaves=leaves,
        form=form, asked=asked, **words,
    )  # fmt: skip


@signed_in
@accepts("GET", "POST", "DELETE")
def survey_paper(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """One batch: its codes and which of them came back; dropped while nothing was typed."""
    survey = survey_run_by_for(request.person, slug)
    batch = queries.survey_batch_for(survey, public_id)
    if request.method == "DELETE":
        drop_survey_papers(by=request.person, batch=batch, at=now())
        messages.success(request, _("These sheets are gone. Throw away what was printed of them."))
        return redirect("survey_papers", slug)
    if request.method == "POST":
        code = add_survey_paper(by=request.person, batch=batch, at=now())
        messages.success(
            request, _("Write the code %(code)s on the paper, then type it here.") % {"code": in_parts(code)}
        )
        return redirect(f"{reverse('survey_typing', args=[slug])}?{urlencode({'code': code})}")
    codes, leaves = queries.codes_back(batch), survey_leaves(survey, "survey_papers")
    return page(request, "voices/survey_paper.html", survey=survey, batch=batch, codes=codes, leaves=leaves)


@never_cache
@signed_in
@accepts("GET")
def survey_paper_pdf(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """The questionnaires to be printed, each with its own code."""
    survey = survey_run_by_for(request.person, slug)
    batch = queries.survey_batch_for(survey, public_id)
    with override(batch.language):
        told = papers.questionnaire(batch, queries.survey_questions_of(survey))
    content = keeping.kept("papers.pdf", (told,), lambda: keeping.press("voices/documents/survey_paper", told))
    return pdf(f"{survey.slug}-{public_id}.pdf", content)
