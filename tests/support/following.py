"""Givens of those who follow: a follow that runs, a day that passes, what lies in the mailbox."""

from datetime import timedelta
from unittest import mock

from savienojums.support.actions import alerts
from savienojums.support.actions import following as acts
from savienojums.support.jobs import following as jobs
from savienojums.support.queries.following import Wanted
from savienojums.worker import work_off
from tests import make

MORNING = make.NOW.replace(hour=5)
MAILBOX = "seko@pasts.test"


def morning(days=1):
    """Seven o'clock in Riga so many days from now."""
    return MORNING + timedelta(days=days)


def follow(query="", measure=None, *, by=None, email=MAILBOX, at=make.NOW, **wishes):
    """Somebody follows and has confirmed it."""
    wanted = Wanted(query, measure)
    usual = wanted.usual
    chosen = {"pace": usual.pace, "grades": usual.grades, "reminders": usual.reminders, **wishes}
    made = acts.follow(by=by, wanted=wanted, wishes=type(usual)(**chosen), email="" if by else email, at=at)
    if by is None:
        acts.confirm_follow(by=None, follow=made, token=made.token, at=at)
        made.refresh_from_db()
    return made


def tell(at):
    """The chore is done at that moment, and the worker carries out the mail."""
    with mock.patch.object(jobs, "now", return_value=at):
        jobs.tell_followers()
        work_off()


__all__ = ["MAILBOX", "MORNING", "alerts", "follow", "morning", "tell"]
