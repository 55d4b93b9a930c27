"""Questions to the partnership: carried over, and forgotten if that fails for too long."""

from __future__ import annotations

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.journal.reactions import every, on
from savienojums.support.actions import advice as actions
from savienojums.support.queries import advice as queries


@on("support.advice_asked")
def carry_the_question(record_id: int) -> None:
    """The question goes to those who advise."""
    if asked := queries.question_of(record_id):
        actions.deliver_advice(by=SYSTEM, asked=asked, at=now())


@every("1 day")
def forget_old_questions() -> None:
    """Nobody's words lie here for longer than a month."""
    for asked in queries.questions_to_forget(now()):
        actions.forget_advice(by=SYSTEM, asked=asked, at=now())
