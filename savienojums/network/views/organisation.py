"""Doors to one organisation: its form, its confirmation, its place in the register; its page stands where rooms meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.refusal import allow
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.network import actions, forms, queries, rules

if TYPE_CHECKING:
    from django.http import HttpResponse


@signed_in
@accepts("GET", "POST")
def organisation_form(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change what is said of an organisation."""
    found = queries.organisation_for(request.person, slug)
    allow(rules.may_change_organisation, request.person, found)
    if request.method == "GET":
        form = forms.OrganisationForm(initial=forms.initial_of(found))
        return _form(request, organisation=found, form=form, seen=queries.changes_seen(found))
    form, seen = forms.OrganisationForm(request.POST), forms.seen_of(request.POST)
    if form.is_valid():
        try:
            actions.change_organisation(
                by=request.person, organisation=found, details=form.details(), seen=seen, at=now()
            )
        except actions.NumberTaken as refusal:
            form.add_error("registration_number", str(refusal.sentence))
        except actions.ChangedMeanwhile as refusal:
            return _met(request, found, refusal)
        else:
            messages.success(request, _("Saved. Everyone sees the changes now."))
            return redirect(found)
    return _form(request, organisation=found, form=form, seen=seen, status=422)


def _met(request: SignedInRequest, found: Any, refusal: actions.ChangedMeanwhile) -> HttpResponse:
    """Somebody else saved other values: both are shown."""
    form, conflicts = forms.merged(request.POST, refusal.merged), forms.conflict_lines(refusal.conflicts)
    return _form(request, organisation=found, form=form, seen=refusal.seen, conflicts=conflicts, status=409)


def _form(request: SignedInRequest, **words: Any) -> HttpResponse:
    return page(request, "network/organisation_form.html", part="form", **words)


@signed_in
@accepts("POST")
def organisation_confirmation(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say that everything is still true."""
    found = queries.organisation_for(request.person, slug)
    actions.confirm_organisation(by=request.person, organisation=found, at=now())
    if request.htmx:
        told = queries.told_of(request.person, found, now())
        return page(request, "network/organisation.html", part="confirmation", organisation=found, told=told)
    messages.success(request, _("Thank you: everyone sees that this is still true."))
    return redirect(found)


@signed_in
@accepts("POST")
def organisation_publication(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let everyone see a proposed organisation."""
    found = queries.organisation_for(request.person, slug)
    actions.publish_organisation(by=request.person, organisation=found, at=now())
    messages.success(request, _("Published: everyone sees it now."))
    return redirect(found)


@signed_in
@accepts("GET", "POST", "DELETE")
def organisation_archive(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take an organisation out of sight after asking once more, or bring it back."""
    found = queries.organisation_for(request.person, slug)
    if request.method == "GET":
        allow(rules.may_archive_organisation, request.person, found)
        return page(request, "network/organisation_archive.html", organisation=found)
    if request.method == "POST":
        actions.archive_organisation(by=request.person, organisation=found, at=now())
        messages.success(request, _("Archived. Nothing of it is lost; you can bring it back here."))
    else:
        actions.restore_organisation(by=request.person, organisation=found, at=now())
        messages.success(request, _("It is back in the register."))
    return redirect(found)


@signed_in
@accepts("GET", "POST")
def organisation_evidence(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say how well it is known that the organisation belongs to the network."""
    found = queries.organisation_for(request.person, slug)
    allow(rules.may_set_evidence, request.person, found)
    initial = {"evidence": found.evidence, "note": found.evidence_note}
    form = forms.EvidenceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.set_evidence(by=request.person, organisation=found, at=now(), **form.cleaned_data)
        messages.success(request, _("Membership noted."))
        return redirect(found)
    status = 422 if form.errors else 200
    return page(request, "network/organisation_evidence.html", organisation=found, form=form, status=status)
