"""Who may do what in the registry; pure over what is handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.accounts.invitations import is_for
from savienojums.accounts.kinds import RoleKind
from savienojums.core.system import System, only_the_system
from savienojums.network.kinds import Capacity, MemberRole

if TYPE_CHECKING:
    from savienojums.accounts.models import Person
    from savienojums.network.models import (
        ConfirmationRequest,
        Import,
        Letter,
        MemberInvitation,
        Membership,
        Organisation,
        Photo,
        Project,
    )

    By = Person | System | None

# --- organisations ------------------------------------------------------------


def capacity(by: By, organisation: Organisation) -> Capacity | None:
    """As what this person may act for the organisation: member, caretaker, coordinator, or not at all."""
    if by is None or isinstance(by, System):
        return None
    if organisation.membership_of(by):
        return Capacity.MEMBER
    if organisation.caretaker_id == by.pk:
        return Capacity.CARETAKER
    return Capacity.COORDINATOR if coordinates(by) else None


def speaks_for(by: By, organisation: Organisation) -> Organisation | None:
    """The organisation, if this person acts in its name and not as a coordinator of all."""
    return organisation if capacity(by, organisation) in {Capacity.MEMBER, Capacity.CARETAKER} else None


def coordinates(by: By) -> bool:
    """Whether this person coordinates the region."""
    return by is not None and not isinstance(by, System) and by.has_role(RoleKind.COORDINATOR)


def administers(by: By) -> bool:
    """Whether this person keeps the installation."""
    return by is not None and not isinstance(by, System) and by.has_role(RoleKind.ADMINISTRATOR)


def may_add_organisation(person: By) -> bool:
    """A region coordinator."""
    return coordinates(person)


def may_propose_organisation(person: By) -> bool:
    """Anyone who is signed in."""
    return person is not None and not isinstance(person, System)


def may_publish_organisation(person: By, _organisation: Organisation) -> bool:
    """A region coordinator."""
    return coordinates(person)


def may_change_organisation(person: By, organisation: Organisation) -> bool:
    """Who acts for it, its caretaker, a region coordinator, an administrator."""
    if capacity(person, organisation):
        return True
    return person is not None and not isinstance(person, System) and person.has_role(RoleKind.ADMINISTRATOR)


def may_archive_organisation(person: By, _organisation: Organisation) -> bool:
    """A region coordinator."""
    return coordinates(person)


def may_restore_organisation(person: By, _organisation: Organisation) -> bool:
    """A region coordinator."""
    return coordinates(person)


def may_set_evidence(person: By, _organisation: Organisation) -> bool:
    """A region coordinator."""
    return coordinates(person)


def may_confirm_organisation(person: By, organisation: Organisation) -> bool:
    """Who acts for it, its caretaker, a region coordinator."""
    return capacity(person, organisation) is not None


def may_export_organisations(person: By) -> bool:
    """Anyone who is signed in; visitors may take the same file, but leave no name behind."""
    return person is not None and not isinstance(person, System)


# --- the people of an organisation ----------------------------------------------


def may_invite_member(person: By, organisation: Organisation) -> bool:
    """A contact of the organisation, its caretaker, a region coordinator."""
    if person is None or isinstance(person, System):
        return False
    held = organisation.membership_of(person)
    if held and held.role == MemberRole.CONTACT:
        return True
    return organisation.caretaker_id == person.pk or coordinates(person)


def may_withdraw_invitation(person: By, invitation: MemberInvitation) -> bool:
    """Who may invite for that organisation."""
    return may_invite_member(person, invitation.organisation)


def may_send_invitation(person: By, _invitation: MemberInvitation) -> bool:
    """Time alone."""
    return only_the_system(person)


def may_accept_invitation(person: By, invitation: MemberInvitation) -> bool:
    """Who is signed in with the address that was invited."""
    return person is not None and not isinstance(person, System) and is_for(invitation, person)


def may_end_membership(person: By, membership: Membership) -> bool:
    """A contact of the organisation, its caretaker, a region coordinator; for others than oneself."""
    return may_invite_member(person, membership.organisation) and membership.person != person


def may_leave_organisation(person: By, membership: Membership) -> bool:
    """The member."""
    return person is not None and membership.person_id == person.pk


def may_hand_over_membership(person: By, membership: Membership) -> bool:
    """The contact whose task it is, or a region coordinator."""
    return membership.role == MemberRole.CONTACT and (may_leave_organisation(person, membership) or coordinates(person))


def may_set_caretaker(person: By, _organisation: Organisation) -> bool:
    """A region coordinator."""
    return coordinates(person)


def may_end_care(person: By, organisation: Organisation) -> bool:
    """The caretaker, or a region coordinator."""
    if organisation.caretaker_id is None or person is None:
        return False
    return organisation.caretaker_id == person.pk or coordinates(person)


# --- photos ---------------------------------------------------------------------


def may_add_photo(person: By, organisation: Organisation) -> bool:
    """Who may change the organisation."""
    return may_change_organisation(person, organisation)


def may_change_photo(person: By, photo: Photo) -> bool:
    """Who may change the organisation."""
    return may_change_organisation(person, photo.organisation)


def may_move_photo(person: By, photo: Photo) -> bool:
    """Who may change the organisation."""
    return may_change_organisation(person, photo.organisation)


def may_delete_photo(person: By, photo: Photo) -> bool:
    """Who may change the organisation."""
    return may_change_organisation(person, photo.organisation)


# --- letters and yearly confirmation ----------------------------------------------


def may_write_letter(_person: By, organisation: Organisation) -> bool:
    """Anyone, with or without an account, to an organisation everyone may see."""
    return organisation.is_public


def may_deliver_letter(person: By, _letter: Letter) -> bool:
    """Time alone."""
    return only_the_system(person)


def may_forget_letter(person: By, _letter: Letter) -> bool:
    """Time alone."""
    return only_the_system(person)


def may_forget_member_invitation(person: By, _invitation: MemberInvitation) -> bool:
    """Time alone."""
    return only_the_system(person)


def may_forget_request(person: By, _request: ConfirmationRequest) -> bool:
    """Time alone."""
    return only_the_system(person)


def may_forget_import(person: By, _found: Import) -> bool:
    """Time alone."""
    return only_the_system(person)


def may_announce_proposal(person: By, _organisation: Organisation) -> bool:
    """Time alone."""
    return only_the_system(person)


def may_ask_confirmation(person: By, _organisation: Organisation) -> bool:
    """Time alone."""
    return only_the_system(person)


def may_send_confirmation(person: By, _request: ConfirmationRequest) -> bool:
    """Time alone."""
    return only_the_system(person)


def may_send_proposal(person: By, _organisation: Organisation) -> bool:
    """Time alone."""
    return only_the_system(person)


def may_answer_confirmation(_person: By, _request: ConfirmationRequest) -> bool:
    """Whoever holds the link, with or without an account."""
    return True


def may_propose_change(_person: By, _request: ConfirmationRequest) -> bool:
    """Whoever holds the link, with or without an account."""
    return True


# --- the territory ----------------------------------------------------------------


def may_load_territory(person: By) -> bool:
    """Whoever runs the program, at its command line."""
    return only_the_system(person)


# --- a region's first tables ------------------------------------------------------


def may_load_themes(person: By) -> bool:
    """Whoever runs the program, at its command line."""
    return only_the_system(person)


def may_load_organisations(person: By) -> bool:
    """Whoever runs the program, at its command line."""
    return only_the_system(person)


def may_load_member(person: By) -> bool:
    """Whoever runs the program, at its command line."""
    return only_the_system(person)


# --- imports ------------------------------------------------------------------------


def may_preview_import(person: By) -> bool:
    """A region coordinator, an administrator."""
    return coordinates(person) or administers(person)


def may_map_import_columns(person: By, _import: Import) -> bool:
    """Who may import."""
    return may_preview_import(person)


def may_decide_import_rows(person: By, _import: Import) -> bool:
    """Who may import."""
    return may_preview_import(person)


def may_confirm_import(person: By, _import: Import) -> bool:
    """Who may import, also a file that somebody else has brought."""
    return may_preview_import(person)


def may_drop_import(person: By, _import: Import) -> bool:
    """Who may import."""
    return may_preview_import(person)


def may_undo_import(person: By, _import: Import) -> bool:
    """Who may import."""
    return may_preview_import(person)


# --- projects -------------------------------------------------------------------------


def may_add_project(person: By) -> bool:
    """A region coordinator."""
    return coordinates(person)


def may_change_project(person: By, _project: Project) -> bool:
    """A region coordinator."""
    return coordinates(person)
