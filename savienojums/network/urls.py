"""Addresses of the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from savienojums.network import views
from savienojums.network.views import projects

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    # The register.
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/export.<str:form>", views.organisations_file, name="organisations_file"),
    path("organisations/proposal/", views.organisation_proposal, name="organisation_proposal"),
    # Tables on their way into it; before the organisations, whose address words never are "imports".
    path("organisations/imports/", views.imports, name="imports"),
    path("organisations/imports/template.<str:form>", views.import_template, name="import_template"),
    path("organisations/imports/<slug:public_id>/", views.import_page, name="import"),
    path("organisations/imports/<slug:public_id>/columns/", views.import_columns, name="import_columns"),
    path("organisations/imports/<slug:public_id>/rows/", views.import_rows, name="import_rows"),
    path("organisations/imports/<slug:public_id>/confirmation/", views.import_confirmation, name="import_confirmation"),
    path("organisations/imports/<slug:public_id>/report.csv", views.import_report, name="import_report"),
    # The page of an organisation stands where rooms meet.
    path("organisations/<slug:slug>/form/", views.organisation_form, name="organisation_form"),
    path("organisations/<slug:slug>/confirmation/", views.organisation_confirmation, name="organisation_confirmation"),
    path("organisations/<slug:slug>/publication/", views.organisation_publication, name="organisation_publication"),
    path("organisations/<slug:slug>/archive/", views.organisation_archive, name="organisation_archive"),
    path("organisations/<slug:slug>/evidence/", views.organisation_evidence, name="organisation_evidence"),
    # Its people.
    path("organisations/<slug:slug>/people/", views.organisation_people, name="organisation_people"),
    path("organisations/<slug:slug>/people/<slug:member>/", views.membership, name="membership"),
    path("organisations/<slug:slug>/people/<slug:member>/successor/", views.successor, name="successor"),
    path("organisations/<slug:slug>/invitations/<slug:invited>/", views.invitation, name="member_invitation_row"),
    path("organisations/<slug:slug>/caretaker/", views.caretaker, name="caretaker"),
    path("member-invitations/<str:token>/", views.member_invitation, name="member_invitation"),
    # Its photos.
    path("organisations/<slug:slug>/photos/", views.organisation_photos, name="organisation_photos"),
    path("organisations/<slug:slug>/photos/<slug:photo>/", views.organisation_photo, name="organisation_photo"),
    path("organisations/<slug:slug>/photos/<slug:photo>/position/", views.photo_position, name="photo_position"),
    path("photos/<slug:photo>-<slug:size>.webp", views.photo, name="photo"),
    # Letters and the yearly question, without an account.
    path("organisations/<slug:slug>/letter/", views.letter, name="letter"),
    path("organisations/<slug:slug>/letter/receipt/", views.letter_receipt, name="letter_receipt"),
    path("confirmations/<str:token>/", views.confirmation, name="confirmation"),
    path("confirmations/<str:token>/change/", views.confirmation_change, name="confirmation_change"),
    # Projects that pay for events; before the room of events, whose own word for this is taken.
    path("events/projects/", projects.projects, name="projects"),
    path("events/projects/new/", projects.project_new, name="project_new"),
    path("events/projects/<str:public_id>/", projects.project, name="project"),
]
