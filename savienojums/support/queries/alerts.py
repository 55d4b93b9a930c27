"""What is new for whom: one pass over the journal and the rounds for all who follow, each search looked at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from functools import reduce
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from savienojums.core import clock
from savienojums.core.marks import one_reading
from savienojums.journal.kinds import Audience
from savienojums.journal.models import Record
from savienojums.support.alerting import (
    CANNOT_WAIT,
    NEW,
    OPENS,
    REMIND,
    REMINDERS,
    Line,
    Reason,
    crossed,
    is_due,
    looked_until,
    reasons_of,
    thing_of,
)
from savienojums.support.kinds import Grade, Pace
from savienojums.support.models import Follow, FollowedSearch, Measure, Round, ToldThing
from savienojums.support.queries.following import filters_of_query
from savienojums.support.queries.measures import chosen_set

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

REMOVED = "support.measure_removed"
# Nothing that was told longer ago can come up again.
LOOKED_BACK = timedelta(days=45)


@dataclass(slots=True)
class Entry:
    """What one follow is owed of one measure."""

    measure_pk: int
    follow_pk: int
    reasons: list[Reason]
    since: date

    @property
    def things(self) -> frozenset[str]:
        """Everything that is told with it."""
        return frozenset().union(*(reason.things for reason in self.reasons))


@dataclass(slots=True)
class Letter:
    """What one mailbox is told today; `told_at` says up to when each of its follows had been told when this was found."""

    language: str
    entries: list[Entry]
    told_at: dict[int, datetime]
    due: set[int]


@dataclass(frozen=True, slots=True)
class News:
    """Everything that is to be told, and the follows that were looked through and have nothing to hear."""

    letters: list[Letter]
    silent: set[int]


@dataclass(frozen=True, slots=True)
class Held:
    """What a followed search holds: its measures, those that left it lately, those that came lately and when."""

    known: frozenset[int] = frozenset()
    came: dict[int, float] = field(default_factory=dict)
    went: dict[int, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Happened:
    """What happened lately, by measure: lines of the journal, rounds that close or open."""

    today: date
    lines: dict[int, list[Line]]
    closing: dict[int, list[Round]]
    opening: dict[int, list[Round]]
    searches: dict[str, Held]
    told: dict[str, set[str]]


def members_of_each(asked: Iterable[str], at: datetime) -> dict[str, set[int]]:
    """The measures each of these searches holds now."""
    with one_reading():
        return {query: _members(query, at) for query in asked}


def _members(query: str, at: datetime) -> set[int]:
    whole, chosen = chosen_set(filters_of_query(query), at)
    return set(whole.catalogue.members(chosen, "name"))


def news(at: datetime) -> News:
    """What is new for everyone who follows, one letter for a mailbox and language."""
    follows = list(Follow.objects.heard().select_related("person"))
    today = clock.local_day(at)
    due = {each.pk for each in follows if _due(each, today)}
    asked = [each for each in follows if each.pk in due or each.pace == Pace.WEEKLY]
    if not asked:
        return News([], set())
    happened = _happened(asked, at)
    letters: dict[tuple[str, str], Letter] = {}
    for follow in asked:
        entries = _entries(follow, happened, full=follow.pk in due)
        if entries:
            letter = letters.setdefault((follow.mailbox, follow.reads), Letter(follow.reads, [], {}, set()))
            letter.entries += entries
            letter.told_at[follow.pk] = follow.told_at
            letter.due.update({follow.pk} & due)
    return News(list(letters.values()), due.difference(*(letter.due for letter in letters.values())))


def _due(follow: Follow, today: date) -> bool:
    return is_due(weekly=follow.pace == Pace.WEEKLY, told_on=clock.local_day(follow.told_at), today=today)


def by_measure(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Each measure stands once in a letter, whichever follows are owed it."""
    of_each: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        of_each[entry.measure_pk].append(entry)
    return list(of_each.values())


def plain_reasons(entries: list[Entry]) -> list[dict[str, Any]]:
    """Everything any follow has to say of one measure, as a notice keeps it."""
    return [reason.plain() for reason in reduce(_together, (entry.reasons for entry in entries))]


def _together(one: list[Reason], other: list[Reason]) -> list[Reason]:
    """Each reason once; to a mailbox that knows the measure by another follow it is not new."""
    said = {reason.reason for reason in one}
    both = one + [reason for reason in other if reason.reason not in said]
    known = [reason for reason in both if reason.reason != NEW]
    return known or both


# --- what happened ----------------------------------------------------------------


def _happened(follows: list[Follow], at: datetime) -> Happened:
    since, today = min(each.told_at for each in follows), clock.local_day(at)
    closing, opening = _rounds(clock.local_day(since), today, at)
    return Happened(
        today=today,
        lines=_lines(since, looked_until(at)),
        closing=closing,
        opening=opening,
        searches=_searches({each.query for each in follows if each.measure_id is None}),
        told=_told({each.pk: each.mailbox for each in follows}, at - LOOKED_BACK),
    )


def _lines(since: datetime, until: datetime) -> dict[int, list[Line]]:
    """What everyone may read of, and that a measure is there no more; oldest first."""
    kind = ContentType.objects.get_for_model(Measure)
    rows = Record.objects.filter(subject_type=kind, at__gt=since, at__lte=until)
    public = rows.filter(Q(audience=Audience.EVERYONE) | Q(verb=REMOVED)).order_by("at", "id")
    lines: dict[int, list[Line]] = defaultdict(list)
    for pk, about, *rest in public.values_list("pk", "subject_id", "at", "verb", "particulars"):
        lines[about or 0].append(Line(pk, *rest))
    return lines


def _rounds(since: date, today: date, at: datetime) -> tuple[dict[int, list[Round]], dict[int, list[Round]]]:
    soon = Q(closes_at__gte=at, closes_on__lte=today + timedelta(days=max(REMINDERS)))
    begun = Q(opens_on__gt=since, opens_on__lte=today) & (Q(closes_at=None) | Q(closes_at__gte=at))
    closing: dict[int, list[Round]] = defaultdict(list)
    opening: dict[int, list[Round]] = defaultdict(list)
    for each in Round.objects.filter(soon | begun, measure__in=Measure.objects.public()).order_by("closes_at", "pk"):
        if each.closes_on and each.closes_on <= today + timedelta(days=max(REMINDERS)):
            closing[each.measure_id].append(each)
        if each.opens_on and since < each.opens_on <= today:
            opening[each.measure_id].append(each)
    return closing, opening


def _searches(asked: set[str]) -> dict[str, Held]:
    rows = FollowedSearch.objects.filter(query__in=asked)
    return {
        row.query: Held(
            frozenset(row.known),
            {int(pk): then for pk, then in row.came.items()},
            {int(pk): then for pk, then in row.went.items()},
        )
        for row in rows
    }


def _told(mailboxes: dict[int, str], since: datetime) -> dict[str, set[str]]:
    """What each mailbox was told lately, whichever of its follows it was told for."""
    told: dict[str, set[str]] = defaultdict(set)
    rows = ToldThing.objects.filter(told_at__gte=since).values_list("follow_id", "thing")
    for follow, thing in rows:
        if follow in mailboxes:
            told[mailboxes[follow]].add(thing)
    return told


# --- what of it concerns one follower ----------------------------------------------


def _entries(follow: Follow, happened: Happened, *, full: bool) -> list[Entry]:
    """What one follow has to hear; on the days between two weekly mails only what cannot wait."""
    held = _held(follow, happened)
    since = follow.told_at.timestamp()
    within = held.known | {pk for pk, then in held.went.items() if then > since}
    came = {pk: then for pk, then in held.came.items() if then > since and pk in held.known}
    eventful = set(happened.lines) | set(happened.closing) | set(happened.opening) | set(came)
    told = happened.told.get(follow.mailbox, set())
    entries = []
    for pk in sorted(eventful & within - set(follow.dismissed)):
        reasons = _reasons(follow, pk, happened, came, told) if full else _urgent(follow, pk, happened, told)
        reasons += _reminder(follow, pk, happened, told)
        if reasons:
            entries.append(Entry(pk, follow.pk, reasons, clock.local_day(follow.told_at)))
    return entries


def _held(follow: Follow, happened: Happened) -> Held:
    if follow.measure_id is not None:
        return Held(frozenset({follow.measure_id}))
    return happened.searches.get(follow.query, Held())


def _untold(follow: Follow, pk: int, happened: Happened, told: set[str]) -> list[Line]:
    lines = happened.lines.get(pk, ())
    return [line for line in lines if line.at > follow.told_at and thing_of(line) not in told]


def _reasons(follow: Follow, pk: int, happened: Happened, came: dict[int, float], told: set[str]) -> list[Reason]:
    lines = _untold(follow, pk, happened, told)
    if pk in came:
        thing = f"came:{pk}:{came[pk]:.0f}"
        if NEW not in follow.grades or thing in told:
            return []
        return [Reason(NEW, frozenset({thing, *map(thing_of, lines)}))]
    if follow.measure_id is None:
        # What is there no more is told to those who follow it, not to those whose search found it.
        lines = [line for line in lines if line.verb != REMOVED]
    reasons = reasons_of(lines, follow.grades)
    announced = {reason.told.get("round") for reason in reasons}
    if Grade.ANNOUNCED in follow.grades:
        since = clock.local_day(follow.told_at)
        for each in happened.opening.get(pk, ()):
            thing = f"opens:{each.public_id}"
            if each.opens_on and each.opens_on > since and thing not in told and each.public_id not in announced:
                reasons.append(Reason(OPENS, frozenset({thing}), {"round": each.public_id}))
                break
    return reasons


def _urgent(follow: Follow, pk: int, happened: Happened, told: set[str]) -> list[Reason]:
    """A deadline that came so near that the weekly mail would tell of it too late."""
    near = {
        each.public_id
        for each in happened.closing.get(pk, ())
        if each.closes_on and each.closes_on - happened.today <= CANNOT_WAIT
    }
    wanted = {Grade.DEADLINE_EARLIER.value} & set(follow.grades)
    lines = [line for line in _untold(follow, pk, happened, told) if line.round_id in near]
    return reasons_of(lines, wanted) if wanted and lines else []


def _reminder(follow: Follow, pk: int, happened: Happened, told: set[str]) -> list[Reason]:
    since = clock.local_day(follow.told_at)
    for each in happened.closing.get(pk, ()):
        if each.closes_on is None:
            continue
        days = crossed(follow.reminders, each.closes_on, since, happened.today)
        thing = f"remind:{each.public_id}:{each.closes_on}:{days}"
        if days is not None and thing not in told:
            return [Reason(REMIND, frozenset({thing}), {"round": each.public_id})]
    return []


def host() -> str:
    """The name under which the site is known."""
    return urlsplit(settings.SITE_URL).hostname or "localhost"
