"""What a mail to a follower says, in its language: each measure once, what is new first, and how to stop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from savienojums.core import clock
from savienojums.support import alerting
from savienojums.support.kinds import Grade
from savienojums.support.models import Notice, ToldThing
from savienojums.support.moments import until
from savienojums.support.queries.cards import card_of
from savienojums.support.queries.following import Followed, address_of, shown, told_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from savienojums.support.models import Alert, Follow, Measure, Round
    from savienojums.support.queries.cards import Card

# Of one kind of news; whoever follows the whole document does not read on, either.
MOST_TOLD = 25


@dataclass(frozen=True, slots=True)
class Told:
    """One measure as the mail tells it."""

    group: str
    name: str
    headline: str
    provider: str
    sentences: list[str]
    when: str
    amount: str
    link: str
    dismissal: str


@dataclass(frozen=True, slots=True)
class Group:
    """Measures under one heading."""

    heading: str
    told: list[Told]
    more: int = 0


@dataclass(frozen=True, slots=True)
class AlertLetter:
    """The whole mail."""

    mailbox: str
    subject: str
    groups: list[Group]
    follows: list[tuple[str, str, str]]
    page: str
    stop: str


def letter_of(alert: Alert, at: datetime) -> AlertLetter | None:
    """The mail as it is true now; none if nobody wants it any more or nothing of it is left."""
    notices = _wanted(alert)
    told = [one for each in notices if (one := _told(each, at))]
    if not told:
        return None
    followed = shown({each.follow_id: each.follow for each in notices}.values())
    return AlertLetter(
        mailbox=notices[0].follow.mailbox,
        subject=_subject(told),
        groups=_groups(told),
        follows=[(each.words, each.page, address_of("follow", each.follow.token)) for each in followed],
        page=address_of("alert", alert.token),
        stop=address_of("alert_end", alert.token),
    )


def followed_in(alert: Alert) -> list[Followed]:
    """What a mail was about, as its page shows it."""
    return shown({each.follow_id: each.follow for each in _notices(alert)}.values())


def mailbox_of(alert: Alert) -> list[Followed]:
    """Everything the mailbox of a mail follows or has stopped."""
    return shown(told_in(alert).exclude(confirmed_at=None))


def _wanted(alert: Alert) -> list[Notice]:
    """What somebody still wants to hear; a follow that was stopped gives its place to one that was owed the same."""
    notices = list(_notices(alert))
    things = ToldThing.objects.filter(notice__alert=alert).select_related("follow__person", "follow__measure")
    owed: dict[int, Follow] = {}
    for each in things.order_by("pk"):
        if each.follow.state() == "running":
            owed.setdefault(each.notice_id, each.follow)
    for notice in notices:
        if notice.follow.state() != "running":
            notice.follow = owed.get(notice.pk, notice.follow)
    return [notice for notice in notices if notice.follow.state() == "running"]


def _notices(alert: Alert) -> Iterable[Notice]:
    rows = Notice.objects.filter(alert=alert).select_related("follow__person", "follow__measure", "measure__provider")
    return rows.prefetch_related("measure__rounds", "measure__themes").order_by("pk")


def _subject(told: list[Told]) -> str:
    if len(told) == 1:
        return _("%(name)s: %(what)s") % {"name": told[0].name, "what": told[0].headline}
    return ngettext("%(n)d piece of news about support", "%(n)d pieces of news about support", len(told)) % {
        "n": len(told)
    }


def _groups(told: list[Told]) -> list[Group]:
    headings = {"new": _("New for you"), "changed": _("What is different now"), "ahead": _("Deadlines that come near")}
    groups = [(heading, [one for one in told if one.group == name]) for name, heading in headings.items()]
    return [Group(words, ones[:MOST_TOLD], max(0, len(ones) - MOST_TOLD)) for words, ones in groups if ones]


def _told(notice: Notice, at: datetime) -> Told | None:
    measure, reasons = notice.measure, notice.reasons
    said = {each["reason"] for each in reasons}
    public = measure.published_at is not None and measure.removed_at is None
    if not public and Grade.CLOSED not in said:
        return None
    rounds = {each.public_id: each for each in measure.rounds.all()}
    card = card_of(measure, at)
    today = clock.local_day(at)
    own = next((rounds[key] for each in reasons if (key := each.get("round")) in rounds), None)
    follow = notice.follow
    dismissal = reverse("follow_dismissal", args=[follow.token, measure.slug]) if follow.measure_id is None else ""
    return Told(
        group=_group_of(said),
        name=str(measure.name),
        headline=_headline(_sentence({"reason": reasons[0]["reason"]}, own, today)),
        provider=measure.provider.name,
        sentences=[words for each in reasons if (words := _sentence(each, own, today))],
        when=_when(card, own, at) if public else "",
        amount=card.amount_text if public else "",
        link=_link(measure, notice.since) if public else address_of("measures"),
        dismissal=address_of("measures").removesuffix(reverse("measures")) + dismissal if dismissal else "",
    )


def _group_of(said: set[str]) -> str:
    if said & {alerting.NEW, alerting.OPENS, Grade.ANNOUNCED}:
        return "new"
    return "ahead" if said == {alerting.REMIND} else "changed"


def _sentence(reason: dict[str, Any], own: Round | None, today: date) -> str:
    what = reason["reason"]
    if what == alerting.REMIND:
        return _left(own, today)
    if what in {Grade.DEADLINE_EARLIER, Grade.DEADLINE_LATER} and reason.get("was"):
        was = _moment(reason["was"], reason.get("was_hour"))
        if what == Grade.DEADLINE_EARLIER:
            return _("The deadline is earlier now; it was %(moment)s.") % {"moment": was}
        return _("The deadline is later now; it was %(moment)s.") % {"moment": was}
    sentences = {
        alerting.NEW: _("New in what you follow."),
        alerting.OPENS: _("Applications are taken now."),
        Grade.ANNOUNCED: _("A round is announced."),
        Grade.DEADLINE_EARLIER: _("The deadline is earlier now."),
        Grade.DEADLINE_LATER: _("The deadline is later now."),
        Grade.MONEY: _("The money is different now."),
        Grade.WHO: _("Who may apply is different now."),
        Grade.ANNEXES: _("The annexes or the way to apply are different now."),
        Grade.CLOSED: _("It is closed or withdrawn."),
        Grade.WORDING: _("Only the wording is different."),
    }
    return sentences.get(what, "")


def _headline(sentence: str) -> str:
    """A sentence as the heading of a mail ends with it."""
    return f"{sentence[:1].lower()}{sentence[1:]}".rstrip(".")


def _left(own: Round | None, today: date) -> str:
    days = (own.closes_on - today).days if own and own.closes_on else -1
    if days < 0:
        return ""
    if days == 0:
        return _("The deadline is today.")
    return ngettext("%(days)d day is left until the deadline.", "%(days)d days are left until the deadline.", days) % {
        "days": days
    }


def _moment(day: str, hour: str | None) -> str:
    words = formats.date_format(date.fromisoformat(day), "DATE_FORMAT")
    return _("%(day)s, %(hour)s") % {"day": words, "hour": hour} if hour else words


def _when(card: Card, own: Round | None, at: datetime) -> str:
    """Until when one may apply, with the hour; the round that is told of before any other."""
    today = clock.local_day(at)
    opens = own.opens_on if own and own.opens_on and own.opens_on > today else None
    if own and own.closes_on and own.closes_at and own.closes_at >= at:
        words = until(own.closes_on, own.closes_hour)
    elif card.day and card.certain:
        words = until(card.day, _hour(card))
    elif card.day:
        return _("Expected: %(until)s; not announced yet.") % {"until": until(card.day, _hour(card))}
    else:
        return str(card.standing_text)
    if opens:
        since = formats.date_format(opens, "DATE_FORMAT")
        return _("Opens on %(day)s; apply %(until)s.") % {"day": since, "until": words}
    return _("Apply %(until)s.") % {"until": words}


def _hour(card: Card) -> time | None:
    return card.deadline.astimezone(clock.RIGA).time() if card.deadline and card.hour_known else None


def _link(measure: Measure, since: date) -> str:
    """The page of the measure, which shows what has changed since its follower was last told."""
    return f"{address_of('measure', measure.slug)}?since={since.isoformat()}"
