"""Doors for programs: conversations, surveys, residents' proposals."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from savienojums.core.api import InLanguage, Listed, Paged, Problem, listed, span
from savienojums.core.clock import local_day, now
from savienojums.core.marks import marks
from savienojums.core.web import unchanged
from savienojums.voices import schemas
from savienojums.voices.queries import api_initiatives, api_surveys
from savienojums.voices.queries import api_voices as queries

router = Router(tags=["Voices"])
Answers = dict[Any, Any]
LIST: Answers = {304: None, 422: Problem}
ONE: Answers = {304: None, 404: Problem, 422: Problem}
MARKS = ("voices", "initiatives", "registry", "places")
# What opens and closes with time alone is told anew within so many seconds.
BREATH = 60


def _same(request: HttpRequest) -> Any:
    at = now()
    return unchanged(request, *marks(*MARKS), int(at.timestamp()) // BREATH, local_day(at))


@router.get(
    "/conversations",
    response={200: Listed[schemas.ConversationFacts], **LIST},
    summary="Conversations",
    operation_id="conversations",
)
def conversations(request: HttpRequest, asked: Annotated[schemas.ConversationsAsked, Query()]) -> Any:
    """Questions to the residents of the region, the latest first: what is asked, when, and how many answer."""
    if same := _same(request):
        return same
    items, total = queries.conversations_between(asked.standing, span(asked), now())
    return listed(request, asked, items, total)


@router.get(
    "/conversations/{slug}",
    response={200: schemas.ConversationWhole, **ONE},
    summary="One conversation",
    operation_id="conversation",
)
def conversation(
    request: HttpRequest,
    slug: Annotated[schemas.VoiceSlug, Path(description="Address word of the conversation.")],
    asked: Annotated[InLanguage, Query()],
) -> Any:
    """Its statements; shares and opinion groups once results are public. Single answers stand in its files."""
    del asked
    return _same(request) or queries.public_conversation(slug, now())


@router.get("/surveys", response={200: Listed[schemas.SurveyFacts], **LIST}, summary="Surveys", operation_id="surveys")
def surveys(request: HttpRequest, asked: Annotated[Paged, Query()]) -> Any:
    """Questionnaires to the residents of the region, the latest first."""
    if same := _same(request):
        return same
    items, total = api_surveys.surveys_between(span(asked), now())
    return listed(request, asked, items, total)


@router.get("/surveys/{slug}", response={200: schemas.SurveyWhole, **ONE}, summary="One survey", operation_id="survey")
def survey(
    request: HttpRequest,
    slug: Annotated[schemas.VoiceSlug, Path(description="Address word of the survey.")],
    asked: Annotated[InLanguage, Query()],
) -> Any:
    """What it asks. What was answered stands on its page, with the numbers below which nothing is told."""
    del asked
    return _same(request) or api_surveys.public_survey(slug, now())


@router.get(
    "/initiatives",
    response={200: Listed[schemas.InitiativeFacts], **LIST},
    summary="Residents' proposals",
    operation_id="initiatives",
)
def initiatives(request: HttpRequest, asked: Annotated[schemas.InitiativesAsked, Query()]) -> Any:
    """Proposals and initiatives of residents; those that wait longest for their answer first."""
    if same := _same(request):
        return same
    items, total = api_initiatives.initiatives_between(asked, span(asked))
    return listed(request, asked, items, total)


@router.get(
    "/initiatives/{number}",
    response={200: schemas.InitiativeFacts, **ONE},
    summary="One proposal",
    operation_id="initiative",
)
def initiative(
    request: HttpRequest,
    number: Annotated[int, Path(description="Its number.", ge=1, le=2**31 - 1, examples=[1])],
    asked: Annotated[InLanguage, Query()],
) -> Any:
    """What everyone may read of it; never who wrote it unless they said a name in its text."""
    del asked
    return _same(request) or api_initiatives.public_initiative(number)
