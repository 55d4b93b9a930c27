"""Doors of halls: hands are counted statement by statement, and shown on the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.refusal import Refused
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.voices.actions import halls as acts
from savienojums.voices.forms.halls import HallForm, HandsForm
from savienojums.voices.queries import halls as queries
from savienojums.voices.queries.conversations import run_by_for
from savienojums.voices.queries.desk import leaves_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.voices.models import Hall


@signed_in
@accepts("GET", "POST")
def conversation_halls(request: SignedInRequest, slug: str) -> HttpResponse:
    """Halls in which hands were counted; a new one."""
    conversation = run_by_for(request.person, slug)
    form = HallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        hall = acts.add_hall(by=request.person, conversation=conversation, told=form.told(), at=now())
        return redirect("conversation_hands", slug, hall.public_id)
    words: dict[str, Any] = {"form": form, "halls": queries.halls_at_desk(conversation)}
    leaves = leaves_of(conversation, "conversation_halls")
    status = 422 if form.errors else 200
    return page(request, "voices/halls.html", status=status, conversation=conversation, leaves=leaves, **words)


@never_cache
@signed_in
@accepts("GET", "DELETE")
def conversation_hall(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """One hall: what was counted for each statement; taken out where it was entered by mistake."""
    conversation = run_by_for(request.person, slug)
    hall = queries.hall_for(conversation, public_id)
    if request.method == "DELETE":
        acts.remove_hall(by=request.person, hall=hall, at=now())
        messages.success(request, _("The hall and its hands were taken out."))
        return redirect("conversation_halls", slug)
    leaves, rows = leaves_of(conversation, "conversation_halls"), queries.asked_of(hall)
    return page(request, "voices/hall.html", conversation=conversation, hall=hall, rows=rows, leaves=leaves)


@signed_in
@accepts("GET", "POST")
def conversation_hall_form(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """Correct what is said of a hall."""
    conversation = run_by_for(request.person, slug)
    hall = queries.hall_for(conversation, public_id)
    form = HallForm(request.POST or None, hall=hall)
    if request.method == "POST" and form.is_valid():
        try:
            acts.change_hall(by=request.person, hall=hall, told=form.told(), at=now())
            return redirect("conversation_hall", slug, public_id)
        except Refused as refusal:
            form.add_error("people", str(refusal.sentence))
    leaves, status = leaves_of(conversation, "conversation_halls"), 422 if form.errors else 200
    return page(
        request, "voices/hall_form.html", status=status, conversation=conversation, hall=hall, form=form, leaves=leaves
    )


@never_cache
@signed_in
@accepts("GET", "POST", "DELETE")
def conversation_hands(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """Count hands for one statement after the other; Enter keeps them and goes on."""
    conversation = run_by_for(request.person, slug)
    hall = queries.hall_for(conversation, public_id)
    rows = queries.asked_of(hall)
    if not rows:
        return redirect("conversation_hall", slug, public_id)
    asked = queries.asked_one(rows, request.POST.get("statement") or request.GET.get("statement", ""))
    if request.method == "DELETE":
        acts.forget_hands(by=request.person, hall=hall, statement=asked.statement, at=now())
        return redirect("conversation_hall", slug, public_id)
    form = HandsForm(request.POST or None, initial=queries.counted_before(asked))
    if request.method == "POST" and form.is_valid() and _counted(request, hall, asked, form):
        return redirect(_after(slug, public_id, asked.later))
    words: dict[str, Any] = {"hall": hall, "asked": asked, "form": form, "conversation": conversation}
    leaves = leaves_of(conversation, "conversation_halls")
    return page(request, "voices/hall_hands.html", status=422 if form.errors else 200, leaves=leaves, **words)


def _counted(request: SignedInRequest, hall: Hall, asked: queries.Asked, form: HandsForm) -> bool:
    """Whether these hands were kept; why not is said beside them."""
    try:
        acts.count_hands(by=request.person, hall=hall, statement=asked.statement, hands=form.hands(), at=now())
    except Refused as refusal:
        form.add_error(None, str(refusal.sentence))
        return False
    return True


@never_cache
@signed_in
@accepts("GET")
def conversation_hall_screen(request: SignedInRequest, slug: str, public_id: str) -> HttpResponse:
    """One statement in large letters, for the wall."""
    conversation = run_by_for(request.person, slug)
    hall = queries.hall_for(conversation, public_id)
    rows = queries.asked_of(hall)
    if not rows:
        return redirect("conversation_hall", slug, public_id)
    asked = queries.asked_one(rows, request.GET.get("statement", ""))
    texts = queries.texts_on_wall(conversation, asked)
    return page(request, "voices/hall_screen.html", conversation=conversation, hall=hall, asked=asked, texts=texts)


def _after(slug: str, public_id: str, later: int | None) -> str:
    """The next statement, or the whole hall when all were asked."""
    if later is None:
        return reverse("conversation_hall", args=[slug, public_id])
    return f"{reverse('conversation_hands', args=[slug, public_id])}?{urlencode({'statement': later})}"
