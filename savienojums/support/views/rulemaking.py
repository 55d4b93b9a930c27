"""Doors to the workshop in which an editor composes the conditions of a measure."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.refusal import NotFound
from savienojums.core.web import SignedInRequest, accepts, page
from savienojums.support import ruletree
from savienojums.support.actions import rulemaking as actions
from savienojums.support.actions.writing import ChangedMeanwhile
from savienojums.support.faults import fault
from savienojums.support.forms.rulemaking import ConditionForm, form_of, title_of
from savienojums.support.queries import rulemaking as queries
from savienojums.support.queries.editing import entry_for
from savienojums.support.queries.history import theirs_in_words
from savienojums.support.queries.trying import trial
from savienojums.support.sound import NotSound
from savienojums.support.views.keeping import for_keepers

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from django.http import HttpResponse

    from savienojums.support.models import Measure, RuleDraft


@for_keepers
@accepts("GET", "POST", "DELETE")
def measure_rule(request: SignedInRequest, slug: str) -> HttpResponse:
    """The tree and what it would do; save it, or throw the draft away."""
    measure = entry_for(request.person, slug)
    if request.method == "GET":
        return _workshop(request, measure)
    draft = queries.draft_for(request.person, measure)
    if request.method == "DELETE":
        if draft:
            actions.drop_rule_draft(by=request.person, draft=draft, at=now())
        messages.success(request, _("Your draft is thrown away; the conditions are as they were."))
        return redirect("measure_rule", slug)
    if draft is None:
        return redirect("measure_rule", slug)
    return _saved(request, measure, draft)


def _saved(request: SignedInRequest, measure: Measure, draft: RuleDraft) -> HttpResponse:
    said = request.POST.get("seen", "")
    seen = int(said) if said.isascii() and said.isdigit() and len(said) < 7 else None
    try:
        actions.save_rule_draft(by=request.person, draft=draft, seen=seen, at=now())
    except ChangedMeanwhile as meeting:
        theirs = theirs_in_words(meeting.conflicts).get("rule", "")
        return _workshop(request, measure, status=409, theirs=theirs, seen=meeting.seen)
    except NotSound as refused:
        return _workshop(request, measure, status=409, refused=refused.sentence)
    messages.success(request, _("Saved. The conditions hold from now on, the old ones stay in the history."))
    return redirect("measure", measure.slug)


@for_keepers
@accepts("POST")
def rule_steps(request: SignedInRequest, slug: str) -> HttpResponse:
    """One step on the tree: a button says which, and on what part of it."""
    measure = entry_for(request.person, slug)
    word, _colon, path = request.POST.get("step", "").partition(":")
    if word == "undo":
        actions.undo_rule_draft(by=request.person, draft=_draft(request, measure), at=now())
        return _there(request, measure, "")
    if word == "start":
        _take(request, measure, lambda _rule: queries.from_lines(measure))
        return _there(request, measure, "")
    if word not in ruletree.STEPS:
        raise actions.StepRefused(fault("no_step"))
    _take(request, measure, ruletree.step(word, path))
    return _there(request, measure, ruletree.place_after(word, path))


@for_keepers
@accepts("GET", "POST")
def rule_parts(request: SignedInRequest, slug: str) -> HttpResponse:
    """A new condition of some kind, into some group."""
    measure = entry_for(request.person, slug)
    said = request.POST if request.method == "POST" else request.GET
    kind, path = said.get("kind", ""), said.get("in", "")
    form = form_of(kind, request.POST if request.method == "POST" else None)
    if form is None:
        raise NotFound
    if not form.is_valid():
        return _form(request, measure, form, path, status=422 if form.is_bound else 200)
    draft = _take(request, measure, partial(_grown, path=path, part=form.part()))
    messages.success(request, _("The condition is added to your draft."))
    last = len(ruletree.parts_of(ruletree.at(draft.rule, path))) - 1
    return _there(request, measure, ruletree.below(path, last))


@for_keepers
@accepts("GET", "POST")
def rule_part(request: SignedInRequest, slug: str, path: str) -> HttpResponse:
    """One condition of the tree, written anew."""
    measure = entry_for(request.person, slug)
    part = queries.part_at(request.person, measure, path)
    form = form_of(str(part.get("is", "")), request.POST if request.method == "POST" else None, part=part)
    if form is None:
        raise NotFound
    if not form.is_valid():
        return _form(request, measure, form, path, status=422 if form.is_bound else 200, part=part)
    _take(request, measure, partial(ruletree.change, path=path, part=form.part()))
    messages.success(request, _("The condition is changed in your draft."))
    return _there(request, measure, path)


def _grown(rule: dict[str, Any], path: str, part: dict[str, Any]) -> dict[str, Any]:
    return ruletree.add(rule, path, part)


def _draft(request: SignedInRequest, measure: Measure) -> RuleDraft:
    """The editor's draft; the first step begins it."""
    return actions.begin_rule_draft(by=request.person, measure=measure, at=now())


def _take(request: SignedInRequest, measure: Measure, step: Callable[[dict[str, Any]], dict[str, Any]]) -> RuleDraft:
    return actions.change_rule_draft(by=request.person, draft=_draft(request, measure), step=step, at=now())


def _there(request: SignedInRequest, measure: Measure, path: str) -> HttpResponse:
    """The workshop again, at that part."""
    if request.htmx:
        return _workshop(request, measure, touched=path or "-")
    asked = _asked(request)
    place = f"#part-{path}" if path else "#rule"
    return HttpResponseRedirect(reverse("measure_rule", args=[measure.slug]) + (asked and f"?{asked}") + place)


def _asked(request: SignedInRequest) -> str:
    """For whom the conditions are tried, as addresses carry it along."""
    said = request.GET.copy()
    for name in ("kind", "in"):
        said.pop(name, None)
    return said.urlencode()


def _workshop(request: SignedInRequest, measure: Measure, status: int = 200, **words: Any) -> HttpResponse:
    shop = queries.workshop(request.person, measure)
    tried = trial(request.person, measure, shop.rule, request.GET, now())
    words = {"touched": "", "theirs": "", "refused": "", **words}
    return page(
        request,
        "support/rule.html",
        part="workshop",
        status=status,
        shop=shop,
        trial=tried,
        asked=_asked(request),
        **words,
    )


def _form(
    request: SignedInRequest, measure: Measure, form: ConditionForm, path: str, *, status: int, part: Any = None
) -> HttpResponse:
    words = {"form": form, "path": path, "part": part, "title": title_of(form.kind), "asked": _asked(request)}
    return page(request, "support/rule_part.html", status=status, measure=measure, **words)
