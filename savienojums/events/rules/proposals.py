"""Who may write proposals, say when they went out, and enter the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.events.rules.hosting import organises
from savienojums.network.rules import capacity

if TYPE_CHECKING:
    from savienojums.events.models import Event, Proposal
    from savienojums.events.rules.hosting import By


def may_add_proposal(by: By, event: Event) -> bool:
    """The organisers of the meeting."""
    return organises(by, event)


def may_change_proposal(by: By, proposal: Proposal) -> bool:
    """The organisers of the meeting."""
    return organises(by, proposal.event)


def may_send_proposal(by: By, proposal: Proposal) -> bool:
    """The organisers of the meeting."""
    return organises(by, proposal.event)


def may_delete_proposal(by: By, proposal: Proposal) -> bool:
    """The organisers of the meeting."""
    return organises(by, proposal.event)


def may_answer_proposal(by: By, proposal: Proposal) -> bool:
    """The organisers of the meeting, and who acts for the addressee."""
    if organises(by, proposal.event):
        return True
    return proposal.addressee is not None and capacity(by, proposal.addressee) is not None
