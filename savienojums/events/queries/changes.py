"""The *changed* mark: what those who come go by, as it was announced and as it is now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from savienojums.core.clock import local_day
from savienojums.core.records import in_languages
from savienojums.events.kinds import Circle, EventKind, Mode, Seat
from savienojums.events.models import Registration
from savienojums.events.queries import facts
from savienojums.events.queries.spoken import Span, hours_in_words, span_in_words, when_of, where_of
from savienojums.journal.kinds import Audience
from savienojums.journal.models import Record
from savienojums.network.queries.places import atlas

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import TextChoices

    from savienojums.events.models import Event

RESTORED, CANCELLED = "events.event_restored", "events.event_cancelled"
SHOWN = 5
KINDS: dict[str, type[TextChoices]] = {"kind": EventKind, "mode": Mode, "circle": Circle}
WHERE = ("venue", "address", "place")

LABELS = {
    "kind": gettext_lazy("Kind of event"),
    "title": pgettext_lazy("event", "Title"),
    "summary": gettext_lazy("In one or two sentences"),
    "text": gettext_lazy("All the rest"),
    "starts_at": gettext_lazy("Beginning"),
    "ends_at": gettext_lazy("End of the event"),
    "hours_known": gettext_lazy("Hours known"),
    "end_known": gettext_lazy("End known"),
    "mode": gettext_lazy("How people take part"),
    "place": gettext_lazy("Parish or town"),
    "venue": gettext_lazy("House or meeting point"),
    "address": gettext_lazy("Street and number"),
    "lat": gettext_lazy("North"),
    "lon": gettext_lazy("East"),
    "online_url": gettext_lazy("Address of the online meeting"),
    "circle": gettext_lazy("Who sees it"),
    "languages": gettext_lazy("Languages spoken"),
    "project": gettext_lazy("Paid by the project"),
    "organisers": gettext_lazy("Organisers"),
    "themes": gettext_lazy("Themes"),
    "source_url": gettext_lazy("Where this can be read"),
    "source_note": gettext_lazy("Note on the source"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is another than announced; without an old value only that it is new."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChangedOn:
    """What was changed at one time."""

    at: datetime
    day: str
    changes: list[Change]


def changes_of(event: Event) -> list[ChangedOn]:
    """What readers are told has changed, the latest first; no question where nothing did."""
    if not event.changed_at or event.cancelled_at:
        return []
    lines = Record.objects.about(event).filter(verb__in=(facts.CHANGED, RESTORED))
    told = [_told(line) for line in lines if _is_told(line)]
    return [each for each in told if each.changes][:SHOWN]


def in_words(changes: Mapping[str, Any], *, briefly: bool = False) -> list[Change]:
    """Old and new values of a journal line as a person reads them: the time, the place, how one takes part.

    Briefly, of the time only what is another: where the day stands beside it, its hours are enough.
    """
    said = []
    if "starts_at" in changes:
        times = _span(changes, 0), _span(changes, 1)
        old, new = _briefly(*times) if briefly else map(span_in_words, times)
        said.append(Change(_("Time"), old, new))
    if any(name in changes for name in WHERE):
        unknown = _("not said")
        said.append(Change(_("Where"), _where(changes, 0) or unknown, _where(changes, 1) or unknown))
    if "mode" in changes:
        old, new = (str(Mode(each).label) for each in changes["mode"])
        said.append(Change(_("How one takes part"), old, new))
    if "online_url" in changes:
        new = _("there is a new address") if changes["online_url"][1] else _("there is no address any more")
        said.append(Change(_("Online meeting"), "", new))
    return said


def conflicts_in_words(conflicts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What somebody else saved meanwhile: the line's name and its value."""
    return [(str(LABELS.get(name, name)), value_in_words(name, value)) for name, value in conflicts.items()]


def line_of(record_id: int) -> Record:
    """The journal line a job was made for."""
    return Record.objects.get(pk=record_id)


def parties_to_tell(line: Record) -> list[Registration]:
    """Those who come or wait for a seat, if the line is of something they have to know."""
    if "count" not in line.particulars:
        return []
    parties = Registration.objects.standing().filter(event__pk=line.subject_id or 0)
    return list(parties.select_related("event__place", "person").prefetch_related("people"))


def news_of(line: Record, party: Registration) -> dict[str, Any]:
    """What the letter about a change says; said only when it is written, in the language of whoever reads it."""
    event, changes = party.event, line.particulars.get("changes", {})
    has_seat = any(each.seat == Seat.ACCEPTED for each in party.people.all())
    return {
        "changes": lambda: in_words(changes),
        "when": lambda: when_of(event),
        "where": lambda: where_of(event),
        "why": line.particulars.get("why", ""),
        "online_url": event.online_url if "online_url" in changes and has_seat else "",
    }


def value_in_words(name: str, value: Any) -> str:
    """A plain value of an event as a person reads it."""
    if value in (None, "", [], {}):
        return ""
    if name == "place":
        return str(atlas().by_slug.get(value, value))
    if name in ("starts_at", "ends_at"):
        return date_format(_moment(value), "SHORT_DATETIME_FORMAT")
    if name in KINDS:
        return str(KINDS[name](value).label)
    if isinstance(value, bool):
        value = _("yes") if value else _("no")
    if isinstance(value, dict):
        return " / ".join(in_languages(value).values())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _is_told(line: Record) -> bool:
    """Changes of a draft are nobody's business."""
    return "count" in line.particulars or line.audience == Audience.EVERYONE


def _told(line: Record) -> ChangedOn:
    day = date_format(local_day(line.at), "MONTH_DAY_FORMAT")
    if line.verb == RESTORED:
        return ChangedOn(line.at, day, [Change(_("It was cancelled"), "", _("it takes place after all"))])
    return ChangedOn(line.at, day, in_words(line.particulars.get("changes", {}), briefly=True))


def _span(changes: Mapping[str, Any], which: int) -> Span:
    starts, ends = (_moment(changes[name][which]) for name in ("starts_at", "ends_at"))
    known = [bool(changes[name][which]) if name in changes else True for name in ("hours_known", "end_known")]
    return Span(starts, ends, *known)


def _briefly(old: Span, new: Span) -> tuple[str, str]:
    """Old and new hours if the day stayed, old and new days if the hours stayed; else the whole time."""
    days = [(local_day(span.starts_at), local_day(span.ends_at)) for span in (old, new)]
    if any(first != last for first, last in days):
        return span_in_words(old), span_in_words(new)
    hours = [_hours(span) for span in (old, new)]
    if days[0] == days[1] and all(hours) and hours[0] != hours[1]:
        return hours[0], hours[1]
    before = date_format(days[0][0], "MONTH_DAY_FORMAT")
    if hours[0] == hours[1]:
        return before, span_in_words(new)
    return ", ".join(filter(None, [before, hours[0]])), span_in_words(new)


def _hours(span: Span) -> str:
    return hours_in_words(span.starts_at, span.ends_at if span.end_known else None) if span.hours_known else ""


def _where(changes: Mapping[str, Any], which: int) -> str:
    """Only what changed of it: the house within the same parish, or both."""
    values = {name: changes[name][which] for name in WHERE if name in changes}
    place = value_in_words("place", values.get("place", ""))
    parts = [values.get("venue", ""), values.get("address", "")]
    parts.append("" if place and any(place in part for part in parts) else place)
    return ", ".join(filter(None, parts))


def _moment(said: str) -> datetime:
    return datetime.fromisoformat(said)
