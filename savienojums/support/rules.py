"""Who may do what in the Connection document."""

from __future__ import annotations

from hmac import compare_digest
from typing import TYPE_CHECKING, TypeGuard

from savienojums.accounts.kinds import RoleKind
from savienojums.core.system import SYSTEM, System, only_the_system
from savienojums.network.rules import capacity, speaks_for

if TYPE_CHECKING:
    from savienojums.accounts.models import Person
    from savienojums.core.models import WordGroup
    from savienojums.network.models import Organisation
    from savienojums.support.models import (
        Alert,
        Attempt,
        AttemptNote,
        Correction,
        Follow,
        Measure,
        Merge,
        Portal,
        Round,
        RuleDraft,
        Source,
        SourceItem,
        TablePreview,
    )

    Actor = Person | System | None

KEEPERS = (RoleKind.EDITOR, RoleKind.COORDINATOR, RoleKind.ADMINISTRATOR)


def keeps_the_document(by: Actor, *_about: object) -> TypeGuard[Person]:
    """Editors of the Connection document, coordinators and administrators."""
    return by is not None and not isinstance(by, System) and by.has_role(*KEEPERS)


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
    if by is None or isinstance(by, System):
        return False
    return follow.person_id == by.pk or (follow.person_id is None and follow.email == by.email)


def may_follow(by: Actor, *_about: object) -> bool:
    """Everyone, with or without an account."""
    return by is not SYSTEM


may_confirm_follow = may_change_follow = may_stop_follow = may_resume_follow = keeps_follow
may_dismiss_measure = may_readmit_measure = keeps_follow


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


# --- composing conditions -----------------------------------------------------------


def may_begin_rule_draft(by: Actor, measure: Measure) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by, measure)


def may_change_rule_draft(by: Actor, draft: RuleDraft) -> bool:
    """Those who keep the document, their own draft."""
    return keeps_the_document(by, draft) and draft.person_id == by.pk


def may_undo_rule_draft(by: Actor, draft: RuleDraft) -> bool:
    """Those who keep the document, their own draft."""
    return may_change_rule_draft(by, draft)


def may_drop_rule_draft(by: Actor, draft: RuleDraft) -> bool:
    """Those who keep the document, their own draft."""
    return may_change_rule_draft(by, draft)


def may_save_rule_draft(by: Actor, draft: RuleDraft) -> bool:
    """Those who keep the document, their own draft."""
    return may_change_rule_draft(by, draft)


may_forget_rule_draft = only_the_system


# --- attempts, advice, what is counted ----------------------------------------------


def may_want_to_try(by: Actor, organisation: Organisation) -> bool:
    """Who acts for the organisation, its caretaker, a region coordinator on its behalf."""
    return capacity(by, organisation) is not None


def may_change_attempt(by: Actor, attempt: Attempt) -> bool:
    """Who acts for the organisation, its caretaker, a region coordinator on its behalf."""
    return may_want_to_try(by, attempt.organisation)


def may_drop_attempt(by: Actor, attempt: Attempt) -> bool:
    """Who acts for the organisation, its caretaker, a region coordinator on its behalf."""
    return may_change_attempt(by, attempt)


def may_resume_attempt(by: Actor, attempt: Attempt) -> bool:
    """Who acts for the organisation, its caretaker, a region coordinator on its behalf."""
    return may_change_attempt(by, attempt)


def may_add_attempt_note(by: Actor, attempt: Attempt) -> bool:
    """Who acts for the organisation, its caretaker, a region coordinator on its behalf."""
    return may_change_attempt(by, attempt)


def may_remove_attempt_note(by: Actor, note: AttemptNote) -> bool:
    """Who wrote it."""
    return by is not None and by is not SYSTEM and note.by_id == by.pk


def may_ask_advice(_by: Actor, measure: Measure) -> bool:
    """Anyone, with or without an account, about a measure everyone may read."""
    return measure.published_at is not None and measure.removed_at is None


may_deliver_advice = only_the_system
may_forget_advice = only_the_system
may_keep_tallies = only_the_system
may_forget_tallies = only_the_system


# --- sources, and what is found in them ---------------------------------------------


def may_add_source(by: Actor) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by)


def may_change_source(by: Actor, source: Source) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by, source)


may_pause_source = may_resume_source = may_ask_source = may_change_source


def may_take_item(by: Actor, item: SourceItem) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by, item)


may_tie_item = may_dismiss_item = may_recall_item = may_settle_item = may_take_item


def may_preview_table(by: Actor) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by)


def may_confirm_table(by: Actor, preview: TablePreview) -> bool:
    """Who brought the table in."""
    return keeps_the_document(by) and preview.by_id == getattr(by, "pk", None)


may_drop_table = may_confirm_table


def may_merge_measures(by: Actor, kept: Measure, gone: Measure) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by, kept, gone)


def may_part_measures(by: Actor, merge: Merge) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by, merge)


may_fetch_source = only_the_system
may_forget_tables = only_the_system
may_note_links = only_the_system


def may_add_synonyms(by: Actor) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by)


def may_change_synonyms(by: Actor, group: WordGroup) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by, group)


may_remove_synonyms = may_restore_synonyms = may_change_synonyms
may_load_synonyms = only_the_system


# --- portals --------------------------------------------------------------------


def tends_portals_of(by: Actor, owner: Organisation | None) -> bool:
    """Those who keep the document; for an organisation's own portal also who acts for it."""
    if keeps_the_document(by):
        return True
    return owner is not None and speaks_for(by, owner) is not None


def may_add_portal(by: Actor, owner: Organisation | None) -> bool:
    """Those who keep the document; for their own organisation also who acts for it."""
    return tends_portals_of(by, owner)


def may_change_portal(by: Actor, portal: Portal) -> bool:
    """Those who keep the document, and who acts for the organisation whose portal it is."""
    return tends_portals_of(by, portal.owner)


def may_remove_portal(by: Actor, portal: Portal) -> bool:
    """Those who keep the document, and who acts for the organisation whose portal it is."""
    return tends_portals_of(by, portal.owner)


def may_restore_portal(by: Actor, portal: Portal) -> bool:
    """Those who keep the document, and who acts for the organisation whose portal it is."""
    return tends_portals_of(by, portal.owner)


may_load_portal = only_the_system


# --- suggestions of readers -----------------------------------------------------


def may_propose_correction(by: Actor, measure: Measure) -> bool:
    """Everyone who can read the measure, with or without an account."""
    return by is not SYSTEM and measure.published_at is not None and measure.removed_at is None


def may_accept_correction(by: Actor, correction: Correction) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by, correction)


def may_decline_correction(by: Actor, correction: Correction) -> bool:
    """Those who keep the document."""
    return keeps_the_document(by, correction)


may_answer_proposer = only_the_system
may_forget_proposer = only_the_system
