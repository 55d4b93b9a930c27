"""Doors for time: what the registry does later or every day."""

from __future__ import annotations

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.journal.reactions import every, on
from savienojums.network import actions, queries
from savienojums.network.actions import forgetting, letters
from savienojums.network.queries import forgetting as old
from savienojums.network.queries.letters import proposed_in

# --- people and letters -------------------------------------------------------


@on("network.member_invited")
def send_the_invitation(record_id: int) -> None:
    """The letter with the link goes out."""
    if invitation := queries.invitation_of(record_id):
        actions.send_invitation(by=SYSTEM, invitation=invitation, at=now())


@on("network.letter_written")
def carry_the_letter(record_id: int) -> None:
    """The letter goes to those who read for the organisation."""
    if letter := queries.letter_of(record_id):
        actions.deliver_letter(by=SYSTEM, letter=letter, at=now())


@every("1 day")
def forget_old_letters() -> None:
    """Nobody's words lie here for longer than a month."""
    for letter in queries.letters_to_forget(now()):
        actions.forget_letter(by=SYSTEM, letter=letter, at=now())


@every("1 day", hour=4)
def forget_what_came_to_nothing() -> None:
    """Addresses of people who did not answer do not stay, nor tables nobody confirmed."""
    at = now()
    for invitation in old.member_invitations_to_forget(at):
        forgetting.forget_member_invitation(by=SYSTEM, invitation=invitation, at=at)
    for request in old.requests_to_forget(at):
        forgetting.forget_request(by=SYSTEM, request=request, at=at)
    for found in old.imports_to_forget(at):
        forgetting.forget_import(by=SYSTEM, found=found, at=at)


@on("network.organisation_proposed")
def tell_of_the_proposal(record_id: int) -> None:
    """The coordinators learn that an organisation waits for them."""
    if organisation := proposed_in(record_id):
        letters.announce_proposal(by=SYSTEM, organisation=organisation, at=now())


# --- yearly confirmation --------------------------------------------------------


@every("1 day", hour=10)
def ask_whether_still_true() -> None:
    """Those nobody has confirmed for a year are asked."""
    for organisation in queries.organisations_to_ask(now()):
        for email in queries.mailboxes_of(organisation):
            actions.ask_confirmation(by=SYSTEM, organisation=organisation, email=email, at=now())


@on("network.confirmation_asked")
def send_the_question(record_id: int) -> None:
    """The yearly letter goes out."""
    if request := queries.request_of(record_id):
        actions.send_confirmation(by=SYSTEM, request=request, at=now())


@on("network.change_proposed")
def tell_the_coordinators(record_id: int) -> None:
    """The coordinators learn what is no longer true."""
    if proposal := queries.proposal_of(record_id):
        organisation, text = proposal
        actions.send_proposal(by=SYSTEM, organisation=organisation, text=text, at=now())
