"""Addresses of the room. Nothing of the sign-in library's own pages is mounted: there are no passwords here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path
from django.views.generic import RedirectView

from savienojums.accounts import views

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("", RedirectView.as_view(pattern_name="account"), name="accounts"),
    # The library looks for these three under its own names.
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/code/", views.code, name="account_confirm_login_code"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("welcome/", views.welcome, name="welcome"),
    path("first-steps/", views.first_steps, name="first_steps"),
    path("me/", views.account, name="account"),
    path("me/email/", views.email_change, name="email_change"),
    path("me/email/code/", views.email_change_code, name="email_change_code"),
    path("me/export/", views.personal_export, name="personal_export"),
    path("me/erasure/", views.erasure, name="erasure"),
    path("me/sessions/", views.sessions, name="sessions"),
    path("me/sessions/<str:address>/", views.session, name="session"),
    path("people/", views.people, name="people"),
    path("people/invitations/", views.role_invitations, name="role_invitations"),
    path("people/invitations/<str:invitation>/", views.role_invitation_row, name="role_invitation_row"),
    path("people/<str:person>/", views.person_page, name="person"),
    path("people/<str:person>/roles/", views.person_roles, name="person_roles"),
    path("roles/<str:role>/", views.held_role, name="held_role"),
    path("invitations/<str:token>/", views.role_invitation, name="role_invitation"),
]
