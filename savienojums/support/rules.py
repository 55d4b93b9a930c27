"""Who may do what in the Connection document."""

from __future__ import annotations

from hmac import compare_digest
from typing import TYPE_CHECKING

from savienojums.accounts.kinds import RoleKind
from savienojums.core.system import SYSTEM, only_the_system

if TYPE_CHECKING:
    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.support.models import Alert, Follow, Measure, Round

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


# --- following ------------------------------------------------------------------


def keeps_follow(by: Actor, follow: Follow, token: str = "") -> bool:
    """Whoever holds the link of its mails, and the person whose mailbox it is."""
    if token:
        return compare_digest(token.encode(), follow.token.encode())
    if by is None or by is SYSTEM:
        return False
    return follow.person_id == by.pk or (follow.person_id is None and follow.email == by.email)  # type: ignore[union-attr]


def may_follow(by: Actor, *_about: object) -> bool:
    """Everyone, with or without an account."""
    return by is not SYSTEM


def may_confirm_follow(by: Actor, follow: Follow, token: str = "") -> bool:
    """Whoever holds the link of its mails, and the person whose mailbox it is."""
    return keeps_follow(by, follow, token)


def may_change_follow(by: Actor, follow: Follow, token: str = "") -> bool:
    """Whoever holds the link of its mails, and the person whose mailbox it is."""
    return keeps_follow(by, follow, token)


def may_stop_follow(by: Actor, follow: Follow, token: str = "") -> bool:
    """Whoever holds the link of its mails, and the person whose mailbox it is."""
    return keeps_follow(by, follow, token)


def may_resume_follow(by: Actor, follow: Follow, token: str = "") -> bool:
    """Whoever holds the link of its mails, and the person whose mailbox it is."""
    return keeps_follow(by, follow, token)


def may_dismiss_measure(by: Actor, follow: Follow, token: str = "") -> bool:
    """Whoever holds the link of its mails, and the person whose mailbox it is."""
    return keeps_follow(by, follow, token)


def may_readmit_measure(by: Actor, follow: Follow, token: str = "") -> bool:
    """Whoever holds the link of its mails, and the person whose mailbox it is."""
    return keeps_follow(by, follow, token)


def may_stop_alerts(by: Actor, alert: Alert, token: str = "") -> bool:
    """Whoever holds the link of that mail."""
    del by
    return bool(token) and compare_digest(token.encode(), alert.token.encode())


def may_rate_alert(by: Actor, alert: Alert, token: str = "") -> bool:
    """Whoever holds the link of that mail."""
    return may_stop_alerts(by, alert, token)


may_send_follow_link = only_the_system
may_remember_matches = only_the_system
may_write_alert = only_the_system
may_pass_over_follows = only_the_system
may_send_alert = only_the_system
may_forget_follow = only_the_system
may_forget_notices = only_the_system
