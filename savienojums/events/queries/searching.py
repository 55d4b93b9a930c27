"""Events that answer a question, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from savienojums.core.rich import without_contacts
from savienojums.core.search import Text
from savienojums.core.search_shown import Field, Reason, reason_of
from savienojums.events.kinds import EventKind
from savienojums.events.models import Event
from savienojums.events.queries import calendars
from savienojums.events.queries.occasions import Occasion, occasion_of
from savienojums.journal.queries import line_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.search import Question

NAMES = {
    "title": pgettext_lazy("event", "Title"),
    "summary": _("Summary"),
    "text": _("Text"),
    "where": _("Where"),
    "organisers": _("Organiser"),
    "series": _("Series"),
    "themes": _("Themes"),
    "programme": _("Programme"),
    "kind": _("Kind"),
}


def searched_events(pks: Iterable[int]) -> list[Event]:
    """These events with everything they are looked for by; drafts are not found."""
    rows = Event.objects.published().filter(pk__in=list(pks)).with_hosts()
    return list(rows.defer("place__outline").prefetch_related("programme"))


def published_pks() -> list[int]:
    """All events that can be found."""
    return list(Event.objects.published().order_by("pk").values_list("pk", flat=True))


def spoken_by(event: Event) -> Iterator[tuple[str, str, str]]:
    """Everything a person might look for an event by: part, words, language; what matters most first."""
    yield from (("title", words, code) for code, words in event.title.items())
    yield from (("summary", words, code) for code, words in event.summary.items())
    yield "where", "\n".join(filter(None, (event.venue, event.place.name if event.place else "", event.address))), ""
    yield "organisers", "\n".join(organisation.name for organisation in event.organisers.all()), ""
    if event.series:
        yield from (("series", words, code) for code, words in event.series.title.items())
    for theme in event.themes.all():
        yield from (("themes", words, code) for code, words in theme.name.items())
    for item in event.programme.all():
        yield from (("programme", words, code) for code, words in item.title.items())
    yield "text", event.text, ""
    yield "kind", str(EventKind(event.kind).label), ""


def search_row(event: Event) -> tuple[int, list[Text], list[Text]]:
    """What the search knows of an event: its number, its title, and all the rest that it says."""
    said = [(part, Text(words, language)) for part, words, language in spoken_by(event) if words]
    return (
        event.pk,
        [text for part, text in said if part == "title"],
        [text for part, text in said if part != "title"],
    )


def found_for(
    person: Person | None, question: Question, scores: Mapping[int, float], at: datetime, limit: int
) -> tuple[list[tuple[Occasion, Reason]], int]:
    """The best of these events that the person may see, what is to come before what has been, each with its reason."""
    known = calendars.shelf()
    seen = known.set_of(scores) & calendars.seen_by(person) & known.published
    events = sorted(known.members(seen), key=lambda event: (-scores[event.pk], event.ends_at <= at))
    best = events[:limit]
    whole = {event.pk: event for event in searched_events(event.pk for event in best)} if best else {}
    rows = [
        (occasion_of(event, known, at), _reason(whole[event.pk], question) if event.pk in whole else Reason())
        for event in best
    ]
    return rows, len(events)


def _reason(event: Event, question: Question) -> Reason:
    language = (get_language() or "")[:2]
    said = sorted(spoken_by(event), key=lambda part: part[2] not in ("", language))
    return reason_of(question, [Field(NAMES[name], without_contacts(words), code) for name, words, code in said])


def event_told_in(record_id: int) -> int | None:
    """The number of the event a journal line is about."""
    return line_of(record_id).subject_id
