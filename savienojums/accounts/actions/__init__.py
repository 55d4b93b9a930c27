"""What may be done with accounts, roles and invitations."""

from savienojums.accounts.actions.invitations import (
    accept_invitation,
    forget_invitation,
    invite_to_role,
    renew_invitation,
    send_invitation,
    withdraw_invitation,
)
from savienojums.accounts.actions.leaving import erase_person, export_person
from savienojums.accounts.actions.profile import change_email, change_profile, open_account
from savienojums.accounts.actions.roles import (
    AlreadyHeld,
    LastAdministrator,
    appoint_administrator,
    end_role,
    give_role,
)
from savienojums.accounts.actions.sessions import end_other_sessions, end_session

__all__ = [
    "AlreadyHeld",
    "LastAdministrator",
    "accept_invitation",
    "appoint_administrator",
    "change_email",
    "change_profile",
    "end_other_sessions",
    "end_role",
    "end_session",
    "erase_person",
    "export_person",
    "forget_invitation",
    "give_role",
    "invite_to_role",
    "open_account",
    "renew_invitation",
    "send_invitation",
    "withdraw_invitation",
]
