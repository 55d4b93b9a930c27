"""Bytes out of the calendar's answers: files that calendar programs read, and the news of events."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.html import format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Event as Entry

from savienojums.core.calendars import empty_calendar, host, in_riga, reminder
from savienojums.core.news_feed import NewsFeed
from savienojums.events.kinds import EventKind, Mode
from savienojums.events.queries.calendars import days_of, point_of
from savienojums.events.queries.changes import in_words
from savienojums.events.queries.occasions import changes_in_words
from savienojums.events.queries.spoken import when_of, where_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from savienojums.events.models import Event, OutsideEvent
    from savienojums.events.queries.news import News

# An event of a whole day begins at midnight, when nobody wants to be reminded.
MORNING = timedelta(hours=9)
DAY = timedelta(days=1)
LONGEST_LINE = 2_000


@dataclass(frozen=True, slots=True)
class Given:
    """What a calendar file tells besides the events: to whom it is given decides."""

    name: str = ""
    refresh: timedelta | None = None
    # {number of an event: {field: [old, new]}}
    changes: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    # Events whose online address the one who asked may know.
    calls: frozenset[int] = frozenset()
    # How long before the beginning to remind, and of which events.
    reminders: tuple[timedelta, ...] = ()
    outside: tuple[OutsideEvent, ...] = ()


def calendar_of(events: Iterable[Event], given: Given | None = None) -> bytes:
    """A calendar file of these events; the names by which programs know them never change."""
    given = given or Given()
    calendar = empty_calendar(given.name or settings.NETWORK_NAME, given.refresh)
    for event in events:
        calendar.add_component(_entry(event, given))
    for other in given.outside:
        calendar.add_component(_outside_entry(other))
    return bytes(calendar.to_ical())


def _entry(event: Event, given: Given) -> Entry:
    entry, changes = Entry(), given.changes.get(event.pk, {})
    entry.add("uid", f"event-{event.public_id}@{host()}")
    for name in ("dtstamp", "last-modified"):
        entry.add(name, touched_at(event).astimezone(UTC))
    entry.add("created", event.created_at.astimezone(UTC))
    entry.add("sequence", event.change_count)
    entry.add("summary", _title(event))
    _add_times(entry, event)
    address = settings.SITE_URL + event.get_absolute_url()
    entry.add("url", address)
    if where := where_of(event):
        entry.add("location", where)
    if point := point_of(event):
        entry.add("geo", point)
    entry.add("description", "\n".join(filter(None, [*_description(event, changes, given), address])))
    entry.add("categories", [str(EventKind(event.kind).label), *(str(theme) for theme in event.themes.all())])
    entry.add("status", "CANCELLED" if event.cancelled_at else "TENTATIVE" if event.is_draft else "CONFIRMED")
    if event.cancelled_at:
        entry.add("transp", "TRANSPARENT")
    for before in () if event.cancelled_at else given.reminders:
        entry.add_component(reminder(entry, before if event.hours_known else before - MORNING))
    return entry


def _add_times(entry: Entry, event: Event) -> None:
    if event.hours_known:
        entry.add("dtstart", in_riga(event.starts_at))
        entry.add("dtend", in_riga(event.ends_at))
        return
    first, last = days_of(event.starts_at, event.ends_at)
    entry.add("dtstart", first)
    entry.add("dtend", last + DAY)


def _title(event: Event) -> str:
    # Not every calendar program shows that an event is cancelled.
    return _("Cancelled: %(name)s") % {"name": event.title} if event.cancelled_at else str(event.title)


def _description(event: Event, changes: Mapping[str, Any], given: Given) -> list[str]:
    lines = []
    if event.cancelled_at:
        lines.append(event.cancelled_why or _("It is cancelled."))
    else:
        lines += [f"{sentence}." for sentence in changes_in_words(event, changes)]
        # Of the time both ends are needed to say it in words.
        said = in_words(changes) if "ends_at" in changes or "starts_at" not in changes else []
        lines += [f"{each.label}: {each.old} → {each.new}" for each in said if each.old != each.new and each.old]
    if event.is_example:
        lines.append(_("This is an example; nobody meets."))
    lines += [str(event.summary), ", ".join(organisation.name for organisation in event.organisers.all())]
    if not event.hours_known:
        lines.append(_("The hour is not known."))
    if event.mode != Mode.IN_PLACE and event.online_url and event.pk in given.calls and not event.cancelled_at:
        lines.append(_("To take part online: %(address)s") % {"address": event.online_url})
    if event.project and event.project.funder_sentence:
        lines.append(str(event.project.funder_sentence))
    return [line[:LONGEST_LINE] for line in lines]


def _outside_entry(event: OutsideEvent) -> Entry:
    """An event of somebody else's calendar, marked by its source; never without it."""
    entry = Entry()
    own = hashlib.blake2b(event.key.encode(), digest_size=10).hexdigest()
    entry.add("uid", f"outside-{event.calendar.public_id}-{own}@{host()}")
    stamp = event.calendar.read_at or event.calendar.created_at
    entry.add("dtstamp", stamp.astimezone(UTC))
    entry.add("summary", f"{event.title} ({event.calendar.name})")
    if event.whole_days:
        first, last = days_of(event.starts_at, event.ends_at)
        entry.add("dtstart", first)
        entry.add("dtend", last + DAY)
    else:
        entry.add("dtstart", in_riga(event.starts_at))
        entry.add("dtend", in_riga(event.ends_at))
    if event.where:
        entry.add("location", event.where)
    if event.url or event.calendar.page:
        entry.add("url", event.url or event.calendar.page)
    entry.add("description", _("From the calendar “%(name)s”") % {"name": event.calendar.name})
    entry.add("transp", "TRANSPARENT")
    return entry


def touched_at(event: Event) -> datetime:
    """When what a calendar knows of it was last another."""
    known = (event.created_at, event.published_at, event.changed_at, event.cancelled_at)
    return max(at for at in known if at)


# --- news ------------------------------------------------------------------------


def atom_of(told: News, page: str, own: str) -> bytes:
    """An Atom feed of events that are new, changed or cancelled."""
    feed = NewsFeed(
        title=f"{told.name} · {settings.REGION_NAME}",
        link=page,
        description=None,
        subtitle=_("New, changed and cancelled events"),
        language=get_language() or "lv",
        author_name=settings.NETWORK_NAME,
        feed_url=own,
        feed_guid=own,
    )
    for item in told.items:
        event = item.event
        lines = [item.sentence, when_of(event), where_of(event), str(event.summary)]
        feed.add_item(
            title=item.title,
            link=settings.SITE_URL + event.get_absolute_url(),
            description=format_html_join("", "<p>{}</p>", ((line,) for line in lines if line)),
            unique_id=f"tag:{host()},2026:events/{item.key}",
            pubdate=item.at,
            updateddate=item.at,
            categories=[str(EventKind(event.kind).label)],
        )
    return feed.writeString("utf-8").encode()
