"""Answers to readers who suggested something, and their addresses, which are forgotten."""

from __future__ import annotations

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.journal.reactions import every, on
from savienojums.support.actions import corrections as actions
from savienojums.support.queries import corrections as queries


@on("support.correction_accepted")
def thank_for_the_correction(record_id: int) -> None:
    """Whoever suggested it and left an address hears what was taken over."""
    _answer(record_id)


@on("support.correction_declined")
def explain_the_refusal(record_id: int) -> None:
    """Whoever suggested it and left an address hears why not."""
    _answer(record_id)


@every("1 day")
def forget_old_proposers() -> None:
    """Ninety days after the answer nobody's address is kept."""
    for correction in queries.to_forget(now()):
        actions.forget_proposer(by=SYSTEM, correction=correction, at=now())


def _answer(record_id: int) -> None:
    if correction := queries.correction_of(record_id):
        actions.answer_proposer(by=SYSTEM, correction=correction, at=now())
