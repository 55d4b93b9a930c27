"""Doors of those who take part: an answer, one's own answers, a statement of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.refusal import Refused
from savienojums.core.web import Request, accepts, page, way_back
from savienojums.voices.actions import answering as acts
from savienojums.voices.actions.answers import add_first_statement
from savienojums.voices.actions.statements import add_statement
from savienojums.voices.forms.answers import AddedForm, AnswerForm
from savienojums.voices.queries.answering import adding_of, answering_of, statement_to_answer
from savienojums.voices.queries.answers import own_of, similar_for
from savienojums.voices.queries.conversations import conversation_for
from savienojums.voices.queries.live import live_conversation, live_of
from savienojums.voices.queries.live_drawing import chance_in
from savienojums.voices.views.answering import Here, as_pressed, here, insist_on_patience, remembered

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.voices.models import Conversation, Participant
    from savienojums.voices.queries.answering import Answering


@never_cache
@accepts("GET", "POST")
def conversation_answers(request: Request, slug: str) -> HttpResponse:
    """Give an answer; or read one's own and change them."""
    at = now()
    if request.method == "POST":
        return _answered(request, live_conversation(request.person, slug), at)
    conversation = conversation_for(request.person, slug)
    found = here(request, conversation, at)
    words: dict[str, Any] = {
        "own": own_of(conversation, found.participant),
        "answering": answering_of(conversation, found.participant, at),
        "left_here": found.left,
    }
    back = f"{conversation.get_absolute_url()}#answering"
    return page(request, "voices/answers.html", conversation=conversation, back=back, **words)


@never_cache
@accepts("POST")
def conversation_added(request: Request, slug: str) -> HttpResponse:
    """Add a statement of one's own; similar ones are shown before it is taken."""
    conversation, at = conversation_for(request.person, slug), now()
    found = here(request, conversation, at)
    form, similar = AddedForm(request.POST, conversation=conversation, at=at), []
    if form.is_valid():
        if form.is_from_a_machine:
            return _to_the_card(conversation)
        if not form.cleaned_data["anyway"]:
            similar = similar_for(conversation, form.written["text"])
        if not similar and (done := _added(request, found, form, at)):
            return done
    adding = adding_of(conversation, found.participant, at)
    return page(
        request, "voices/answers_added.html", conversation=conversation, form=form, similar=similar, adding=adding,
        status=422 if form.errors else 200,
    )  # fmt: skip


def _answered(request: Request, conversation: Conversation, at: datetime) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose one of the three answers: agree, disagree or pass."))
    found, refused = as_pressed(here(request, conversation, at), form.cleaned_data["seed"]), ""
    participant, token = found.participant, ""
    insist_on_patience(found, at)
    try:
        participant = _given(request, found, form, at)
        token = found.token
    except (acts.NotShown, acts.NotOpenForAnswers) as refusal:
        refused = str(refusal.sentence)
    if getattr(request, "htmx", False):
        told = answering_of(conversation, participant, at)
        card = _card(request, conversation, told, refused=refused, left_here=found.left)
        return remembered(card, token)
    if refused:
        messages.warning(request, refused)
    return remembered(_to_the_card(conversation, way_back(request, "")), token)


def _card(request: Request, conversation: Conversation, told: Answering, **also: Any) -> HttpResponse:
    """The card alone; of the page's shell it needs nothing but the secret of its forms."""
    words = {"conversation": conversation, "answering": told, "moved": True, **also}
    return HttpResponse(render_to_string("voices/answering_card.html", {**words, "csrf_token": get_token(request)}))


def _given(request: Request, found: Here, form: AnswerForm, at: datetime) -> Participant | None:
    conversation = found.newcomer.conversation
    statement = statement_to_answer(conversation, form.cleaned_data["statement"])
    chance = chance_in(form.cleaned_data["drawn"], statement.public_id, found.participant)
    given = acts.Given(statement, form.value, chance)
    participant = found.participant
    if participant is None:
        participant = acts.answer_first(by=request.person, newcomer=found.newcomer, given=given, at=at)
    else:
        acts.give_vote(
            by=request.person, participant=participant, statement=statement, value=form.value, chance=chance, at=at
        )
    if not participant.aside_at:
        live_of(conversation).heard(statement.public_id, form.value)
    return participant


def _added(request: Request, found: Here, form: AddedForm, at: datetime) -> HttpResponse | None:
    conversation, person, written = found.newcomer.conversation, request.person, form.written
    try:
        insist_on_patience(found, at, adds=True)
        if found.participant:
            made = add_statement(by=person, conversation=conversation, participant=found.participant, at=at, **written)
        else:
            made = add_first_statement(by=person, newcomer=found.newcomer, at=at, **written)
    except Refused as refusal:
        form.add_error("text", str(refusal))
        return None
    said = _("Thank you! Your statement is number %(number)s. Others can answer it now.")
    if made.state != "shown":
        said = _(
            "Thank you! Your statement is kept. The organisers look at it first; your answers page says what became of it."
        )
    messages.success(request, said % {"number": made.number})
    return remembered(_to_the_card(conversation), found.token)


def _to_the_card(conversation: Conversation, way: str = "") -> HttpResponse:
    """Back to where the answer was given, so that the card stays in view."""
    response = redirect(way or f"{conversation.get_absolute_url()}#answering")
    response.status_code = 303
    return response
