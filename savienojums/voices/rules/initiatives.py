"""Who may propose, look after, answer and stand behind what residents would like to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from savienojums.core.system import only_the_system
from savienojums.network.rules import capacity, coordinates
from savienojums.voices.kinds import State
from savienojums.voices.rules.hosting import acts_for_somebody, is_somebody

if TYPE_CHECKING:
    from savienojums.accounts.models import Person
    from savienojums.voices.models import Initiative, InitiativeComment, InitiativeSupport
    from savienojums.voices.rules.hosting import By


def may_propose_initiative(_by: By) -> bool:
    """Anyone, with or without an account."""
    return True


def may_write_down_initiative(by: By) -> bool:
    """Who acts for an organisation, or coordinates the region: a librarian, an officer of a parish."""
    return acts_for_somebody(by)


def may_correct_initiative(by: By, initiative: Initiative, token: str = "") -> bool:
    """Whoever holds its link, its author, the helper who wrote it down, a region coordinator."""
    if token == initiative.token or coordinates(by):
        return True
    return is_somebody(by) and cast("Person", by).pk in {initiative.person_id, initiative.written_by_id}


def may_withdraw_initiative(by: By, initiative: Initiative, token: str = "") -> bool:
    """Whoever holds its link, or its author."""
    return token == initiative.token or (is_somebody(by) and cast("Person", by).pk == initiative.person_id)


# --- looking after them -----------------------------------------------------------


def may_show_initiative(by: By, _initiative: Initiative) -> bool:
    """A region coordinator."""
    return coordinates(by)


def may_hide_initiative(by: By, _initiative: Initiative) -> bool:
    """A region coordinator."""
    return coordinates(by)


def may_address_initiative(by: By, _initiative: Initiative) -> bool:
    """A region coordinator."""
    return coordinates(by)


def may_join_initiatives(by: By, _initiative: Initiative) -> bool:
    """A region coordinator."""
    return coordinates(by)


def may_separate_initiative(by: By, _initiative: Initiative) -> bool:
    """A region coordinator."""
    return coordinates(by)


def may_answer_initiative(by: By, initiative: Initiative) -> bool:
    """Who acts for the addressee; a region coordinator, who writes down what somebody without an account answered."""
    if coordinates(by):
        return True
    return initiative.addressee is not None and capacity(by, initiative.addressee) is not None


# --- support ----------------------------------------------------------------------


def may_support_initiative(_by: By, initiative: Initiative) -> bool:
    """Anyone, what everyone can read."""
    return initiative.state == State.SHOWN


def may_withdraw_support(_by: By, initiative: Initiative) -> bool:
    """Who gave it: a browser, an account."""
    return initiative.state == State.SHOWN


def may_count_signatures(by: By, _initiative: Initiative) -> bool:
    """Who may write down a proposal from paper."""
    return acts_for_somebody(by)


def may_drop_signatures(by: By, counted: InitiativeSupport) -> bool:
    """Who counted them, or a region coordinator."""
    return coordinates(by) or (is_somebody(by) and counted.counted_by_id == cast("Person", by).pk)


def may_set_supports_aside(by: By, _initiative: Initiative) -> bool:
    """A region coordinator."""
    return coordinates(by)


def may_count_supports_again(by: By, _initiative: Initiative) -> bool:
    """A region coordinator."""
    return coordinates(by)


# --- comments ---------------------------------------------------------------------


def may_comment_initiative(_by: By, initiative: Initiative) -> bool:
    """Anyone, on what everyone can read."""
    return initiative.state == State.SHOWN


def may_show_initiative_comment(by: By, _comment: InitiativeComment) -> bool:
    """A region coordinator."""
    return coordinates(by)


def may_hide_initiative_comment(by: By, _comment: InitiativeComment) -> bool:
    """A region coordinator."""
    return coordinates(by)


# --- time -------------------------------------------------------------------------


def may_tell_of_initiative(by: By, _initiative: Initiative) -> bool:
    """Time alone."""
    return only_the_system(by)


def may_tell_addressee_of_initiative(by: By, _initiative: Initiative) -> bool:
    """Time alone."""
    return only_the_system(by)


def may_tell_coordinators_of_initiatives(by: By) -> bool:
    """Time alone."""
    return only_the_system(by)


def may_forget_initiative_traces(by: By) -> bool:
    """Time alone."""
    return only_the_system(by)


def may_forget_initiative_sources(by: By) -> bool:
    """Time alone."""
    return only_the_system(by)
