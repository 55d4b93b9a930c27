"""What programs may ask of residents' proposals: the shelf that pages show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from savienojums.core.refusal import NotFound
from savienojums.network.queries.api import named
from savienojums.network.schemas import Named, Point
from savienojums.voices.kinds import InitiativeKind
from savienojums.voices.queries.initiatives import Entry, entries_of, shelf, wanted_of
from savienojums.voices.schemas import InitiativeFacts

if TYPE_CHECKING:
    from savienojums.voices.schemas import InitiativesAsked


def initiatives_between(asked: InitiativesAsked, span: tuple[int, int]) -> tuple[list[InitiativeFacts], int]:
    """Those that pass the filter, from the one place to the other; and how many do."""
    chosen = {"q": asked.q, "state": asked.state, "kind": asked.kind, "theme": asked.theme, "place": asked.place}
    told = {name: str(value) for name, value in chosen.items() if value}
    found = entries_of(wanted_of({**told, "order": asked.order}))
    return [_facts(each) for each in found[slice(*span)]], len(found)


def public_initiative(number: int) -> InitiativeFacts:
    """One that everyone may read."""
    found = next((each for each in shelf() if each.number == number), None)
    if found is None:
        raise NotFound
    return _facts(found)


def _facts(entry: Entry) -> InitiativeFacts:
    point = entry.point
    return InitiativeFacts(
        number=entry.number, kind=InitiativeKind(entry.kind), kind_text=str(InitiativeKind(entry.kind).label),
        title=entry.title, text=entry.text, language=entry.language,
        state=entry.state,  # type: ignore[arg-type]  # a shelf knows these five
        state_text=entry.state_words,
        asked_at=entry.asked_at, answered_at=entry.answered_at, addressee=entry.to or None,
        supporters=entry.supporters, comments=entry.comments, place=named(entry.place),
        point=Point(lat=point[0], lon=point[1], approximate=entry.lat is None) if point else None,
        themes=[Named(slug=slug, name=str(name)) for slug, name in entry.themes], is_example=entry.is_example,
        url=settings.SITE_URL + entry.href,
    )  # fmt: skip
