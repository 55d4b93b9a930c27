"""The front page: the next deadlines, how many we are, and what happened lately."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, ngettext

from savienojums.core.clock import local_day
from savienojums.core.marks import Kept
from savienojums.events.queries.listing import Wanted, next_occasions
from savienojums.front.queries.map import Picture, map_picture
from savienojums.front.queries.telling import told
from savienojums.journal.queries import latest_line, latest_lines
from savienojums.network.kinds import Evidence
from savienojums.network.queries.organisations import Filter, entries_for
from savienojums.support.queries.catalogue import shelf
from savienojums.support.queries.choices import WhoAndWhere, who_and_where
from savienojums.support.queries.measures import cards_for
from savienojums.voices.queries.conversations_hub import hub_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from savienojums.accounts.models import Person
    from savienojums.events.queries.occasions import Occasion
    from savienojums.front.queries.telling import Telling
    from savienojums.support.queries.cards import Card
    from savienojums.voices.queries.conversations_hub import Card as VoicesCard

DEADLINES = 6
MEETINGS = 4
VOICES = 3
LINES = 6
# Lines read to find enough that differ: an import writes many alike.
LINES_READ = 300


@dataclass(frozen=True, slots=True)
class Home:
    """Everything the front page shows besides the map."""

    deadlines: list[Card]
    meetings: list[Occasion]
    voices: list[VoicesCard]
    year: list[dict[str, Any]]
    today: date
    counts: list[tuple[int, str, str]]
    lately: list[Telling]
    offered: WhoAndWhere
    picture: Picture


# By language; what opens and closes with time alone is told anew each minute.
_ASKED: Kept[dict[str, list[VoicesCard]]] = Kept(dict, "voices", "registry")


def asked_now(at: datetime) -> list[VoicesCard]:
    """Conversations and surveys that people can answer now, those that end first before others."""
    kept, language = _ASKED.get(int(at.timestamp()) // 60), get_language() or ""
    if language not in kept:
        kept[language] = hub_of(at).open[:VOICES]
    return kept[language]


def home_for(person: Person | None, asked: list[VoicesCard], at: datetime) -> Home:
    """The front page as it is now; `asked` is what can be answered."""
    whole = shelf(at)
    by_deadline = whole.catalogue.members(whole.catalogue.everything, "deadline")
    coming = [pk for pk in by_deadline if whole.coming[pk]]
    marks = [{"day": each.on, "expected": not each.certain} for pk in coming for each in whole.coming[pk]]
    return Home(
        deadlines=cards_for(person, coming[:DEADLINES], at),
        meetings=next_occasions(person, Wanted(), at, MEETINGS),
        voices=asked,
        year=marks,
        today=local_day(at),
        counts=_counts(person, len(whole.catalogue.pks)),
        lately=_lately(local_day(at)),
        offered=who_and_where(),
        picture=map_picture(person, detail="small"),
    )


def _counts(person: Person | None, measures: int) -> list[tuple[int, str, str]]:
    """How much there is to find, each with its words and the list it leads to."""
    evidence = [entry.evidence for entry in entries_for(person, Filter())]
    organisations, members = len(evidence), len(evidence) - evidence.count(Evidence.NONE)
    return [
        (measures, ngettext("support measure", "support measures", measures), "measures"),
        (members, ngettext("community in the network", "communities in the network", members), "organisations"),
        (
            organisations,
            ngettext("organisation in the registry", "organisations in the registry", organisations),
            "organisations",
        ),
    ]


# What was told in each language since the newest line, on this day.
_TOLD: Kept[dict[str, list[Telling]]] = Kept(dict, "catalogue", "registry")


def _lately(today: date) -> list[Telling]:
    """What everyone may read of, alike things of one day told as one; told anew when something happened."""
    telling, language = _TOLD.get(latest_line(), today), get_language() or ""
    if language not in telling:
        telling[language] = told(latest_lines(LINES_READ), LINES)
    return telling[language]
