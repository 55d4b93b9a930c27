"""One question over all rooms: support, organisations, places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from savienojums.core import search
from savienojums.network.queries.organisations import search_organisations
from savienojums.network.queries.places import guess_places
from savienojums.support.queries.catalogue import shelf
from savienojums.support.queries.measures import cards_for

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.network.queries.cards import Card as OrganisationCard
    from savienojums.network.queries.places import Territory
    from savienojums.support.queries.cards import Card as MeasureCard

OF_EACH = 5


@dataclass(frozen=True, slots=True)
class Found:
    """What each room has of the words."""

    words: str
    measures: list[MeasureCard]
    measures_count: int
    organisations: list[OrganisationCard]
    places: list[Territory]

    @property
    def is_empty(self) -> bool:
        """Whether no room has anything."""
        return not (self.measures or self.organisations or self.places)


def search_for(person: Person | None, words: str, at: datetime) -> Found:
    """The best of each room for these words, in any form, with or without diacritics."""
    scores = (search.matching("measure", words) if words else None) or {}
    public = shelf(at).catalogue.position
    best = sorted((pk for pk in scores if pk in public), key=lambda pk: (-scores[pk], public[pk]))
    return Found(
        words=words,
        measures=cards_for(person, best[:OF_EACH], at),
        measures_count=len(best),
        organisations=search_organisations(person, words, OF_EACH) if words else [],
        places=guess_places(words, OF_EACH) if words else [],
    )
