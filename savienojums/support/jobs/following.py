"""Doors for time: mail to those who follow, and addresses that are forgotten again."""

from __future__ import annotations

from savienojums.core.clock import now
from savienojums.core.system import SYSTEM
from savienojums.journal.reactions import every, on
from savienojums.support.actions import alerts, following
from savienojums.support.queries import alerts as news_queries
from savienojums.support.queries import following as queries


@on("support.follow_asked")
def send_the_follow_link(record_id: int) -> None:
    """The mailbox is asked whether it wants this."""
    if follow := queries.follow_in(record_id):
        following.send_follow_link(by=SYSTEM, follow=follow, at=now())


@every("1 day", hour=7)
def tell_followers() -> None:
    """Everyone hears of what is new in what they follow; weekly ones on Mondays; what was missed, today."""
    at = now()
    alerts.remember_matches(by=SYSTEM, at=at)
    news = news_queries.news(at)
    for letter in news.letters:
        alerts.write_alert(by=SYSTEM, letter=letter, at=at)
    alerts.pass_over_follows(by=SYSTEM, follows=news.silent, at=at)


@on("support.alert_written")
def send_the_alert(record_id: int) -> None:
    """The mail that was written goes out."""
    if alert := queries.alert_in(record_id):
        alerts.send_alert(by=SYSTEM, alert=alert, at=now())


@every("1 day", hour=4)
def forget_old_follows() -> None:
    """Addresses nobody confirmed and addresses that want no mail do not stay, nor what was told long ago."""
    for follow in queries.follows_to_forget(now()):
        following.forget_follow(by=SYSTEM, follow=follow, at=now())
    alerts.forget_notices(by=SYSTEM, at=now())
