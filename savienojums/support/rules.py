"""Who may do what in the Connection document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.accounts.kinds import RoleKind
from savienojums.core.system import SYSTEM, only_the_system

if TYPE_CHECKING:
    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.support.models import Measure, Round

    Actor = Person | System | None

KEEPERS = (RoleKind.EDITOR, RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR)


def keeps_the_document(by: Actor, *_about: object) -> bool:
    """Editors of the Connection document, coordinators and administrators."""
    return by is not None and by is not SYSTEM and by.has_role(*KEEPERS)  # type: ignore[union-attr]


def may_see_desk(by: Actor) -> bool:
    """Those who keep the document see the desk and the history of its entries."""
    return keeps_the_document(by)


def may_add_measure(by: Actor) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by)


def may_change_measure(by: Actor, measure: Measure) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by, measure)


def may_publish_measure(by: Actor, measure: Measure) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by, measure)


def may_remove_measure(by: Actor, measure: Measure) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by, measure)


def may_restore_measure(by: Actor, measure: Measure) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by, measure)


def may_confirm_measure(by: Actor, measure: Measure) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by, measure)


def may_close_measure(by: Actor, measure: Measure) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by, measure)


def may_expect_measure(by: Actor, measure: Measure) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by, measure)


def may_withdraw_confirmation(by: Actor, measure: Measure) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by, measure)


def may_add_round(by: Actor, measure: Measure) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by, measure)


def may_change_round(by: Actor, round_: Round) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by, round_)


def may_remove_round(by: Actor, round_: Round) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by, round_)


may_load_measures = only_the_system
