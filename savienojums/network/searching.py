"""Organisations and places as kinds of things that may be searched together with those of other rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from savienojums.core import search
from savienojums.core.search_kinds import Hits, Kind
from savienojums.core.search_shown import Reason
from savienojums.network.models import Organisation
from savienojums.network.queries.cards import cards_of
from savienojums.network.queries.organisations import entries_of, search_row
from savienojums.network.queries.places import guess_places
from savienojums.network.queries.spoken import reason_of_place, reasons_for

if TYPE_CHECKING:
    from datetime import datetime

    from savienojums.accounts.models import Person
    from savienojums.core.search import Question

ROWS_AT_ONCE = 500


def find_organisations(person: Person | None, question: Question, at: datetime, limit: int) -> Hits:
    """The organisations that answer the question best, of those the person may see."""
    del at
    found = search.answer("organisation", question)
    entries = entries_of(person, found.scores or {})
    cards = cards_of([entry.pk for entry in entries[:limit]])
    reasons = reasons_for(found.question, [card.pk for card in cards]) if cards else {}
    rows = [(card, reasons.get(card.pk, Reason())) for card in cards]
    return Hits(rows, len(entries), f"{reverse('organisations')}?{urlencode({'q': question.text})}", found.question)


def find_places(person: Person | None, question: Question, at: datetime, limit: int) -> Hits:
    """The places whose names the question says."""
    del person, at
    places = guess_places(question.text, limit)
    return Hits([(place, reason_of_place(place, question.text)) for place in places], len(places))


def _index() -> None:
    organisations = Organisation.objects.order_by("pk").prefetch_related("themes").iterator(ROWS_AT_ONCE)
    search.index("organisation", map(search_row, organisations))


ORGANISATIONS = Kind(
    name="organisation",
    title=_("Communities and NGOs"),
    template="network/found_organisations.html",
    find=find_organisations,
    expected=Organisation.objects.count,
    index=_index,
)
PLACES = Kind(name="place", title=_("Places"), template="network/found_places.html", find=find_places)
