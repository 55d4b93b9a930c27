"""Doors to surveys: the list, answering, one's own answers, the map to point at."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.core.clock import local_day, now
from savienojums.core.limits import address_of, within_limit
from savienojums.core.refusal import Refused
from savienojums.core.web import Request, accepts, page
from savienojums.voices.actions import survey_answers as acts
from savienojums.voices.forms.survey_answering import SheetForm
from savienojums.voices.keys import key_of_source, new_token, token_from
from savienojums.voices.queries import survey_answers as own
from savienojums.voices.queries.survey_ground import frame_of, survey_ground
from savienojums.voices.queries.surveys import survey_for, survey_run_by_for, surveys_listed, surveys_run_by
from savienojums.voices.rules.hosting import runs
from savienojums.voices.rules.surveys import may_make_survey
from savienojums.voices.views.answering import remembered, token_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from savienojums.voices.models import Survey, SurveySheet

# A school has one connection for everybody in it; the desk names every connection with many sheets.
SHEETS_AN_HOUR = 200


@accepts("GET")
def surveys(request: Request) -> HttpResponse:
    """Surveys that can be answered, and those whose results can be read; one's own first."""
    at = now()
    mine = surveys_run_by(request.person) if request.person else []
    listed = [(each, each.standing(at)) for each in surveys_listed()]
    words: dict[str, Any] = {
        "open": [row for row in listed if row[1] in {"open", "coming"}],
        "closed": [row for row in listed if row[1] == "closed"],
        "mine": [(each, each.standing(at)) for each in mine],
        "may_make": may_make_survey(request.person),
    }
    return page(request, "voices/surveys.html", **words)


@never_cache
@accepts("GET", "POST")
def survey(request: Request, slug: str) -> HttpResponse:
    """The questions and room for the answers; who has answered already finds theirs again."""
    found, at = survey_for(request.person, slug), now()
    sheet = own.own_sheet(request.person, token_of(request), found)
    if request.method == "GET":
        return _shown(request, found, sheet, _empty(found, sheet, at), at)
    form = SheetForm(request.POST, survey=found, questions=list(found.questions.all()), at=at)
    if form.pointed_at:
        return _shown(request, found, sheet, form, at)
    if not form.is_valid():
        return _shown(request, found, sheet, form, at, status=422)
    if form.is_from_a_machine:
        return redirect("survey", slug)
    if not within_limit("survey", address_of(request), most=SHEETS_AN_HOUR, within=timedelta(hours=1), at=at):
        form.add_error(None, _("Very many answers came from your connection within an hour. Please try again later."))
        return _shown(request, found, sheet, form, at, status=429)
    return _sent(request, found, sheet, form, at)


def _sent(request: Request, found: Survey, sheet: SurveySheet | None, form: SheetForm, at: datetime) -> HttpResponse:
    """Keep what was said and know the browser again."""
    person, token = request.person, token_of(request)
    # Sent twice from one page before the cookie came, it is one sheet.
    fresh = "" if person or token else token_from(form.cleaned_data["opened"])
    key = own.own_key(person, token or fresh, found)
    about = form.about() | {
        "has_account": person is not None,
        "language": (get_language() or "lv")[:2],
        "source_key": key_of_source(address_of(request), found.public_id, local_day(at)),
    }
    try:
        received = acts.send_survey_sheet(by=person, survey=found, key=key, answers=form.raw, at=at, **about)
    except Refused as refusal:
        form.add_error(None, str(refusal.sentence))
        return _shown(request, found, sheet, form, at, status=409)
    # A page that says it went well also ends what the tab had kept: the next person does not meet it.
    said = (
        _("Your new answers have replaced the earlier ones.") if received.replaced else _("Your answers have arrived.")
    )
    messages.success(request, said)
    return remembered(redirect("survey_sheet_sent", found.slug), fresh)


def _empty(found: Survey, sheet: SurveySheet | None, at: datetime) -> SheetForm:
    """The form as it is met: empty, or with what was answered before."""
    start: dict[str, Any] = {}
    if sheet:
        start = {"place": sheet.place.slug if sheet.place else "", "age_band": sheet.age_band}
    values = own.values_of(sheet) if sheet else {}
    return SheetForm(survey=found, questions=list(found.questions.all()), at=at, values=values, initial=start)


def _shown(
    request: Request, found: Survey, sheet: SurveySheet | None, form: SheetForm, at: datetime, *, status: int = 200
) -> HttpResponse:
    has_answered = sheet is not None
    words: dict[str, Any] = {
        "survey": found, "sheet": sheet, "form": form, "standing": found.standing(at),
        "runs_it": runs(request.person, found), "pointed": bool(form.pointed_at), "previewed": False,
        "may_read": own.may_read_results(request.person, found, has_answered=has_answered, at=at),
    }  # fmt: skip
    return page(request, "voices/survey.html", status=status, **words)


@never_cache
@accepts("GET", "POST")
def survey_preview(request: Request, slug: str) -> HttpResponse:
    """The questions as people will see them; nothing is sent from here."""
    found, at = survey_run_by_for(request.person, slug), now()
    questions = list(found.questions.all())
    form = SheetForm(request.POST or None, survey=found, questions=questions, at=at)
    words: dict[str, Any] = {
        "survey": found, "form": form, "standing": "open", "runs_it": True, "previewed": True,
        "pointed": bool(form.pointed_at),
    }  # fmt: skip
    return page(request, "voices/survey.html", **words)


@never_cache
@accepts("GET")
def survey_sheet_sent(request: Request, slug: str) -> HttpResponse:
    """Thanks, and where to go on."""
    found, at = survey_for(request.person, slug), now()
    sheet = own.own_sheet(request.person, token_of(request), found)
    if sheet is None:
        return redirect("survey", slug)
    words: dict[str, Any] = {
        "survey": found, "sheet": sheet, "standing": found.standing(at),
        "may_read": own.may_read_results(request.person, found, has_answered=True, at=at),
    }  # fmt: skip
    return page(request, "voices/survey_sent.html", **words)


@accepts("POST")
def survey_next_person(request: Request, slug: str) -> HttpResponse:
    """Somebody else sits down at the same computer: what was answered here before is not theirs to see."""
    found = survey_for(request.person, slug)
    messages.success(request, _("The next person can answer now."))
    return remembered(redirect("survey", found.slug), new_token())


@accepts("GET")
def survey_ground_picture(request: Request) -> HttpResponse:
    """The map to point at, whole or near a point."""
    ground = survey_ground()
    try:
        lat, lon = (float(part) for part in request.GET.get("at", "").split(",")[:2])
        point = (lat, lon) if 50 < lat < 60 and 15 < lon < 35 else None
    except ValueError:
        point = None
    frame = frame_of(ground, point)
    spot = ground.sheet.at(*point) if ground.sheet and point else None
    words = {"ground": ground, "frame": frame, "spot": spot, "is_near": point is not None}
    response = render(request, "voices/survey_ground.svg", words, content_type="image/svg+xml")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
