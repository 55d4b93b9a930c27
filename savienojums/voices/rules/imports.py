"""Who may bring in conversations of other platforms, and take them out again."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from savienojums.core.system import only_the_system
from savienojums.network.rules import capacity, coordinates
from savienojums.voices.rules.hosting import acts_for_somebody, is_somebody

if TYPE_CHECKING:
    from savienojums.accounts.models import Person
    from savienojums.network.models import Organisation
    from savienojums.voices.models import VotesImport
    from savienojums.voices.rules.hosting import By


def may_see_votes_imports(by: By) -> bool:
    """Who acts for an organisation, and coordinators."""
    return acts_for_somebody(by)


def may_bring_votes(by: By, organisation: Organisation | None = None) -> bool:
    """Who acts for the organisation in whose name it is brought; coordinators for any."""
    if not acts_for_somebody(by):
        return False
    return organisation is None or coordinates(by) or capacity(by, organisation) is not None


def may_look_into_import(by: By, found: VotesImport) -> bool:
    """Who brought it, and coordinators."""
    return is_somebody(by) and (coordinates(by) or found.brought_by_id == cast("Person", by).pk)


def may_take_in_votes(by: By, found: VotesImport) -> bool:
    """Who brought it, and coordinators."""
    return may_look_into_import(by, found)


def may_write_votes(by: By, _found: VotesImport) -> bool:
    """The house, on behalf of whoever asked for it."""
    return only_the_system(by)


def may_publish_taken_in(by: By, found: VotesImport) -> bool:
    """Who brought it, and coordinators."""
    return may_look_into_import(by, found)


def may_take_out_votes(by: By, found: VotesImport) -> bool:
    """Who brought it, and coordinators."""
    return may_look_into_import(by, found)


def may_drop_votes_import(by: By, found: VotesImport) -> bool:
    """Who brought it, and coordinators."""
    return may_look_into_import(by, found)
