"""Who may ask when to meet, answer, and choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from savienojums.core.system import only_the_system
from savienojums.events.rules.gatherings import may_make_event
from savienojums.events.rules.hosting import is_somebody
from savienojums.network.rules import capacity, coordinates

if TYPE_CHECKING:
    from savienojums.events.models import DatePoll, PollAnswer
    from savienojums.events.rules.hosting import By
    from savienojums.network.models import Organisation


def runs_poll(by: By, poll: DatePoll) -> bool:
    """Whether this person asked, acts for the organisation that asks, or coordinates the region."""
    if not is_somebody(by):
        return False
    asked = poll.asked_by_id == by.pk  # type: ignore[union-attr]  # somebody, as asked above
    return asked or coordinates(by) or bool(poll.organisation and capacity(by, poll.organisation))


def may_ask_dates(by: By, organisation: Organisation | None) -> bool:
    """Who acts for the organisation that asks; region coordinators also in nobody's name."""
    if not is_somebody(by):
        return False
    if organisation is None:
        return coordinates(by)
    return capacity(by, organisation) is not None


def may_add_poll_dates(by: By, poll: DatePoll) -> bool:
    """Who asked."""
    return runs_poll(by, poll)


def may_remove_poll_date(by: By, poll: DatePoll) -> bool:
    """Who asked."""
    return runs_poll(by, poll)


def may_close_poll(by: By, poll: DatePoll) -> bool:
    """Who asked."""
    return runs_poll(by, poll)


def may_reopen_poll(by: By, poll: DatePoll) -> bool:
    """Who asked."""
    return runs_poll(by, poll)


def may_choose_date(by: By, poll: DatePoll) -> bool:
    """Who asked, if they may make events."""
    return runs_poll(by, poll) and may_make_event(by)


def may_answer_poll(_by: By, _poll: DatePoll) -> bool:
    """Anyone who has the link, with or without an account."""
    return True


def may_change_poll_answer(_by: By, answer: PollAnswer, token: str) -> bool:
    """Whoever holds the link of the answer."""
    return token == answer.token


def may_withdraw_poll_answer(by: By, answer: PollAnswer, token: str) -> bool:
    """Whoever holds the link of the answer; who asked, if it is somebody's nonsense."""
    return token == answer.token or runs_poll(by, answer.poll)


def may_tell_of_date(by: By, _poll: DatePoll) -> bool:
    """Time alone."""
    return only_the_system(by)


def may_forget_poll_answers(by: By, _poll: DatePoll) -> bool:
    """Time alone."""
    return only_the_system(by)
