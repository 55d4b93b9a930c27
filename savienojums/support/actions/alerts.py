"""Mails to those who follow: what their searches hold is remembered, the mail is written, sent, rated, forgotten."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import translation

from savienojums.core import mail
from savienojums.core.refusal import allow
from savienojums.journal.actions import record
from savienojums.journal.kinds import Audience
from savienojums.support import alerting, rules
from savienojums.support.kinds import AlertRating
from savienojums.support.models import Alert, Follow, FollowedSearch, Notice, ToldThing
from savienojums.support.queries import alerts as queries
from savienojums.support.queries import following
from savienojums.support.queries.alert_mail import letter_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.system import System
    from savienojums.support.queries.alerts import Entry, Letter

# For so long one can still ask what came into a search lately, and what somebody was told.
REMEMBERED = timedelta(days=60)


def remember_matches(*, by: System, at: datetime) -> None:
    """Note what has come into each followed search since it was last looked at; no line, for nothing was done."""
    allow(rules.may_remember_matches, by)
    followed = set(Follow.objects.heard().filter(measure=None).values_list("query", flat=True))
    # Outside the transaction: many searches take seconds, and must not hold the database's only writer.
    held = queries.members_of_each(followed, at)
    with transaction.atomic():
        FollowedSearch.objects.exclude(query__in=followed).delete()
        remember(held, alerting.looked_until(at))


@transaction.atomic
def write_alert(*, by: System, letter: Letter, at: datetime) -> Alert | None:
    """Write down what one mailbox is told today; the mail follows. What was told meanwhile is left out."""
    allow(rules.may_write_alert, by, letter)
    held = Follow.objects.heard().select_for_update(of=("self",)).select_related("person")
    follows = {each.pk: each for each in held.filter(pk__in=letter.told_at)}
    current = {pk for pk, follow in follows.items() if follow.told_at == letter.told_at[pk]}
    entries = [entry for entry in letter.entries if entry.follow_pk in current]
    entries = [entry for entry in entries if not _was_told(entry)]
    alert = _written(entries, follows, letter.language, at) if entries else None
    Follow.objects.filter(pk__in=current & letter.due).update(told_at=alerting.looked_until(at))
    if alert:
        record("support.alert_written", by=by, subject=alert, at=at, audience=Audience.SELF)
    return alert


@transaction.atomic
def pass_over_follows(*, by: System, follows: Collection[int], at: datetime) -> None:
    """Note that these were looked through and have nothing to hear; no line, for nothing was done."""
    allow(rules.may_pass_over_follows, by)
    Follow.objects.filter(pk__in=follows, told_at__lt=alerting.looked_until(at)).update(
        told_at=alerting.looked_until(at)
    )


def send_alert(*, by: System, alert: Alert, at: datetime) -> None:
    """Send a mail that was written, unless its reader has stopped everything meanwhile; done again only if it did not leave."""
    allow(rules.may_send_alert, by, alert)
    if alert.sent_at:
        return
    with translation.override(alert.language):
        letter = letter_of(alert, at)
    if letter is None:
        return
    stop = following.address_of("alert_end", alert.token)
    # Outside the transaction: a slow mail server must not hold the database's only writer.
    mail.send(
        "support/mail/alert.txt",
        to=letter.mailbox,
        language=alert.language,
        headers={
            "List-Id": f"<alerts.{queries.host()}>",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
        letter=letter,
        contact=settings.CONTACT_EMAIL,
    )
    with transaction.atomic():
        Alert.objects.filter(pk=alert.pk).update(sent_at=at)
        record("support.alert_sent", by=by, subject=alert, at=at, audience=Audience.SELF)


@transaction.atomic
def rate_alert(*, by: Person | None, alert: Alert, rating: str, token: str = "", at: datetime) -> None:
    """Say whether a mail was useful or too much; only the number of such answers is looked at."""
    allow(rules.may_rate_alert, by, alert, token)
    alert.rating = rating if rating in AlertRating.values else ""
    alert.save(update_fields=["rating"])
    record("support.alert_rated", by=None, subject=alert, at=at, audience=Audience.SELF, rating=alert.rating)


@transaction.atomic
def forget_notices(*, by: System, at: datetime) -> None:
    """Drop what was told to whom long ago; that there was a mail, and what was said of it, stays as a number."""
    allow(rules.may_forget_notices, by)
    ToldThing.objects.filter(told_at__lt=at - REMEMBERED).delete()
    Notice.objects.filter(alert__written_at__lt=at - REMEMBERED).delete()


def look_at(query: str, at: datetime) -> None:
    """What a search holds now, beside what it held before."""
    remember(queries.members_of_each([query], at), at)


def remember(held: Mapping[str, set[int]], until: datetime) -> None:
    """What these searches hold, beside what they held before."""
    rows = FollowedSearch.objects.select_for_update().in_bulk(list(held), field_name="query")
    made = [FollowedSearch(query=query, known=sorted(now)) for query, now in held.items() if query not in rows]
    changed = [row for query, row in rows.items() if _differs(row, held[query], until)]
    FollowedSearch.objects.bulk_create(made, ignore_conflicts=True)
    FollowedSearch.objects.bulk_update(changed, ["known", "came", "went"], batch_size=100)


def _differs(row: FollowedSearch, now: set[int], until: datetime) -> bool:
    known, moment = set(row.known), until.timestamp()
    came, went = now - known, known - now
    if not came and not went:
        return False
    long_ago = moment - REMEMBERED.total_seconds()
    row.came = {pk: then for pk, then in row.came.items() if then > long_ago} | dict.fromkeys(map(str, came), moment)
    row.went = {pk: then for pk, then in row.went.items() if then > long_ago} | dict.fromkeys(map(str, went), moment)
    row.known = sorted(now)
    return True


def _was_told(entry: Entry) -> bool:
    return ToldThing.objects.filter(follow=entry.follow_pk, thing__in=entry.things).exists()


def _written(entries: list[Entry], follows: Mapping[int, Follow], language: str, at: datetime) -> Alert:
    owed_to = [follows[entry.follow_pk] for entry in entries]
    alert = Alert.objects.create(
        person=next((each.person for each in owed_to if each.person), None),
        email=next((each.email for each in owed_to if each.email), ""),
        language=language,
        written_at=at,
    )
    groups = queries.by_measure(entries)
    notices = Notice.objects.bulk_create(
        Notice(
            alert=alert,
            follow_id=group[0].follow_pk,
            measure_id=group[0].measure_pk,
            reasons=queries.plain_reasons(group),
            since=group[0].since,
        )
        for group in groups
    )
    ToldThing.objects.bulk_create(
        ToldThing(follow_id=entry.follow_pk, notice=notice, thing=thing, told_at=at)
        for group, notice in zip(groups, notices, strict=True)
        for entry in group
        for thing in sorted(entry.things)
    )
    return alert
