"""Organisations and places that answer a question, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from savienojums.core.marks import Kept
from savienojums.core.rich import without_contacts
from savienojums.core.search_shown import Field, Reason, Spot, highlight, reason_of
from savienojums.network.models import Organisation
from savienojums.network.queries.places import atlas

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from savienojums.core.search import Question
    from savienojums.network.queries.places import Atlas, Territory

NAMES = {
    "name": _("Name"),
    "summary": _("Summary"),
    "offers": _("What it offers"),
    "looks_for": _("What it looks for"),
    "story": _("Story"),
    "themes": _("Themes"),
    "kind": _("Kind"),
    "place": _("Place"),
}

MOST_KEPT = 1_000
_REASONS: Kept[dict[tuple[str, int, str], Reason]] = Kept(dict, "registry", "places", "synonyms")


def spoken_by(organisation: Organisation, lands: Atlas | None = None) -> Iterator[tuple[str, str, str]]:
    """Everything a person might look for an organisation by: part, words, language; what matters most first."""
    yield "name", organisation.name, ""
    yield from (("summary", words, code) for code, words in organisation.summary.items())
    for name in ("offers", "looks_for", "story"):
        yield name, getattr(organisation, name), ""
    for theme in organisation.themes.all():
        yield from (("themes", words, code) for code, words in theme.name.items())
    yield "kind", str(organisation.get_kind_display()), ""
    place = (lands or atlas()).by_pk.get(organisation.place_id or 0)
    yield "place", "\n".join(filter(None, (place.name if place else "", organisation.locality))), ""


def reasons_for(question: Question, pks: Sequence[int]) -> dict[int, Reason]:
    """Why each of these organisations answers the question; private addresses are left out as on its page."""
    kept, language = _REASONS.get(), (get_language() or "")[:2]
    if missing := [pk for pk in pks if (question.text, pk, language) not in kept]:
        if len(kept) > MOST_KEPT:
            kept.clear()
        for organisation in Organisation.objects.filter(pk__in=missing).prefetch_related("themes"):
            said = sorted(spoken_by(organisation), key=lambda part: part[2] not in ("", language))
            fields = [Field(NAMES[name], without_contacts(words), code) for name, words, code in said]
            kept[question.text, organisation.pk, language] = reason_of(question, fields)
    return {pk: kept.get((question.text, pk, language), Reason()) for pk in pks}


def reason_of_place(place: Territory, words: str) -> Reason:
    """A place is found by its name alone."""
    return Reason((Spot(str(NAMES["name"]), highlight(str(place), words), ""),))
