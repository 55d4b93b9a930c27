"""Doors to the projects that pay; for region coordinators."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from savienojums.core.clock import now
from savienojums.core.refusal import allow
from savienojums.core.web import SignedInRequest, accepts, page, signed_in
from savienojums.network import rules
from savienojums.network.actions import projects as actions
from savienojums.network.forms.projects import ProjectForm, initial_of_project
from savienojums.network.queries.projects import events_of, groups_of, project_for, projects_for

if TYPE_CHECKING:
    from django.http import HttpResponse


@signed_in
@accepts("GET")
def projects(request: SignedInRequest) -> HttpResponse:
    """All projects, the latest first."""
    return page(request, "network/projects.html", projects=projects_for(request.person))


@signed_in
@accepts("GET", "POST")
def project_new(request: SignedInRequest) -> HttpResponse:
    """A new project."""
    allow(rules.may_add_project, request.person)
    form = ProjectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_project(by=request.person, details=form.details(), at=now())
        except actions.ProjectNumberTaken as refusal:
            form.add_error("number", str(refusal.sentence))
        else:
            messages.success(request, _("The project is written down."))
            return redirect("projects")
    return page(request, "network/project_form.html", form=form, status=422 if form.errors else 200)


@signed_in
@accepts("GET", "POST")
def project(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What is said of a project, its events, and the form to change it."""
    found = project_for(request.person, public_id)
    form = ProjectForm(request.POST or None, initial=initial_of_project(found))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_project(by=request.person, project=found, details=form.details(), at=now())
        except actions.ProjectNumberTaken as refusal:
            form.add_error("number", str(refusal.sentence))
        else:
            messages.success(request, _("Saved. The pages of its events say so now."))
            return redirect("projects")
    told: dict[str, Any] = {"project": found, "groups": groups_of(found), "events": events_of(found)}
    return page(request, "network/project.html", form=form, **told, status=422 if form.errors else 200)
