"""Doors of the desk to statements: the queue, seeds, decisions about one or many, corrections, translations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.core.clock import now
from savienojums.core.refusal import Refused
from savienojums.core.web import SignedInRequest, accepts, page, signed_in, way_back
from savienojums.voices.actions import moderation as acts
from savienojums.voices.actions import moderation_many
from savienojums.voices.actions.statements import add_seed_statements
from savienojums.voices.forms.statements import DecisionForm, SeedsForm, WordsForm
from savienojums.voices.queries import moderation as queries
from savienojums.voices.queries.conversations import run_by_for
from savienojums.voices.queries.desk import leaves_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from savienojums.voices.models import Conversation, Statement


@signed_in
@accepts("GET", "POST")
def conversation_statements(request: SignedInRequest, slug: str) -> HttpResponse:
    """Those that wait first; a decision about all that are ticked."""
    found = run_by_for(request.person, slug)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        numbers = _numbers(request.POST.getlist("chosen"))
        count = moderation_many.decide_many(
            by=request.person,
            statements=queries.desk_statements(found, numbers),
            decision=form.cleaned_data,
            conversation=found,
            at=now(),
        )
        told = ngettext("%(count)s statement decided.", "%(count)s statements decided.", count)
        messages.success(request, told % {"count": count})
        return redirect(way_back(request, reverse("conversation_statements", args=[slug])))
    return _queue(request, found, form)


@signed_in
@accepts("GET", "POST")
def conversation_seeds(request: SignedInRequest, slug: str) -> HttpResponse:
    """Statements of the organisers, one a line, with hints before they are kept."""
    found = run_by_for(request.person, slug)
    form = SeedsForm(request.POST or None, conversation=found, known=queries.readable(found))
    words: dict[str, Any] = {"form": form, "hints": form.hints() if form.is_bound else []}
    if request.POST.get("only") == "hints":
        return page(request, "voices/statement_seeds.html", part="hints", **_desk(found), **words)
    if request.method == "POST" and form.is_valid() and "only" not in request.POST:
        language = form.cleaned_data["language"]
        made = add_seed_statements(
            by=request.person, conversation=found, texts=form.lines(), language=language, at=now()
        )
        told = ngettext("%(count)s statement added.", "%(count)s statements added.", len(made))
        messages.success(request, told % {"count": len(made)})
        return redirect(f"{reverse('conversation_statements', args=[slug])}?state=shown")
    return page(request, "voices/statement_seeds.html", **_desk(found), **words, status=422 if form.errors else 200)


@signed_in
@accepts("POST")
def conversation_statement_decision(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Show it, do not show it and say why, join it with another one, or put it back into the queue."""
    found = run_by_for(request.person, slug)
    statement = queries.desk_statement(found, number)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _one(request, statement, decision=form, status=422)
    told = form.cleaned_data
    by, at = request.person, now()
    if told["do"] == DecisionForm.JOIN:
        acts.join_statements(by=by, statement=statement, into=queries.desk_statement(found, told["into"]), at=at)
    else:
        moderation_many.decide_many(by=by, statements=[statement], decision=told, conversation=found, at=at)
    return redirect(_back_telling(request, slug, number))


@signed_in
@accepts("GET", "POST")
def conversation_statement_form(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """One statement on the desk: its words in all languages, what is like it, what was decided."""
    found = run_by_for(request.person, slug)
    statement = queries.desk_statement(found, number)
    form = WordsForm(request.POST or None, statement=statement, languages=queries.languages_of(found))
    if request.method == "POST" and form.is_valid():
        by, at = request.person, now()
        try:
            acts.correct_statement(by=by, statement=statement, text=form.corrected(), at=at)
            acts.translate_statement(by=by, statement=statement, words=form.translations(), at=at)
        except Refused as refusal:
            form.add_error(statement.language, str(refusal.sentence))
        else:
            messages.success(request, _("Saved."))
            follows = queries.next_untranslated(found, number) if "and_next" in request.POST else None
            return redirect("conversation_statement_form", slug, follows or number)
    return _one(request, statement, form, status=422 if form.errors else 200)


def _back_telling(request: SignedInRequest, slug: str, number: int) -> str:
    """Where the decision was pressed, and about which statement it was, so that it can be undone there."""
    path, _mark, query = way_back(request, reverse("conversation_statements", args=[slug])).partition("?")
    told = QueryDict(query, mutable=True)
    told["decided"] = str(number)
    return f"{path}?{told.urlencode()}"


def _numbers(words: list[str]) -> list[int]:
    """Numbers of statements among what was sent; nothing longer than a database counts."""
    return [int(each) for each in words if each.isascii() and each.isdigit() and len(each) < 9]


def _queue(request: SignedInRequest, found: Conversation, form: DecisionForm) -> HttpResponse:
    newest = request.GET.get("order") == "newest"
    queue = queries.queue_of(found, request.GET.get("state", ""), request.GET.get("page", ""), newest_first=newest)
    numbers = _numbers([request.GET.get("decided", "")])
    decided = queries.desk_statements(found, numbers) if numbers else []
    words: dict[str, Any] = {
        "queue": queue,
        "form": form,
        "blank": DecisionForm(),
        "decided": next(iter(decided), None),
    }
    return page(request, "voices/statements.html", **_desk(found), **words, status=422 if form.errors else 200)


def _one(
    request: SignedInRequest,
    statement: Statement,
    form: WordsForm | None = None,
    decision: DecisionForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    found = statement.conversation
    words: dict[str, Any] = {
        "statement": statement,
        "form": form or WordsForm(statement=statement, languages=queries.languages_of(found)),
        "decision": decision or DecisionForm(),
        "similar": queries.similar_statements(
            found, statement.text.get(statement.language, ""), statement.language, statement
        ),
        "log": queries.log_of(statement),
        "missing": queries.missing_languages(found, statement),
    }
    return page(request, "voices/statement_form.html", **_desk(found), **words, status=status)


def _desk(found: Conversation) -> dict[str, Any]:
    return {"conversation": found, "leaves": leaves_of(found, "conversation_statements")}
