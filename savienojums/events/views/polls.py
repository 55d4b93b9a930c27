"""Doors of date polls: asking, answering without an account, choosing."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages as said
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from savienojums.core.clock import now
from savienojums.core.limits import address_of, within_limit
from savienojums.core.refusal import NotFound, allow
from savienojums.core.web import Request, SignedInRequest, accepts, page, signed_in
from savienojums.events.actions import polls as acts
from savienojums.events.forms.polls import AnswerForm, DatesForm, PollForm
from savienojums.events.queries import polls as queries
from savienojums.events.rules import polls as rules
from savienojums.network.rules import coordinates

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.events.models import DatePoll, PollAnswer

ANSWERS_AN_HOUR = 30


@signed_in
@accepts("GET")
def date_polls(request: SignedInRequest) -> HttpResponse:
    """The polls one runs."""
    may_ask = queries.may_ask_at_all(request.person)
    return page(request, "events/polls.html", polls=queries.polls_of(request.person), may_ask=may_ask)


@signed_in
@accepts("GET", "POST")
def new_date_poll(request: SignedInRequest) -> HttpResponse:
    """Ask when to meet."""
    person, at = request.person, now()
    if not queries.may_ask_at_all(person):
        raise NotFound
    form = PollForm(
        request.POST or None, at=at, organisations=queries.askers(person), in_nobodys_name=coordinates(person)
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.ask_dates(by=person, question=form.question(), slots=form.slots(), at=at)
            return redirect("date_poll", made.slug)
        except (acts.TooManyDates, acts.NoDates) as refusal:
            form.add_error(None, str(refusal))
    return page(request, "events/poll_form.html", form=form, status=422 if form.errors else 200)


@never_cache
@accepts("GET", "POST")
def date_poll(request: Request, slug: str) -> HttpResponse:
    """The dates and how they suit; answering needs a name and nothing else."""
    poll, at = queries.poll_for(slug), now()
    shown = queries.shown_of(request.person, poll, at)
    begun = {"name": request.person.name} if request.person else {}
    form = AnswerForm(request.POST or None, rows=shown.rows, at=at, initial=begun)
    if request.method == "POST" and form.is_valid():
        if form.is_from_a_machine:
            return redirect("date_poll", slug)
        if within_limit("poll", address_of(request), most=ANSWERS_AN_HOUR, within=timedelta(hours=1), at=at):
            words = {"name": form.cleaned_data["name"], "wishes": form.wishes()}
            made = acts.answer_poll(by=request.person, poll=poll, at=at, **words)
            return redirect("date_poll_answer", slug, made.token)
        form.add_error(None, _("Too many answers came from here within an hour. Please try again later."))
    return _shown(request, poll, shown, form)


@never_cache
@accepts("GET", "POST", "DELETE")
def date_poll_answer(request: Request, slug: str, token: str) -> HttpResponse:
    """One's own answer by its own link: to change it or take it back."""
    poll, at = queries.poll_for(slug), now()
    answer = queries.answer_by(poll, token)
    if request.method == "DELETE":
        acts.withdraw_poll_answer(by=request.person, answer=answer, token=token, at=at)
        return redirect("date_poll", slug)
    shown = queries.shown_of(None, poll, at)
    form = AnswerForm(request.POST or None, rows=shown.rows, at=at, answer=answer)
    if request.method == "POST" and form.is_valid():
        words: dict[str, Any] = {"name": form.cleaned_data["name"], "wishes": form.wishes()}
        acts.change_poll_answer(by=request.person, answer=answer, token=token, at=at, **words)
        said.success(request, _("Saved."))
        return redirect("date_poll_answer", slug, token)
    return _shown(request, poll, shown, form, answer)


@signed_in
@accepts("GET", "POST")
def date_poll_dates(request: SignedInRequest, slug: str) -> HttpResponse:
    """Propose further dates."""
    poll, at = queries.poll_for(slug), now()
    allow(rules.may_add_poll_dates, request.person, poll)
    form = DatesForm(request.POST or None, at=at)
    if request.method == "POST" and form.is_valid():
        try:
            acts.add_poll_dates(by=request.person, poll=poll, slots=form.slots(), at=at)
            return redirect("date_poll", slug)
        except (acts.DateTwice, acts.TooManyDates) as refusal:
            form.add_error(None, str(refusal))
    return page(request, "events/poll_dates.html", poll=poll, form=form, status=422 if form.errors else 200)


@signed_in
@accepts("DELETE")
def date_poll_date(request: SignedInRequest, slug: str, date: str) -> HttpResponse:
    """Take one of the dates back."""
    poll = queries.poll_for(slug)
    acts.remove_poll_date(by=request.person, poll=poll, date=queries.date_of(poll, date), at=now())
    return redirect("date_poll", slug)


@signed_in
@accepts("DELETE")
def date_poll_person(request: SignedInRequest, slug: str, answer: str) -> HttpResponse:
    """Take somebody's nonsense out."""
    poll = queries.poll_for(slug)
    allow(rules.may_close_poll, request.person, poll)
    acts.withdraw_poll_answer(by=request.person, answer=queries.answer_of(poll, answer), at=now())
    return redirect("date_poll", slug)


@signed_in
@accepts("POST", "DELETE")
def date_poll_closing(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take no more answers, or take them again."""
    poll, at = queries.poll_for(slug), now()
    if request.method == "POST":
        acts.close_poll(by=request.person, poll=poll, at=at)
    else:
        acts.reopen_poll(by=request.person, poll=poll, at=at)
    return redirect("date_poll", slug)


@signed_in
@accepts("POST")
def date_poll_choice(request: SignedInRequest, slug: str) -> HttpResponse:
    """Choose a date: the event is begun, to be completed and published."""
    poll = queries.poll_for(slug)
    date = queries.date_of(poll, request.POST.get("date", ""))
    event = acts.choose_date(by=request.person, poll=poll, date=date, at=now())
    said.success(request, _("The date is chosen. Complete the event and publish it."))
    return redirect("event_form", event.slug)


def _shown(
    request: Request, poll: DatePoll, shown: queries.PollShown, form: AnswerForm, answer: PollAnswer | None = None
) -> HttpResponse:
    words: dict[str, Any] = {"poll": poll, "shown": shown, "form": form, "answer": answer}
    words["address"] = queries.address_of(poll)
    words["people"] = queries.people_of(poll) if shown.runs_it else []
    # The draft is its organisers' alone until it is published.
    words["event"] = poll.event if poll.event and (shown.runs_it or poll.event.is_public) else None
    return page(request, "events/poll.html", status=422 if form.errors else 200, **words)
