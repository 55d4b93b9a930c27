"""Who may do what with a focus group: its organisers; of their own consent, those who take part."""

from __future__ import annotations

from hmac import compare_digest
from typing import TYPE_CHECKING

from savienojums.core.system import only_the_system
from savienojums.events.rules.hosting import is_somebody, organises
from savienojums.network.rules import coordinates

if TYPE_CHECKING:
    from savienojums.events.models import Code, Event, FocusGroup, FocusNote, Quote, Registration
    from savienojums.events.rules.hosting import By


def may_change_focus_group(by: By, event: Event) -> bool:
    """Its organisers."""
    return organises(by, event)


def may_add_mix_cell(by: By, focus_group: FocusGroup) -> bool:
    """Its organisers."""
    return organises(by, focus_group.event)


may_change_mix_cell = may_add_mix_cell
may_remove_mix_cell = may_add_mix_cell
may_place_people = may_add_mix_cell
may_print_consents = may_add_mix_cell
may_begin_notes = may_add_mix_cell
may_add_note = may_add_mix_cell
may_release_findings = may_add_mix_cell
may_withhold_findings = may_add_mix_cell
may_export_quotes = may_add_mix_cell


def may_answer_consent(by: By, registration: Registration, token: str = "") -> bool:
    """Whoever holds the link of the registration; signed in, whoever registered."""
    if token:
        return compare_digest(token.encode(), registration.token.encode())
    return is_somebody(by) and registration.person_id is not None and registration.person_id == by.pk  # type: ignore[union-attr]  # somebody, as asked before


def may_change_note(by: By, note: FocusNote) -> bool:
    """The organisers of its focus group."""
    return organises(by, note.focus_group.event)


may_remove_note = may_change_note
may_replace_names = may_change_note
may_mark_quote = may_change_note


def may_change_quote(by: By, quote: Quote) -> bool:
    """The organisers of its focus group."""
    return organises(by, quote.note.focus_group.event)


may_remove_quote = may_change_quote


def may_add_code(by: By, focus_group: FocusGroup) -> bool:
    """Organisers of a focus group."""
    return organises(by, focus_group.event)


def may_change_code(by: By, code: Code) -> bool:
    """A region coordinator, and who made it."""
    return coordinates(by) or (is_somebody(by) and code.made_by_id == by.pk)  # type: ignore[union-attr]  # somebody, as asked before


def may_merge_codes(by: By, code: Code, _into: Code) -> bool:
    """A region coordinator, and who made the one that goes."""
    return may_change_code(by, code)


def may_forget_voices(by: By, _focus_group: FocusGroup) -> bool:
    """Time alone."""
    return only_the_system(by)
