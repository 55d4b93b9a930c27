"""Doors to what was answered: sheets and floods at the desk, results for everybody, files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.core.clock import local_day, now
from savienojums.core.refusal import NotFound
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.voices import exports_survey as exports
from savienojums.voices.actions import survey_answers as acts
from savienojums.voices.actions.survey_files import take_survey_file
from savienojums.voices.kinds import AsideFor
from savienojums.voices.queries import survey_answers as queries
from savienojums.voices.queries import survey_desk as desk
from savienojums.voices.queries.survey_ground import survey_ground
from savienojums.voices.queries.survey_results import results_of
from savienojums.voices.queries.surveys import survey_for, survey_run_by_for
from savienojums.voices.rules.hosting import runs
from savienojums.voices.views.answering import token_of

if TYPE_CHECKING:
    from savienojums.voices.models import Survey

KINDS = {
    "csv": ("text/csv; charset=utf-8", exports.csv_of),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", exports.xlsx_of),
    "json": ("application/json", exports.json_of),
}


@signed_in
@accepts("GET")
def survey_answers(request: SignedInRequest, slug: str) -> HttpResponse:
    """The sheets, and whether somebody floods the survey."""
    found = survey_run_by_for(request.person, slug)
    tellable = queries.tellable_of(found)
    words: dict[str, Any] = {
        "survey": found, "sheets": [(each, tellable[each.pk]) for each in desk.sheets_of(found)],
        "sources": desk.sources_of(found),
        "reasons": AsideFor.choices, "flood": desk.FLOOD, "most": desk.MOST_SHEETS,
        "leaves": desk.survey_leaves(found, "survey_answers"),
    }  # fmt: skip
    return page(request, "voices/survey_answers.html", **words)


@signed_in
@accepts("GET")
def survey_sheet(request: SignedInRequest, slug: str, code: str) -> HttpResponse:
    """One sheet, as it was answered."""
    found = survey_run_by_for(request.person, slug)
    sheet = queries.sheet_named(found, code)
    answers = [(each.question, exports.in_words(each.question, each.value)) for each in queries.answers_of(sheet)]
    leaves = desk.survey_leaves(found, "survey_answers")
    words: dict[str, Any] = {"survey": found, "sheet": sheet, "answers": answers, "leaves": leaves}
    return page(request, "voices/survey_sheet.html", tellable=queries.tellable_of(found)[sheet.pk], **words)


@signed_in
@accepts("POST", "DELETE")
def survey_aside(request: SignedInRequest, slug: str) -> HttpResponse:
    """Set sheets aside that are not to be counted, or count them again."""
    found, given = survey_run_by_for(request.person, slug), request.POST
    sheets = desk.sheets_named(found, codes=given.getlist("code"), source=given.get("source", ""))
    if request.method == "DELETE":
        count = acts.count_survey_sheets_again(by=request.person, survey=found, sheets=sheets, at=now())
        messages.success(request, _("Counted again: %(count)s.") % {"count": count})
    else:
        why = given.get("why", "")
        why = why if why in AsideFor.values else AsideFor.OTHER
        count = acts.set_survey_sheets_aside(by=request.person, survey=found, sheets=sheets, why=why, at=now())
        messages.success(request, _("Set aside: %(count)s. They are kept and can be counted again.") % {"count": count})
    return redirect("survey_answers", slug)


@never_cache
@accepts("GET")
def survey_results(request: Request, slug: str) -> HttpResponse:
    """What was answered, as charts with their numbers."""
    found, inside = _readable(request, slug)
    results = results_of(found, inside=inside, at=now(), by=request.GET.get("by", ""))
    leaves = desk.survey_leaves(found, "survey_results") if inside else []
    words: dict[str, Any] = {"survey": found, "results": results, "ground": survey_ground(), "leaves": leaves}
    return page(request, "voices/survey_results.html", **words)


def _readable(request: Request, slug: str) -> tuple[Survey, bool]:
    """The survey whose results this reader may see, and whether they run it; otherwise there are none."""
    found, at = survey_for(request.person, slug), now()
    has_answered = queries.own_sheet(request.person, token_of(request), found) is not None
    if not queries.may_read_results(request.person, found, has_answered=has_answered, at=at):
        raise NotFound
    return found, runs(request.person, found)


@accepts("GET")
def survey_results_file(request: Request, slug: str) -> HttpResponse:
    """What was counted and may be shown, as a table for everybody."""
    found, _inside = _readable(request, slug)
    content = exports.results_csv(results_of(found, inside=False, at=now()))
    return _file(content, "text/csv; charset=utf-8", f"{slug}-results.csv")


@signed_in
@accepts("POST", "DELETE")
def survey_quote(request: SignedInRequest, slug: str, answer: str) -> HttpResponse:
    """Let everybody read these own words, or nobody any more."""
    found = survey_run_by_for(request.person, slug)
    words = queries.words_answered(found, answer)
    acts.release_survey_answer(by=request.person, answer=words, released=request.method == "POST", at=now())
    return redirect("survey_results", slug)


@signed_in
@accepts("GET")
def survey_files(request: SignedInRequest, slug: str) -> HttpResponse:
    """What can be taken along."""
    found = survey_run_by_for(request.person, slug)
    return page(request, "voices/survey_files.html", survey=found, leaves=desk.survey_leaves(found, "survey_files"))


@signed_in
@accepts("GET")
def survey_file(request: SignedInRequest, slug: str, kind: str) -> HttpResponse:
    """All sheets as a file."""
    found, at = survey_run_by_for(request.person, slug), now()
    if kind not in KINDS:
        raise NotFound
    content_type, made_by = KINDS[kind]
    table = take_survey_file(by=request.person, survey=found, kind=kind, at=at)
    return _file(made_by(table), content_type, f"{slug}-{local_day(at).isoformat()}.{kind}")


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=content_type, headers=headers)
