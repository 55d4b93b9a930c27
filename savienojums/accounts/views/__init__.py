"""Pages about accounts: signing in, the own account, people and their roles, invitations."""

from savienojums.accounts.views.account import account, email_change, email_change_code, personal_export
from savienojums.accounts.views.invitations import role_invitation, role_invitation_row, role_invitations
from savienojums.accounts.views.leaving import erasure
from savienojums.accounts.views.people import held_role, people, person_page, person_roles
from savienojums.accounts.views.sessions import session, sessions
from savienojums.accounts.views.sign_in import code, first_steps, sign_in, sign_out, welcome

__all__ = [
    "account",
    "code",
    "email_change",
    "email_change_code",
    "erasure",
    "first_steps",
    "held_role",
    "people",
    "person_page",
    "person_roles",
    "personal_export",
    "role_invitation",
    "role_invitation_row",
    "role_invitations",
    "session",
    "sessions",
    "sign_in",
    "sign_out",
    "welcome",
]
