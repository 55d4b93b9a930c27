"""Who may do what with accounts, roles and invitations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.accounts.invitations import is_for
from savienojums.accounts.kinds import RoleKind
from savienojums.accounts.models import Person, Role
from savienojums.core.system import only_the_system

if TYPE_CHECKING:
    from allauth.usersessions.models import UserSession

    from savienojums.accounts.models import RoleInvitation
    from savienojums.core.system import System

    By = Person | System | None


def may_open_account(by: By) -> bool:
    """The house itself, when a mailbox has proved itself by its code; so anyone may have an account."""
    return only_the_system(by)


def may_change_profile(by: By, person: Person) -> bool:
    """Everyone their own."""
    return _oneself(by, person)


def may_change_email(by: By, person: Person) -> bool:
    """Everyone their own."""
    return _oneself(by, person)


def may_end_session(by: By, session: UserSession) -> bool:
    """Everyone their own."""
    return isinstance(by, Person) and by.pk == session.user_id


def may_end_other_sessions(by: By, person: Person) -> bool:
    """Everyone their own."""
    return _oneself(by, person)


def may_appoint_administrator(by: By) -> bool:
    """The house itself, asked on its command line."""
    return only_the_system(by)


def may_give_role(by: By, kind: str) -> bool:
    """An administrator gives every role; a coordinator appoints editors."""
    if not isinstance(by, Person):
        return False
    return by.has_role(RoleKind.ADMINISTRATOR) or (kind == RoleKind.EDITOR and by.has_role(RoleKind.COORDINATOR))


def may_end_role(by: By, role: Role) -> bool:
    """Whoever may give it; and the one who holds it, for everyone may step back."""
    return may_give_role(by, role.kind) or _oneself(by, role.person)


def may_invite_to_role(by: By, kind: str) -> bool:
    """Whoever may give the role."""
    return may_give_role(by, kind)


def may_renew_invitation(by: By, invitation: RoleInvitation) -> bool:
    """Whoever may give the role."""
    return may_give_role(by, invitation.kind)


def may_withdraw_invitation(by: By, invitation: RoleInvitation) -> bool:
    """Whoever may give the role."""
    return may_give_role(by, invitation.kind)


def may_send_invitation(by: By, invitation: RoleInvitation) -> bool:
    """The house itself, soon after somebody has invited."""
    return only_the_system(by, invitation)


def may_accept_invitation(by: By, invitation: RoleInvitation) -> bool:
    """The one who was invited: signed in with the address the letter went to."""
    return isinstance(by, Person) and is_for(invitation, by)


def may_forget_invitation(by: By, invitation: RoleInvitation) -> bool:
    """The house itself, some time after the invitation came to nothing."""
    return only_the_system(by, invitation)


def may_export_person(by: By, person: Person) -> bool:
    """Everyone what is held about themselves."""
    return _oneself(by, person)


def may_erase_person(by: By, person: Person) -> bool:
    """Everyone themselves."""
    return _oneself(by, person)


def _oneself(by: By, person: Person) -> bool:
    return isinstance(by, Person) and by.pk == person.pk
