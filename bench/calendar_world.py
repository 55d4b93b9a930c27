"""A month full of events for the benchmark of the calendar; Django must be set up before this is read."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.management import call_command
from django.db import transaction

from savienojums.core import clock
from savienojums.core.clock import RIGA
from savienojums.core.marks import raise_mark
from savienojums.demo.world import fill
from savienojums.events.actions.searching import index_events
from savienojums.events.kinds import EventKind
from savienojums.events.models import Event
from savienojums.network.models import Organisation, Place, Theme

MONTH = datetime(2027, 5, 1, tzinfo=RIGA)


def fill_calendar(count: int) -> None:
    """Migrate, fill with the demo, then so many events in May 2027."""
    call_command("migrate", verbosity=0)
    kinds, at = EventKind.values, clock.now()
    with transaction.atomic():
        fill()
        hosts, places, themes = (
            list(Organisation.objects.public()),
            list(Place.objects.all()),
            list(Theme.objects.all()),
        )
        for number in range(count):
            starts_at = MONTH + timedelta(days=number % 31, hours=9 + number % 10)
            length = timedelta(days=2) if number % 25 == 0 else timedelta(hours=2)
            event = Event.objects.create(
                slug=f"sanaksme-{number}",
                title={"lv": f"Kopienas sanāksme {number}"},
                summary={"lv": "Par to, kas paveikts un kas darāms vasarā."},
                kind=kinds[number % len(kinds)],
                place=places[number % len(places)],
                starts_at=starts_at,
                ends_at=starts_at + length,
                published_at=at,
            )
            event.organisers.set([hosts[number % len(hosts)]])
            event.themes.set([themes[number % len(themes)]])
        raise_mark("events")
        index_events(list(Event.objects.values_list("pk", flat=True)))
